"""Why a person may be looked at. A view whose action `needs_purpose` is reached only under a live purpose;
it then asks `current_purpose(request)` what may be shown and what to write in the log."""

from .actions import MAY_OPEN_PEOPLE
from .queries import current_purpose
from .register import purposes, purposes_for
from .retention import Retention, retention_classes
from .rules import Fields, Purpose, Shows, Stated, Unmatched

__all__ = [
    "MAY_OPEN_PEOPLE",
    "Fields",
    "Purpose",
    "Retention",
    "Shows",
    "Stated",
    "Unmatched",
    "current_purpose",
    "purposes",
    "purposes_for",
    "retention_classes",
]
