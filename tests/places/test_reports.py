"""This is wrong: anybody may say so, the owner answers, the sender is written to, the place is put right."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from borough.platform.audit.api import entries
from borough.platform.correspondence.models import Message
from borough.platform.places.reports import limits, operations
from borough.platform.places.reports.models import Report
from borough.platform.places.reports.subjects import subject
from borough.platform.registers import api as registers
from tests.people import sign_in
from tests.places.conftest import EDITOR

pytestmark = pytest.mark.django_db
LIBRARY = "Kentish Town Library"


@pytest.fixture
def key(places) -> str:
    cache.clear()
    return next(place.key for place in places if place.label == LIBRARY)


def send(client, key, **given):
    return client.post(f"/places/{key}/wrong/", {"what": "hours", **given})


def test_without_an_account_somebody_says_that_the_hours_are_wrong(client, key):
    assert client.get(f"/places/{key}/wrong/").status_code == 200
    reply = send(client, key, words="Wednesday opens at 10", email="ayo@example.org")
    assert reply.status_code == 302
    assert LIBRARY in client.get(reply.url).content.decode()
    made = Report.objects.get()
    assert (made.place, made.what, made.owner, made.email) == (key, "hours", "Libraries", "ayo@example.org")
    assert "ayo" not in str(list(entries().values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"what": ""}, "Select what is wrong"),
        ({"what": "other"}, "Enter how it really is"),
        ({"email": "ayo"}, "e-mail address"),
        ({"words": "x" * 2001}, "characters"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_kept(client, key, given, error):
    reply = send(client, key, **given)
    assert reply.status_code == 422
    assert error in reply.content.decode()
    assert not Report.objects.exists()


HOSTILE = '<script>alert(1)</script>\u202e"; DROP TABLE places; --'


def test_hostile_words_are_shown_as_words(client, key):
    send(client, key, words=HOSTILE)
    sign_in(client, "register_editor")
    page = client.get(f"/staff/places/reports/{Report.objects.get().pk}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "<bdi>" in page


def test_a_report_without_words_says_so(client, key):
    send(client, key)
    sign_in(client, "register_editor")
    page = client.get(f"/staff/places/reports/{Report.objects.get().pk}/").content.decode()
    assert "Nothing was written" in page


def test_any_fact_of_a_register_can_be_reported(client, key):
    assert client.get("/wrong/bank_holidays/2026-12-25/").status_code == 200
    reply = client.post("/wrong/bank_holidays/2026-12-25/", {"what": "other", "words": "It is a Friday"})
    assert client.get(reply.url).status_code == 200
    assert Report.objects.get().register == "bank_holidays"
    sign_in(client, "register_editor")
    page = client.get(f"/staff/places/reports/{Report.objects.get().pk}/").content.decode()
    assert 'href="/registers/bank_holidays/"' in page
    assert "Opening hours" not in page
    assert "The right hours" not in page
    assert client.get("/wrong/nothing/x/").status_code == 404


def test_there_is_no_report_about_a_place_that_is_not(client, key):
    assert client.get("/places/library-nowhere/wrong/").status_code == 404


def test_what_was_not_taken_is_not_counted(client, key):
    for _ in range(limits.MOST_AN_HOUR + 1):
        assert send(client, key, what="other").status_code == 422
    assert send(client, key).status_code == 302


def test_nobody_sends_more_than_a_person_would(client, key):
    for _ in range(limits.MOST_AN_HOUR):
        assert send(client, key).status_code == 302
    assert send(client, key).status_code == 429
    assert Report.objects.count() == limits.MOST_AN_HOUR


def asked(key, **other) -> Report:
    given = {"what": "hours", "words": "Opens at ten", "email": "ayo@example.org"} | other
    return operations.report(subject(key), given, by=EDITOR, now=timezone.now())


def test_an_editor_answers_the_place_is_put_right_and_the_sender_is_written_to(client, key):
    number = asked(key).pk
    sign_in(client, "register_editor")
    assert "1 report about a place waits" in client.get("/staff/").content.decode()
    hours = "Mo-Th 10:00-19:00; Fr 10:00-17:00; Sa 11:00-17:00; PH off"
    reply = client.post(
        f"/staff/places/reports/{number}/",
        {"outcome": "fixed", "hours": hours, "answer": "Wednesday is now 10am to 7pm."},
    )
    assert reply.status_code == 302
    assert registers.item("places", key).values["opening_hours"].startswith("Mo-Th 10:00-19:00")
    assert registers.history("places", key)[0].why == f"Somebody reported it: report {number}"
    done, message = Report.objects.get(), Message.objects.get()
    assert (done.outcome, done.email, message.to) == ("fixed", "", "ayo@example.org")
    assert "Wednesday is now 10am to 7pm." in message.text
    assert LIBRARY in message.subject
    page = client.get(f"/staff/places/reports/{number}/").content.decode()
    assert f"/staff/messages/{message.pk}/" in page


def test_who_gave_no_address_is_not_written_to(key):
    report = asked(key, email="")
    operations.answer(report.pk, outcome="not so", text="We looked.", hours="", by=EDITOR, now=timezone.now())
    assert not Message.objects.exists()


def test_hours_that_cannot_be_meant_are_not_taken(client, key):
    number = asked(key).pk
    sign_in(client, "register_editor")
    reply = client.post(
        f"/staff/places/reports/{number}/", {"outcome": "fixed", "hours": "Mo 18:00-10:00", "answer": "Done."}
    )
    assert reply.status_code == 200
    assert "closes before it opens" in reply.content.decode()
    assert Report.objects.get().outcome == ""


def test_where_the_place_cannot_be_changed_nothing_is_answered(key):
    number = asked(key).pk
    registers.remove("places", key, by=EDITOR, why="it has been pulled down", now=timezone.now())
    done = operations.answer(
        number, outcome="fixed", text="Done.", hours="Mo 10:00-12:00", by=EDITOR, now=timezone.now()
    )
    assert isinstance(done, operations.CannotAnswer)
    assert Report.objects.get().email == "ayo@example.org"
    assert not Message.objects.exists()


def test_a_report_is_answered_once(key):
    number = asked(key).pk
    given = {"outcome": "not so", "text": "We looked.", "hours": "", "by": EDITOR, "now": timezone.now()}
    assert isinstance(operations.answer(number, **given), Report)
    assert isinstance(operations.answer(number, **given), operations.CannotAnswer)
    assert Message.objects.count() == 1


def test_the_list_is_narrowed_by_state_and_owner(client, key):
    asked(key)
    operations.answer(
        asked(key, what="steps").pk,
        outcome="not so",
        text="We looked.",
        hours="",
        by=EDITOR,
        now=timezone.now(),
    )
    sign_in(client, "register_editor")
    for query, count in (
        ("", 2),
        ("?state=waits", 1),
        ("?state=not so", 1),
        ("?owner=Libraries", 2),
        ("?what=steps", 1),
    ):
        assert f"{count} result" in client.get(f"/staff/places/reports/{query}").content.decode(), query


def test_addresses_go_after_a_year_and_reports_two_years_after_their_answer(key):
    now = timezone.now()
    old, new = asked(key), asked(key)
    Report.objects.filter(pk=old.pk).update(made_at=now - timedelta(days=366))
    operations.forget(now)
    assert [Report.objects.get(pk=each.pk).email for each in (old, new)] == ["", "ayo@example.org"]
    Report.objects.filter(pk=new.pk).update(
        outcome="not so", email="", answered_at=now - timedelta(days=731), made_at=now - timedelta(days=740)
    )
    operations.forget(now)
    assert Report.objects.count() == 1
