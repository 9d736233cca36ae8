"""`Index`: who is this? Records come, change and go, and the next question sees it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Lock as Mutex
from typing import Any

import numpy as np
import polars as pl

from linkage.explaining.ground import Ground
from linkage.explaining.links import Link, link
from linkage.frames import as_frame, checked
from linkage.linked import Linked
from linkage.model import Model
from linkage.schema import BadInput, Role, Schema

from . import deciding, incremental, keeping, writing
from .building import build
from .changed import Changed
from .core import Core, Person
from .decided import Decided
from .found import Found
from .growing import QUERIES
from .lock import Lock
from .members import Members
from .reading import Reader

# Entities with a pair of this many bits are weighed in any case, as clustering looks at them.
EDGE = 0.0
# Without a record that is as likely as 1 in 1,000, an entity is no answer.
FLOOR = -10.0
# What tells a table of Polars, Arrow, pandas or DuckDB.
TABLES = ("__arrow_c_stream__", "iloc", "to_arrow_table", "collect_schema")
Records = pl.DataFrame | Mapping[str, Any] | Iterable[Mapping[str, Any]]


class Index:
    """Over all records and their entities, with the model and the rules that the batch has.

    Many threads may ask while one writes: a question sees the records as they are between two writes, and
    writers wait for each other and for the questions under way (a fraction of a millisecond each).
    """

    def __init__(self, core: Core, reader: Reader):
        self._core, self._reader = core, reader
        self._lock, self._writer = Lock(), Mutex()
        self._seats: SimpleQueue[int] = SimpleQueue()
        for seat in range(QUERIES):
            self._seats.put(seat)

    @classmethod
    def build(cls, records: Any, schema: Schema | Mapping[str, str], model: Model, entities: Any = None,
              *, decisions: Any = None, threads: int | None = None) -> "Index":  # fmt: skip
        """`records`: a Polars, Arrow, pandas or DuckDB table. `entities`: what `link` gave for these records, or of
        that the entities alone (id, person, entity, and confidence), and then pairs are compared once more; without
        them the records are linked with the model. `decisions`: what people decided (`gathering.decisions`); entities
        that do not follow them are made to. Raises BadInput."""
        known = entities if isinstance(entities, Linked) else None
        table = None if entities is None else known.entities if known else as_frame(entities)
        its = Schema.given(schema), Model.given(model)
        given = None if decisions is None else as_frame(decisions)
        index = cls(
            *build(as_frame(records), *its, table, known.edges if known else None, given, threads=threads)
        )
        if index._core.members.its["again"].any():
            index._relinked(threads)
        return index

    @classmethod
    def open(cls, folder: Path | str) -> "Index":
        """As it was saved. Arrays are mapped: they come into memory when they are read, and what is changed in them
        stays there until the next `save`. Raises BadInput where the folder is damaged or of another version."""
        return cls(*keeping.open_folder(Path(folder)))

    def save(self, folder: Path | str) -> None:
        """The whole index, or what the folder held before. Questions wait. Raises BadInput."""
        with self._writer, self._lock.write():
            keeping.save(Path(folder), self._core, self._reader)

    def __len__(self) -> int:
        """How many people's records there are."""
        return int(self._core.store.alive.sum())

    @property
    def schema(self) -> Schema:
        return self._reader.schema

    @property
    def model(self) -> Model:
        return self._core.model

    def find(self, record: Mapping[str, Any], limit: int = 10) -> list[Found]:
        """The entities that the record may belong to, the likeliest first: at most `limit` for each of its people.

        `record`: the columns that the schema names; any may be absent, and an id says nothing. Raises BadInput
        where it says more than 32,768 letters that no record of the index says.
        """
        if not isinstance(record, Mapping):
            raise BadInput(
                f"A record is a dictionary of column and value, not of type {type(record).__name__}."
            )
        people = self._reader.one(record)
        seat = self._seats.get()
        try:
            with self._lock.read():
                found = [its for person in people for its in self._of_person(seat, person, limit)]
        finally:
            self._seats.put(seat)
        return found

    def _of_person(self, seat: int, person: Person, limit: int) -> list[Found]:
        row = self._core.seat(seat, person)
        if row is None:
            raise BadInput(
                "The record says too much to be looked up: shorten its texts to 1,000 letters each."
            )
        entities, weights, begin, rows, pairs = self._core.look_up(row, EDGE, FLOOR, limit)
        found = []
        for place in np.argsort(-weights, kind="stable")[:limit].tolist():
            its = slice(begin[place], begin[place + 1])
            name = self._core.members.names.text(int(entities[place]))
            weight, mine = float(weights[place]), (person.person, person, self._core)
            found.append(Found(name, weight, *mine, rows[its], pairs[its], self._explained))
        return found

    def _seated(self, seat: int, person: Person) -> int:
        row = self._core.seat(seat, person)
        if row is None:
            raise BadInput(
                "The record says too much to be looked up: shorten its texts to 1,000 letters each."
            )
        return row

    def _explained(self, person: Person, row: int) -> Link:
        """The pair of a question and a row."""
        seat = self._seats.get()
        try:
            with self._lock.read():
                compiled = self._core.part(np.array([self._seated(seat, person), row]))
                names = ["the record asked for", self._core.members.id_of(row)]
                people = pl.DataFrame(
                    {"id": names, "person": [1, int(self._core.members.its["person"][row])]}
                )
                return link(Ground(people, compiled), 0, 1)
        finally:
            self._seats.put(seat)

    def entity(self, id: str, person: int = 1) -> str | None:
        """The entity that a record belongs to; None where the index does not have it."""
        with self._lock.read():
            its = self._core.members
            rows = [row for row in its.rows_of(id) if its.its["person"][row] == person]
            return its.names.text(int(its.its["entity"][rows[0]])) if rows else None

    def now(self, entity: str) -> str | None:
        """What has become of an entity: itself, that into which it was merged, or None where it is gone."""
        with self._lock.read():
            members = self._core.members
            number = int(members.names.find([entity])[0])
            while number >= 0 and members.its["successor"][number] >= 0:
                number = int(members.its["successor"][number])
            lives = number >= 0 and members.its["head"][number] >= 0
            return members.names.text(number) if lives else None

    def entities(self, ids: Iterable[str] | str | None = None) -> pl.DataFrame:
        """id, person, entity, confidence: of all records, or of those of these ids that are in."""
        with self._lock.read():
            members = self._core.members
            rows = (
                np.flatnonzero(self._core.store.alive)
                if ids is None
                else np.array(
                    [row for id in dict.fromkeys(_ids(ids)) for row in members.rows_of(id)], np.int64
                )
            )
            return writing.as_frame(self._core, rows).sort("id", "person")

    def add(self, records: Records) -> Changed:
        """New records, each an entity of its own until `link`. Raises BadInput where an id is in already."""
        return self._write(records, writing.add)

    def change(self, records: Records) -> Changed:
        """Other values of records that are in; they stay in their entities until `link`. Raises BadInput where an
        id is not in."""
        return self._write(records, writing.change)

    def remove(self, ids: Iterable[str] | str) -> Changed:
        """Records go, and with its last one an entity. Raises BadInput where an id is not in."""
        with self._writer, self._lock.write():
            return writing.remove(self._core, _ids(ids))

    def link(self, delta: Records | None = None, *, removed: Iterable[str] | str = (),
             threads: int | None = None) -> Changed:  # fmt: skip
        """The entities that linking everything anew would give, with the same model.

        `delta`: records that are new, or that have other values than before; `removed`: ids of records that are
        not there any more. Without either, what was added, changed and removed before is linked. Questions are
        answered meanwhile, as if new records were in no entity. Where it is broken off, all of the delta is in,
        each new record an entity of its own, and waits for the next `link`.
        """
        people, gone_ids = self._people(delta) if delta is not None else [], _ids(removed)
        with self._writer:
            with self._lock.write():
                gone = writing.remove(self._core, gone_ids)
                changed = writing.take(self._core, people)
            try:
                return gone.then(changed, self._relinked(threads))
            except BaseException:
                with self._lock.write():
                    writing.seat_the_rest(self._core)
                raise

    def decide(self, decisions: Any, *, threads: int | None = None) -> Changed:
        """What people decided (`gathering.decisions`: `id_a`, `id_b`, `same`) holds from now on, beside what was
        decided before: through changes of the records, and again when records that were removed come back. What it
        concerns is linked, with all that waits for it. Raises BadInput where a decision names a record that is not
        in, or contradicts another."""
        return self._decided(Decided.with_more, decisions, threads)

    def withdraw(self, decisions: Any, *, threads: int | None = None) -> Changed:
        """What was decided about these (`id_a`, `id_b`) holds no more. Raises BadInput where nothing was."""
        return self._decided(Decided.without, decisions, threads)

    def decisions(self) -> pl.DataFrame:
        """Those that hold: id_a, person_a, id_b, person_b, same."""
        with self._lock.read():
            return self._core.decided.table(self._core.members).sort(pl.all())

    def _decided(self, how: Callable[[Decided, pl.DataFrame, Members], Decided], given: Any,
                 threads: int | None) -> Changed:  # fmt: skip
        with self._writer:
            with self._lock.write():
                deciding.hold(self._core, how(self._core.decided, as_frame(given), self._core.members))
            return self._relinked(threads)

    def _relinked(self, threads: int | None) -> Changed:
        """Questions are answered until it is written."""
        found = incremental.relinked(self._core, threads=threads)
        with self._lock.write():
            return incremental.write(self._core, found)

    def _write(self, records: Records, how: Callable[[Core, list[Person]], Changed]) -> Changed:
        people = self._people(records)
        with self._writer, self._lock.write():
            return how(self._core, people)

    def _people(self, records: Records) -> list[Person]:
        """Of each record at least one: a record that names nobody has a row that says nothing."""
        if any(hasattr(records, sign) for sign in TABLES):
            return self._reader.many(checked(as_frame(records), self.schema))
        rows = [records] if isinstance(records, Mapping) else _listed(records)
        if wrong := [row for row in rows if not isinstance(row, Mapping)]:
            raise BadInput(
                f"Records are a table, or dictionaries of column and value, not of type {type(wrong[0]).__name__}."
            )
        (column,) = self.schema.having(Role.ID)
        ids = [str(row.get(column)) for row in rows]
        if len(set(ids)) < len(ids):
            twice = next(its for its in ids if ids.count(its) > 1)
            raise BadInput(f"Column {column!r}: the id {twice!r} stands on more than one record.")
        return [person for row in rows for person in self._reader.kept(row)]


def _ids(given: Iterable[str] | str) -> list[str]:
    """One id as text is one id."""
    return [given] if isinstance(given, str) else _listed(given)


def _listed(given: Any) -> list[Any]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise BadInput(f"A list is needed here, not {given!r}.")
    return list(given)
