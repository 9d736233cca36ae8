"""Adding a place that no feed has."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.gazetteer import api as gazetteer
from borough.platform.registers import api as registers
from borough.platform.registers.api import Amended, Refused

from .fields import REGISTER
from .forms import NewForm
from .queries import near_duplicates
from .rules import Candidate


def candidates(form: NewForm) -> list[Candidate]:
    """Places that may be this one."""
    given = form.cleaned_data
    there = _there(given["lat"], given["lon"])
    return near_duplicates(given["name"], given["kind"], there.easting, there.northing)


def add(given: Mapping[str, Any], *, by: audit.Actor, now: datetime) -> Amended | Refused:
    """Its ward and whether it is in the borough are read from its position."""
    there = _there(given["lat"], given["lon"])
    values = {
        "name": given["name"], "kind": given["kind"], "address": given["address"],
        "postcode": given["postcode"], "lat": f"{given['lat']:.6f}", "lon": f"{given['lon']:.6f}",
        "opening_hours": given["opening_hours"], "ward_code": there.ward_code,
        "ward_name": there.ward_name, "in_borough": "1" if there.ward_code else "0",
        "geocoded_from": "source", "source": "The council's editors",
        "source_date": timezone.localdate(now).isoformat(), "assured_on": timezone.localdate(now).isoformat(),
        "licence": "OGL-3.0",
    }  # fmt: skip
    return registers.add(REGISTER, values, by=by, why=given["why"], now=now)


def _there(lat: float, lon: float) -> gazetteer.Location:
    found = gazetteer.locate(f"{lat:.6f},{lon:.6f}")
    assert isinstance(found, gazetteer.Location), "the form takes positions in and near the borough only"
    return found
