"""Taking a report in, and answering it: the answer, the change of the place and the message, or none of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from borough.platform.audit import api as audit
from borough.platform.correspondence import api as correspondence
from borough.platform.places.editing import operations as editing
from borough.platform.registers.api import Refused

from . import words
from .models import Outcome, Report
from .subjects import Subject

ADDRESS_KEPT = timedelta(days=365)  # unanswered; retention class `place-report`
REPORT_KEPT = timedelta(days=730)


@dataclass(frozen=True)
class CannotAnswer:
    """Why an answer was not taken, and what to do."""

    detail: str
    remedy: str


@transaction.atomic
def report(about: Subject, given: Mapping[str, str], *, by: audit.Actor, now: datetime) -> Report:
    """Keep what somebody says is wrong: `what`, `words`, `email`. Nothing else of who they are."""
    made = Report.objects.create(
        place=about.id, register=about.register, place_name=about.name[:300], what=given["what"],
        words=given["words"], email=given["email"], wanted_reply=bool(given["email"]),
        owner=about.owner, ward=about.ward, made_at=now,
    )  # fmt: skip
    detail = {"register": about.register, "what": made.what}
    if not about.by_number:
        detail["item"] = about.id
    audit.record("place_report.made", actor=by, subject=f"place-report:{made.pk}", detail=detail)
    return made


@transaction.atomic
def answer(
    number: int, *, outcome: str, text: str, hours: str, by: audit.Actor, now: datetime
) -> Report | CannotAnswer:
    """Answer once. With `hours` the place is changed in the same transaction, for the reason of the report."""
    asked = Report.objects.select_for_update().get(pk=number)
    if asked.outcome:
        return CannotAnswer("Somebody has answered this already.", "Look at their answer.")
    if hours and outcome == Outcome.FIXED:
        change = {"opening_hours": hours}
        done = editing.amend(
            asked.register, asked.place, change, why=f"Somebody reported it: report {number}", by=by, now=now
        )
        if isinstance(done, Refused):
            transaction.set_rollback(True)
            return CannotAnswer(done.detail, done.remedy)
    to, asked.email = asked.email, ""
    asked.outcome, asked.answer, asked.answered_at, asked.answered_by = outcome, text, now, by.name
    asked.save()
    if to:
        correspondence.write(
            to=to, subject=words.subject(asked), text=words.letter(asked),
            about=f"place-report:{number}", by=by, now=now,
        )  # fmt: skip
    detail = {"outcome": outcome, "replied": bool(to)}
    audit.record("place_report.answered", actor=by, subject=f"place-report:{number}", detail=detail)
    return asked


def forget(now: datetime) -> int:
    """Addresses that waited a year, reports answered two years ago."""
    waited = Report.objects.filter(made_at__lt=now - ADDRESS_KEPT).exclude(email="")
    return waited.update(email="") + Report.objects.filter(answered_at__lt=now - REPORT_KEPT).delete()[0]
