"""`borough residents ...`: linking, what it would change, and taking it back."""

import getpass
import sys
from dataclasses import dataclass

import click
from django.utils import timezone
from linkage.progress import Lines

from . import placing, relinking
from .decisions import Refused
from .link import link_all
from .models import Linking
from .undoing import undo as undo_change


@dataclass(frozen=True, slots=True)
class Operator:
    """Who sits at the machine, for the log."""

    id: str
    name: str
    roles: tuple[str, ...] = ()


def _operator() -> Operator:
    return Operator("command-line", f"{getpass.getuser()} on the command line")


@click.command()
@click.option("--learn", is_flag=True, help="Learn anew what agreement weighs, though a kept model fits.")
def link(learn: bool) -> None:
    """Link all records into persons at once; who has an identifier keeps it. To see first: residents relink."""
    run = link_all(now=timezone.now(), learn=learn, progress=Lines(sys.stderr))
    seconds = (run.finished_at - run.started_at).total_seconds()
    learned = "learned anew" if run.learned else "by the model kept"
    click.echo(
        f"{run.records:,} records are {run.persons:,} persons: {run.made:,} new, {run.merged:,} merged, "
        f"{run.split:,} split ({run.engine}, {learned}, {seconds:.0f} s)"
    )


@click.command()
def place() -> None:
    """Give what came, changed or went its place now, as the worker does by itself."""
    placed = placing.place_all(timezone.now())
    placing.keep_on_disk()
    click.echo(f"{placed:,} records found their place.")


@click.command()
@click.option("--learn", is_flag=True, help="Learn anew what agreement weighs, though a kept model fits.")
def relink(learn: bool) -> None:
    """Link all records beside the live index, and show what that would change."""
    made = relinking.propose(now=timezone.now(), learn=learn, progress=Lines(sys.stderr))
    _told(_or_fail(made))


@click.command()
def proposal() -> None:
    """Show what the proposal that waits for a decision would change."""
    _told(_or_fail(relinking.proposal() or relinking.NONE))


@click.command()
@click.option("--reason", required=True, help="Why, in at least ten letters; kept, and in the log.")
def switch(reason: str) -> None:
    """Switch to the proposal, with what came since, in one transaction."""
    done = relinking.switch(reason=reason, by=_operator(), now=timezone.now(), progress=Lines(sys.stderr))
    its = _or_fail(done)
    click.echo(f"In force: {its.persons:,} persons, {its.merged:,} merged, {its.split:,} split.")


@click.command()
@click.option("--reason", required=True, help="Why, in at least ten letters; kept, and in the log.")
def discard(reason: str) -> None:
    """Throw the proposal away; nothing changes."""
    _or_fail(relinking.discard(reason=reason, by=_operator(), now=timezone.now()))
    click.echo("Thrown away.")


@click.command()
@click.argument("change", type=int)
@click.option("--reason", required=True, help="Why, in at least ten letters; kept, and in the log.")
def undo(change: int, reason: str) -> None:
    """Undo the merge, split or move CHANGE for good; the worker does it within seconds."""
    done = undo_change(change, reason=reason, by=_operator(), now=timezone.now())
    if isinstance(done, Refused):
        raise click.ClickException(f"{done.reason} {done.remedy}")
    click.echo(f"Decision {done.pk} undoes change {change}.")


def _or_fail(done: Linking | Refused) -> Linking:
    if isinstance(done, Refused):
        raise click.ClickException(f"{done.reason} {done.remedy}")
    return done


def _told(linking: Linking) -> None:
    counts = linking.foreseen["counts"]
    click.echo(
        f"Proposal {linking.pk}: {linking.records:,} records would be {linking.persons:,} persons.\n"
        f"  {counts['merged']:,} persons would be merged, {counts['split']:,} would lose records to a new person, "
        f"{counts['moved']:,} to another one.\n"
        f"  {counts['records']:,} records would be somebody else's, {counts['children']:,} of them a child's."
    )
    for its in linking.foreseen["examples"]:
        child = "; a child" if its["child"] else ""
        click.echo(
            f"  {its['kind']}: {its['person']} to {its['other'] or 'a new person'}, {its['records']} records of "
            f"{', '.join(its['feeds'])}; looked at {its['looks']} times{child}"
        )
    click.echo('Then: borough residents switch --reason "...", or borough residents discard --reason "..."')


COMMANDS = {
    "residents link": link,
    "residents place": place,
    "residents relink": relink,
    "residents proposal": proposal,
    "residents switch": switch,
    "residents discard": discard,
    "residents undo": undo,
}
