"""Stopping a detector by the rule of live yield."""

from datetime import datetime

from django.db import transaction

from borough.platform.audit import api as audit

from .models import Suspension
from .queries import stopped, yield_of
from .register import detectors
from .yields import why_stopped


@transaction.atomic
def stop_what_yields_too_little(now: datetime) -> list[Suspension]:
    """Every detector that the rule stops and that is not stopped yet. The log says why."""
    made = []
    for code, detector in detectors().items():
        why = why_stopped(
            yield_of(detector).last, by_letter=detector.by_letter, about_children=detector.about_children
        )
        if why and code not in stopped():
            made.append(Suspension.objects.create(rule=code, because=why, since=now))
            audit.record("finding.stopped", actor=audit.SYSTEM, subject=f"detector:{code}", reason=why)
    return made
