"""Access on the command line."""

from collections.abc import Iterator
from pathlib import Path

import click

from borough.platform.audit.api import SYSTEM

from .policy import action_of, policy, routes
from .rules import STAFF, Action, Role, alike

TABLE = Path(__file__).parents[3] / "docs/access.md"


@click.command()
@click.option("--write", is_flag=True, help="Put them into docs/access.md, for you to read the change.")
def table(write: bool) -> None:
    """The rows of docs/access.md: each route, its action, and what each role meets there."""
    rows = "\n".join(_rows()) + "\n"
    if write:
        words, _, _ = TABLE.read_text().partition("| route |")
        TABLE.write_text(words + rows)
    else:
        click.echo(rows, nl=False)


def _rows() -> Iterator[str]:
    every = sorted(routes().items())  # first: reading them declares some grants
    groups = alike(policy(), Role)
    yield (
        "| route | action | " + " | ".join(", ".join(role.label for role in group) for group in groups) + " |"
    )
    yield "|---|---|" + "---|" * len(groups)
    for route, view in every:
        action = action_of(view)
        assert action is not None, f"{route} has no policy"
        yield (
            f"| `{route}` | `{action.code}` | "
            + " | ".join(_meets(group[0], action) for group in groups)
            + " |"
        )


def _meets(role: Role, action: Action) -> str:
    if role in policy().get(action, {}):
        return "purpose" if action.needs_purpose else "yes"
    return "sign in" if role is Role.ANONYMOUS else "no"


@click.command()
@click.argument("email")
@click.argument("name")
@click.option("--role", type=click.Choice(sorted(role.value for role in STAFF)))
@click.option("--because", default="Opened on the command line", show_default=True)
def invite(email: str, name: str, role: str | None, because: str) -> None:
    """Open an account and print the path where its owner sets a password (the first one, say)."""
    from . import operations

    user = operations.invite(email=email, name=name, by=SYSTEM)
    if isinstance(user, operations.NotDone):
        raise click.ClickException(user.reason)
    if role:
        operations.give(holder=user, role=Role(role), by=SYSTEM, because=because)
    click.echo(operations.invitation(user))


COMMANDS = {"access table": table, "access invite": invite}
