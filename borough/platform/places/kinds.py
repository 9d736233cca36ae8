"""Kinds of place and fact, as `opendata/kinds.toml` declares them: a few lines each, and no code.

| key | means |
|---|---|
| `name`, `plural` | as in a sentence: "library", "libraries" |
| `category`, `also_in` | which of the categories (the same file) it stands in |
| `words` | what people call it; any spelling near one of them is understood |
| `shape` | `point` (has places), `area` (one lies in it) or `address` (a fact about an address) |
| `from` | kinds of the register of places that fill it; `where` = only those whose attribute holds a value |
| `register` | another register that fills it whole |
| `was` | its names in the "Where is my nearest" of 2015 |
| `common` | its place among those most asked for, which are shown first |
| `grouped` | entries of one name beside one another are one place: a station by tube and by train |
| `hours` | false: of such a place nobody asks when it is open (a tree, a bus stop, a school) |
| `see`, `note` | a kind to look at as well; what the reader of a list must know |
| `missing`, `reports_to`, `stale_after` | where else to look; whose it is; after how many days it is old |
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, NoReturn

FILE = Path(__file__).parents[3] / "opendata" / "kinds.toml"
SHAPES = ("point", "area", "address")
Shape = Literal["point", "area", "address"]


class KindsFault(ValueError):
    """The declarations are wrong; says in which file and on which line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    key: str
    name: str
    reports_to: str
    missing: str
    stale_after: int = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    key: str
    name: str
    plural: str
    category: Category
    also_in: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    shape: Shape = "point"
    sources: tuple[str, ...] = ()
    register: str = ""
    where: tuple[tuple[str, str], ...] = ()
    was: tuple[str, ...] = ()
    common: int = 0
    grouped: bool = False
    see: str = ""
    note: str = ""
    missing: str = ""
    reports_to: str = ""
    stale_after: int = 730
    hours: bool = True

    @property
    def slug(self) -> str:
        """As in an address."""
        return self.key.replace("_", "-")

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    @property
    def plural_title(self) -> str:
        return self.plural[:1].upper() + self.plural[1:]

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that people may call it."""
        return (self.name, self.plural, *self.words, *self.was)


@dataclass(frozen=True, slots=True)
class Kinds:
    categories: Mapping[str, Category]
    kinds: Mapping[str, Kind]

    def in_category(self, key: str) -> list[Kind]:
        """By name."""
        found = [k for k in self.kinds.values() if key in (k.category.key, *k.also_in)]
        return sorted(found, key=lambda kind: kind.plural.casefold())


@cache
def kinds() -> Kinds:
    """Those of this installation, read once."""
    return read(FILE.read_text(encoding="utf-8"), str(FILE.relative_to(FILE.parents[1])))


def kind(key: str) -> Kind | None:
    """By its key; a hyphen is as good as an underscore, and case does not matter."""
    return kinds().kinds.get(key.strip().lower().replace("-", "_"))


def read(text: str, name: str) -> Kinds:
    """Raises KindsFault, with the file's name and the line."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise KindsFault(f"{name}: {wrong}") from None
    at = _Lines(text, name)
    categories = {key: _category(key, values, at) for key, values in written.get("category", {}).items()}
    found: dict[str, Kind] = {}
    for key, values in written.get("kind", {}).items():
        found[key] = _kind(key, values, categories, at)
    for one in found.values():
        if one.see and one.see not in found:
            at.fault(f"kind.{one.key}", "see", f"there is no kind {one.see}")
    return Kinds(categories, found)


class _Lines:
    """Where things stand in the file."""

    def __init__(self, text: str, name: str) -> None:
        self.lines, self.name = text.splitlines(), name

    def fault(self, table: str, field: str, why: str) -> NoReturn:
        start = next((n for n, line in enumerate(self.lines) if line.strip() == f"[{table}]"), 0)
        number = start
        for n in range(start + 1, len(self.lines)):
            if self.lines[n].startswith("["):
                break
            if self.lines[n].split("=")[0].strip() == field:
                number = n
        raise KindsFault(f"{self.name}, line {number + 1}: [{table}] {field}: {why}")


RENAMED = {"from": "sources"}


def _known(values: Mapping[str, Any], of: type, at: _Lines, table: str) -> dict[str, Any]:
    """The values under the names of the fields; lists as tuples. A key that nobody knows is a fault."""
    types = {field.name: field for field in fields(of)}
    out: dict[str, Any] = {}
    for key, value in values.items():
        name = RENAMED.get(key, key)
        if name not in types or key == "key":
            at.fault(table, key, f"no such key; there are {', '.join(sorted(types))}")
        out[name] = _shaped(types[name].type, value, at, table, key)
    return out


def _shaped(kind: Any, value: Any, at: _Lines, table: str, key: str) -> Any:
    if key == "where":
        return tuple(sorted((str(a), str(b)) for a, b in value.items()))
    expected: Any = list if "tuple" in str(kind) else bool if kind is bool else int if kind is int else str
    if not isinstance(value, expected):
        at.fault(table, key, f"must be {'a list of words' if expected is list else expected.__name__}")
    return tuple(value) if expected is list else value


def _category(key: str, values: Mapping[str, Any], at: _Lines) -> Category:
    given = _known(values, Category, at, f"category.{key}")
    _complete(given, ("name", "reports_to", "missing"), at, f"category.{key}")
    return Category(key=key, **given)


def _complete(given: Mapping[str, Any], wanted: tuple[str, ...], at: _Lines, table: str) -> None:
    for name in wanted:
        if not given.get(name):
            at.fault(table, name, "is missing")


def _kind(key: str, values: Mapping[str, Any], categories: Mapping[str, Category], at: _Lines) -> Kind:
    table = f"kind.{key}"
    given = _known(values, Kind, at, table)
    _complete(given, ("name", "plural", "category"), at, table)
    for name in (given["category"], *given.get("also_in", ())):
        if name not in categories:
            at.fault(table, "category", f"there is no category {name}")
    if (shape := given.get("shape", "point")) not in SHAPES:
        at.fault(table, "shape", f"{shape} is none of {', '.join(SHAPES)}")
    category = categories[given["category"]]
    own = {
        "reports_to": given.get("reports_to") or category.reports_to,
        "missing": given.get("missing") or category.missing,
        "stale_after": given.get("stale_after", category.stale_after),
    }
    return Kind(key=key, **{**given, **own, "category": category})
