"""Pages written from the code agree with it."""

from borough.config.documentation import example_file, settings_page
from borough.config.environment import ROOT


def test_the_settings_page_is_the_one_that_the_code_writes():
    assert (ROOT / "docs" / "settings.md").read_text() == settings_page(), "run: borough settings"


def test_the_example_environment_is_the_one_that_the_code_writes():
    assert (ROOT / ".env.example").read_text() == example_file(), "run: borough settings"
