"""python -m synthetic --people N --seed S --out DIR"""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from synthetic.profile.page import show
from synthetic.systems import SYSTEMS
from synthetic.write import write_borough

STEPS = len(SYSTEMS) + 3


@click.command()
@click.option(
    "--people", default=40_000, show_default=True, type=click.IntRange(min=100), help="People, about."
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write."
)
@click.option(
    "--errors", default=1.0, show_default=True, type=click.FloatRange(0, 10), help="Times as many errors."
)
@click.option(
    "--planted",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, 3),
    help="Times as many planted cases.",
)
@click.option("--quiet", is_flag=True, help="No progress and no profile.")
@click.option("--brief", is_flag=True, help="One line instead of the profile.")
def main(people: int, seed: int, out: Path, errors: float, planted: float, quiet: bool, brief: bool) -> None:
    """Make a synthetic borough: twelve source systems' extracts, and the truth apart."""
    console = Console(stderr=True, quiet=quiet)
    columns = (TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=STEPS)

        def step(name: str) -> None:
            progress.update(task, description=name, advance=1)

        profile = write_borough(people, seed, out, step, errors, planted)
    if brief:
        click.echo(f"  {profile['people']:,} people in {profile['rows']:,} rows of {len(SYSTEMS)} systems")
    else:
        show(profile, Console(quiet=quiet, width=None if console.is_terminal else 170))


if __name__ == "__main__":
    main()
