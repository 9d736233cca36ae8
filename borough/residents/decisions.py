"""What people decided about records: kept together or apart. It outlives every linking, and waits while a record is
not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction

from borough.platform.audit import api as audit
from linkage import BadInput

from .models import Change, Decision, Judgement, Record
from .shield.apart import apart, note_all_sides
from .tables import one_at_a_time, rows

SHORTEST_REASON = 10
PAIRS = {"decision": pl.Int64, "id_a": pl.String, "id_b": pl.String, "same": pl.Boolean}
# Those in force whose two records are there.
IN_FORCE = """
    SELECT d.id, a.id::text, b.id::text, j.same
      FROM residents_judgement j JOIN residents_decision d ON d.id = j.decision_id
      JOIN residents_record a ON (a.feed, a.source_key, a.number) = (j.feed_a, j.key_a, j.number_a)
      JOIN residents_record b ON (b.feed, b.source_key, b.number) = (j.feed_b, j.key_b, j.number_b)
     WHERE d.withdrawn_at IS NULL AND d.fault = ''
"""
Pair = tuple[int, int, bool]  # the numbers of two records, and whether they are about one person


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was decided, and what can be done."""

    reason: str
    remedy: str


@transaction.atomic
def decide(
    pairs: Sequence[Pair], *, reason: str, by: audit.Actor, now: datetime, undoes: Change | None = None
) -> Decision | Refused:
    """Keep the records of each pair together (True) or apart (False). The index follows within seconds.

    Refused where the reason is too short, a record is gone, or what was decided before says otherwise.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        return Refused("The reason is too short.", f"Say in at least {SHORTEST_REASON} letters why.")
    one_at_a_time()
    there = Record.objects.in_bulk({key for pair in pairs for key in pair[:2]})
    if not pairs or any(key not in there for pair in pairs for key in pair[:2]):
        return Refused("A record is not there any more.", "Look at what its source says now.")
    judgements = [_judgement(there[a], there[b], same) for a, b, same in pairs]
    if contradicts := _contradiction(judgements):
        return Refused(f"An earlier decision says otherwise. {contradicts}", "Withdraw that decision first.")
    decision = Decision.objects.create(by=by.name, at=now, reason=reason.strip(), undoes=undoes)
    for judgement in judgements:
        judgement.decision = decision
    Judgement.objects.bulk_create(judgements)
    _place_soon()
    event = "index.undone" if undoes else "index.decided"
    audit.record(event, actor=by, subject=f"decision {decision.pk}", reason=reason.strip(),
                 detail={"pairs": len(pairs)} | ({"change": undoes.pk} if undoes else {}))  # fmt: skip
    return decision


@transaction.atomic
def withdraw(decision_id: int, *, reason: str, by: audit.Actor, now: datetime) -> Decision | Refused:
    """The decision holds no more; its records go where the evidence puts them."""
    if len(reason.strip()) < SHORTEST_REASON:
        return Refused("The reason is too short.", f"Say in at least {SHORTEST_REASON} letters why.")
    one_at_a_time()
    decision = Decision.objects.filter(pk=decision_id, withdrawn_at=None).first()
    if decision is None:
        return Refused(f"There is no decision {decision_id} in force.", "Look at the list of decisions.")
    decision.withdrawn_at, decision.withdrawn_by = now, by.name
    decision.save()
    _place_soon()
    audit.record("index.withdrawn", actor=by, subject=f"decision {decision_id}", reason=reason.strip())
    return decision


def decisions_in_force() -> list[Decision]:
    """The newest first."""
    return list(Decision.objects.filter(withdrawn_at=None).order_by("-id"))


def next_untold() -> Decision | None:
    """The oldest that the index does not follow yet, or follows though it was withdrawn."""
    new = Decision.objects.filter(told=False, fault="", withdrawn_at=None)
    back = Decision.objects.filter(told=True, withdrawn_at__isnull=False)
    return (new | back).order_by("id").first()


def between(ids: pl.Series) -> pl.DataFrame | None:
    """Those that the index follows and whose records are both among `ids`: as linkage takes them."""
    found = pl.concat([_pairs(f"{IN_FORCE} AND d.told", []).drop("decision"), apart()]).unique()
    known = ids.cast(pl.String).implode()
    both = found.filter(pl.col("id_a").is_in(known) & pl.col("id_b").is_in(known))
    return both if both.height else None


def in_force() -> pl.DataFrame | None:
    """All whose records are both there, whether the live index follows them or not."""
    note_all_sides()
    found = pl.concat([_pairs(IN_FORCE, []).drop("decision"), apart()]).unique(maintain_order=True)
    return found if found.height else None


def about(ids: Iterable[int], decision: Decision | None) -> pl.DataFrame:
    """In `PAIRS`: of this decision, and of those that are followed whatever concerns one of these records."""
    return _pairs(f"{IN_FORCE} AND (d.id = %s OR d.told AND (a.id = ANY(%s) OR b.id = ANY(%s)))",
                  [decision.pk if decision else None, list(ids), list(ids)])  # fmt: skip


def judged(decision: Decision) -> pl.DataFrame:
    """In `PAIRS`: what it says, in force or not, of records that are there."""
    return _pairs(IN_FORCE.split("WHERE")[0] + "WHERE d.id = %s", [decision.pk])


def _pairs(query: str, values: Sequence[object]) -> pl.DataFrame:
    return pl.DataFrame(rows(query, values), schema=PAIRS, orient="row")


def _judgement(a: Record, b: Record, same: bool) -> Judgement:
    return Judgement(
        same=same, feed_a=a.feed, key_a=a.source_key, number_a=a.number,
        feed_b=b.feed, key_b=b.source_key, number_b=b.number,
    )  # fmt: skip


def _contradiction(new: Sequence[Judgement]) -> str:
    """What of these and all that holds does not go together; empty where everything does."""
    from linkage.gathering.decisions import decided

    holding = Judgement.objects.filter(decision__withdrawn_at=None, decision__fault="")
    said = [(f"{j.feed_a} {j.key_a}/{j.number_a}", f"{j.feed_b} {j.key_b}/{j.number_b}", j.same)
            for j in (*new, *holding)]  # fmt: skip
    table = pl.DataFrame(
        said, schema={"id_a": pl.String, "id_b": pl.String, "same": pl.Boolean}, orient="row"
    )
    people = pl.concat([table["id_a"], table["id_b"]]).unique().sort().to_frame("id")
    try:
        decided(table, people.with_columns(person=pl.lit(1, pl.Int16)))
    except BadInput as fault:
        return str(fault)
    return ""


def _place_soon() -> None:
    from .tasks import place_soon  # tasks import what is here

    place_soon()
