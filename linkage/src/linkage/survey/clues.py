"""What speaks for a role: what a column is called, and what its values look like."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from linkage.standard import contacts, dates, identifiers, places

_LETTERS = re.compile(r"[^\W\d_][\w .,'’()/&-]*")


@dataclass(frozen=True)
class Clue:
    """`name`: what a column of this role is called; `looks`: does a value look like it?

    `alone`: does it look like nothing else, whatever the column is called?
    """

    role: str
    name: str
    looks: Callable[[str], bool]
    alone: Callable[[str], bool] | None = None


def anything(value: str) -> bool:
    return bool(value)


def _name(value: str) -> bool:
    return bool(_LETTERS.fullmatch(value)) and len(value.split()) <= 4


def _date(value: str) -> bool:
    return any(letter.isdigit() for letter in value) and dates.parse_date(value) is not None


def _read_by(parse: Callable[[str], object | None]) -> Callable[[str], bool]:
    return lambda value: parse(value) is not None


def _email(value: str) -> bool:
    return "@" in value and contacts.parse_email(value) is not None


def _uk_postcode(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}", value))


def _postcode(value: str) -> bool:
    return places.parse_postcode(value) is not None or bool(re.fullmatch(r"\d{4,6}(-\d{4})?", value))


_NHS, _NINO = _read_by(identifiers.parse_nhs_number), _read_by(identifiers.parse_nino)
# The first that fits wins: the particular stand before the general.
CLUES = (
    Clue("nhs_number", r"nhs", _NHS, _NHS),
    Clue("nino", r"nino|national insurance|ni (no|number)|\bni\b", _NINO, _NINO),
    Clue("uprn", r"uprn", _read_by(places.parse_uprn)),
    Clue("email", r"e ?mail", _email, _email),
    Clue("phone", r"phone|\btel|mobile|landline|\bcell", _read_by(contacts.parse_phone)),
    Clue("postcode", r"post ?code|\bzip|postal", _postcode, _uk_postcode),
    Clue("date_of_birth", r"dob|birth ?da|date of birth|\bborn\b|birthday", _date),
    Clue("valid_from", r"valid from|start|\bfrom\b|moved in|since", _date),
    Clue("valid_to", r"valid to|\bend\b|end date|until|moved out|\bto\b", _date),
    Clue("date", r"date|\bdied\b|death", _date, _date),
    Clue("sex", r"\bsex|gender", _read_by(identifiers.parse_sex)),
    Clue("source", r"source|system|\bsrc\b|data ?set|origin", anything),
    Clue("category", r"place|country|nation|occupation|job|profession|employer|ethnic|language|religion|status|type"
                     r"|category|field", anything),
    Clue("middle_names", r"middle|other names?|second name", _name),
    Clue("forename", r"fore ?name|first ?name|given ?name|\bfname|\bfirst\b|\bgiven\b|christian", _name),
    Clue("surname", r"sur ?name|last ?name|family ?name|\blname|\blast\b", _name),
    Clue("address", r"address|\baddr|street|road|house|flat|\bline ?\d|town|city|suburb|county|unit|apartment|\bapt\b"
                    r"|building", anything),
    Clue("full_name", r"name|applicant|tenant|customer|resident|holder", _name),
    Clue("identifier", r"ssn|social security|passport|licen[cs]e|account|\bid\b|\bref|\bnumber\b|\bno\b", anything),
)  # fmt: skip
