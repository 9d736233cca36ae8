"""A synthetic borough in a database of its own, linked, with what the rules find there beside the truth.

The truth is joined here and nowhere else: the council never reads it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from . import ROOT
from ._borough import KEPT, _truth


def surroundings(people: int, seed: int) -> dict[str, str]:
    """The environment of a process that measures: a server and a database of its own."""
    own = {"PEOPLE": str(people), "SEED": str(seed), "DATA_DIR": str(KEPT / "findings")}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | own


@contextmanager
def linked(people: int, seed: int, planted: float) -> Iterator[Path]:
    """The folder of the borough, while its server runs. In a process with these `surroundings`."""
    folder = KEPT / f"people-{people}-seed-{seed}-planted-{planted:g}"
    if not folder.exists():
        subprocess.run(
            [sys.executable, "-m", "synthetic", "--people", str(people), "--seed", str(seed),
             "--planted", str(planted), "--out", str(folder), "--quiet"],
            cwd=ROOT, check=True,
        )  # fmt: skip
    from borough.config.database import embedded_server
    from borough.config.environment import environment

    server = embedded_server(environment.data_dir)
    with server.running():
        server.create(environment.borough_name)
        yield folder


def prepare(folder: Path) -> None:
    """Tables, the twelve systems' extracts and a linking, where they are not there yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from borough.platform.feeds import api as feeds
    from borough.residents import api as residents
    from borough.residents.models import Record

    call_command("migrate", verbosity=0)
    if not Record.objects.exists():
        systems = {path.stem for path in (Path(residents.__file__).parent / "feeds").glob("*.toml")}
        for path in (folder / "extracts").glob("*/*"):
            if path.stem not in systems:
                path.unlink()
        for _ in feeds.load_folder(folder):
            pass
    if residents.never_linked():
        residents.link_all(now=timezone.now())


@dataclass(frozen=True)
class Truth:
    """`who`: (feed, key, number) -> true person. `cases`: person -> their planted case. `home`: person -> where they
    live at the end. `born`, `died`, `community`, `sex`: by person."""

    who: dict[tuple[str, str, int], int]
    planted: pl.DataFrame
    cases: dict[int, tuple[str, str, bool]]
    home: dict[int, str | None]
    people: pl.DataFrame

    @classmethod
    def of(cls, folder: Path) -> "Truth":
        records = _truth(folder)
        planted = pl.read_parquet(folder / "truth" / "planted.parquet").drop_nulls("case")
        spells = pl.read_parquet(folder / "truth" / "spells.parquet").filter(pl.col("end").is_null())
        rows = planted.select("case", "detector", "control", "people").iter_rows()
        return cls(
            who={(feed, key, number): int(person) for feed, key, number, person in records.select(
                "feed", "source_key", "number", "person").iter_rows()},
            planted=planted,
            cases={one: (case, code, control) for case, code, control, people in rows for one in people},
            home=dict(spells.select("person", "uprn").iter_rows()),
            people=pl.read_parquet(folder / "truth" / "people.parquet"),
        )  # fmt: skip
