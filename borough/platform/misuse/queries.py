"""Reading alerts and staff."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from .models import Alert, Colleague
from .rules.facts import Officer


def staff() -> dict[str, Officer]:
    """Everybody of whom personnel has told, as the rules know them."""
    return {
        one.officer: Officer(
            id=one.officer, team=one.team, role=one.team, manager=one.manager, person=one.person,
            family=frozenset(one.family), friends=frozenset(one.friends), hours=(one.begins, one.ends),
            leaving=one.leaving,
        )
        for one in Colleague.objects.all()
    }  # fmt: skip


def alerts() -> "QuerySet[Alert]":
    return Alert.objects.all()


def alert(pk: int) -> Alert | None:
    return Alert.objects.filter(pk=pk).first()


def unowned_since(moment: datetime) -> int:
    """Alerts that were made before then, and that nobody has taken."""
    return Alert.objects.filter(owner="", made_at__lt=moment).count()


def waiting() -> int:
    return Alert.objects.filter(outcome="").count()


def two_working_days_before(now: datetime) -> datetime:
    """Weekends do not count."""
    left = 2
    while left:
        now -= timedelta(days=1)
        left -= now.weekday() < 5
    return now
