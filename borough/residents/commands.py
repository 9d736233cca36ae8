"""`borough residents link`."""

import click
from django.utils import timezone

from .link import link_all


@click.command()
def link() -> None:
    """Link all records into persons; who has an identifier keeps it."""
    run = link_all(now=timezone.now())
    seconds = (run.finished_at - run.started_at).total_seconds()
    click.echo(
        f"{run.records:,} records are {run.persons:,} persons: {run.made:,} new, {run.merged:,} merged, "
        f"{run.split:,} split ({run.engine}, {seconds:.0f} s)"
    )


COMMANDS = {"residents link": link}
