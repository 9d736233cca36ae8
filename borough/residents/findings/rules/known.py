"""What a rule may look at: dated facts up to a day, and the few questions that rules ask of them. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import polars as pl

# All that a rule sees of anybody. No name, sex, nationality, language, origin, health, disability, contact
# detail, past finding or average of an area is among them, and tests hold it so.
COLUMNS = (
    "kind", "feed", "key", "number", "as_of", "person", "born", "home", "since", "until", "on", "says", "also",
    "amount", "rate", "within", "place",
)  # fmt: skip
FOUND: dict[str, Any] = {
    "about": pl.Int64, "home": pl.String, "first": pl.List(pl.UInt32), "second": pl.List(pl.UInt32),
    "days": pl.Int64,
}  # fmt: skip
# Kinds that say from when somebody has been at a home; a contact or a card says only that they once were.
DATED = ("liable", "vote", "tenancy", "member", "claim", "permit", "plan", "pupil", "card")
FEW = 12  # more adults than that behind one number is a building, not a home


@dataclass(frozen=True)
class Known:
    """`facts`: the columns COLUMNS; `born`, filled in from the person's other records, with what this one says in
    `recorded`; and `fact`, each row's number. `day`: up to which the sources speak."""

    facts: pl.DataFrame
    day: date

    @classmethod
    def of(cls, facts: pl.DataFrame, day: date) -> "Known":
        """Each person's birth is the day that most of their records give."""
        born = (
            facts.drop_nulls("born").group_by("person", "born").len()
            .sort(["len", "born"], descending=[True, False])
            .unique("person", keep="first", maintain_order=True).select("person", "born")
        )  # fmt: skip
        own = (
            facts.select(COLUMNS)
            .rename({"born": "recorded"})
            .join(born, on="person", how="left", maintain_order="left")
        )
        return cls(own.with_row_index("fact"), day)

    def ago(self, days: int) -> date:
        return self.day - timedelta(days=days)

    def kind(self, *names: str) -> pl.DataFrame:
        return self.facts.filter(pl.col("kind").is_in(names))

    def lasts(self) -> pl.Expr:
        """Not ended before the day."""
        return pl.col("until").fill_null(self.day) >= self.day

    def live(self, *names: str) -> pl.DataFrame:
        """Facts of these kinds that hold on the day."""
        begun = pl.col("since").fill_null(self.day) <= self.day
        return self.kind(*names).filter(begun & self.lasts())

    @cached_property
    def there(self) -> pl.DataFrame:
        """Who is placed at which home by a fact that holds on the day."""
        return self.live(*DATED).filter(pl.col("place") & pl.col("home").is_not_null())

    @cached_property
    def signs(self) -> pl.DataFrame:
        """Every fact with the last `sign` of somebody: the day that it began or that something was done."""
        return self.facts.with_columns(sign=pl.max_horizontal("since", "on"))

    @cached_property
    def placed(self) -> pl.DataFrame:
        """Signs that place somebody at a home, then or now."""
        return self.signs.filter(pl.col("place") & pl.col("home").is_not_null())

    def grown(self) -> pl.Expr:
        """Not known to be under 18, as a birth day or a register's mark of those about to vote may say."""
        birthday = pl.date(self.day.year - 18, self.day.month, min(self.day.day, 28))
        child = (pl.col("born") > birthday).fill_null(False)
        about_to_vote = (pl.col("kind") == "vote") & (pl.col("says") == "A").fill_null(False)
        return ~(child | about_to_vote)

    def aged(self, low: float, high: float) -> pl.Expr:
        """Born so that they are from `low` to under `high` years old on the day."""
        years = (pl.lit(self.day) - pl.col("born")).dt.total_days() / 365.25
        return years.is_between(low, high, closed="left").fill_null(False)

    def told(self, *subjects: str) -> pl.DataFrame:
        """Contacts whose subject begins so: `person`, `told` (the day)."""
        begins = pl.any_horizontal(pl.col("says").str.starts_with(subject) for subject in subjects)
        return self.kind("contact").filter(pl.col("feed") == "crm").filter(begins).select("person", told="on")


def pair(facts: pl.DataFrame, other: pl.DataFrame, on: str | list[str]) -> pl.DataFrame:
    """Every fact with every other fact that has the same; the other's columns end in `_2`."""
    keys = [on] if isinstance(on, str) else on
    return facts.join(other.rename({c: f"{c}_2" for c in other.columns if c not in keys}), on=keys)


def cases(
    rows: pl.DataFrame, *, about: str = "person", home: str = "home", since: str, day: date
) -> pl.DataFrame:
    """One case for each person and home, in the columns FOUND: `fact` says one thing, `fact_2` the other."""
    found = rows.group_by(pl.col(about).alias("about"), pl.col(home).alias("home")).agg(
        first=pl.col("fact").unique().sort(),
        second=pl.col("fact_2").unique().sort(),
        days=(pl.lit(day) - pl.col(since).max()).dt.total_days().fill_null(0),
    )
    return in_form(found)


def in_form(found: pl.DataFrame) -> pl.DataFrame:
    """The columns FOUND, in their order and types."""
    return found.select(pl.col(name).cast(kind) for name, kind in FOUND.items()).sort("about", "home")
