"""Numbers and addresses that belong to a person: NHS number, NINO, UPN, telephones, e-mail. All made up."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from synthetic.names import Names
from synthetic.streams import chance, stream

if TYPE_CHECKING:
    from synthetic.people.borough import People, Spells

MOBILES = 7_100_000_000  # 0710 is not allocated to any network
LANDLINES = 2_000_000_000  # 020 0 is not allocated
PREFIX_FIRST, PREFIX_SECOND = "ABCEGHJKLMNOPRSTWXYZ", "ABCEGHJKLMNPRSTWXYZ"
NEVER_ISSUED = {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}


@dataclass(frozen=True)
class Identifiers:
    """One row a person. Text columns; telephones are whole numbers without the leading 0."""

    nhs: pl.Series
    nino: pl.Series
    upn: pl.Series
    mobile: np.ndarray  # (n,) int64
    old_mobile: np.ndarray  # (n,) int64
    landline: np.ndarray  # (n,) int64, shared by the household
    email: pl.Series
    old_email: pl.Series


def nhs_numbers(n: int, rng: np.random.Generator) -> pl.Series:
    """`n` different NHS numbers beginning 999 with the right check digit (stems that need a 10 are
    skipped).
    """
    stems = 999_000_000 + rng.permutation(1_000_000)[: n * 6 // 5 + 200]
    digits = stems[:, None] // 10 ** np.arange(8, -1, -1) % 10
    check = (11 - (digits * np.arange(10, 1, -1)).sum(axis=1) % 11) % 11
    return pl.Series((stems * 10 + check)[check < 10][:n]).cast(pl.String)


def ninos(n: int, rng: np.random.Generator) -> pl.Series:
    """`n` different NINOs of valid shape."""
    prefixes = [a + b for a in PREFIX_FIRST for b in PREFIX_SECOND if a + b not in NEVER_ISSUED]
    prefix = pl.Series(prefixes)[rng.integers(0, len(prefixes), n)]
    digits = pl.Series(rng.permutation(1_000_000)[np.arange(n) % 1_000_000]).cast(pl.String).str.zfill(6)
    return prefix + digits + pl.Series(list("ABCD"))[rng.integers(0, 4, n)]


def upns(n: int, rng: np.random.Generator) -> pl.Series:
    """`n` different unique pupil numbers of valid shape: check letter, authority 202, nine digits."""
    digits = 202_000_000_000 + rng.permutation(max(n, 1)) * 3_847 % 999_999_937
    each = digits[:, None] // 10 ** np.arange(11, -1, -1) % 10
    check = (each * np.arange(2, 14)).sum(axis=1) % 23
    made: pl.Series = pl.Series(list("ABCDEFGHJKLMNPQRTUVWXYZ"))[check] + pl.Series(digits).cast(pl.String)
    return made


def emails(forename: pl.Series, surname: pl.Series, rng: np.random.Generator) -> pl.Series:
    """One e-mail a person at example.org, in the habits of the world."""
    n = len(forename)
    f = forename.str.to_lowercase().str.replace_all("[^a-z]", "")
    s = surname.fill_null("").str.to_lowercase().str.replace_all("[^a-z]", "")
    number = pl.Series(rng.integers(1, 9999, n)).cast(pl.String)
    style = pl.Series(rng.integers(0, 4, n))
    table = pl.DataFrame({"f": f, "s": s, "n": number, "style": style})
    local = (
        pl.when(pl.col("style") == 0)
        .then(pl.concat_str("f", pl.lit("."), "s", "n"))
        .when(pl.col("style") == 1)
        .then(pl.concat_str(pl.col("f").str.head(1), "s", "n"))
        .when(pl.col("style") == 2)
        .then(pl.concat_str("s", pl.lit("_"), "f", "n"))
        .otherwise(pl.concat_str("f", "n"))
    )
    return table.select(pl.concat_str(local, pl.lit("@example.org"))).to_series()


def issue(people: "People", spells: "Spells", names: Names, seed: int) -> Identifiers:
    """Numbers for everybody; a couple may share an e-mail, a household its landline."""
    rng, n = stream(seed, "identifiers"), len(people)
    own = emails(names.text(people.forename), names.text(people.surnames[:, 0]), rng)
    older = emails(names.text(people.forename), names.text(people.surnames[:, 0]), rng)
    shares = chance(rng, n, 0.12) & (people.partner >= 0)
    email = own[np.where(shares, np.maximum(people.partner, np.arange(n)), np.arange(n))]
    last = spells.household[np.searchsorted(spells.person, np.arange(n), side="right") - 1]
    return Identifiers(
        nhs=nhs_numbers(n, rng),
        nino=ninos(n, rng),
        upn=upns(n, rng),
        mobile=MOBILES + rng.permutation(5_000_000)[:n],
        old_mobile=MOBILES + 5_000_000 + rng.permutation(4_999_999)[:n],
        landline=LANDLINES + 1_000_000 + (last.astype(np.int64) * 79) % 98_999_993,
        email=email,
        old_email=older,
    )
