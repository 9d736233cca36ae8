"""A file of a register waits until an editor has seen what it would change."""

import pytest
from bs4 import BeautifulSoup

from borough.platform.access.api import Role
from borough.platform.feeds import api as feeds
from borough.platform.feeds import operations
from borough.platform.feeds.models import Batch
from borough.platform.registers import api as registers
from borough.platform.registers.previewing import findings, preview
from tests.people import sign_in
from tests.registers.world import EDITOR, NOW, WHY, loaded

pytestmark = pytest.mark.django_db
TODAY = """
1 | Ada's Cafe   | Belsize    | NW3 4XJ | 51.5478 | -0.1660 | Mo-Fr 09:00-17:00
2 | Bob          | Gospel Oak | NW5 2AA | 51.5500 | -0.1405 | Mo-Su 08:00-18:00
3 | Cy           | Belsize    |         | 51.5480 | -0.1700 |
4 | Dee          | Belsize    |         | 51.5490 | -0.1710 |
"""
NEXT = """
1 | Ada's Cafe   | Belsize    | NW3 4XJ | 51.5478 | -0.1660 | Mo-Fr 09:00-19:00
2 | Bob          | Gospel Oak | NW5 2AA | 51.5510 | -0.1405 | Mo-Su 08:00-18:00
3 | Cy           | Hampstead  |         | 51.5480 | -0.1700 |
5 | Adas cafe    | Belsize    |         | 51.5479 | -0.1661 |
6 | Elm          | Belsize    |         | 51.5400 | -0.1500 |
"""


@pytest.fixture
def waiting(cafes) -> feeds.BatchSummary:
    cafes.declare(top="preview = true")
    cafes.brings(TODAY, day=0)
    batch = cafes.sends(NEXT, day=7)
    assert batch.state == "held"
    return batch


def test_the_first_file_comes_in_and_the_next_waits(cafes, waiting):
    assert [code for code, _ in waiting.problems] == ["preview"]
    assert "2 new, 3 changed, 1 gone" in waiting.problems[0][1]
    assert cafes.says("hours")["1"] == "Mo-Fr 09:00-17:00"


def test_a_file_that_changes_nothing_does_not_wait(cafes):
    cafes.declare(top="preview = true")
    cafes.brings(TODAY, day=0)
    assert cafes.sends(TODAY, day=7).state == "applied"


def test_the_preview_says_what_would_change(waiting):
    seen = preview(waiting.id)
    assert [item.label for item in seen.new] == ["Adas cafe", "Elm"]
    assert [item.label for item in seen.gone] == ["Dee"]
    assert [(one.before.label, round(one.metres)) for one in seen.moved] == [("Bob", 111)]
    assert [one.item.label for one in seen.hours] == ["Ada's Cafe"]
    assert [one.item.label for one in seen.changed] == ["Cy"], "Bob has only moved"
    (pair,) = seen.pairs
    assert (pair.one.label, pair.other.label, pair.metres < 30) == ("Adas cafe", "Ada's Cafe", True)


def test_it_says_which_fields_an_editor_amended(waiting):
    registers.amend("cafes", "1", {"hours": "24/7"}, by=EDITOR, why=WHY, now=NOW)
    (changed,) = preview(waiting.id).hours
    assert changed.kept == {"hours"}


def test_accepted_it_is_public_refused_it_is_not_and_taken_back_it_is_gone(cafes, waiting):
    operations.accept(waiting.id, why=WHY, by=EDITOR, now=NOW)
    assert set(cafes.says()) == {"1", "2", "3", "5", "6"}
    assert preview(waiting.id) is None
    operations.reverse(waiting.id, why=WHY, by=EDITOR, now=NOW)
    assert set(cafes.says()) == {"1", "2", "3", "4"}


def test_a_file_that_loses_a_tenth_of_its_rows_waits_even_without_a_preview(cafes):
    cafes.declare(top="shrink_limit = 0.9")
    rows = [f"{n} | Cafe {n} | | | 51.55 | -0.14 |" for n in range(200)]
    cafes.brings("\n".join(rows))
    assert cafes.sends("\n".join(rows[:185]), day=1).state == "applied"
    shrunk = cafes.sends("\n".join(rows[:160]), day=2)
    assert (shrunk.state, shrunk.problems[0][0]) == ("held", "shrunk")
    assert len(cafes.says()) == 185


