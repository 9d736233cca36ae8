"""python -m synthetic --people N --seed S --out DIR"""

from pathlib import Path

import click
from rich.console import Console

from synthetic.write import write_borough


@click.command()
@click.option("--people", default=40_000, show_default=True, help="People over ten years, about.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write."
)
def main(people: int, seed: int, out: Path) -> None:
    """Make a synthetic borough: twelve source systems' extracts, and the truth apart."""
    console = Console(stderr=True)
    with console.status("the borough") as status:
        profile = write_borough(people, seed, out, lambda step: status.update(step))
    console.print(profile)


if __name__ == "__main__":
    main()
