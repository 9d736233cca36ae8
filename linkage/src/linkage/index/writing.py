"""Records come, change and go: each leaves the index such that the next question sees it."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from linkage.gathering.identities import Event, Told, named
from linkage.schema import BadInput

from .changed import ENTITIES, Changed, Row
from .core import Core, Person
from .deciding import seats
from .members import NONE


def add(core: Core, people: Sequence[Person]) -> Changed:
    """Each of them an entity of its own, unless somebody decided earlier to which it belongs."""
    rows = append(core, people)
    made = _join(core, rows, people, np.full(len(rows), NONE, np.int32))
    return Changed(_as_rows(core, rows), made)


def append(core: Core, people: Sequence[Person]) -> np.ndarray:
    """The rows of new records, of no entity yet. Raises BadInput where one is in."""
    if not people:
        return np.zeros(0, np.int64)
    ids = list(dict.fromkeys(person.id for person in people))
    if twice := [id for id in ids if core.members.rows_of(id)]:
        raise BadInput(f"The id {twice[0]!r} is in the index already: `change` takes other values of it.")
    return core.append(people)


def take(core: Core, people: Sequence[Person]) -> Changed:
    """Those that are in take their new values; those that are not are of no entity yet."""
    known = [its for its in people if core.members.rows_of(its.id)]
    ids = {its.id for its in known}
    changed = change(core, known)
    append(core, [its for its in people if its.id not in ids])
    return changed


def seat_the_rest(core: Core) -> None:
    """Records that are in and of no entity yet, because linking them was broken off, are each one of their own."""
    its, rows = core.members.its, core.store.rows
    alone = np.flatnonzero(core.store.alive[:rows] & (its["entity"][:rows] < 0))
    who = [(core.members.id_of(row), int(its["person"][row])) for row in alone.tolist()]
    _join(
        core, alone, [Person(id, person, "", {}) for id, person in who], np.full(len(alone), NONE, np.int32)
    )


def change(core: Core, people: Sequence[Person]) -> Changed:
    """They stay in the entities that they were in; a person that the record did not name is a new one."""
    if not people:
        return Changed([])
    ids = list(dict.fromkeys(person.id for person in people))
    _all_in(core, ids)
    entity = {}
    for id in ids:
        for row in core.drop(id):
            its = (id, int(core.members.its["person"][row]))
            entity[its] = int(core.members.its["entity"][row])
            core.members.leave(row)
    rows = core.append(people)
    stays = np.array([entity.pop((its.id, its.person), -1) for its in people], np.int32)
    core.members.its["wounded"][[*stays[stays >= 0], *entity.values()]] = True
    made = _join(core, rows, people, stays)
    gone = [
        _gone(core, number, [its]) for its, number in entity.items() if core.members.its["head"][number] < 0
    ]
    return Changed(_as_rows(core, rows), made, gone)


def remove(core: Core, ids: Sequence[str]) -> Changed:
    ids = list(dict.fromkeys(ids))
    _all_in(core, ids)
    lost: dict[int, list[tuple[str, int]]] = {}
    for id in ids:
        for row in core.drop(id):
            number = int(core.members.its["entity"][row])
            lost.setdefault(number, []).append((id, int(core.members.its["person"][row])))
            core.members.leave(row)
    core.members.its["wounded"][list(lost)] = True
    gone = [_gone(core, number, its) for number, its in lost.items() if core.members.its["head"][number] < 0]
    return Changed([], gone)


def _join(core: Core, rows: np.ndarray, people: Sequence[Person], entity: np.ndarray) -> list[Told]:
    """The rows are of these entities; those of none, of that to which a decision says that they belong, or of one of
    their own, of which it is told."""
    alone = np.flatnonzero(entity < 0)
    entity[alone] = seats(core, rows[alone])
    alone = np.flatnonzero(entity < 0)
    new = [people[place] for place in alone.tolist()]
    names = _unused(core, new)
    entity[alone] = core.members.named(names)
    core.members.join(rows, entity)
    return _made(names, new)


def as_frame(core: Core, rows: np.ndarray) -> pl.DataFrame:
    """id, person, entity, confidence of these rows; entity is null where a row has none yet."""
    its = core.members.its
    names = {number: core.members.names.text(number) for number in np.unique(its["entity"][rows]).tolist()
             if number >= 0}  # fmt: skip
    return pl.DataFrame({
        "id": core.members.ids.texts(its["id"][rows]), "person": its["person"][rows],
        "entity": [names.get(number) for number in its["entity"][rows].tolist()],
        "confidence": its["confidence"][rows],
    }, schema=ENTITIES)  # fmt: skip


def _as_rows(core: Core, rows: np.ndarray) -> list[Row]:
    its, names = core.members.its, core.members.names
    return [(core.members.id_of(row), int(its["person"][row]), names.text(int(its["entity"][row])),
             float(its["confidence"][row])) for row in rows.tolist()]  # fmt: skip


def _all_in(core: Core, ids: Sequence[str]) -> None:
    if absent := [id for id in ids if not core.members.rows_of(id)]:
        raise BadInput(f"The id {absent[0]!r} is not in the index.")


def _unused(core: Core, people: Sequence[Person]) -> list[str]:
    """The names of new entities, each of one of these people."""
    names: dict[str, None] = {}
    for its in people:
        plain = name = named(its.id, its.person)
        times = 1
        while name in names or name in core.members.names:
            times += 1
            name = f"{plain}~{times}"
        names[name] = None
    return list(names)


def _made(names: Sequence[str], people: Sequence[Person]) -> list[Told]:
    return [(Event.MADE, name, None, [{"id": its.id, "person": its.person}])
            for name, its in zip(names, people, strict=True)]  # fmt: skip


def _gone(core: Core, number: int, records: Sequence[tuple[str, int]]) -> Told:
    concerned: list[dict[str, object]] = [{"id": id, "person": person} for id, person in sorted(records)]
    return (Event.GONE, core.members.names.text(number), None, concerned)
