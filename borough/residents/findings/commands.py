"""`borough alert look`, `borough alert replay NUMBER`, `borough alert worker CODE EMAIL`."""

import sys

import click
from django.contrib.auth import get_user_model
from django.utils import timezone

from borough.platform.audit import api as audit

from .detecting import detect
from .operations import name_worker
from .queries import replayed


@click.command()
def look() -> None:
    """Look with every rule, now. Says how many were found, and of nobody."""
    found = detect(timezone.now())
    kinds = {
        "new": found.new,
        "open already": found.again,
        "resting on a weak link, for review": found.weak,
        "explained before": found.explained,
    }
    for words, counts in kinds.items():
        said = ", ".join(f"{code} {count:,}" for code, count in sorted(counts.items())) or "none"
        click.echo(f"{words}: {said}")


@click.command()
@click.argument("number", type=int)
def replay(number: int) -> None:
    """Make a finding again from its own facts, by the rule of its day: the same bytes, or what is different."""
    again = replayed(number)
    if again is None:
        sys.exit(f"No finding {number}")
    audit.record(
        "finding.replayed", actor=audit.SYSTEM, subject=f"finding:{number}", detail={"same": again.same}
    )
    click.echo(again.text)
    if not again.same:
        sys.exit(f"{again.fault}: finding {number} is not made again as it was kept")
    click.echo(f"Finding {number}: the same bytes", err=True)


@click.command()
@click.argument("code")
@click.argument("email")
def worker(code: str, email: str) -> None:
    """Say which account a worker's code in the children's case system stands for."""
    user = get_user_model().objects.filter(email=email.lower()).first()
    if user is None:
        sys.exit(f"No account {email}. Open one first: borough access invite")
    name_worker(code, f"user:{user.pk}", audit.SYSTEM)
    click.echo(f"{code} is {email}")


COMMANDS = {"alert look": look, "alert replay": replay, "alert worker": worker}
