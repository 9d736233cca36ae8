"""`borough registers load`."""

import click

from .declared import registers
from .open_files import load_registers


@click.command()
@click.argument("names", nargs=-1)
def load(names: tuple[str, ...]) -> None:
    """Load the files of opendata/ into these registers; into all, where none is named.

    What is loaded already is left alone. A file that changes what is current waits to be seen by an editor.
    """
    known = {one.name for one in registers()}
    if unknown := sorted(set(names) - known):
        raise click.ClickException(f"No register {unknown[0]!r}. There are: {', '.join(sorted(known))}.")
    for one in load_registers(*names):
        click.echo(str(one))


COMMANDS = {"registers load": load}
