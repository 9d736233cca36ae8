"""Derived columns: the pieces of a person's values on which records are brought together and compared.

Each is a function of one or a few standardised values, so that one record's can be worked out as well as a
table's. Parts of a birth date are also filled from a date that is not whole; `born` itself never is.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from linkage.schema import Role, Schema

from .distinct import read_each, side_by_side
from .nicknames import roots
from .sounds import bones, sound

_NAMES = ("forename", "middle_names", "surname")
_BOTH = ("forename", "surname")
_BORN = ("date_of_birth", "born_partial")
# A name of fewer letters stands in many a word; so many besides the names may be a nickname or initials.
SHORT = 3
# Of the first 128 signs those which are no letter, and no letter or figure, go.
_NO_LETTER = {sign: None for sign in range(128) if not chr(sign).isalpha()}
_NO_SIGN = {sign: None for sign in range(128) if not chr(sign).isalnum()}
_TEXT, _LIST, _CODES = pl.String(), pl.List(pl.String), pl.Categorical()


@dataclass(frozen=True)
class Atom:
    """`of`: from the values of `columns` in a row, which may be None, to a text, a list of texts, or None.

    Without an `expression` the columns give one text, and `of` is called once for each distinct one: the first
    that says anything, or all of them, `together`. With one, it gives the same for a table at once.
    """

    columns: tuple[str, ...]
    of: Callable[..., Any]
    kind: pl.DataType = _TEXT
    together: bool = False
    expression: pl.Expr | None = None

    def value(self, row: Mapping[str, Any]) -> Any:
        """Of one standardised row."""
        given = [row.get(column) for column in self.columns]
        if self.expression is not None:
            return self.of(*given)
        said = [its.isoformat() if isinstance(its, date) else its for its in given if its is not None]
        return self.of(" ".join(said) if self.together else said[0]) if said else None

    def text(self) -> pl.Expr:
        """What `of` is given, of a whole table."""
        columns = [pl.col(column).cast(pl.String) for column in self.columns]
        return (
            pl.concat_str(columns, separator=" ", ignore_nulls=True)
            if self.together
            else pl.coalesce(columns)
        )


def atoms(schema: Schema) -> dict[str, Atom]:
    """Name -> atom: those of every table, then those of the schema's columns of general role."""
    found = dict(_ATOMS)
    for name, (_, role) in schema.general().items():
        found |= {f"{name}_{part}": its for part, its in _of_general(name, role)}
    return found


def with_atoms(people: pl.DataFrame, schema: Schema, wanted: Collection[str] | None = None) -> pl.DataFrame:
    """The standardised table with its derived columns; only those `wanted`, where they are named."""
    found = coded(people, schema, wanted)
    its = [name for name in lists(schema) if name in found.columns]
    return found.with_columns(pl.col(its).cast(pl.String).str.split(" ")) if its else found


def coded(people: pl.DataFrame, schema: Schema, wanted: Collection[str] | None = None) -> pl.DataFrame:
    """As `with_atoms`, all in codes (`pl.Categorical`): a list of words is the code of its words in one text."""
    chosen = _chosen(schema, wanted)
    alike: dict[tuple[tuple[str, ...], bool], dict[str, Atom]] = {}
    for name, its in chosen.items():
        if its.expression is None:
            alike.setdefault((its.columns, its.together), {})[name] = its
    read = side_by_side(partial(_each, people, group) for group in alike.values())
    found = [column for its in read for column in its.iter_columns()]
    texts = people.select(pl.col(pl.String, pl.Categorical).cast(pl.String))
    found += [texts.select(its.expression.cast(_CODES).alias(name)).to_series()
              for name, its in chosen.items() if its.expression is not None]  # fmt: skip
    return people.hstack(found).select(*people.columns, *chosen)


def lists(schema: Schema) -> list[str]:
    """Those that are lists of words."""
    return [name for name, its in atoms(schema).items() if its.kind == _LIST]


def _chosen(schema: Schema, wanted: Collection[str] | None) -> dict[str, Atom]:
    return {name: its for name, its in atoms(schema).items() if wanted is None or name in wanted}


