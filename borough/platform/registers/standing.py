"""How a register stands: how old what it says is, when it was loaded, what of it is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from borough.platform.feeds import api as feeds
from borough.ui import api as ui

from .declaration import Register
from .declared import registers
from .models import Standing, Version
from .queries import counts, each_item


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """`newest`: the day of the newest extract. `rows`: items of the feed. `hours`: share of them whose hours
    are known, None where there are none to know. `loaded`: when a file last came."""

    register: Register
    newest: date | None
    rows: int
    loaded: datetime | None
    changed: datetime | None
    hours: float | None
    today: date

    @property
    def old(self) -> bool:
        return is_old(self.register, self.newest, self.today)

    @property
    def tag(self) -> ui.Tag:
        if self.newest is None:
            return ui.Tag(text="Nothing yet", colour="grey")
        if self.register.demonstration:
            return ui.Tag(text="Demonstration", colour="purple")
        if self.old:
            return ui.Tag(text="Old", colour="yellow")
        if self.register.fresh_for:
            return ui.Tag(text="Fresh", colour="green")
        return ui.Tag(text="No limit", colour="grey")


def is_old(register: Register, newest: date | None, today: date) -> bool:
    """Whether the newest extract is older than the register says it may be."""
    limit: timedelta | None = register.fresh_for
    return bool(limit and newest and today - newest > limit)


def stands(register: Register, now: datetime) -> Stands:
    """One register, without the share with hours."""
    newest = feeds.newest_applied(register.name)
    rows = Version.objects.filter(register=register.name, until=None, withdrawn_at=None).count()
    changed = Standing.objects.filter(pk=register.name).values_list("changed_at", flat=True).first()
    return Stands(register=register, newest=newest, rows=rows, loaded=None, changed=changed, hours=None,
                  today=now.date())  # fmt: skip


def all_stand(now: datetime, *, hours: bool = False) -> list[Stands]:
    """Every register, by title."""
    rows = counts()
    changed = dict(Standing.objects.values_list("register", "changed_at"))
    loads = {feed.slug: feed for feed in feeds.feed_summaries(now)}
    return [
        Stands(
            register=one, newest=feeds.newest_applied(one.name), rows=rows.get(one.name, 0),
            loaded=loads[one.name].last_arrival if one.name in loads else None, changed=changed.get(one.name),
            hours=_share(one) if hours and one.hours else None, today=now.date(),
        )
        for one in registers()
    ]  # fmt: skip


def _share(register: Register) -> float | None:
    said = [bool(item.values[register.hours]) for item in each_item(register.name)]
    return sum(said) / len(said) if said else None


def marks(stands: Stands) -> list[str]:
    """What must be said on every page that shows the register."""
    return list(_marks(stands))


def _marks(stands: Stands) -> Iterable[str]:
    register = stands.register
    if register.demonstration:
        yield "Demonstration data: invented, so that the page can be tried. Nothing in it is true."
    if stands.old and stands.newest and register.fresh_for:
        yield (
            f"This register is old: it says how things were on {ui.date_in_words(stands.newest)}, and should "
            f"be no older than {feeds.duration_in_words(register.fresh_for)}."
        )
