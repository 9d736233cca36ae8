"""The command line finds what each mechanism offers, by the words that a person types."""

import importlib

from click.testing import CliRunner
from django.apps import apps

from borough.config.cli import main


def offered() -> list[str]:
    found = []
    for app in apps.get_app_configs():
        try:
            found += (
                importlib.import_module(f"{app.name}.commands").COMMANDS
                if app.name.startswith("borough.")
                else []
            )
        except ModuleNotFoundError:
            continue
    return found


def test_every_command_answers_to_help():
    for words in ["run", "settings", *offered()]:
        result = CliRunner().invoke(main, [*words.split(), "--help"])
        assert result.exit_code == 0, f"borough {words}: {result.output}"


def test_an_unknown_command_says_so():
    result = CliRunner().invoke(main, ["fly"])
    assert result.exit_code == 2
    assert "No such command 'fly'" in result.output
