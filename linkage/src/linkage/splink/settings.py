"""A model as a file: the settings that Splink reads and writes, and what is ours beside them.

Splink refuses keys that it does not know, but for `sql_dialect`, which it takes out unread. What it has no word
for (the household class, caps of blocks, rarity of near values, what else was learned) therefore stands there:
`"sql_dialect": {"name": "duckdb", "linkage": {...}}`, and only where there is something to say.
"""

import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from linkage.conditions import All, Condition, Not, Otherwise, Same
from linkage.conditions import Any as AnyOf
from linkage.model import Comparison, Frequency, Level, Model, Rule
from linkage.schema import BadInput
from linkage.tables import LEAST

from .missing import certainly
from .sql import condition, rule
from .text import level_sql, rule_sql

__all__ = ["from_settings", "read", "to_settings", "training_rules", "write"]

# Splink's own dialects, and the name that each has where SQL is read.
_DIALECTS = {
    "duckdb": "duckdb",
    "spark": "spark",
    "sqlite": "sqlite",
    "postgres": "postgres",
    "athena": "presto",
}
_OURS = (
    "comparisons",
    "blocking_rules_to_generate_predictions",
    "probability_two_random_records_match",
    "sql_dialect",
)
_SETTINGS = {"link_type": "dedupe_only", "unique_id_column_name": "id"}
# Splink's m and u of a level that training never met ("level not observed in training dataset").
_NEVER_SEEN = 1e-6


def read(path: Path | str) -> Model:
    """Raises BadInput where the file is no settings of Splink's."""
    try:
        settings = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} cannot be read as a model: {error}.") from error
    try:
        return from_settings(settings)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error


