"""What each type of value looks like: as a column expression, a million values at a time.

A value comes as text, stripped, null where empty. `NORMAL` gives it in its one right form, null where it is
not of its type; ISO for dates, whole pence for money.
"""

from collections.abc import Callable

import polars as pl

from .contract import Column, Type
from .geometry import geometry_in_form

# Hidden characters: all controls but tab and line ends, and the C1 block that no encoding of text uses.
CONTROL = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x{9F}]"
POSTCODE = r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$"
# HMRC: no D, F, I, Q, U, V first; O not second either; suffix A to D.
NINO = r"^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"
# Begins as a formula does in a spreadsheet; a telephone number or an amount may begin with + or -.
FORMULA = r"^(?:[=@]|[+-][^0-9\s(.£])"


def in_form(column: Column) -> pl.Expr:
    """Of values as `given`: their right form, null where they are not of the type."""
    return NORMAL[column.type](pl.col(column.field), column)


def given(column: Column) -> pl.Expr:
    """The values as text, null where nothing is said: empty or a placeholder."""
    text = pl.col(column.field).str.strip_chars()
    said = text != ""
    if column.placeholders:
        said = said & ~text.str.to_lowercase().is_in([p.lower() for p in column.placeholders])
    return pl.when(said).then(text)


def _text(text: pl.Expr, column: Column) -> pl.Expr:
    if column.formats:
        text = _begun_with_date(text, column)
    if column.pad:
        text = pl.when(text.str.contains(r"^\d+$")).then(text.str.zfill(column.pad)).otherwise(text)
    return _if_matches(text, f"^(?:{column.pattern})$") if column.pattern else text


def _begun_with_date(text: pl.Expr, column: Column) -> pl.Expr:
    """A date that stands first is written as ISO; what is beyond it stays, and so does what is no date."""
    first = text.str.extract(r"^(\S+)")
    day = pl.coalesce([first.str.to_date(form, strict=False) for form in column.formats])
    return pl.coalesce(day.dt.to_string("%Y-%m-%d") + text.str.replace(r"^\S+", ""), text)


def _date(text: pl.Expr, column: Column) -> pl.Expr:
    tried = [text.str.to_date(form, strict=False) for form in column.formats]
    return pl.coalesce(tried).dt.to_string("%Y-%m-%d")


def _time(text: pl.Expr, column: Column) -> pl.Expr:
    tried = [text.str.to_datetime(form, strict=False, time_unit="us") for form in column.formats]
    zone = "Z" if all(form.endswith("Z") for form in column.formats) else ""
    return pl.coalesce(tried).dt.to_string("%Y-%m-%dT%H:%M:%S" + zone)


def _number(text: pl.Expr, _: Column) -> pl.Expr:
    return text.str.strip_prefix("+").cast(pl.Int64, strict=False).cast(pl.String)


def _decimal(text: pl.Expr, _: Column) -> pl.Expr:
    """With a point or, as half of Europe writes it, a comma; never infinite, never "nan"."""
    plain = text.str.strip_prefix("+").str.replace(",", ".", literal=True)
    return _if_matches(plain, r"^-?\d{1,12}(\.\d{1,18})?$")


def _geometry(text: pl.Expr, _: Column) -> pl.Expr:
    return text.map_elements(geometry_in_form, return_dtype=pl.String)


def _pounds(text: pl.Expr, _: Column) -> pl.Expr:
    plain = _if_matches(text.str.replace_all("[£,]", ""), r"^-?\d{1,12}(\.\d{1,2})?$")
    # A double holds 15 digits exactly, and these are at most 14.
    return (plain.cast(pl.Float64) * 100).round().cast(pl.Int64).cast(pl.String)


def _choice(text: pl.Expr, column: Column) -> pl.Expr:
    return pl.when(text.is_in(list(column.choices))).then(text)


def _postcode(text: pl.Expr, _: Column) -> pl.Expr:
    joined = text.str.to_uppercase().str.replace_all(" ", "", literal=True)
    right = _if_matches(joined, POSTCODE)
    return pl.concat_str(right.str.head(-3), pl.lit(" "), right.str.tail(3))


def _uprn(text: pl.Expr, _: Column) -> pl.Expr:
    return _if_matches(text, r"^\d{1,12}$").str.strip_chars_start("0")


def _email(text: pl.Expr, _: Column) -> pl.Expr:
    return _if_matches(text, EMAIL).str.to_lowercase()


def _phone(text: pl.Expr, _: Column) -> pl.Expr:
    digits = text.str.count_matches(r"[0-9]")
    return pl.when(text.str.contains(r"^\+?[\d\s().-]+$") & digits.is_between(7, 15)).then(text)


def _nino(text: pl.Expr, _: Column) -> pl.Expr:
    return _if_matches(text.str.to_uppercase().str.replace_all(r"\s", ""), NINO)


def _nhs_number(text: pl.Expr, _: Column) -> pl.Expr:
    """Ten digits, the last a check by modulus 11; a check of 10 is never issued."""
    plain = _if_matches(text.str.replace_all(r"[\s-]", ""), r"^\d{10}$")
    digits = [plain.str.slice(place, 1).cast(pl.Int32) for place in range(10)]
    check = 11 - pl.sum_horizontal(digits[place] * (10 - place) for place in range(9)) % 11
    return pl.when(check % 11 == digits[9]).then(plain)


def _if_matches(text: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(text.str.contains(pattern)).then(text)


NORMAL: dict[Type, Callable[[pl.Expr, Column], pl.Expr]] = {
    Type.TEXT: _text,
    Type.DATE: _date,
    Type.TIME: _time,
    Type.NUMBER: _number,
    Type.DECIMAL: _decimal,
    Type.GEOMETRY: _geometry,
    Type.PENCE: _number,
    Type.POUNDS: _pounds,
    Type.CHOICE: _choice,
    Type.POSTCODE: _postcode,
    Type.UPRN: _uprn,
    Type.EMAIL: _email,
    Type.PHONE: _phone,
    Type.NINO: _nino,
    Type.NHS_NUMBER: _nhs_number,
}
