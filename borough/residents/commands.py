"""`borough residents link`."""

import sys

import click
from django.utils import timezone
from linkage.progress import Lines

from .link import link_all


@click.command()
@click.option("--learn", is_flag=True, help="Learn anew what agreement weighs, though a kept model fits.")
def link(learn: bool) -> None:
    """Link all records into persons; who has an identifier keeps it."""
    run = link_all(now=timezone.now(), learn=learn, progress=Lines(sys.stderr))
    seconds = (run.finished_at - run.started_at).total_seconds()
    learned = "learned anew" if run.learned else "by the model kept"
    click.echo(
        f"{run.records:,} records are {run.persons:,} persons: {run.made:,} new, {run.merged:,} merged, "
        f"{run.split:,} split ({run.engine}, {learned}, {seconds:.0f} s)"
    )


COMMANDS = {"residents link": link}
