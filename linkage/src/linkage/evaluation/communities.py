"""Communities of names, found in the file: forenames and surnames that go together more than chance has it.

They are of names, not of people: nobody is asked, nothing is known of origin, language or faith, and a person may
bear a name of any community. They serve one purpose: to see whether linkage fails some kinds of names more than
others. A community is shown by its commonest names. Small communities melt into larger ones; names that are too
rare to say are a group of their own. Records of one person repeat its names, so every forename with a surname
counts once.

Method: regularised spectral co-clustering of the table of forenames by surnames (Dhillon 2001; Chaudhuri, Chung
and Tsiatas 2012), as many communities as the table has axes stronger than the same table with surnames shuffled.
"""

import numpy as np
import polars as pl

NAMES = 1_200  # of each kind, the commonest
PARTNERS = 4  # a name needs so many different ones beside it to say where it belongs
MOST = 12
STRONGER = 1.1
RARE = "rare names"


def communities(people: pl.DataFrame) -> pl.DataFrame | None:
    """`id`, `value` (null without a name); None where names show no communities.

    `people`: `id`, `forename`, `surname` as `standardise` gives them.
    """
    letters = pl.col("forename", "surname").str.len_chars()
    couples = people.select("forename", "surname").filter(pl.all_horizontal(letters > 1))  # no initials
    couples = couples.unique().sort("forename", "surname")
    table, forenames, surnames = _table(couples)
    if min(table.shape) < 2 * MOST:
        return None
    axes = _axes(table)
    if axes is None:
        return None
    group = _gathered(np.vstack(axes), axes[0].shape[1])
    placed = {
        "forename": pl.DataFrame({"forename": forenames, "by_forename": group[: len(forenames)]}),
        "surname": pl.DataFrame({"surname": surnames, "by_surname": group[len(forenames) :]}),
    }
    shown = _shown(people, placed)
    named = people.select("id", "forename", "surname")
    for column, table_of in placed.items():
        named = named.join(table_of, on=column, how="left", maintain_order="left")
    # A surname is handed down, a forename is chosen: where they differ, the surname says more of the family's.
    community = pl.coalesce("by_surname", "by_forename")
    nameless = pl.col("forename").is_null() & pl.col("surname").is_null()
    return named.select(
        "id",
        value=pl.when(nameless)
        .then(None)
        .otherwise(community.replace_strict(shown, default=None, return_dtype=pl.String).fill_null(RARE)),
    )


def _table(couples: pl.DataFrame) -> tuple[np.ndarray, pl.Series, pl.Series]:
    """Ones where a forename and a surname go together; only names with several partners."""
    for _ in range(3):  # leaving names out takes partners from others
        for column in ("forename", "surname"):
            counts = couples.group_by(column).len().filter(pl.col("len") >= PARTNERS)
            kept = counts.sort(["len", column], descending=[True, False]).head(NAMES)
            couples = couples.join(kept, on=column, how="semi", maintain_order="left")
    kinds = [couples[column].unique().sort() for column in ("forename", "surname")]
    table = np.zeros((kinds[0].len(), kinds[1].len()))
    if couples.height:
        rows, columns = (
            couples[column].rank("dense").to_numpy().astype(np.intp) - 1 for column in ("forename", "surname")
        )
        table[rows, columns] = 1
    return table, kinds[0], kinds[1]


def _axes(table: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Where forenames and surnames lie along the axes that are no chance; None where there are none."""
    left, strength, right = _decomposed(table)
    chance = _decomposed(_shuffled(table))[1]
    axes = int(np.sum(strength[1:] > STRONGER * chance[1]))  # the first axis says only how common a name is
    if not axes:
        return None
    kept = slice(1, 1 + axes)
    return tuple(_unit(side[:, kept]) for side in (left, right))  # type: ignore[return-value]


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12))


def _decomposed(table: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The strongest singular vectors of the table, its rows and columns made equally heavy."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    even = table / np.sqrt(rows + rows.mean())[:, None] / np.sqrt(columns + columns.mean())
    basis = np.random.default_rng(0).standard_normal((table.shape[1], MOST + 8))
    for _ in range(12):
        basis, _ = np.linalg.qr(even.T @ (even @ basis))
    left, strength, right = np.linalg.svd(even @ basis, full_matrices=False)
    return left[:, :MOST], strength[:MOST], (basis @ right.T)[:, :MOST]


def _shuffled(table: np.ndarray) -> np.ndarray:
    """As many partners for each name, chosen by lot."""
    rows, columns = np.nonzero(table)
    mixed = np.zeros_like(table)
    mixed[rows, np.random.default_rng(1).permutation(columns)] = 1
    return mixed


def _gathered(places: np.ndarray, axes: int) -> np.ndarray:
    """One community more than axes: centres as far apart as can be, then k-means. By columns, no random start."""
    centres = [places[np.argmax(places @ places.mean(axis=0))]]
    for _ in range(axes):
        centres.append(places[np.argmin(np.max(places @ np.array(centres).T, axis=1))])
    middle = np.array(centres)
    group = np.zeros(len(places), np.int64)
    for _ in range(30):
        group = np.argmax(places @ middle.T, axis=1)
        middle = np.array([_unit(places[group == k].sum(axis=0)[None])[0] for k in range(axes + 1)])
    return group


def _shown(people: pl.DataFrame, placed: dict[str, pl.DataFrame]) -> dict[int, str]:
    """A community's commonest two forenames and two surnames."""
    parts: dict[int, list[str]] = {}
    for column, table in placed.items():
        counts = people.group_by(column).len().join(table, on=column)
        counts = counts.sort(["len", column], descending=[True, False])
        for number, names in (
            counts.group_by(f"by_{column}", maintain_order=True).agg(pl.col(column).head(2)).iter_rows()
        ):
            parts.setdefault(number, []).extend(name.title() for name in names)
    return {number: "as in " + ", ".join(names) for number, names in sorted(parts.items())}