def write(model: Model, path: Path | str) -> None:
    """The whole file or none."""
    part = Path(f"{path}.part")
    try:
        part.write_text(json.dumps(to_settings(model), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput(f"The model cannot be written to {path}: {error.strerror}.") from error


def from_settings(settings: object) -> Model:
    """Of Splink's settings as a dictionary."""
    if not isinstance(settings, Mapping) or not isinstance(settings.get("comparisons"), list):
        raise BadInput('This is no model of Splink\'s: a list "comparisons" is missing.')
    dialect, own = _dialect(settings.get("sql_dialect", "duckdb"))
    kept = {key: value for key, value in settings.items() if key not in _OURS}
    raw = settings.get("blocking_rules_to_generate_predictions") or []
    comparisons = [_comparison(its, dialect) for its in settings["comparisons"]]
    kept["exploded"] = {
        its["blocking_rule"]: its["arrays_to_explode"]
        for its in raw
        if isinstance(its, Mapping) and its.get("arrays_to_explode")
    }
    kept["comparisons"] = {
        its.name: {"comparison_description": given.get("comparison_description", its.name)}
        for its, given in zip(comparisons, settings["comparisons"], strict=True)
    }
    model = Model(
        comparisons=tuple(comparisons), rules=tuple(_rules(raw, dialect, _source(settings))),
        prior=_prior(settings.get("probability_two_random_records_match", 0.0001)), extras={"splink": kept},
    )  # fmt: skip
    return _with_own(model, own) if own else model


def training_rules(sql: str, model: Model) -> tuple[Rule, ...]:
    """A blocking rule to learn from, given as Splink takes it."""
    return tuple(_rules([sql], "duckdb", _source(_kept(model) or _SETTINGS)))


def to_settings(model: Model) -> dict[str, Any]:
    """What Splink reads."""
    kept = dict(_kept(model) or _SETTINGS)
    descriptions, exploded = kept.pop("comparisons", {}), kept.pop("exploded", {})
    own = _own(model)
    return {
        "link_type": kept.pop("link_type", "dedupe_only"),
        "probability_two_random_records_match": 1.0 / (1.0 + 2.0**-model.prior),
        **kept,
        "sql_dialect": {"name": "duckdb", "linkage": own} if own else "duckdb",
        "blocking_rules_to_generate_predictions": list(_rules_written(model, exploded)),
        "comparisons": [_written(its, descriptions.get(its.name, {})) for its in model.comparisons],
    }


def _kept(model: Model) -> Mapping[str, Any] | None:
    kept = model.extras.get("splink")
    return kept if isinstance(kept, Mapping) else None


def _dialect(given: object) -> tuple[str, Mapping[str, Any]]:
    name, own = (given.get("name"), given.get("linkage", {})) if isinstance(given, Mapping) else (given, {})
    if name not in _DIALECTS:
        raise BadInput(f"The model's SQL is of the dialect {name!r}; known are {', '.join(_DIALECTS)}.")
    return _DIALECTS[str(name)], own


def _prior(probability: float) -> float:
    if not 0 < probability < 1:
        raise BadInput(f"probability_two_random_records_match is {probability}; it must lie between 0 and 1.")
    return math.log2(probability / (1 - probability))


def _comparison(given: Mapping[str, Any], dialect: str) -> Comparison:
    levels: list[tuple[Condition, Mapping[str, Any]]] = []
    missing: list[Condition] = []
    for its in given.get("comparison_levels", []):
        when = condition(its["sql_condition"], dialect)
        if its.get("is_null_level"):
            before = tuple(Not(certainly(earlier)) for earlier, _ in levels)
            missing.append(All((when, *before)) if before else when)
        else:
            levels.append((when, its))
    name = given.get("output_column_name") or "custom"
    if len(levels) < 2 or not isinstance(levels[-1][0], Otherwise):
        raise BadInput(f"The comparison {name!r} must have at least two levels, the last of them ELSE.")
    exact = {when.left: _u(its, len(levels), n) for n, (when, its) in _numbered(levels) if _is_exact(when)}
    made = tuple(_level(when, its, len(levels), number, exact) for number, (when, its) in _numbered(levels))
    together = missing[0] if len(missing) == 1 else AnyOf(tuple(missing)) if missing else Not(Otherwise())
    return Comparison(name, together, made)


def _numbered(levels: Sequence[tuple[Condition, Mapping[str, Any]]]) -> Iterator[tuple[int, Any]]:
    return zip(range(len(levels) - 1, -1, -1), levels, strict=True)


def _is_exact(when: Condition) -> bool:
    return isinstance(when, Same) and when.left == when.right and not when.left.startswith("=")


def _level(
    when: Condition, given: Mapping[str, Any], of: int, number: int, exact: Mapping[str, float]
) -> Level:
    """`exact`: by column, the u of the level that asks for the same value, against which rarity is weighed."""
    column, weight = given.get("tf_adjustment_column"), given.get("tf_adjustment_weight", 1.0)
    frequency = None
    if column and weight and number > 0:
        own = given.get("disable_tf_exact_match_detection") or (
            _is_exact(when) and when == Same(column, column)
        )
        if not own and column not in exact:
            raise BadInput(
                f"A level adjusts for how often a value of {column!r} occurs, but none asks for the same."
            )
        base = None if own else exact[column]
        frequency = Frequency(column, float(weight), float(given.get("tf_minimum_u_value", 0.0)), base=base)
    m = _probability(given, "m_probability", _default_m(of, number))
    return Level(
        given.get("label_for_charts") or str(number), when, m, _u(given, of, number), None, frequency
    )


def _u(given: Mapping[str, Any], of: int, number: int) -> float:
    return _probability(given, "u_probability", _default_u(of, number))


def _probability(given: Mapping[str, Any], name: str, default: float) -> float:
    its = given.get(name)
    return default if its is None else _NEVER_SEEN if isinstance(its, str) else float(its)


def _default_m(levels: int, number: int) -> float:
    """Splink's start: 95 % at the highest level, the rest spread evenly."""
    return 0.95 if number == levels - 1 else 0.05 / (levels - 1)


def _default_u(levels: int, number: int) -> float:
    """Splink's start: weights of 10 bits at the highest level, below it evenly from -5 to 3."""
    weight = 10.0 if number == levels - 1 else -5.0 if levels == 2 else -5.0 + 8.0 * number / (levels - 2)
    return float(_default_m(levels, number) / 2.0**weight)


def _source(settings: Mapping[str, Any]) -> Condition | None:
    """Two lists are linked: only pairs across sources."""
    if settings.get("link_type") != "link_only":
        return None
    column = settings.get("source_dataset_column_name", "source_dataset")
    return Not(Same(column, column))


def _rules(given: Sequence[object], dialect: str, across: Condition | None) -> Iterator[Rule]:
    """A rule that joins by OR is several of one name. Lists to explode share a member."""
    for its in given or [{"blocking_rule": "TRUE"}]:
        sql = its["blocking_rule"] if isinstance(its, Mapping) else str(its)
        own = (its.get("sql_dialect") or dialect) if isinstance(its, Mapping) else dialect
        exploded = (its.get("arrays_to_explode") or []) if isinstance(its, Mapping) else []
        for columns, when in rule(sql, _DIALECTS.get(own, own), exploded):
            asked = [condition for condition in (across, when) if condition is not None]
            together = None if not asked else asked[0] if len(asked) == 1 else All(tuple(asked))
            yield Rule(sql, columns, None, together)


def _rules_written(model: Model, exploded: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    across = _source(_kept(model) or _SETTINGS)
    for name, rules in groupby(model.rules, key=lambda its: its.name):
        if name in exploded:
            yield {"blocking_rule": name, "sql_dialect": "duckdb", "arrays_to_explode": exploded[name]}
            continue
        parts = [rule_sql(its.columns, _without(its.when, across)) for its in rules]
        sql = parts[0] if len(parts) == 1 else " OR ".join(f"({part})" for part in parts)
        yield {"blocking_rule": sql, "sql_dialect": "duckdb"}


def _without(when: Condition | None, across: Condition | None) -> Condition | None:
    if across is None or when == across:
        return None if across is not None else when
    if isinstance(when, All) and when.of[0] == across:
        return when.of[1] if len(when.of) == 2 else All(when.of[1:])
    return when


def _written(comparison: Comparison, more: Mapping[str, Any]) -> dict[str, Any]:
    levels = [] if comparison.missing == Not(Otherwise()) else [
        {"sql_condition": level_sql(comparison.missing), "label_for_charts": "Missing", "is_null_level": True}
    ]  # fmt: skip
    levels += [_level_written(its, comparison) for its in comparison.levels]
    return {"output_column_name": comparison.name, "comparison_levels": levels, **more}


def _level_written(level: Level, comparison: Comparison) -> dict[str, Any]:
    last = level is comparison.levels[-1]
    written = {
        "sql_condition": "ELSE" if last else level_sql(level.when), "label_for_charts": level.label,
        "m_probability": max(level.m, LEAST), "u_probability": max(level.u, LEAST),
    }  # fmt: skip
    if (its := level.frequency) is not None and not its.near and not last:
        written |= {"tf_adjustment_column": its.column, "tf_adjustment_weight": its.weight}
        written |= {"tf_minimum_u_value": its.minimum} if its.minimum else {}
        if level.when != Same(its.column, its.column) and its.base != _exact(comparison).get(its.column):
            written["disable_tf_exact_match_detection"] = True
    return written


def _own(model: Model) -> dict[str, Any]:
    """What Splink has no word for, by the places of levels and rules."""
    own: dict[str, Any] = {}
    if model.household is not None:
        own["household"] = model.household
    levels = {its.name: [_beyond(level, _exact(its)) for level in its.levels] for its in model.comparisons}
    if any(any(its) for its in levels.values()):
        own["levels"] = levels
    if _kept(model) is None or any(its.at_most is not None for its in model.rules):
        own["rules"] = [[its.name, its.at_most] for its in model.rules]
    if own and _kept(model) is not None:
        own["splink"] = True
    if extras := {key: value for key, value in model.extras.items() if key != "splink"}:
        own["extras"] = extras
    return own


def _exact(comparison: Comparison) -> dict[str, float]:
    """By column, the u that Splink weighs its rarity against: of the level that asks for the same value."""
    its = reversed(comparison.levels)
    return {
        level.when.left: level.u for level in its if isinstance(level.when, Same) and _is_exact(level.when)
    }


def _beyond(level: Level, exact: Mapping[str, float]) -> dict[str, Any]:
    found: dict[str, Any] = {} if level.h is None else {"h": level.h}
    its = level.frequency
    if its is not None and (its.near or its.household or its.base not in (None, exact.get(its.column))):
        found["frequency"] = asdict(its)
    return found


def _with_own(model: Model, own: Mapping[str, Any]) -> Model:
    """Levels and rules that Splink's user has changed since keep what Splink says."""
    levels, rules = own.get("levels", {}), own.get("rules", [])
    comparisons = tuple(_with_levels(its, levels.get(its.name, [])) for its in model.comparisons)
    if len(rules) == len(model.rules):
        named = zip(model.rules, rules, strict=True)
        model = replace(
            model, rules=tuple(replace(its, name=name, at_most=cap) for its, (name, cap) in named)
        )
    extras = dict(own.get("extras", {}))
    if own.get("splink"):
        extras["splink"] = model.extras["splink"]
    return replace(model, comparisons=comparisons, household=own.get("household"), extras=extras)


def _with_levels(comparison: Comparison, more: Sequence[Mapping[str, Any]]) -> Comparison:
    if len(more) != len(comparison.levels):
        return comparison
    levels = [
        replace(
            level,
            h=its.get("h"),
            frequency=Frequency(**its["frequency"]) if "frequency" in its else level.frequency,
        )
        for level, its in zip(comparison.levels, more, strict=True)
    ]
    return replace(comparison, levels=tuple(levels))
