"""Why a person may be looked at. A view whose action `needs_purpose` is reached only under a live purpose;
it then asks `current_purpose(request)` what may be shown and what to write in the log."""

from .actions import MAY_OPEN_PEOPLE
from .calendar import holidays_are
from .choosing import OPENED
from .queries import current_purpose
from .references import Explained, References, Referred, explained, kinds_of_references, refers
from .register import purposes, purposes_for
from .retention import Retention, retention_classes
from .rules import Fields, Purpose, Shows, Stated, Unmatched
from .who_looked import WhoLooked, allow_telling, who_looked

__all__ = [
    "MAY_OPEN_PEOPLE",
    "OPENED",
    "Explained",
    "Fields",
    "Purpose",
    "References",
    "Referred",
    "Retention",
    "Shows",
    "Stated",
    "Unmatched",
    "WhoLooked",
    "allow_telling",
    "current_purpose",
    "explained",
    "holidays_are",
    "kinds_of_references",
    "purposes",
    "purposes_for",
    "refers",
    "retention_classes",
    "who_looked",
]
