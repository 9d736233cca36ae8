"""What changed in a register, as an Atom feed for those who keep a copy."""

from datetime import UTC, datetime, time

from django.utils.feedgenerator import Atom1Feed

from borough.platform.registers.declaration import Register
from borough.platform.registers.history import Event
from borough.platform.registers.public.addresses import item_page, register_page
from borough.platform.registers.queries import LONDON


def as_atom(register: Register, events: list[Event], origin: str, changed: datetime | None) -> str:
    """`origin`: the address of this installation, as `https://borough.example`."""
    feed = Atom1Feed(
        title=f"{'Demonstration data: ' if register.demonstration else ''}{register.title}: changes",
        link=origin + register_page(register.name),
        feed_url=f"{origin}/registers/{register.name}.atom",
        description=register.description,
        language="en-GB",
        author_name=register.owner,
        feed_copyright=f"{register.attribution} {register.licence.title}",
    )
    for event in events:
        feed.add_item(
            title=f"{event.key}: {event.words.lower()}",
            link=origin + item_page(register.name, event.key),
            unique_id=_name(register, event, origin),
            description="; ".join(
                f"{register.said_of(one.field)}: {one.after or 'nothing'}, before that {one.before or 'nothing'}"
                for one in event.changes
            ),
            updateddate=_moment(event),
        )
    if not events:
        feed.feed["updated"] = changed
    return str(feed.writeString("utf-8"))


def _name(register: Register, event: Event, origin: str) -> str:
    return f"{origin}{item_page(register.name, event.key)}#{event.kind}-{_moment(event):%Y%m%dT%H%M%S}"


def _moment(event: Event) -> datetime:
    if isinstance(event.on, datetime):
        return event.on
    return datetime.combine(event.on, time.min, LONDON).astimezone(UTC)
