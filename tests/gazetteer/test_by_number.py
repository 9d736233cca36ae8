"""Property numbers stand in open data: nobody turns all of them into addresses."""

import pytest
from django.core.cache import cache

from borough.platform.gazetteer import limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_asked():
    cache.clear()


@pytest.mark.parametrize("path", ["/uprn/{}", "/addresses/{}", "/api/locate?q={}", "/address/{}.json"])
def test_sixty_an_hour(client, path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_AN_HOUR", 3)
    for last in range(3):
        assert client.get(path.format(f"99000000000{last}")).status_code != 429
    for written in ("990000000009", "UPRN 990000000009"):
        assert client.get(path.format(written)).status_code == 429
    assert client.get("/api/locate?q=nowhere").status_code != 429
    assert client.get(path.format("990000000009"), REMOTE_ADDR="192.0.2.9").status_code != 429


def test_many_at_once_count_as_many(client):
    def ask(count):
        asked = {"q": [f"{990000000000 + one}" for one in range(count)]}
        return client.post("/api/locate/bulk", asked, content_type="application/json").status_code

    assert ask(limits.MOST_AN_HOUR) == 200
    assert ask(1) == 429


def test_a_form_counts_too(client, monkeypatch):
    monkeypatch.setattr(limits, "MOST_AN_HOUR", 0)
    assert client.post("/my-address/", {"q": "990000000009"}).status_code == 429
