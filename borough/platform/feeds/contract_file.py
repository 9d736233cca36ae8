"""Reads a contract from TOML, and says which file and which key is wrong when one is."""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from .contract import (
    ROLES,
    Agreement,
    Column,
    Contract,
    Cost,
    Format,
    Layout,
    Mode,
    Operation,
    Position,
    Totals,
    Type,
)

T = TypeVar("T")
DURATION = re.compile(r"(\d+) (hour|day|week)s?")
ENCODINGS = ("utf-8", "windows-1252", "iso-8859-1", "utf-16", "us-ascii")


class ContractFault(Exception):
    """The contract cannot be used; the message names file, key and remedy."""


def read_contract(path: Path) -> Contract:
    """Raises ContractFault."""
    try:
        return parse_contract(path.stem, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as fault:
        raise ContractFault(f"{path}: not UTF-8: {fault}") from None
    except ContractFault as fault:
        raise ContractFault(f"{path}: {fault}") from None


def parse_contract(slug: str, text: str) -> Contract:
    """Raises ContractFault, which does not name a file."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContractFault(f"not TOML: {fault}") from None
    contract = _contract(slug, table | {"text": text})
    check(contract)
    return contract


def read_contracts(folder: Path) -> list[Contract]:
    """All contracts of a folder, by slug. Raises ContractFault."""
    return [read_contract(path) for path in sorted(folder.glob("*.toml"))]


def _contract(slug: str, table: dict[str, Any]) -> Contract:
    given = dict(table) | {"slug": slug}
    columns = given.pop("column", [])
    if not columns:
        raise ContractFault("[[column]]: a contract needs at least one")
    given["columns"] = tuple(table_in(Column, c, f"[[column]] {i}") for i, c in enumerate(columns, 1))
    layout = dict(given.get("file", {}))
    if "totals" in layout:
        layout["totals"] = table_in(Totals, layout["totals"], "[file.totals]")
    given["file"] = table_in(Layout, layout, "[file]")
    for name, kind in (("agreement", Agreement), ("operation", Operation), ("position", Position)):
        if name in given:
            given[name] = table_in(kind, given[name], f"[{name}]")
    return table_in(Contract, given, "top")


def table_in(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """A TOML table as the dataclass `kind`, each value in its field's type. Raises ContractFault."""
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise ContractFault(
                f"{where}: no such key {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            )
    for name, f in known.items():
        if name not in table and f.default is MISSING and f.default_factory is MISSING:
            raise ContractFault(f"{where}: {name!r} is missing")
    hints = get_type_hints(kind)
    return kind(**{key: _value(hints[key], value, f"{where} {key}") for key, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    """The value in the field's type: a word for an enumeration, `8 days` for a duration."""
    if convert := CONVERSIONS.get(hint):
        return convert(value, where)
    if str(hint).startswith("tuple[str"):
        return tuple(_value(str, item, where) for item in _of(list, value, where))
    if str(hint).startswith("tuple[int"):
        if len(pair := _of(list, value, where)) != 2 or pair[0] < 1 or pair[1] < 1:
            raise ContractFault(f"{where}: expected two numbers, the first character (from 1) and the width")
        return tuple(_value(int, item, where) for item in pair)
    if str(hint).startswith("tuple[float"):
        return tuple(float(number) for number in _of(list, value, where))
    if hint in (str, int, bool):
        return _of(hint, value, where)
    return value  # tables, made by _contract


def _of(kind: type[T], value: Any, where: str) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ContractFault(f"{where}: expected {kind.__name__}, found {value!r}")
    return value


def _word(kind: Any) -> Callable[[Any, str], Any]:
    def convert(value: Any, where: str) -> Any:
        words = [member.value for member in kind]
        if value not in words:
            raise ContractFault(f"{where}: {value!r} is not one of {', '.join(words)}")
        return kind(value)

    return convert


def _duration(value: Any, where: str) -> timedelta:
    if not (found := DURATION.fullmatch(str(value))):
        raise ContractFault(f"{where}: expected a length of time such as '8 days', found {value!r}")
    return timedelta(**{f"{found[2]}s": int(found[1])})


def _choices(value: Any, where: str) -> dict[str, str]:
    return {str(code): str(meaning) for code, meaning in _of(dict, value, where).items()}


CONVERSIONS: dict[Any, Callable[[Any, str], Any]] = {
    Type: _word(Type),
    Mode: _word(Mode),
    Format: _word(Format),
    Cost: _word(Cost),
    timedelta: _duration,
    timedelta | None: _duration,
    date: lambda value, where: _of(date, value, where),
    date | None: lambda value, where: _of(date, value, where),
    float: lambda value, where: _of(float, value, where),
    Mapping[str, str]: _choices,
}


def check(contract: Contract) -> None:
    """What no single key can show. Raises ContractFault."""
    names = contract.fields
    if contract.slug in ("batch", "quarantine", "row"):
        raise ContractFault(f"the name {contract.slug!r} is taken by a page; choose another")
    for field in names:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", field):
            raise ContractFault(f"[[column]] {field!r}: a field is lower case letters, digits and _")
    if twice := {f for f in names if names.count(f) > 1}:
        raise ContractFault(f"[[column]] field: used twice: {', '.join(sorted(twice))}")
    for field in contract.key_fields:
        if field not in names:
            raise ContractFault(f"key: no column has the field {field!r}")
    if contract.mode is not Mode.APPEND and not contract.key:
        raise ContractFault(f"key: mode {contract.mode.value!r} needs one")
    if contract.operation and contract.mode is not Mode.UPSERT:
        raise ContractFault("[operation]: only in mode 'upsert'")
    if contract.file.encoding not in ENCODINGS:
        raise ContractFault(
            f"[file] encoding: {contract.file.encoding!r} is not one of {', '.join(ENCODINGS)}"
        )
    if bool(contract.agreement) == bool(contract.licence):
        raise ContractFault("[agreement] or licence: one of the two, never both")
    if contract.position:
        _check_position(contract, contract.position)
    totals = contract.file.totals
    if totals and totals.sum_of and totals.sum_of not in names:
        raise ContractFault(f"[file.totals] sum_of: no column has the field {totals.sum_of!r}")
    for column in contract.columns:
        _check_column(contract, column)


def _check_position(contract: Contract, position: Position) -> None:
    for name in (position.lat, position.lon):
        if name not in contract.fields or contract.column(name).type is not Type.DECIMAL:
            raise ContractFault(f"[position]: {name!r} is not a column of type 'decimal'")
    if len(position.box) != 4 or not (
        position.box[0] < position.box[2] and position.box[1] < position.box[3]
    ):
        raise ContractFault("[position] box: expected south, west, north, east")


def _check_column(contract: Contract, column: Column) -> None:
    where = f"[[column]] {column.field!r}"
    if column.role and column.role not in ROLES:
        raise ContractFault(f"{where} role: {column.role!r} is not one of {', '.join(sorted(ROLES))}")
    if column.type in (Type.DATE, Type.TIME) and not column.formats:
        raise ContractFault(f"{where} formats: a {column.type.value} needs at least one, such as '%d/%m/%Y'")
    if column.type is Type.CHOICE and not column.choices:
        raise ContractFault(f"{where} choices: a choice needs them, code = meaning")
    if contract.file.format is Format.FIXED and not column.at:
        raise ContractFault(f"{where} at: fixed width needs [first character, width]")
    try:
        re.compile(column.pattern)
    except re.error as fault:
        raise ContractFault(f"{where} pattern: {fault}") from None
