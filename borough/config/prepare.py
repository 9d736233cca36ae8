"""What must be there before the council opens: tables, assets, the synthetic borough, accounts.

Each step looks first and does nothing twice. Run by `borough run` as a process of its own, so that the
memory of loading and linking goes back to the machine.
"""

import os
import subprocess
import sys
from pathlib import Path

import django
from django.utils import timezone

from .environment import ROOT, environment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    django.setup()
    make_tables()
    gather_assets()
    load_registers()
    if environment.demo:
        load(make_synthetic_borough())
        link()
        make_accounts()
    measure_places()


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


def load_registers() -> None:
    """The open data that comes with the house; a file that is loaded already is passed over."""
    from borough.platform.registers import api as registers

    for loaded in registers.load_registers():
        if not loaded.known:
            print(f"  Register {loaded}", flush=True)


def measure_places() -> None:
    """How near things are to the homes; where nothing has changed, nothing is measured."""
    from borough.platform.places import api as places

    places.measure(timezone.now())


def make_synthetic_borough() -> Path:
    """The extracts of twelve source systems; kept, so that the second start finds them."""
    folder = environment.data_dir / "synthetic" / f"people-{environment.people}-seed-{environment.seed}"
    if not folder.exists():
        print(f"Making a synthetic borough of {environment.people:,} people", flush=True)
        subprocess.run(
            [sys.executable, "-m", "synthetic", "--people", str(environment.people),
             "--seed", str(environment.seed), "--out", str(folder), "--brief"],
            check=True,
        )  # fmt: skip
    return folder


def load(folder: Path) -> None:
    """Every extract, by date; one that is loaded already is passed over without a word."""
    from borough.platform.feeds import api as feeds

    for delivered in feeds.load_folder(folder):
        if not delivered.known:
            print(delivered, flush=True)


def link() -> None:
    """The first time; whatever comes later finds its place as it comes."""
    from linkage.progress import Lines

    from borough.residents import api as residents

    if waiting := residents.never_linked():
        print(f"Linking {waiting:,} new records into persons", flush=True)
        run = residents.link_all(now=timezone.now(), progress=Lines(sys.stdout))
        print(f"  {run.records:,} records are {run.persons:,} persons", flush=True)


def make_accounts() -> None:
    """The demonstration accounts, and the text that `borough run` prints under its address."""
    from borough.platform.access import api as access

    accounts = access.make_demonstration_accounts()
    width = max(len(account.email) for account in accounts)
    lines = [f"  {account.email:<{width}}  {account.password}  {account.role.label}" for account in accounts]
    text = "Demonstration sign-ins (six-digit codes: /demo/)\n" + "\n".join(lines)
    (environment.data_dir / "demonstration-accounts.txt").write_text(text + "\n")


if __name__ == "__main__":
    main()
