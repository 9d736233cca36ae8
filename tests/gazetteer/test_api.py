"""The mechanism over the registers and the addresses in the database."""

import pytest

from borough.platform.gazetteer import api as gazetteer
from borough.platform.gazetteer.models import Address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]


def test_a_postcode_is_found_with_its_areas():
    found = gazetteer.locate("nw1 0aa")
    assert (found.ward_code, found.ward_name, found.cpz) == ("E05013668", "Regent's Park", "CA-F(s)")
    assert (found.lsoa, found.msoa, found.district) == ("E01000947", "E02000186", "Camden")


def test_an_address_is_found_by_its_token_and_by_its_number():
    row = Address.objects.exclude(number="").filter(flat="").first()
    by_token = gazetteer.locate(row.token)
    assert (by_token.uprn, by_token.postcode) == (row.uprn, row.postcode)
    assert gazetteer.locate(row.uprn).where == row.token
    assert gazetteer.locate(f"{row.number} {row.street} {row.postcode}").street == row.street


def test_the_token_says_nothing_of_the_address():
    row = Address.objects.first()
    assert row.uprn not in row.token
    assert len(row.token) == 22


def test_suggestions_name_homes_only_after_a_whole_postcode():
    row = Address.objects.exclude(flat="").first()
    assert not any("Flat" in one.words for one in gazetteer.suggest(row.postcode[:-1], limit=50))
    assert any(one.where.startswith("a-") for one in gazetteer.suggest(row.postcode, limit=50))


def test_the_council_beyond_the_border_is_named():
    islington = gazetteer.locate("EC1A 1AA")
    assert gazetteer.district_of(islington.easting, islington.northing) == "Islington"
    assert gazetteer.district_of(530_000, 400_000) == ""


def test_bank_holidays_are_those_of_the_register():
    assert "Christmas Day" in gazetteer.bank_holidays().values()


def test_an_address_lies_in_no_cache(client):
    row = Address.objects.exclude(number="").filter(flat="").first()
    for q in (row.uprn, f"{row.number} {row.street} {row.postcode}", row.token):
        reply = client.get("/api/locate", {"q": q})
        assert (reply.json()["kind"], reply["Cache-Control"]) == ("address", "no-store")
        assert "ETag" not in reply
    assert client.get("/api/locate?q=NW1 0AA")["Cache-Control"].startswith("public")
    for page in (
        f"/address/{row.token}/",
        f"/address/{row.token}.json",
        f"/address/{row.token}/collections.ics",
    ):
        reply = client.get(page)
        assert {"private", "no-store"} <= set(reply["Cache-Control"].split(", ")), page


def test_the_page_that_offers_home_lies_in_no_cache(client):
    client.post("/home-address/", {"where": "NW1-0AA"})
    assert client.get("/nearest/library/")["Cache-Control"] == "private, no-store"


def test_many_texts_each_with_its_own_fault_and_fifty_searches(client, monkeypatch):
    searched, real = [], gazetteer.locate
    monkeypatch.setattr(gazetteer, "locate", lambda text: searched.append(text) or real(text))
    many = ["NW1 0AA", None, 5, "\ud800", *(f"Kentsh Twon Raod {n}" for n in range(55)), "Kentish Town Road"]
    reply = client.post("/api/locate/bulk", {"q": many}, content_type="application/json")
    told = reply.json()["results"]
    assert (reply.status_code, len(searched)) == (200, 50)
    assert [bool(each["error"]) for each in told] == [False, *[True] * 3, *[False] * 50, *[True] * 5, False]
