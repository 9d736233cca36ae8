"""What must be there before the council opens: tables, assets, the synthetic borough, accounts.

Each step looks first and does nothing twice. Run by `borough run` as a process of its own, so that the
memory of loading and linking goes back to the machine.
"""

import os
import subprocess
import sys
from pathlib import Path

import django

from .environment import ROOT, environment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    django.setup()
    make_tables()
    gather_assets()
    if environment.demo:
        make_synthetic_borough()


def make_tables() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def gather_assets() -> None:
    """Collect and compress stylesheets and scripts, when one is newer than the last collection."""
    from django.conf import settings
    from django.core.management import call_command

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    newest = max(path.stat().st_mtime for path in (ROOT / "borough").glob("**/static/**/*"))
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        print("Gathering stylesheets and scripts", flush=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def make_synthetic_borough() -> Path:
    """The extracts of twelve source systems; kept, so that the second start finds them."""
    folder = environment.data_dir / "synthetic" / f"people-{environment.people}-seed-{environment.seed}"
    if not folder.exists():
        print(f"Making a synthetic borough of {environment.people:,} people", flush=True)
        subprocess.run(
            [sys.executable, "-m", "synthetic", "--people", str(environment.people),
             "--seed", str(environment.seed), "--out", str(folder)],
            check=True,
        )  # fmt: skip
    return folder


if __name__ == "__main__":
    main()
