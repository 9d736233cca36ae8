"""One small borough for all tests."""

import sys
from pathlib import Path

import pytest

# In importlib mode pytest names this module synthetic.tests.conftest, after its folder, and puts an empty
# `synthetic` in place for it, which would hide the package.
if getattr(sys.modules.get("synthetic"), "__file__", None) is None:
    sys.modules.pop("synthetic", None)

from synthetic.make import make_borough
from synthetic.write import write_borough

PEOPLE, SEED = 2500, 7


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """A borough of about 2,500 people, written."""
    out = tmp_path_factory.mktemp("borough") / "out"
    write_borough(PEOPLE, SEED, out)
    return out


@pytest.fixture(scope="session")
def first(folder) -> Path:
    """Its first delivery."""
    return folder / "extracts" / "2026-10-01"


@pytest.fixture(scope="session")
def borough():
    """The same borough, not written."""
    return make_borough(PEOPLE, SEED)
