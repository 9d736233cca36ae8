"""What every process of the council loads when it starts: nothing that only some of them ever use."""

import os
import subprocess
import sys

SAYS = "import sys, django; django.setup(); print(*sorted({name.split('.')[0] for name in sys.modules}))"


def test_compiled_code_of_linkage_is_loaded_by_who_links() -> None:
    settings = os.environ | {"DJANGO_SETTINGS_MODULE": "borough.config.settings"}
    loaded = subprocess.run(
        [sys.executable, "-c", SAYS], capture_output=True, text=True, check=True, env=settings
    )
    assert not {"numba", "sqlglot", "duckdb", "splink"} & set(loaded.stdout.split())
