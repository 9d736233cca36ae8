"""What an index holds, and what changes together when a record comes or goes. Knows no locks and no files."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.gathering.against import homes
from linkage.gathering.clustering import Gathering
from linkage.gathering.sources import NOTHING
from linkage.kernels import lookup
from linkage.kernels.levels import Program, Records, Weights
from linkage.kernels.lookup import Kin
from linkage.kernels.postings import Added, Keys, Sorted
from linkage.model import Model
from linkage.tables import Table

from .decided import Decided
from .edges import Edges
from .growing import grown
from .members import NONE, Members
from .postings import Postings
from .shares import Shares
from .store import Row, Store


@dataclass(frozen=True)
class Person:
    """One of the people of a record: what is standardised of it, by the columns that the model reads."""

    id: str
    person: int
    source: str
    row: Row


class Core:
    """`known`: what gathering all records had learned; `systems`: the sources in the order of their numbers."""

    def __init__(self, model: Model, store: Store, postings: Postings, shares: Shares, members: Members,
                 edges: Edges, decided: Decided, known: Gathering, systems: Sequence[str]):  # fmt: skip
        self.model, self.store, self.postings = model, store, postings
        self.edges, self.decided = edges, decided
        self.shares, self.members, self.known = shares, members, known
        self.systems = {name: number for number, name in enumerate(systems)}
        self.program = Compiled(store.table(np.zeros(0, np.int64)), model).program
        self._homes = homes(model)

    @classmethod
    def of(cls, table: Table, model: Model, members: Members, edges: Edges, known: Gathering, systems: Sequence[str],
           *, threads: int | None = None) -> "Core":  # fmt: skip
        """`members`, `edges`: of the rows of `table`, in its order."""
        weights = Compiled(table, model).weights
        store = Store.of(table)
        shares = Shares.of(weights, table.codes, table.values)
        postings = Postings.of(
            table.codes, np.ones(table.records, np.bool_), model.rules, table.names, threads=threads
        )
        its = cls(model, store, postings, shares, members, edges, Decided(), known, systems)
        its._make_room()
        return its

    def system(self, source: str) -> int:
        """The number of a source; -1 of none."""
        if not source:
            return NONE
        return self.systems.setdefault(source, len(self.systems))

    @property
    def kin(self) -> Kin:
        its = self.members.its
        bits = np.array([*(self.known.sources.get(name, NOTHING) for name in self.systems), NOTHING])
        return Kin(
            its["entity"], its["head"], its["next"], its["source"], bits, *self._homes, self.known.power
        )

    @property
    def arguments(self) -> tuple[Records, Program, Weights, Keys, Sorted, Added, np.ndarray]:
        """As `kernels.lookup` takes them; to be asked for again after every change."""
        return (self.store.records, self.program, self.shares.weights, self.postings.keys, self.postings.sorted,
                self.postings.added, self.store.alive)  # fmt: skip

    def append(self, people: Sequence[Person]) -> np.ndarray:
        """The rows that they got: none of an entity yet."""
        first, end = self.store.append([its.row for its in people])
        self.edges.make_room(first, len(people), 0)
        self.members.append(first, [its.id for its in people], [its.person for its in people],
                            [self.system(its.source) for its in people])  # fmt: skip
        self._make_room()
        self.postings.enter(self.store.codes, first, end)
        self.shares.count(self.store.codes[first:end], 1)
        return np.arange(first, end)

    def drop(self, id: str) -> list[int]:
        """The rows that the record had; they keep their entity until they leave it."""
        rows = self.members.rows_of(id)
        self.store.alive[rows] = False
        self.members.its["pending"][rows] = True
        self.shares.count(self.store.codes[rows], -1)
        self.members.forget(id)
        return rows

    def seat(self, query: int, person: Person) -> int | None:
        """The row of a query, until the next of this place."""
        row = self.store.seat(query, person.row)
        if row is not None:
            self.members.its["source"][row] = self.systems.get(person.source, NONE)
        return row

    def look_up(self, row: int, edge: float, floor: float, limit: int) -> tuple[np.ndarray, ...]:
        """As `kernels.lookup.look_up`."""
        found: tuple[np.ndarray, ...] = lookup.look_up(*self.arguments[:7], self.kin, row, edge, floor, limit)
        return found

    def part(self, rows: np.ndarray) -> Compiled:
        """Some rows by themselves, weighed as all are."""
        return _Part(self.store.table(rows), self.model, self.shares.weights)

    def _make_room(self) -> None:
        strings, its = self.store.strings, self.members.its
        self.shares.make_room(strings.count, len(strings.offsets))
        for name in ("source", "entity"):  # queries have a row too
            its[name] = grown(its[name], self.store.rows, len(self.store.codes) - self.store.rows)


class _Part(Compiled):
    def __init__(self, table: Table, model: Model, weights: Weights):
        super().__init__(table, model)
        self.__dict__["weights"] = weights
