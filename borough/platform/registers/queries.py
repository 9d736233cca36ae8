"""What registers say, now or on a day. Frozen rows; nothing is written."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum

from borough.platform.feeds import api as feeds

from .declaration import Register
from .declared import register
from .items import Item, Laid, Said, item_of
from .models import Amendment, Standing, Version

LONDON = ZoneInfo("Europe/London")
SAID = ("key", "values", "lat", "lon", "easting", "northing", "shape", "valid_from")
CHUNK = 2_000


def items(name: str, at: date | None = None) -> list[Item]:
    """Every item of a register as it is, or as it was on a day, by label. Raises KeyError."""
    return sorted(each_item(name, at), key=lambda item: (item.label.casefold(), item.key))


def each_item(name: str, at: date | None = None) -> Iterator[Item]:
    """The same in the order of their keys, a few thousand in memory at a time. Raises KeyError."""
    declared = register(name)
    laid, newest = _laid(name, at), feeds.newest_applied(name, at)
    for row in versions(name, at).order_by("key").values_list(*SAID).iterator(chunk_size=CHUNK):
        if found := item_of(declared, Said(*row), laid.pop(row[0], ()), newest):
            yield found
    yield from _by_hand(declared, laid)


def fed_items(name: str) -> dict[str, Item]:
    """key -> the item as its feed says it is, without what editors laid over it."""
    declared, newest = register(name), feeds.newest_applied(name)
    rows = (Said(*row) for row in versions(name).values_list(*SAID).iterator(chunk_size=CHUNK))
    found = ((said.key, item_of(declared, said, (), newest)) for said in rows)
    return {key: item for key, item in found if item}


def item(name: str, key: str, at: date | None = None) -> Item | None:
    """Raises KeyError for an unknown register."""
    declared = register(name)
    laid = _laid(name, at, key)
    row = versions(name, at).filter(key=key).values_list(*SAID).first()
    if row:
        return item_of(declared, Said(*row), laid.get(key, ()), feeds.newest_applied(name, at))
    return next(_by_hand(declared, laid), None)


def versions(name: str, at: date | None = None) -> QuerySet[Version]:
    """What the feed says: one version an item."""
    counts = Version.objects.filter(register=name, withdrawn_at=None)
    if at is None:
        return counts.filter(until=None)
    return counts.filter(Q(until=None) | Q(until__gt=at), valid_from__lte=at)


def _laid(name: str, at: date | None, key: str | None = None) -> dict[str, list[Laid]]:
    """Of each item the newest amendment of each field, as of the end of a day in London."""
    made = Amendment.objects.filter(register=name)
    if key is not None:
        made = made.filter(key=key)
    if at is None:
        made = made.filter(taken_back_at=None)
    else:
        end = datetime.combine(at, time.max, LONDON).astimezone(UTC)
        made = made.filter(Q(taken_back_at=None) | Q(taken_back_at__gt=end), at__lte=end)
    newest: dict[tuple[str, str], Laid] = {}
    for owner, field, value, moment in made.order_by("id").values_list("key", "field", "value", "at"):
        newest[owner, field] = Laid(owner, field, value, moment.astimezone(LONDON).date())
    found: dict[str, list[Laid]] = defaultdict(list)
    for one in newest.values():
        found[one.key].append(one)
    return found


def _by_hand(declared: Register, laid: dict[str, list[Laid]]) -> Iterator[Item]:
    """Items that no feed has and editors added. One that the feed has lost is not among them."""
    for key, over in laid.items():
        if key.startswith(BY_HAND):
            since = min(one.on for one in over)
            said = Said(key, {}, None, None, None, None, None, since)
            if found := item_of(declared, said, over):
                yield found


def amended_fields(name: str) -> dict[str, frozenset[str]]:
    """key -> the fields that editors amended."""
    return {key: frozenset(one.field for one in laid) for key, laid in _laid(name, None).items()}


BY_HAND = "hand-"
"""How the keys of items that editors added begin."""


def numbers(*names: str) -> tuple[tuple[str, int], ...]:
    """The state of these registers (of all, where none is named): equal only where nothing has changed."""
    rows = Standing.objects.filter(register__in=names) if names else Standing.objects.all()
    return tuple(rows.order_by("register").values_list("register", "number"))


def revision(*names: str) -> int:
    """Grows with every change of these registers (of any, where none is named). One small query."""
    rows = Standing.objects.filter(register__in=names) if names else Standing.objects.all()
    return int(rows.aggregate(sum=Sum("number"))["sum"] or 0)


def changed_at(name: str) -> datetime | None:
    return Standing.objects.filter(register=name).values_list("changed_at", flat=True).first()


def counts() -> dict[str, int]:
    """Register -> how many items its feed says there are."""
    rows = Version.objects.filter(until=None, withdrawn_at=None).order_by()
    found: dict[str, Any] = dict(rows.values_list("register").annotate(Count("id")))
    return found


def first_day(name: str) -> date | None:
    """Before this day nothing is known of a register."""
    counted = Version.objects.filter(register=name, withdrawn_at=None)
    return counted.order_by("valid_from").values_list("valid_from", flat=True).first()
