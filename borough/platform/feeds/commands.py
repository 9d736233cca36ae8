"""`borough feeds load`."""

from pathlib import Path

import click

from .deliveries import load_folder


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load(folder: Path) -> None:
    """Load the deliveries of FOLDER (FOLDER/YYYY-MM-DD/feed.ext), oldest first.

    What is loaded already is left alone, so that this may be stopped and started again.
    """
    files = 0
    for delivered in load_folder(folder):
        click.echo(str(delivered))
        files += 1
    if not files:
        raise click.ClickException(f"No deliveries in {folder}: expected folders named by date.")


COMMANDS = {"feeds load": load}
