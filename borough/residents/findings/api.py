"""Findings: contradictions between dated facts, and gaps around children, each for a person to decide.

For the pages of fraud and safeguarding, under the detector's purpose and after the look is logged. No service,
no search and no person page may import this: nobody carries a flag.
"""

from .documents import Again
from .models import Finding, Step, Suspension
from .operations import decide, start_again, step, take
from .queries import (
    codes_for,
    finding_for,
    findings_for,
    for_review,
    identifiers_in,
    replayed,
    steps_of,
    stopped,
    taken,
    yield_of,
    yields,
)
from .register import Detector, Value, detectors, values
from .steps import Refused, next_step
from .stories import Sentence, Story, story_of
from .yields import Yield, why_stopped

__all__ = [
    "Again", "Detector", "Finding", "Refused", "Sentence", "Step", "Story", "Suspension", "Value", "Yield",
    "codes_for", "decide", "detectors", "finding_for", "findings_for", "for_review", "identifiers_in", "next_step",
    "replayed", "start_again", "step", "steps_of", "stopped", "story_of", "take", "taken", "values", "why_stopped",
    "yield_of", "yields",
]  # fmt: skip
