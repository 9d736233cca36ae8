"""The log's signed heads, for anybody to keep, and a proof for whoever kept two."""

import pytest

from borough.platform.audit import api as audit
from borough.platform.audit import operations
from tests.audit import outsider

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def sign(looks: int) -> audit.SignedHead:
    for number in range(looks):
        audit.record("person.looked", actor=audit.SYSTEM, subject=f"P{number}", reason="CRM 1")
    return operations.sign_head()


def test_the_page_says_so_when_nothing_is_signed_yet(client):
    assert "No head has been signed yet" in client.get("/audit/heads/").content.decode()
    assert client.get("/audit/heads.json").json()["heads"] == []


def test_heads_are_published_newest_first_and_hold_for_an_outsider(client):
    first, second = sign(3), sign(4)
    published = client.get("/audit/heads.json").json()["heads"]
    assert published == [second.as_json(), first.as_json()]
    assert all(map(outsider.signed, published))
    text = client.get("/audit/heads/").content.decode()
    assert text.index(second.root[:8]) < text.index(first.root[:8])
    assert "CRM 1" not in text


def test_whoever_kept_two_heads_is_given_the_proof_in_either_order(client):
    sign(3), sign(4)
    for asked in ("3/7", "7/3", "7/7"):
        assert outsider.one_begins_the_other(client.get(f"/audit/heads/{asked}.json").json())
    assert client.get("/audit/heads/3/6.json").status_code == 404
    assert client.get("/audit/heads/3/99999999999999999999999.json").status_code == 404