def test_a_postcode_that_is_unknown_or_far_from_its_place_is_a_note(cafes):
    loaded("postcodes")
    cafes.declare(top="preview = true")
    cafes.brings("1 | Ada | | NW5 2AA | 51.5500 | -0.1405 |")
    batch = cafes.sends(
        """
        1 | Ada   | | NW5 2AA | 51.5500 | -0.1405 |
        2 | Far   | | NW5 2AA | 51.5600 | -0.1405 |
        3 | Wrong | | NW99 9ZZ | 51.5500 | -0.1405 |
        """,
        day=1,
    )
    said = {note.item.label: note.words for note in preview(batch.id).notes}
    assert said.keys() == {"Far", "Wrong"}
    assert said["Far"].startswith("It lies 1,1")
    assert "not one that we know" in said["Wrong"]
    operations.accept(batch.id, why=WHY, by=EDITOR, now=NOW)
    assert {note.item.label for note in findings(registers.register("cafes")).notes} == {"Far", "Wrong"}


def text(client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return BeautifulSoup(reply.content, "html.parser").main.text


def test_an_editor_sees_it_and_decides_with_a_reason(client, cafes, waiting):
    sign_in(client, Role.REGISTER_EDITOR)
    assert "1 file of a register waits to be seen" in text(client, "/staff/")
    page = f"/staff/registers/batches/{waiting.id}/"
    seen = text(client, page)
    for said in (
        "Possible duplicates", "Moved more than 50 metres", "111 metres", "Hours that change", "Gone", "New",
        "Other changes", "Hampstead",
    ):  # fmt: skip
        assert said in seen
    refused = client.post(f"{page}accept/", {"why": "ok"})
    assert refused.status_code == 422
    assert client.post(f"{page}accept/", {"why": "The survey was right."}).status_code == 302
    assert "5" in cafes.says()
    assert Batch.objects.get(pk=waiting.id).decision == "The survey was right."
    assert "Take back" in text(client, page)
    assert "Nothing was found" in text(
        client, "/staff/registers/cafes/findings/"
    ) or "Possible duplicates" in text(client, "/staff/registers/cafes/findings/")


def test_an_editor_decides_nothing_about_other_feeds(client, waiting):
    sign_in(client, Role.REGISTER_EDITOR)
    Batch.objects.filter(pk=waiting.id).update(feed=_other_feed())
    for verb in ("", "accept/", "refuse/", "reverse/"):
        assert client.get(f"/staff/registers/batches/{waiting.id}/{verb}").status_code == 404
        assert client.post(f"/staff/registers/batches/{waiting.id}/{verb}", {"why": WHY}).status_code == 404
    assert client.post(f"/staff/feeds/batch/{waiting.id}/accept/", {"why": WHY}).status_code == 403
    assert Batch.objects.get(pk=waiting.id).state == "held"


def _other_feed() -> str:
    from borough.platform.feeds.models import Feed

    return Feed.objects.create(slug="council_tax").slug


def test_the_page_of_a_register_shows_where_its_source_says_otherwise(client, cafes):
    cafes.brings(TODAY, day=0)
    registers.amend("cafes", "1", {"hours": "24/7"}, by=EDITOR, why=WHY, now=NOW)
    cafes.brings(NEXT, day=7)
    sign_in(client, Role.REGISTER_EDITOR)
    seen = text(client, "/staff/registers/cafes/")
    assert "Where its source says otherwise than we do" in seen
    assert "Maya Editor" in seen
    assert "1 amendment that its source now says otherwise" in text(client, "/staff/")
    assert "Cafes" in text(client, "/staff/registers/?q=")


def test_a_file_can_be_uploaded_and_waits_to_be_read(client, cafes, django_capture_on_commit_callbacks):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sign_in(client, Role.REGISTER_EDITOR)
    file = SimpleUploadedFile("cafes.csv", b"id,name,ward,postcode,lat,lon,hours\n1,Ada,,,51.55,-0.14,\n")
    day = {"extracted_on_0": "1", "extracted_on_1": "11", "extracted_on_2": "2026"}
    reply = client.get("/staff/registers/cafes/upload/")
    names = [tag["name"] for tag in BeautifulSoup(reply.content, "html.parser").select("input[type=text]")]
    given = dict(zip(names, day.values(), strict=True))
    reply = client.post("/staff/registers/cafes/upload/", {"file": file, **given})
    assert reply.status_code == 302, reply.content
    assert "being read" in text(client, reply.url)
