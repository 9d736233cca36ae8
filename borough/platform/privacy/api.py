"""Why a person may be looked at. A view whose action `needs_purpose` is reached only under a live purpose;
it then asks `current_purpose(request)` what may be shown and what to write in the log."""

from .choosing import OPENED
from .queries import current_purpose
from .register import purposes, purposes_for
from .retention import Retention, retention_classes
from .rules import Fields, Purpose, Stated
from .who_looked import WhoLooked, allow_telling, who_looked

__all__ = [
    "OPENED",
    "Fields",
    "Purpose",
    "Retention",
    "Stated",
    "WhoLooked",
    "allow_telling",
    "current_purpose",
    "purposes",
    "purposes_for",
    "retention_classes",
    "who_looked",
]
