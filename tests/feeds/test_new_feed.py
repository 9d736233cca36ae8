"""`borough new feed` writes what works at once and says what to do next."""

import subprocess
import sys
from pathlib import Path

import pytest

from borough.platform.feeds import contracts, skeleton
from borough.platform.feeds.contract_file import read_contract


def test_the_contract_of_a_new_feed_can_be_read(tmp_path):
    made = skeleton.write("Garden waste", tmp_path)
    contract = read_contract(made.contract)
    assert (contract.slug, contract.title, contract.key) == ("garden_waste", "Garden waste", "{reference}")


@pytest.mark.django_db
def test_its_test_passes_as_written(tmp_path, settings, monkeypatch):
    made = skeleton.write("garden-waste", tmp_path)
    monkeypatch.setattr(contracts, "_contracts", {})
    monkeypatch.setattr(contracts, "_folders", [])
    monkeypatch.setattr("borough.platform.feeds.consumers._consumers", [])
    contracts.add_folder(made.contract.parent)
    namespace = {"__file__": str(made.test), "__name__": "written"}
    exec(compile(made.test.read_text(), str(made.test), "exec"), namespace)
    namespace["test_the_example_file"](settings, tmp_path / "kept")


@pytest.mark.parametrize("name", ["", "2 feeds", "row", "a/b", "x" * 70])
def test_a_name_that_is_none_writes_nothing(tmp_path, name):
    with pytest.raises(skeleton.CannotWrite, match="cannot be a feed's name"):
        skeleton.write(name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_not_overwritten(tmp_path):
    made = skeleton.write("garden", tmp_path)
    made.contract.write_text("mine")
    with pytest.raises(skeleton.CannotWrite, match="there already"):
        skeleton.write("garden", tmp_path)
    assert made.contract.read_text() == "mine"


def test_the_command_says_what_to_do_next(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from borough.platform.feeds import commands

    monkeypatch.setattr(commands, "CHECKOUT", tmp_path)
    done = CliRunner().invoke(commands.new_feed, ["garden"])
    assert done.exit_code == 0
    assert "borough feeds load" in done.output
    assert CliRunner().invoke(commands.new_feed, ["garden"]).exit_code == 1


def test_the_whole_command_line_finds_it():
    borough = Path(sys.executable).with_name("borough")
    done = subprocess.run([borough, "new", "feed", "--help"], capture_output=True, text=True, check=True)
    assert "skeleton" in done.stdout
