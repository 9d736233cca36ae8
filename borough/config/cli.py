"""`borough`: the council on the command line. Each mechanism adds its own commands in `commands.py`."""

import os
import sys

import click


@click.group()
def main() -> None:
    """Borough, the platform that a council runs its services on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")


@main.command()
def run() -> None:
    """Set everything up and run the council in the foreground (`make run`)."""
    from .run import run

    run()


@main.command()
def settings() -> None:
    """Write docs/settings.md and .env.example from the typed settings."""
    from .documentation import write_settings

    for path in write_settings():
        click.echo(f"Written: {path}")


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Any of Django's own commands: borough django migrate."""
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{sys.argv[0]} django", *arguments])
