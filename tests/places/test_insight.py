"""What people look for, without anybody in it; and how near things are."""

from datetime import UTC, date, datetime
from math import hypot

import pytest

from borough.platform.places import insight
from borough.platform.places.insight import queries
from borough.platform.places.insight.coverage import coverage, gaps
from borough.platform.places.insight.models import Sought
from borough.platform.places.insight.rules import rate, reach, shown
from borough.platform.places.kinds import kind
from borough.platform.registers import api as registers
from tests.people import sign_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday


@pytest.fixture(autouse=True)
def nothing_counted():
    insight.flush()
    Sought.objects.all().delete()


def test_counting_writes_nothing_until_the_process_does():
    for found in (True, True, False):
        insight.count("library", "E05013652", found=found, now=NOW)
    assert not Sought.objects.exists()
    assert insight.flush() == 1
    assert insight.flush() == 0
    insight.count("library", "E05013652", found=True, now=NOW)
    insight.flush()
    row = Sought.objects.get()
    assert (row.week, row.kind, row.asked, row.found) == (date(2026, 11, 23), "library", 4, 3)


def test_counts_under_five_are_not_shown(client):
    for kind_key, ward, times in (("library", "", 7), ("lido", "E05013652", 4), ("", "E05013653", 3)):
        for n in range(times):
            insight.count(kind_key, ward, found=n > 5, now=NOW)
    insight.flush()
    rows = queries.sought(date(2026, 11, 1), by_ward=True)
    assert [(row.kind, row.ward, row.asked) for row in rows] == [
        ("Libraries", "Outside, or not known", 7),
        ("Others, each fewer than 5", "Several", 7),
    ]
    assert rows[0].not_found_shown == "6"
    assert rows[0].found_rate is None, "one found of seven could be told apart"
    sign_in(client, "register_editor")
    for query in ("", "?by=ward", "?weeks=4", "?weeks=nonsense", "?by=ward&csv=1"):
        assert client.get(f"/staff/insight/{query}").status_code == 200


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5")])
def test_what_is_shown_of_a_count(count, words):
    assert shown(count) == words


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(5, 10, 50), (4, 10, None), (6, 10, None), (10, 10, 100), (0, 10, 0), (2, 4, None)],
)
def test_a_rate_does_not_give_a_small_count_away(part, whole, percent):
    assert rate(part, whole) == percent


def test_reach_of_a_ward():
    found = reach([100.0, 400.0, 400.1, 800.0, 1609.0, 1610.0])
    assert (found.within_400, found.within_800, found.within_mile, found.median) == (33, 67, 83, 800)
    assert reach([]) is None


def test_coverage_is_what_counting_by_hand_gives(client, places):
    list(registers.load_registers("wards", "postcodes"))
    libraries = [(i.easting, i.northing) for i in registers.items("places") if i.values["kind"] == "library"]
    lived = [i for i in registers.items("postcodes") if int(i.values["codes_at_point"]) < 20]
    near = [min(hypot(i.easting - x, i.northing - y) for x, y in libraries) for i in lived]
    whole, *wards = coverage(kind("library"))
    assert whole.reach.postcodes == len(lived)
    assert whole.reach.within_800 == round(100 * sum(one <= 800 for one in near) / len(near))
    assert len(wards) == 20
    assert sum(row.reach.postcodes for row in wards) == len(lived)
    assert all(row.reach.within_800 < 50 for row in gaps())
    sign_in(client, "register_editor")
    for page in ("coverage/", "coverage/library/", "gaps/"):
        assert client.get(f"/staff/insight/{page}").status_code == 200
    shapes = client.get("/staff/insight/coverage/library.geojson").json()
    assert len(shapes["features"]) == 20
    assert client.get("/staff/insight/coverage/nothing/").status_code == 404
