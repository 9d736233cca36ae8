"""Values as they are written for people: dates in words, times in London, numbers with commas."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

NOTHING = mark_safe('<span aria-hidden="true">–</span><span class="govuk-visually-hidden">None</span>')


def written(value: object) -> str:
    """Words or safe HTML for a value of any kind; a component writes itself."""
    match value:
        case None | "":
            return NOTHING
        case SafeString():
            return value
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return time_in_words(value)
        case date():
            return date_in_words(value)
        case int() | Decimal():
            return f"{value:,}"
        case float():
            return f"{value:,.2f}".rstrip("0").rstrip(".")
    return value.__html__() if hasattr(value, "__html__") else str(value)


def date_in_words(day: date) -> str:
    """27 March 2007."""
    return f"{day.day} {day:%B %Y}"


def time_in_words(moment: datetime) -> str:
    """27 March 2007 at 2:05pm, in London."""
    local = timezone.localtime(moment) if moment.tzinfo else moment
    clock = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return f"{date_in_words(local.date())} at {clock}"
