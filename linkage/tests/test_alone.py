"""The library stands alone: no framework, no database server, no council, and no truth."""

import subprocess
import sys
from pathlib import Path

import linkage

SOURCE = Path(linkage.__file__).parent


def test_nothing_of_a_council_is_imported() -> None:
    program = (
        "import sys, linkage, linkage.__main__; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"django", "psycopg", "borough", "synthetic"} & set(loaded.stdout.split())


def test_only_one_folder_knows_splink() -> None:
    knowing = {path.parent.name for path in SOURCE.rglob("*.py") if "splink import" in path.read_text()}
    assert knowing == {"splink_engine"}
