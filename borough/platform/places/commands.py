"""The places' part of the command line."""

import click
from django.utils import timezone


@click.command()
def measure() -> None:
    """Measure how near each kind of place is to where people live; done every hour by the worker too."""
    from .insight.measuring import measure as measured

    made = measured(timezone.now())
    click.echo(f"{made:,} figures made" if made else "Nothing has changed since it was last measured")


COMMANDS = {"places measure": measure}
