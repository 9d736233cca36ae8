"""What people have decided about records of an index: kept by record, so that values may change, and records go and
come back. A decision about a record that is not in rests; nor may it be contradicted while it does."""

import numpy as np
import polars as pl

from linkage.gathering import decisions
from linkage.schema import BadInput

from .members import Members

# Of one decision: the numbers of both ids, each with its person, and whether they are one.
KINDS: dict[str, pl.DataType] = {"id_a": pl.String(), "person_a": pl.Int16(), "id_b": pl.String(),
                                 "person_b": pl.Int16(), "same": pl.Boolean()}  # fmt: skip


class Decided:
    """`its` int32 [decisions, 5]: in the order of KINDS, ids by their number."""

    def __init__(self, its: np.ndarray | None = None):
        self.its = np.zeros((0, len(KINDS)), np.int32) if its is None else its
        self._of: dict[tuple[int, int], list[int]] = {}
        for place, (a, who, b, whom, _) in enumerate(self.its.tolist()):
            self._of.setdefault((a, who), []).append(place)
            self._of.setdefault((b, whom), []).append(place)

    def __len__(self) -> int:
        return len(self.its)

    def with_more(self, given: pl.DataFrame, members: Members) -> "Decided":
        """Raises BadInput for what cannot be read, names a record that is not in, or contradicts what is decided."""
        present = _present(given, members)
        new = _table(decisions.decided(given, present), present)
        both = pl.concat([new, self.table(members)])
        people = pl.concat(
            [both.select(id=f"id_{side}", person=f"person_{side}") for side in "ab"]
        ).unique(maintain_order=True)  # fmt: skip
        return _numbered(_table(decisions.decided(both, people), people), members)

    def without(self, given: pl.DataFrame, members: Members) -> "Decided":
        """Those that are not taken back. Raises BadInput for what cannot be read, or was not decided."""
        present = _present(given, members)
        back = _table(decisions.decided(given.with_columns(same=False), present), present)
        known = {_ends(its): place for place, its in enumerate(self.its.tolist())}
        taken = []
        for its, row in zip(_numbered(back, members).its.tolist(), back.iter_rows(named=True), strict=True):
            if _ends(its) not in known:
                raise BadInput(f"Nothing was decided about {row['id_a']!r} and {row['id_b']!r}.")
            taken.append(known[_ends(its)])
        return Decided(np.delete(self.its, taken, axis=0))

    def table(self, members: Members, places: list[int] | None = None) -> pl.DataFrame:
        """In the columns of KINDS."""
        its = self.its if places is None else self.its[places]
        return pl.DataFrame({
            "id_a": members.ids.texts(its[:, 0]), "person_a": its[:, 1], "id_b": members.ids.texts(its[:, 2]),
            "person_b": its[:, 3], "same": its[:, 4] > 0,
        }, schema_overrides=KINDS)  # fmt: skip

    def about(self, members: Members, rows: np.ndarray) -> np.ndarray:
        """int64 [decisions, 4]: rows a and b of those that concern any of `rows` and do not rest, whether the two are
        one, and the place of the decision."""
        if not len(self):
            return np.zeros((0, 4), np.int64)
        who = zip(members.its["id"][rows].tolist(), members.its["person"][rows].tolist(), strict=True)
        places = sorted({place for its in who for place in self._of.get(its, ())})
        found = []
        for place in places:
            a, who_a, b, who_b, same = self.its[place].tolist()
            one, two = members.row_at(a, who_a), members.row_at(b, who_b)
            if one >= 0 and two >= 0:
                found.append((one, two, same, place))
        return np.array(found, np.int64).reshape(-1, 4)


def _present(given: pl.DataFrame, members: Members) -> pl.DataFrame:
    """id and person of the records that are meant and are in."""
    columns = [given[name].cast(pl.String).drop_nulls() for name in ("id_a", "id_b") if name in given.columns]
    ids = sorted({id for column in columns for id in column})
    found = [(id, int(members.its["person"][row])) for id in ids for row in members.rows_of(id)]
    return pl.DataFrame(found, schema={"id": pl.String, "person": pl.Int16}, orient="row").sort(
        "id", "person"
    )


def _table(found: decisions.Decided, people: pl.DataFrame) -> pl.DataFrame:
    parts = []
    for pairs, same in ((found.together, True), (found.apart, False)):
        ends = [people[pairs[:, side]].rename({"id": f"id_{name}", "person": f"person_{name}"})
                for side, name in enumerate("ab")]  # fmt: skip
        parts.append(pl.concat(ends, how="horizontal").with_columns(same=pl.lit(same)))
    return pl.concat(parts).select(pl.col(name).cast(kind) for name, kind in KINDS.items())


def _numbered(table: pl.DataFrame, members: Members) -> Decided:
    a, b = (members.ids.find(table[name].to_list()) for name in ("id_a", "id_b"))
    its = [a, table["person_a"].to_numpy(), b, table["person_b"].to_numpy(), table["same"].to_numpy()]
    return Decided(np.column_stack(its).astype(np.int32).reshape(-1, len(KINDS)))


def _ends(its: list[int]) -> tuple[tuple[int, ...], ...]:
    return tuple(sorted((tuple(its[:2]), tuple(its[2:4]))))
