"""How facts and their sources are written for an officer."""

from collections.abc import Iterable
from datetime import date

import phonenumbers

from borough.platform.feeds import api as feeds
from borough.residents.api import Said
from borough.ui import api as ui

LABELS = {
    "name": "Name",
    "date_of_birth": "Date of birth",
    "sex": "Sex",
    "nino": "National Insurance number",
    "nhs_number": "NHS number",
    "phone": "Telephone",
    "email": "E-mail",
}


def value(field: str, text: str) -> str:
    """A fact's value as it is written on paper."""
    match field:
        case "date_of_birth":
            return ui.date_in_words(date.fromisoformat(text))
        case "nino":
            return " ".join((text[:2], text[2:4], text[4:6], text[6:8], text[8:])).strip()
        case "nhs_number":
            return f"{text[:3]} {text[3:6]} {text[6:]}"
        case "phone":
            return phone(text)
    return text


def phone(text: str) -> str:
    """As it is dialled here: 07700 900123; a number from abroad keeps its country."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return text
    kind = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        number, kind.NATIONAL if number.country_code == 44 else kind.INTERNATIONAL
    )


def age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def born(day: date, today: date) -> str:
    return f"{ui.date_in_words(day)} (age {age(day, today)})"


def system(feed: str) -> str:
    """The name of a source, as its contract has it."""
    contract = feeds.contract_of(feed)
    return contract.title if contract else feed.replace("_", " ").capitalize()


def sources(said: Iterable[Said]) -> str:
    """Each source once, with the newest day on which it said so: "Council tax and Housing on 31 October 2026"."""
    newest: dict[str, date] = {}
    for one in said:
        newest[one.feed] = max(one.as_of, newest.get(one.feed, one.as_of))
    days = sorted(set(newest.values()), reverse=True)
    return "; ".join(
        f"{listed(sorted(system(feed) for feed, day in newest.items() if day == on))} on {ui.date_in_words(on)}"
        for on in days
    )


def listed(words: Iterable[str]) -> str:
    """A, B and C."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def sureness(confidence: float) -> str:
    """A probability as an officer reads it; never 100 %, since nothing here is."""
    return "Over 99%" if confidence > 0.99 else f"{confidence:.0%}"
