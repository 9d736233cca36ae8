"""The truth: who each record is, who lived where, and what was planted. Never read by the application."""

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from synthetic.dates import as_dates
from synthetic.people import Borough
from synthetic.planted.cast import Story
from synthetic.profile.sharing import sharing_of


@dataclass
class Truth:
    """Gathers the truth while the systems write."""

    borough: Borough
    records: list[pl.DataFrame] = field(default_factory=list)
    sharing: dict[str, dict[str, float]] = field(default_factory=dict)  # system: detail: share of mentions
    cases: dict[tuple[str, int], list[str]] = field(default_factory=dict)  # (story, nth): records
    defects: list[tuple[str, str, str, str]] = field(default_factory=list)  # kind, system, date, key

    def note_records(self, system: str, mentions: pl.DataFrame) -> None:
        """Who each person of each record of a system is."""
        first = mentions.unique(["source_key", "person_number"], keep="first", maintain_order=True)
        self.sharing[system] = sharing_of(first)
        self.records.append(first.select(pl.lit(system).alias("system"), pl.exclude("phone", "email")))

    def note_cases(self, system: str, plan: pl.DataFrame) -> None:
        """Which records belong to which planted case."""
        key = "reference" if "reference" in plan.columns else "key"
        mine = plan.filter(pl.col("batch") >= 0).select("batch", "nth", key).unique(maintain_order=True)
        for batch, nth, source_key in mine.iter_rows():
            story = self.borough.played.rows[batch].story
            self.cases.setdefault((story.name, nth), []).append(f"{system}:{source_key}")

    def note_defects(self, system: str, date: str, log: list[tuple[str, str]]) -> None:
        """Defects of one file."""
        self.defects += [(kind, system, date, key) for kind, key in log]

    def write(self, folder: Path) -> None:
        """records.parquet, people.parquet, spells.parquet and planted.parquet."""
        pl.concat(self.records).write_parquet(folder / "records.parquet")
        people_table(self.borough).write_parquet(folder / "people.parquet")
        spells_table(self.borough).write_parquet(folder / "spells.parquet")
        self.planted().write_parquet(folder / "planted.parquet")

    def planted(self) -> pl.DataFrame:
        """One row a case or a defect."""
        return pl.concat([self.case_table(), self.defect_table()], how="diagonal")

    def case_table(self) -> pl.DataFrame:
        """case, kind, detector, control, people, records, explanation."""
        people: dict[tuple[str, int], list[int]] = {}
        stories: dict[str, Story] = {}
        for story, who in self.borough.played.people:
            stories[story.name] = story
            for nth, person in enumerate(who.tolist()):
                people.setdefault((story.name, nth), []).append(person)
        rows = []
        for (name, nth), persons in people.items():
            s = stories[name]
            records = list(dict.fromkeys(self.cases.get((name, nth), [])))
            case = f"{s.detector}-{name.replace(' ', '-')}-{nth:02d}"
            rows.append((case, name, s.detector, s.control, persons, records, s.explanation))
        columns = ["case", "kind", "detector", "control", "people", "records", "explanation"]
        return pl.DataFrame(rows, schema=columns, orient="row")

    def defect_table(self) -> pl.DataFrame:
        """kind `defect: ...`, system, delivery, records."""
        frame = pl.DataFrame(self.defects, schema=["kind", "system", "delivery", "key"], orient="row")
        record = pl.concat_list(pl.col("system") + ":" + pl.col("key"))
        return frame.select(
            (pl.lit("defect: ") + pl.col("kind")).alias("kind"),
            "system",
            "delivery",
            control=pl.lit(False),
            records=pl.when(pl.col("key") != "").then(record),
        )


def people_table(b: Borough) -> pl.DataFrame:
    """One row a person: who they were, and the numbers that are truly theirs."""
    p, n = b.people, b.names
    surname = [n.text(p.surnames[:, i]).alias(f"surname_{i + 1}") for i in range(3)]
    columns = {
        "person": pl.int_range(len(p), eager=True).cast(pl.Int32),
        "sex": pl.Series(["F", "M"])[p.sex.astype("int32")],
        "birth": as_dates(p.birth),
        "death": as_dates(p.death),
        "community": pl.Series([c.name for c in n.communities])[p.community.astype("int32")],
        "forename": n.text(p.forename),
        "middle": n.text(p.middle),
        "changed_1": as_dates(p.changed[:, 0]),
        "changed_2": as_dates(p.changed[:, 1]),
    }
    kin = {"mother": p.mother, "father": p.father, "partner": p.partner}
    numbers = {"nhs": b.ids.nhs, "nino": b.ids.nino, "planted": b.planted}
    return pl.DataFrame(columns | kin | numbers).with_columns(surname)


def spells_table(b: Borough) -> pl.DataFrame:
    """One row a stay: person, household, UPRN (null outside the borough), from, until (exclusive, null:
    still).
    """
    s = b.spells
    uprn = b.homes.table["uprn"][s.home.clip(0)].set(pl.Series(s.home < 0), None)
    return pl.DataFrame(
        {
            "person": s.person,
            "household": s.household,
            "uprn": uprn,
            "start": as_dates(s.start),
            "end": as_dates(s.end),
        }
    )
