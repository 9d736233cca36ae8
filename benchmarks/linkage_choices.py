"""Does each choice still help where errors, missing values and names are others? F1 with it, and without.

A choice is switched off from outside, by replacing the private function that makes it for the length of one run:
the public face has no such flags. Each file has its own figure; a choice that helps nowhere is one to drop.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from importlib import import_module
from unittest.mock import patch

import polars as pl

from . import report
from ._files import file, people_of

FILES = ("10", "10 errors", "10 missing", "40 names", "rl10000")


def main() -> None:
    for name in FILES:
        whole = _f1(name)
        for choice, without in CHOICES.items():
            with without():
                its = _f1(name)
            figure = f"linkage_choices.{choice}.{name.replace(' ', '_')}"
            report(figure, whole, "F1", round(its, 4), "higher", "without it", its, people_of(name))


def _f1(name: str) -> float:
    from linkage import Schema, evaluate, link

    its = file(name)
    linked = link(pl.read_parquet(its.records), Schema.read(its.schema), threads=2)
    return evaluate(linked.entities, its.truth).f1


def _function(module: str, name: str, instead: object) -> Callable[[], AbstractContextManager]:
    return lambda: patch(f"linkage.{module}.{name}", instead)


def _model(change: Callable) -> Callable[[], AbstractContextManager]:
    """Training as it is; then the model is changed."""

    @contextmanager
    def changed() -> Iterator[None]:
        from linkage.learning import training

        train = training.train

        def instead(*given, **named):
            trained = train(*given, **named)
            return replace(trained, model=change(trained.model))

        with patch.object(training, "train", instead):
            yield

    return changed


def _levels(model, change: Callable):
    """Each level of each comparison changed."""
    return replace(
        model,
        comparisons=tuple(
            replace(its, levels=tuple(change(level) for level in its.levels)) for its in model.comparisons
        ),
    )


def _no_rarity(level):
    return replace(level, frequency=None)


def _no_near_rarity(level):
    return replace(level, frequency=None) if level.frequency and level.frequency.near else level


def _no_households(model):
    return replace(_levels(model, lambda level: replace(level, h=None)), household=None)


def _no_nickname(text: str) -> tuple[str, ...]:
    return (text,)


def _only_single(every: Callable) -> Callable:
    return lambda *given: [rule for rule in every(*given) if len(rule.columns) == 1]


def _gathering(**other) -> Callable[[], AbstractContextManager]:
    """What gathering learns, but for this."""

    @contextmanager
    def changed() -> Iterator[None]:
        from linkage.gathering import clustering

        learned = clustering.learned
        with patch.object(
            clustering, "learned", lambda *given, **named: replace(learned(*given, **named), **other)
        ):
            yield

    return changed


def _wrapped(module: str, name: str, wrap: Callable) -> Callable[[], AbstractContextManager]:
    def switched() -> AbstractContextManager:
        its = import_module(f"linkage.{module}")
        return patch.object(its, name, wrap(getattr(its, name)))

    return switched


# By choice, how it is switched off.
CHOICES: dict[str, Callable[[], AbstractContextManager]] = {
    "households": _model(_no_households),
    "rarity": _model(lambda model: _levels(model, _no_rarity)),
    "rarity_of_near_values": _model(lambda model: _levels(model, _no_near_rarity)),
    "nicknames": _function("standard.atoms", "roots", _no_nickname),
    "placeholders": _function("standard.prepared", "without", lambda people, *_, **__: people),
    "keys_of_two_values": _wrapped("comparing.rules", "every_rule", _only_single),
    "half_step_over_candidates": _function(
        "learning.training", "_Training._step", lambda self, *_: list(self.model.comparisons)
    ),
    "systems_that_hold_once": _gathering(sources={}),
    "power_35_not_0": _gathering(power=0.0),
    "power_35_not_1": _gathering(power=1.0),
    "insistence": _function("gathering.profiles", "INSISTENCE", 0.0),
    "rounds": _function(
        "gathering.clustering", "_rounds", lambda compiled, blocking, cluster, *_, **__: cluster
    ),
}
