"""Facts and who says each; where systems disagree, side by side and said in words."""

from borough.residents import api as residents
from borough.ui import api as ui

from . import words
from .known import Known

IDENTITY = ("name", "date_of_birth", "sex")
NUMBERS = ("nino", "nhs_number")
CONTACT = ("phone", "email")
SEVERAL = {*CONTACT}  # of these a person may have more than one: no disagreement


def disagreements(known: Known) -> list[str]:
    """The opened facts on which systems disagree, in words."""
    shown = (*IDENTITY, *(number for number in NUMBERS if number in known.numbers))
    return [words.LABELS[field.name].lower() for field in known.sheet.fields
            if field.name in shown and len(field.facts) > 1]  # fmt: skip


def identity(known: Known) -> ui.ItemSection:
    numbers = tuple(number for number in NUMBERS if number in known.numbers)
    return ui.ItemSection(heading="Who this is", content=_facts(known, IDENTITY + numbers))


def contact(known: Known) -> ui.ItemSection:
    return ui.ItemSection(heading="Telephone and e-mail", content=_facts(known, CONTACT))


def _facts(known: Known, names: tuple[str, ...]) -> ui.SummaryList:
    """Each field with its values side by side; one that no source knows says so."""
    found = {field.name: field for field in known.sheet.fields}
    return ui.SummaryList(
        rows=[ui.Fact(key=words.LABELS[name], value=_versions(name, found.get(name))) for name in names]
    )


def _versions(name: str, field: residents.Field | None) -> str:
    if field is None:
        return "Not known to any system"
    versions = [ui.Version(value=words.value(name, fact.value), by=_by(name, fact)) for fact in field.facts]
    several = name in SEVERAL
    return str(ui.Versions(versions=versions, differ="" if several else "Systems disagree"))


def _by(name: str, fact: residents.Fact) -> str:
    """Who says so, and who says the same in fewer letters."""
    shorter = (f"written {words.value(name, one.value)}: {words.sources(one.said)}" for one in fact.shorter)
    return "; ".join((words.sources(fact.said), *shorter))
