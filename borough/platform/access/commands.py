"""Access on the command line."""

import click

from borough.platform.audit.api import SYSTEM

from .policy import action_of, policy, routes
from .rules import STAFF, Action, Role


@click.command()
def table() -> None:
    """Print the rows of docs/access.md: each route, its action, and what each role meets there."""
    click.echo("| route | action | " + " | ".join(role.label for role in Role) + " |")
    click.echo("|---|---|" + "---|" * len(Role))
    for route, view in sorted(routes().items()):
        action = action_of(view)
        assert action is not None, f"{route} has no policy"
        click.echo(
            f"| `{route}` | `{action.code}` | " + " | ".join(_meets(role, action) for role in Role) + " |"
        )


def _meets(role: Role, action: Action) -> str:
    if role in policy().get(action, {}):
        return "purpose" if action.needs_purpose else "yes"
    return "sign in" if role is Role.ANONYMOUS else "no"


@click.command()
@click.argument("email")
@click.argument("name")
@click.option("--role", type=click.Choice(sorted(STAFF)))
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
