"""Privacy on the command line."""

from pathlib import Path

import click

from .retention import as_document

DOCUMENT = Path(__file__).parents[3] / "docs/retention.md"


@click.command()
def papers() -> None:
    """Write docs/retention.md from retention.toml."""
    DOCUMENT.write_text(as_document())
    click.echo(f"Written: {DOCUMENT}")


COMMANDS = {"privacy papers": papers}
