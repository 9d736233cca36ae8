"""What the sources' own records show of the references that officers write: `references.toml`."""

import re
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from borough.platform.privacy import api as privacy

from .models import Record

FILE = Path(__file__).with_name("references.toml")


def declare() -> None:
    """Tell privacy how each kind is looked up."""
    for kind, entry in tomllib.loads(FILE.read_text()).items():
        look_up = partial(_look_up, entry)
        privacy.refers(privacy.References(kind, re.compile(entry["pattern"], re.I), look_up))


def _look_up(entry: dict[str, Any], key: str) -> privacy.Referred | None:
    key = key.upper()
    its = Q(source_key__startswith=f"{key}/") if entry.get("several") else Q(source_key=key)
    found = Record.objects.filter(its, feed=entry["feed"]).exclude(person=None)
    rows = list(found.values_list("person__identifier", "valid_to"))
    if not rows:
        return None
    today = timezone.localdate()
    return privacy.Referred(
        open=any(ended is None or ended >= today for _, ended in rows),
        people=frozenset(identifier for identifier, _ in rows),
    )
