"""The library stands alone: no framework, no database server, no council, and no truth."""

import subprocess
import sys

EVERY_MODULE = """
import importlib, pkgutil, sys, linkage
for module in pkgutil.walk_packages(linkage.__path__, "linkage.", onerror=lambda name: None):
    if module.name.startswith("linkage.spark"):  # needs PySpark, an extra that only drills install
        continue
    importlib.import_module(module.name)
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""
HELP = """
import sys
from linkage.commands.arguments import parser
parser().format_help()
print(*sorted(sys.modules))
"""


def loaded_by(program: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_of_a_council_is_imported() -> None:
    assert not {"django", "psycopg", "borough", "synthetic"} & loaded_by(EVERY_MODULE)


def test_help_answers_at_once_as_nothing_heavy_is_imported() -> None:
    assert not {"polars", "numba", "numpy", "duckdb", "pyarrow", "rich"} & loaded_by(HELP)


def test_splink_is_not_needed() -> None:
    assert "splink" not in loaded_by(EVERY_MODULE)
