"""`borough`: the council on the command line.

A mechanism adds its own commands in `commands.py`, which names them by the words a person types:
`COMMANDS = {"feeds load": load, "new feed": new_feed}`.
"""

import importlib
import importlib.util
import os
import sys

import click


class House(click.Group):
    """The house's own commands and those of every mechanism; Django is set up only when they are needed."""

    def list_commands(self, context: click.Context) -> list[str]:
        _add_commands_of_mechanisms(self)
        return super().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.commands:
            _add_commands_of_mechanisms(self)
        return super().get_command(context, name)


@click.group(cls=House)
def main() -> None:
    """Borough, the platform that a council runs its services on."""


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

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    execute_from_command_line([f"{sys.argv[0]} django", *arguments])


def _add_commands_of_mechanisms(house: click.Group) -> None:
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    django.setup()
    for app in apps.get_app_configs():
        name = f"{app.name}.commands"
        if app.name.startswith("borough.") and importlib.util.find_spec(name):
            for words, command in importlib.import_module(name).COMMANDS.items():
                _add(house, words.split(), command)


def _add(group: click.Group, words: list[str], command: click.Command) -> None:
    first, *rest = words
    if not rest:
        group.add_command(command, first)
        return
    inner = group.commands.setdefault(first, click.Group(first, help=f"Commands of {first}."))
    assert isinstance(inner, click.Group), f"{first} is both a command and a group"
    _add(inner, rest, command)
