"""Reads reports."""

from datetime import datetime, timedelta

from django.db.models import Case, F, QuerySet, Value, When

from .models import Report

LATE = timedelta(days=10)


def reports() -> QuerySet[Report]:
    """`state`: "waits", or the outcome."""
    state = Case(When(outcome="", then=Value("waits")), default=F("outcome"))
    return Report.objects.annotate(state=state)


def report(number: int) -> Report | None:
    return Report.objects.filter(pk=number).first()


def of_place(place: str) -> list[Report]:
    """Newest first."""
    return list(Report.objects.filter(place=place).order_by("-pk")[:50])


def waiting(now: datetime) -> tuple[int, int]:
    """How many wait for an answer, and how many of them too long."""
    open_ones = Report.objects.filter(outcome="")
    return open_ones.count(), open_ones.filter(made_at__lt=now - LATE).count()
