"""A look at people: what its purpose opens, and its entry in the log before anything is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from borough.platform.access.api import Actor, Request
from borough.platform.audit import api as audit
from borough.platform.privacy.api import Explained, Fields, Stated, current_purpose, explained
from borough.residents import api as residents


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, under which stated purpose, and which sources and numbers the law opens to it."""

    actor: Actor
    stated: Stated
    opened: residents.Opened

    def may(self, group: Fields) -> bool:
        return self.stated.may_show(group)

    def explained(self, person: str) -> Explained:
        """Whether the reference that was given is about this person, and open."""
        return explained(self.stated, actor=self.actor.id, person=person)

    def write(
        self,
        event: str,
        *,
        subject: str = "",
        people: Iterable[str] = (),
        fields: Iterable[Fields] = (),
        **detail: object,
    ) -> int:
        """Write the look and return its position. On return it is committed, whatever happens to the page.

        people: identifiers of everybody whom the page shows. fields: the groups that it shows.
        """
        with transaction.atomic(durable=True):  # refuses to be part of a transaction that may yet be undone
            return audit.record(
                event,
                actor=self.actor,
                subject=subject,
                purpose=self.stated.purpose.code,
                reason=self.stated.reason,
                detail={"people": list(people), "fields": sorted(fields), **detail},
            )


def look_of(request: Request) -> Look:
    """For views whose action needs a purpose: the middleware lets none through without."""
    stated = current_purpose(request)
    assert stated, "the action of this view needs a purpose"
    see = residents.may_be_seen_by(request.actor, stated.purpose, now=timezone.now())
    opened = residents.opened_by(stated.purpose.code, today=timezone.localdate(), see=see)
    return Look(request.actor, stated, opened)
