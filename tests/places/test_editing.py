"""An editor on the day a library changes its hours, and on the day it snows."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from borough.platform.audit.api import entries
from borough.platform.places.editing import operations, queries
from borough.platform.places.editing.models import Merged
from borough.platform.places.editing.rules import candidates, likeness
from borough.platform.places.hours import exceptions_of, read_exception
from borough.platform.places.standing import status_of
from borough.platform.registers import api as registers
from tests.people import sign_in
from tests.places.conftest import EDITOR

pytestmark = pytest.mark.django_db
WHY = "the librarian telephoned"
PUBLISH = {"when": "now", "why": WHY}


@pytest.fixture
def key(places, client) -> str:
    sign_in(client, "register_editor")
    return next(place.key for place in places if place.label == "Kentish Town Library")


def values(key):
    return registers.item("places", key).values


def form_of(key, **changed):
    from borough.platform.places.editing.fields import ASKED

    return {asked.name: values(key).get(asked.name, "") for asked in ASKED} | changed


def test_the_list_shows_what_is_found_and_narrows(client, key):
    page = client.get("/staff/places/?hours=doubtful").content.decode()
    assert "1 result" in page
    assert "Kentish Town Library" in page
    assert "73 results" in client.get("/staff/places/").content.decode()
    for query in (
        "?kind=public_toilet",
        "?assured=never&owner=Libraries",
        "?draft=yes",
        "?mine=yes",
        "?in=outside",
    ):
        assert client.get(f"/staff/places/{query}").status_code == 200
    kinds = client.get("/staff/places/kinds/?held=missing").content.decode()
    assert "Lunch clubs" in kinds


def test_the_page_of_a_place_says_what_to_look_at(client, key):
    page = client.get(f"/staff/places/{key}/").content.decode()
    assert "open from midnight" in page
    assert "The coming week" in page


def test_hours_change_as_draft_preview_and_publication(client, key):
    right = "Mo-Th 10:00-19:00; Fr 10:00-17:00; Sa 11:00-17:00; PH off"
    reply = client.post(f"/staff/places/{key}/edit/", form_of(key, opening_hours=right))
    assert reply.status_code == 302, reply.content.decode()
    assert values(key)["opening_hours"] != right, "nothing is public yet"
    draft = client.get(reply.url).content.decode()
    assert "We 00:00-19:00" in draft
    assert right in draft
    assert "As the public would see it" in draft
    assert "1 result" in client.get("/staff/places/?draft=yes").content.decode()
    short = client.post(f"/staff/places/{key}/draft/", PUBLISH | {"why": "no"})
    assert short.status_code == 422
    client.post(f"/staff/places/{key}/draft/", PUBLISH)
    assert values(key)["opening_hours"] == right
    assert "1 result" in client.get("/staff/places/?mine=yes").content.decode()
    assert entries().filter(event="register.amended", subject=f"places:{key}").exists()


def test_undo_takes_one_change_back(client, key):
    before = values(key)["opening_hours"]
    done = operations.amend("places", key, {"opening_hours": "24/7"}, why=WHY, by=EDITOR, now=timezone.now())
    page = client.get(f"/staff/places/{key}/").content.decode()
    assert f"/staff/places/{key}/undo/{done.group}/" in page
    client.post(f"/staff/places/{key}/undo/{done.group}/", {"why": "a slip of the pen"})
    assert values(key)["opening_hours"] == before


def test_hours_that_cannot_be_meant_are_not_taken(client, key):
    reply = client.post(f"/staff/places/{key}/edit/", form_of(key, opening_hours="Mo 10:00-25:30"))
    assert reply.status_code == 422
    assert "past 24:00" in reply.content.decode()


def test_a_wrong_yes_can_be_taken_back_to_not_known(client, key):
    operations.amend(
        "places", key, {"ramp": "yes", "step_free": "lift"}, why=WHY, by=EDITOR, now=timezone.now()
    )
    page = client.get(f"/staff/places/{key}/edit/").content.decode()
    assert "As the source says: lift" in page
    client.post(f"/staff/places/{key}/edit/", form_of(key, ramp="unknown", lift="unknown"))
    client.post(f"/staff/places/{key}/draft/", PUBLISH)
    assert (values(key)["ramp"], values(key)["step_free"], values(key)["lift"]) == ("", "lift", "")


def opened(client, key):
    """The form as a browser would send it back, untouched: what it began with goes along."""
    page = BeautifulSoup(client.get(f"/staff/places/{key}/edit/").content, "html.parser")
    return form_of(key) | {"seen": page.find("input", {"name": "seen"})["value"]}


def test_two_editors_of_one_place_lose_nothing_of_each_other(client, key):
    first, second = opened(client, key), opened(client, key)
    client.post(f"/staff/places/{key}/edit/", first | {"opening_hours": "Mo-Fr 10:00-18:00"})
    client.post(f"/staff/places/{key}/draft/", PUBLISH)
    reply = client.post(f"/staff/places/{key}/edit/", second | {"phone": "020 7974 4001"})
    assert reply.status_code == 302
    assert registers.draft_of("places", key).values == {"phone": "020 7974 4001"}
    client.post(f"/staff/places/{key}/draft/", PUBLISH)
    assert (values(key)["opening_hours"], values(key)["phone"]) == ("Mo-Fr 10:00-18:00", "020 7974 4001")


def test_where_both_changed_one_field_the_second_sees_what_the_first_wrote(client, key):
    first, second = opened(client, key), opened(client, key)
    client.post(f"/staff/places/{key}/edit/", first | {"phone": "020 7974 4001"})
    mine = second | {"phone": "020 7974 4002"}
    reply = client.post(f"/staff/places/{key}/edit/", mine)
    assert reply.status_code == 422
    page = BeautifulSoup(reply.content, "html.parser")
    assert "somebody made this “020 7974 4001”" in page.text
    assert page.find("input", {"name": "phone"})["value"] == "020 7974 4002", "what was typed is kept"
    again = mine | {"seen": page.find("input", {"name": "seen"})["value"]}
    assert client.post(f"/staff/places/{key}/edit/", again).status_code == 302
    assert registers.draft_of("places", key).values == {"phone": "020 7974 4002"}


def test_a_draft_that_changed_since_it_was_looked_at_is_not_published(client, key):
    client.post(f"/staff/places/{key}/edit/", form_of(key, phone="020 7974 4001"))
    page = BeautifulSoup(client.get(f"/staff/places/{key}/draft/").content, "html.parser")
    looked = PUBLISH | {"saw": page.find("input", {"name": "saw"})["value"]}
    registers.draft("places", key, {"phone": "020 7974 4009"}, by=EDITOR, now=timezone.now())
    reply = client.post(f"/staff/places/{key}/draft/", looked)
    assert reply.status_code == 422
    assert "has changed the draft since you looked" in reply.content.decode()
    page = BeautifulSoup(reply.content, "html.parser")
    looked["saw"] = page.find("input", {"name": "saw"})["value"]
    assert client.post(f"/staff/places/{key}/draft/", looked).status_code == 302


def test_a_draft_may_be_published_as_a_day_begins(client, key):
    client.post(f"/staff/places/{key}/edit/", form_of(key, phone="020 7974 4001"))
    soon = timezone.localdate() + timedelta(days=3)
    later = {"when": "later", "why": WHY, **day_parts("on", soon)}
    past = later | day_parts("on", timezone.localdate())
    assert client.post(f"/staff/places/{key}/draft/", past).status_code == 422
    assert client.post(f"/staff/places/{key}/draft/", later).status_code == 302
    assert "Draft for" in client.get(f"/staff/places/{key}/").content.decode()
    assert "It will be published as" in client.get(f"/staff/places/{key}/draft/").content.decode()
    morning = datetime.combine(soon, time(0, 1), timezone.get_current_timezone())
    assert registers.publish_due(morning - timedelta(minutes=2)) == []
    assert values(key)["phone"] != "020 7974 4001"
    (done,) = registers.publish_due(morning)
    assert done.fields == ("phone",)
    assert values(key)["phone"] == "020 7974 4001"
    assert registers.publish_due(morning) == []
    entry = entries().filter(event="register.amended", subject=f"places:{key}").latest("position")
    assert entry.reason == WHY
    assert entry.actor.startswith("user:"), "in the name of whoever gave it the day"


def test_a_draft_with_a_day_that_is_changed_has_none_any_more(client, key):
    client.post(f"/staff/places/{key}/edit/", form_of(key, phone="020 7974 4001"))
    soon = timezone.localdate() + timedelta(days=3)
    client.post(f"/staff/places/{key}/draft/", {"when": "later", "why": WHY, **day_parts("on", soon)})
    client.post(f"/staff/places/{key}/edit/", form_of(key, phone="020 7974 4002"))
    assert registers.draft_of("places", key).publish_on is None


def test_a_draft_can_be_thrown_away(client, key):
    client.post(f"/staff/places/{key}/edit/", form_of(key, phone="020 7974 4444"))
    client.post(f"/staff/places/{key}/draft/discard/")
    assert client.get(f"/staff/places/{key}/draft/").status_code == 404


def test_still_true_in_one_press(client, key):
    client.post(f"/staff/places/{key}/still-true/")
    client.post(f"/staff/places/{key}/still-true/")
    assert values(key)["assured_on"] == timezone.localdate().isoformat()
    assert len([event for event in registers.history("places", key) if event.kind == "amended"]) == 1
    assert "Fresh" in client.get("/staff/places/?assured=fresh").content.decode()


def test_a_status_ends_by_itself(client, key):
    until = timezone.localdate() + timedelta(days=1)
    given = {"word": "out of order", "note": "The lift", **day_parts("until", until)}
    reply = client.post(f"/staff/places/{key}/status/", given)
    assert reply.status_code == 302, reply.content.decode()
    assert status_of(values(key), timezone.now()).word == "out of order"
    assert status_of(values(key), timezone.now() + timedelta(days=3)).word == "unknown"


def day_parts(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_closed_for_a_day_and_open_again(client, key):
    day = timezone.localdate() + timedelta(days=2)
    reply = client.post(
        f"/staff/places/{key}/exception/", {**day_parts("first", day), "how": "off", "reason": "A burst pipe"}
    )
    assert reply.status_code == 302, reply.content.decode()
    assert (
        dict(queries.coming_week(values(key), day))[f"{day:%A} {day.day} {day:%B}"] == "Closed (A burst pipe)"
    )
    which = str(exceptions_of(values(key)["hours_exceptions"])[0])
    client.post(f"/staff/places/{key}/exception/drop/", {"which": which})
    assert values(key)["hours_exceptions"] == ""


def test_on_the_day_it_snows_all_libraries_close_at_once(client, key):
    day = timezone.localdate()
    given = {"kind": "library", "ward": "", **day_parts("first", day), "how": "off", "reason": "Snow"}
    shown = client.post("/staff/places/exceptions/", given).content.decode()
    assert "This changes 12 places" in shown
    assert not values(key)["hours_exceptions"], "first they are only shown"
    client.post("/staff/places/exceptions/", given | {"sure": "1"})
    closed = [i for i in registers.items("places") if "Snow" in i.values["hours_exceptions"]]
    assert len(closed) == 12
    group = registers.history("places", key)[0].group
    operations.undo(group, why="it did not snow after all", by=EDITOR, now=timezone.now())
    assert not [i for i in registers.items("places") if i.values["hours_exceptions"]]


def test_exceptions_long_past_go_with_the_next(key):
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    for day in (date(2026, 1, 5), date(2026, 12, 24)):
        operations.add_exception([key], read_exception(day, day, "off", "Closed"), by=EDITOR, now=now)
    assert values(key)["hours_exceptions"] == '2026 Dec 24 off "Closed"'


def test_two_entries_that_are_one_place_are_merged_and_parted_again(client, key):
    other = next(i for i in registers.items("places") if i.values["kind"] == "library" and i.key != key)
    client.post(f"/staff/places/{other.key}/merge/", {"keep": key, "why": "the same building, twice"})
    assert registers.item("places", other.key) is None
    assert queries.merged_into(other.key) == key
    assert client.get(f"/staff/places/{other.key}/").url == f"/staff/places/{key}/"
    group = registers.history("places", other.key)[0].group
    operations.undo(group, why="they are two buildings", by=EDITOR, now=timezone.now())
    assert registers.item("places", other.key) is not None
    assert not Merged.objects.exists()


def test_a_place_does_not_merge_with_itself_or_nobody(client, key):
    for keep in (key, "library-nowhere"):
        assert (
            client.post(
                f"/staff/places/{key}/merge/", {"keep": keep, "why": "by mistake, surely"}
            ).status_code
            == 422
        )


ALIKE = """
Kentish Town Library      | Kentish Town Library          | 100
The Kentish Town Library  | KENTISH TOWN LIBRARY          | 100
St. Pancras Library       | St Pancras                    | 100
Swiss Cottage Library     | Kentish Town Library          | 50
"""


@pytest.mark.parametrize("line", ALIKE.strip().splitlines())
def test_how_alike_names_are(line):
    one, other, alike = (cell.strip() for cell in line.split("|"))
    assert likeness(one, other) == 100 if alike == "100" else likeness(one, other) < 60


def test_candidates_are_beside_it_or_near_and_alike():
    from types import SimpleNamespace

    def at(name, kind, metres):
        return SimpleNamespace(key=name, name=name, kind=kind, easting=529000.0 + metres, northing=185000.0)

    others = [
        at("Other Library", "library", 29),
        at("Too far", "library", 31),
        at("Bingo", "pub", 1),
        at("Kings Library", "library", 399),
        at("King's Library", "museum", 401),
    ]
    found = candidates("King’s Library", "library", 529000.0, 185000.0, others)
    assert [one.key for one in found] == ["Kings Library", "Other Library"]


def test_pages_of_places_that_are_not_are_not_found(client, key):
    for route in ("", "edit/", "draft/", "status/", "exception/", "merge/"):
        assert client.get(f"/staff/places/nowhere/{route}").status_code == 404


def said_everywhere(client, key) -> dict[str, str]:
    """What the public, programs and followers are told about the hours of a library."""
    near = client.get("/api/nearest?kind=library&lat=51.5500&lon=-0.1405&n=1").json()["results"][0]
    assert near["id"] == key
    services = client.get("/open-referral/services?kind=library&search=kentish").json()["contents"]
    service = client.get(f"/open-referral/services/{services[0]['id']}").json()
    page = client.get(f"/places/{key}/").content.decode()
    return {
        "page": " ".join(BeautifulSoup(page, "html.parser").text.split()),
        "api": near["opening_hours"],
        "open referral": str(service["schedules"]),
        "schema.org": client.get(f"/places/{key}/schema.json").content.decode(),
        "register": client.get(f"/registers/places/{key}.json").content.decode(),
        "csv": b"".join(client.get("/registers/places.csv").streaming_content).decode(),
        "atom": client.get("/registers/places.atom").content.decode(),
        "of 2015": client.get("/services/library/locations/NW5 2AA").content.decode(),
    }


def test_the_day_a_library_changes_its_hours_everybody_is_told_at_once(client, key):
    list(registers.load_registers("postcodes", "wards", "borough"))
    new = "Mo-We 11:15-18:45"
    client.post(f"/staff/places/{key}/edit/", form_of(key, opening_hours=new))
    before = said_everywhere(client, key)
    assert not [way for way, words in before.items() if "11:15" in words or "11:15am" in words]
    client.post(f"/staff/places/{key}/draft/", PUBLISH)
    after = said_everywhere(client, key)
    assert "11:15am to 6:45pm" in after["page"]
    for way in ("api", "open referral", "schema.org", "register", "csv", "atom", "of 2015"):
        assert "11:15" in after[way], way
    christmas = {"how": "off", "reason": "Christmas", **day_parts("first", timezone.localdate())}
    reply = client.post(f"/staff/places/{key}/exception/", christmas)
    assert reply.status_code == 302, reply.content.decode()
    shut = said_everywhere(client, key)
    assert "Christmas" in shut["page"]
    assert "Christmas" in shut["open referral"]
    assert "Christmas" in shut["schema.org"]
    near = client.get("/api/nearest?kind=library&lat=51.5500&lon=-0.1405&n=1").json()["results"][0]
    assert near["open"] == "closed"
