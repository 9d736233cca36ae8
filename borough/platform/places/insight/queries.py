"""Reads what was looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from borough.platform.places.kinds import kinds
from borough.platform.registers import api as registers

from .models import Sought
from .rules import FEW, rate, shown

WEEKS = {"4": "4 weeks", "13": "3 months", "52": "A year"}


@dataclass(frozen=True, slots=True)
class Asked:
    """How often one kind was looked for from one ward; counts as they may be shown."""

    kind: str
    ward: str
    asked: int
    found: int

    @property
    def asked_shown(self) -> str:
        return shown(self.asked)

    @property
    def not_found(self) -> int:
        """Under five it is nothing: it is not shown, and not sorted by."""
        missing = self.asked - self.found
        return missing if missing >= FEW else 0

    @property
    def not_found_shown(self) -> str:
        return shown(self.asked - self.found)

    @property
    def found_rate(self) -> int | None:
        return rate(self.found, self.asked)


def sought(since: date, *, by_ward: bool) -> list[Asked]:
    """From the week of that day on. Rows with fewer than five are put together as "Others"."""
    fields = ("kind", "ward_code") if by_ward else ("kind",)
    rows = Sought.objects.filter(week__gte=since - timedelta(days=since.weekday())).values(*fields).order_by()
    counted = rows.annotate(all_asked=Sum("asked"), all_found=Sum("found"))
    return list(_rows([dict(row) for row in counted]))


def _rows(counted: list[dict[str, object]]) -> Iterator[Asked]:
    wards, others = ward_names(), [0, 0]
    for row in counted:
        asked, found = int(str(row["all_asked"])), int(str(row["all_found"]))
        if asked < FEW:
            others = [others[0] + asked, others[1] + found]
            continue
        ward = (
            "All wards"
            if "ward_code" not in row
            else wards.get(str(row["ward_code"]), "Outside, or not known")
        )
        yield Asked(_kind_name(str(row["kind"])), ward, asked, found)
    if others[0]:
        yield Asked("Others, each fewer than 5", "Several", *others)


def _kind_name(key: str) -> str:
    kind = kinds().kinds.get(key)
    return kind.plural_title if kind else key or "Words that meant no kind"


def ward_names() -> dict[str, str]:
    """Code -> name; none before there is a register of them."""
    if not registers.find("wards"):
        return {}
    return {item.key: item.label for item in registers.items("wards")}
