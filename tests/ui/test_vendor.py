"""The assets of others: whole, licensed, unedited, and free of what only GOV.UK may use."""

import json

import pytest

from borough.ui.vendor import PACKAGES, VENDOR, checksums


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_what_is_kept_is_what_was_fetched(package):
    kept = json.loads((package.folder / "package.json").read_text())
    assert (kept["name"], kept["version"]) == (package.name, package.version)
    assert kept["sha256"] == checksums(package), "edited by hand: run borough ui refresh-assets"
    assert (package.folder / "LICENSE").read_text().strip()


def test_nothing_that_is_licensed_to_gov_uk_alone():
    for path in VENDOR.rglob("*"):
        assert "crest" not in path.name
        assert "crown" not in path.name
        if path.suffix == ".css":
            css = path.read_text()
            assert "GDS Transport" not in css
            assert "govuk-crest" not in css


def test_every_folder_belongs_to_a_package_on_the_list():
    assert set(VENDOR.iterdir()) == {package.folder for package in PACKAGES}
