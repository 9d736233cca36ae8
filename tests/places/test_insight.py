"""What people look for, without anybody in it; and how near things are."""

from datetime import UTC, date, datetime
from math import hypot

import pytest

from borough.platform.gazetteer import api as gazetteer
from borough.platform.places import insight
from borough.platform.places.insight import queries
from borough.platform.places.insight.coverage import coverage, gaps
from borough.platform.places.insight.measuring import measure
from borough.platform.places.insight.models import Measured, Sought
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
    assert (found.near, found.homes) == ((2, 4, 5), 6)
    assert reach([]) is None


@pytest.mark.parametrize(("homes", "shown"), [(4, False), (5, True)])
def test_what_is_near_fewer_than_five_homes_is_not_kept(homes, shown):
    assert reach([100.0] * homes).may_be_shown is shown


def test_coverage_is_what_counting_by_hand_gives(client, places):
    list(registers.load_registers("wards", "postcodes"))
    sign_in(client, "register_editor")
    assert "Nothing has been measured yet" in client.get("/staff/insight/coverage/").content.decode()
    assert measure(NOW) > 0
    assert measure(NOW) == 0, "nothing has changed since"
    libraries = [(i.easting, i.northing) for i in registers.items("places") if i.values["kind"] == "library"]
    lived = [i for i in registers.items("postcodes") if int(i.values["codes_at_point"]) < 20]
    near = [min(hypot(i.easting - x, i.northing - y) for x, y in libraries) for i in lived]
    whole, *wards = coverage(kind("library"))
    assert whole.reach.homes == len(lived)
    assert whole.reach.within_800 == round(100 * sum(one <= 800 for one in near) / len(near))
    assert len(wards) == 20
    assert sum(row.reach.homes for row in wards) == len(lived)
    assert all(row.reach.within_800 < 50 for row in gaps())
    for page in ("coverage/", "coverage/library/", "gaps/"):
        said = client.get(f"/staff/insight/{page}").content.decode()
        assert f"Counted from {len(lived):,} postcodes" in said
    shapes = client.get("/staff/insight/coverage/library.geojson").json()
    assert len(shapes["features"]) == 20
    assert client.get("/staff/insight/coverage/nothing/").status_code == 404


HOMES = [*[(528900.0, 185200.0, "E05013659")] * 6, *[(526000.0, 185000.0, "E05013671")] * 4]


def test_where_there_are_addresses_they_are_counted_and_small_wards_left_out(client, places, monkeypatch):
    list(registers.load_registers("wards", "postcodes"))
    monkeypatch.setattr(gazetteer, "homes_on_grid", lambda: HOMES)
    assert measure(NOW) > 0
    whole, *wards = coverage(kind("library"))
    assert [row.ward_code for row in wards] == ["E05013659"], "four homes are too few to speak of"
    assert (whole.reach.homes, wards[0].reach.homes) == (10, 6)
    sign_in(client, "register_editor")
    page = client.get("/staff/insight/coverage/library/").content.decode()
    assert "Counted from 10 addresses" in page
    assert "nothing of one address is kept" in page
    monkeypatch.setattr(gazetteer, "addresses_changed", lambda: 1)
    assert measure(NOW) > 0, "an address has changed"


def test_a_page_of_coverage_measures_nothing(client, places, django_assert_max_num_queries):
    list(registers.load_registers("wards", "postcodes"))
    measure(NOW)
    sign_in(client, "register_editor")
    client.get("/staff/insight/coverage/")
    before = list(Measured.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(20):
        client.get("/staff/insight/coverage/")
    assert list(Measured.objects.values_list("pk", flat=True)) == before
