import pytest


@pytest.fixture(autouse=True)
def _files_are_kept_apart(settings, tmp_path):
    settings.FEEDS_FOLDER = tmp_path / "kept"
