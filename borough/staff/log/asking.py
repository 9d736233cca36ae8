"""What an auditor asks of the log: by POST, kept in the session under a random key, never in an address."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.privacy import api as privacy
from borough.residents import api as residents
from borough.ui import api as ui

from .persons import identifiers_of

KEPT = 20
_KEY = "log_questions"


class Question(ui.Form):
    """Any of these; together they narrow."""

    person = forms.CharField(
        label="Person",
        help_text="Their identifier, for example 7KQ2M-4XT9P",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    officer = forms.ChoiceField(label="Officer", required=False)
    first = ui.DateField(label="From", required=False, must_be="today or in the past")
    last = ui.DateField(label="To", required=False)
    purpose = forms.ChoiceField(label="Purpose", required=False)
    words = forms.CharField(
        label="Words of the reason",
        help_text="For example a case reference",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    mark_optional = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["officer"].choices = [("", "Anybody"), *audit.actors()]  # type: ignore[attr-defined]
        whys = [(purpose.code, purpose.name) for purpose in privacy.purposes().values()]
        self.fields["purpose"].choices = [("", "Any purpose"), *whys]  # type: ignore[attr-defined]

    def clean_person(self) -> str:
        typed = str(self.cleaned_data["person"]).strip()
        identifier = residents.read_identifier(typed) or typed
        if typed and not audit.about(identifier).exists():
            raise forms.ValidationError(
                "The log has nothing about this person. Check the identifier on their page: ten letters and digits"
            )
        return identifier

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = asked.get("first"), asked.get("last")
        if first and last and last < first:
            raise forms.ValidationError({"last": "The last day must be the first day or later"})
        if not self.errors and not any(asked.values()):
            raise forms.ValidationError(
                {"person": "Enter a person, or choose an officer, a day or a purpose"}
            )
        return asked


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was valid."""

    person: str = ""
    officer: str = ""
    first: date | None = None
    last: date | None = None
    purpose: str = ""
    words: str = ""

    @property
    def kinds(self) -> list[str]:
        """What was asked by, for the log; never what was typed."""
        return [name for name in self.__slots__ if getattr(self, name)]


def begin(session: SessionBase, asked: Asked) -> str:
    """Where this question leads: to the person's page when nothing else was asked, else to what it finds."""
    if asked.kinds == ["person"]:
        return reverse("staff:log_person", args=[asked.person])
    key = secrets.token_urlsafe(9)
    kept = {name: str(getattr(asked, name) or "") for name in asked.__slots__}
    session[_KEY] = dict([*list(session.get(_KEY, {}).items())[-(KEPT - 1) :], (key, kept)])
    return reverse("staff:log_found", args=[key])


def kept(session: SessionBase, key: str) -> Asked | None:
    """None: another session's, or too long ago."""
    found = session.get(_KEY, {}).get(key)
    if found is None:
        return None
    days = {name: date.fromisoformat(found[name]) if found[name] else None for name in ("first", "last")}
    return Asked(**{**found, **days})


def answer(asked: Asked) -> "QuerySet[audit.Event]":
    """The entries that it asks for, newest first."""
    found = audit.about(*identifiers_of(asked.person)) if asked.person else audit.entries()
    if asked.officer:
        found = found.filter(actor=asked.officer)
    if asked.purpose:
        found = found.filter(purpose=asked.purpose)
    if asked.words:
        found = found.filter(reason__icontains=asked.words)
    if asked.first:
        found = found.filter(at__gte=_midnight(asked.first))
    if asked.last:
        found = found.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