def of(row: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """The derived values of one standardised row: what `with_atoms` gives for it."""
    return {name: its.value(row) for name, its in atoms(schema).items()}


def _each(people: pl.DataFrame, alike: dict[str, Atom]) -> pl.DataFrame:
    """Those of one text: in codes, as a million people have few surnames' sounds."""
    one = next(iter(alike.values()))
    texts = people[one.columns[0]] if len(one.columns) == 1 else people.select(one.text()).to_series()
    functions = [its.of if its.kind == _TEXT else _in_one(its.of) for its in alike.values()]
    if len(functions) == 1:
        (alone,) = functions
        return read_each(texts, lambda text: (alone(text),), dict.fromkeys(alike, _CODES))
    return read_each(
        texts, lambda text: tuple([function(text) for function in functions]), dict.fromkeys(alike, _CODES)
    )


def _in_one(words: Callable[[str], list[str] | None]) -> Callable[[str], str | None]:
    """A list of words is quicker made of one text than handed over word by word."""
    return lambda text: " ".join(words(text) or ()) or None


# --- of one text: never None, never empty


def _first(count: int) -> Callable[[str], str | None]:
    return lambda text: text[:count] if len(text) >= count else None


def _word(at: int) -> Callable[[str], str]:
    return lambda text: text.split(" ")[at]


def _full(forename: str) -> str | None:
    return forename if len(forename) > 1 else None


def _root(name: str) -> str:
    return roots(name.split(" ")[0])[0]


def _initial(text: str) -> str:
    return text[0]


def _sound_of(at: int) -> Callable[[str], str | None]:
    return lambda text: sound(text.split(" ")[at])


def _more_than_names(text: str) -> str | None:
    """The address, unless its mailbox is made of its owner's own names: such a one is nearly a namesake's too.
    `text`: the address and the names."""
    email, *names = text.split(" ")
    mailbox, at, _ = email.rpartition("@")
    if not at:
        return None
    rest = mailbox = (
        mailbox.translate(_NO_LETTER) if mailbox.isascii() else "".join(filter(str.isalpha, mailbox))
    )
    for name in sorted([name for name in names if len(name) >= SHORT], key=len, reverse=True):
        rest = rest.replace(name, "", 1)
    return None if len(rest) <= SHORT and rest != mailbox else email


def _mailbox(email: str) -> str | None:
    mailbox = email.rpartition("@")[0]
    letters = mailbox.translate(_NO_SIGN) if mailbox.isascii() else "".join(filter(str.isalnum, mailbox))
    return letters if len(letters) > 3 else None


def _sector(postcode: str) -> str | None:
    """`NW1 8`; elsewhere all but the last sign."""
    return postcode[:-2] if " " in postcode else postcode[:-1]


def _outward(postcode: str) -> str:
    """`NW1`; elsewhere the first three signs, or two of four: a sectional centre, a forward sortation area."""
    return postcode.split(" ")[0] if " " in postcode else postcode[: 3 if len(postcode) > 4 else 2]


def _parts(names: str) -> list[str] | None:
    """The words of one or more names, in order of the alphabet; a lone initial is none."""
    return sorted({word for word in names.split(" ") if len(word) > 1}) or None


def _sorted(names: str) -> str | None:
    return " ".join(_parts(names) or ()) or None


# --- of a date in EDTF: `1984-02-09`, or less


def _whole(text: str) -> str | None:
    return text if len(text) == 10 and "X" not in text else None


def _known(*slices: slice) -> Callable[[str], str | None]:
    """These parts of the date, if all are known."""

    def part(text: str) -> str | None:
        parts = [text[its] for its in slices]
        return "-".join(parts) if all(its and "X" not in its for its in parts) else None

    return part


def _month_day(text: str) -> str | None:
    return _known(slice(5, 7), slice(8, 10))(text)


def _swapped(text: str) -> str | None:
    """Month for day, where that is a date too."""
    if not _whole(text) or (day := text[8:]) > "12" or day == text[5:7]:
        return None
    return f"{text[:4]}-{day}-{text[5:7]}"


def _vague(text: str) -> str | None:
    """The year, where nothing more is said, or 1 January, which many systems write for that."""
    return _known(slice(0, 4))(text) if len(text) == 4 or text[4:] == "-01-01" else None


_DATE_PARTS: dict[str, Callable[[str], str | None]] = {
    "year": _known(slice(0, 4)), "year_month": _known(slice(0, 4), slice(5, 7)), "month_day": _month_day,
    "year_day": _known(slice(0, 4), slice(8, 10)), "swapped": _swapped, "vague": _vague,
}  # fmt: skip

# --- of several values at once: the function for one record, the expression for a table


def _initials(forename: str | None, surname: str | None) -> str | None:
    return forename[0] + surname[0] if forename and surname else None


def _low(*names: str | None) -> str | None:
    """The first of the alphabet; a lone initial is no name. Crossed names meet here, and half-missing ones."""
    return min((name for name in names if name and len(name) > 1), default=None)


def _high(*names: str | None) -> str | None:
    return max((name for name in names if name and len(name) > 1), default=None)


def _first_letter(column: str) -> pl.Expr:
    return pl.col(column).str.slice(0, 1)


def _long(column: str) -> pl.Expr:
    return pl.when(pl.col(column).str.len_chars() > 1).then(pl.col(column))


def _door(flat: str | None, number: str | None, postcode: str | None, street: str | None) -> str | None:
    place = postcode or street
    return f"{flat or ''}|{number or ''}|{place}" if place and (flat or number) else None


def _door_street(flat: str | None, number: str | None, street: str | None) -> str | None:
    return f"{flat or ''}|{number or ''}|{street}" if street and (flat or number) else None


def _house(number: str | None, postcode: str | None) -> str | None:
    return f"{number}|{postcode}" if number and postcode else None


def _at(place: pl.Expr) -> pl.Expr:
    somewhere = pl.any_horizontal(pl.col("flat", "number").is_not_null()) & place.is_not_null()
    flat, number = pl.col("flat").fill_null(""), pl.col("number").fill_null("")
    return pl.when(somewhere).then(pl.concat_str(flat, number, place, separator="|"))


def _born() -> Iterator[tuple[str, Atom]]:
    yield "born", Atom(_BORN, _whole)
    for part, its in _DATE_PARTS.items():
        yield f"born_{part}", Atom(_BORN, its)


def _of_general(name: str, role: Role) -> Iterator[tuple[str, Atom]]:
    one = (name,)
    if role in (Role.TEXT, Role.NAME):
        yield "first", Atom(one, _word(0))
    if role is Role.TEXT:
        yield "sound", Atom(one, _sound_of(0))
    if role is Role.NAME:
        yield "last", Atom(one, _word(-1))
        yield "sound", Atom(one, _sound_of(-1))
        yield "root", Atom(one, _root)
    if role is Role.DATE:
        yield "iso", Atom((name, f"{name}_partial"), _whole)
        for part, its in _DATE_PARTS.items():
            yield part, Atom((name, f"{name}_partial"), its)


_ATOMS: dict[str, Atom] = {
    "forename_root": Atom(("forename",), _root),
    "forename_roots": Atom(("forename",), lambda text: list(roots(text)), _LIST),
    "forename_3": Atom(("forename",), _first(3)),
    "forename_initial": Atom(("forename",), _initial),
    "forename_full": Atom(("forename",), _full),
    "forename_bones": Atom(("forename",), bones),
    "middle_initial": Atom(("middle_names",), _initial),
    "middle_first": Atom(("middle_names",), _word(0)),
    "surname_sound": Atom(("surname",), _sound_of(0)),
    "surname_3": Atom(("surname",), _first(3)),
    "surname_4": Atom(("surname",), _first(4)),
    "surname_initial": Atom(("surname",), _initial),
    "surname_bones": Atom(("surname",), bones),
    "surname_parts": Atom(("surname", "former_surname"), _parts, _LIST, together=True),
    "name_parts": Atom(_NAMES, _parts, _LIST, together=True),
    "names_sorted": Atom(_NAMES, _sorted, together=True),
    "initials": Atom(_BOTH, _initials, expression=_first_letter("forename") + _first_letter("surname")),
    "name_low": Atom(_BOTH, _low, expression=pl.min_horizontal(_long("forename"), _long("surname"))),
    "name_high": Atom(_BOTH, _high, expression=pl.max_horizontal(_long("forename"), _long("surname"))),
    **dict(_born()),
    "postcode_sector": Atom(("postcode",), _sector),
    "postcode_outward": Atom(("postcode",), _outward),
    "door": Atom(("flat", "number", "postcode", "street"), _door,
                 expression=_at(pl.coalesce("postcode", "street"))),
    "door_street": Atom(("flat", "number", "street"), _door_street, expression=_at(pl.col("street"))),
    "house": Atom(("number", "postcode"), _house, expression=pl.concat_str("number", "postcode", separator="|")),
    "street_first": Atom(("street",), _word(0)),
    "email_name": Atom(("email",), _mailbox),
    "email_own": Atom(("email", *_NAMES), _more_than_names, together=True),
    "phone_end": Atom(("phone",), lambda text: text[-7:]),
}  # fmt: skip
