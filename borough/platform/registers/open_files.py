"""The files of `opendata/`: loaded through feeds like any other, each as of the day that it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.feeds import api as feeds

from .apps import OPEN_DATA
from .declaration import Register
from .declared import register, registers


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file. `known`: it was loaded before, and nothing was done."""

    register: Register
    outcome: feeds.BatchSummary | feeds.Refused

    @property
    def known(self) -> bool:
        return isinstance(self.outcome, feeds.Refused) and self.outcome.code == "already-loaded"

    def __str__(self) -> str:
        if isinstance(self.outcome, feeds.Refused):
            return f"{self.register.name}: {self.outcome.detail}"
        why = "".join(f", {detail}" for _, detail in self.outcome.problems)
        return f"{self.register.name}: {self.outcome.rows_good:,} items, {self.outcome.state}{why}"


def load_registers(*names: str, by: audit.Actor = audit.SYSTEM) -> Iterator[Loaded]:
    """Load the files of these registers (of all, where none is named), one transaction each."""
    for one in map(register, names) if names else registers():
        if one.data and one.as_of:
            path = OPEN_DATA / one.data
            now = timezone.now()
            yield Loaded(one, feeds.receive(one.contract, path, extracted_on=one.as_of, by=by, now=now))
