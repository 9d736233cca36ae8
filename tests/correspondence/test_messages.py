"""A message is promised with its decision, sent once, and kept exactly as sent."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from borough.platform.audit.api import SYSTEM, entries
from borough.platform.correspondence import api, operations, transport
from borough.platform.correspondence.models import Message, State
from borough.platform.correspondence.tasks import TryLater, hand_over
from tests.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "outbox"


def write(**other) -> int:
    said = {"to": "ayo@example.org", "subject": "Your report", "text": "It is mended — thank you.\n"}
    return api.write(**said | other, about="place-report:7", by=SYSTEM, now=timezone.now())


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%correspondence%hand_over'"
        )
        return cursor.fetchone()[0]


def test_message_and_promise_are_made_together_or_not_at_all():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)  # the decision failed
    assert (Message.objects.count(), jobs()) == (0, 0)
    write()
    assert (Message.objects.count(), jobs()) == (1, 1)


def test_what_is_stored_is_what_goes_out(folder):
    number = write()
    hand_over(number)
    assert (folder / f"{number:06}.eml").read_text() == Message.objects.get().text
    assert Message.objects.get().state == State.SENT
    assert [m.pk for m in api.messages_about("place-report:7")] == [number]


def test_handed_over_twice_it_is_sent_once(folder, monkeypatch):
    sent = []
    monkeypatch.setattr(transport, "deliver", lambda *what: sent.append(what))
    number = write()
    hand_over(number)
    hand_over(number)
    assert len(sent) == 1


def test_who_dies_in_between_leaves_a_message_that_says_so(monkeypatch):
    def dies(*what):
        raise KeyboardInterrupt

    monkeypatch.setattr(transport, "deliver", dies)
    number = write()
    with pytest.raises(KeyboardInterrupt):
        hand_over(number)
    assert Message.objects.get().state == State.HANDED_OVER
    monkeypatch.undo()
    hand_over(number)
    assert Message.objects.get().state == State.HANDED_OVER, "nobody gets it twice without a person's word"
    assert operations.send_again(number, by=SYSTEM)
    hand_over(number)
    assert Message.objects.get().state == State.SENT


def test_a_server_that_does_not_answer_is_asked_again_and_then_not(settings):
    settings.MAIL_SERVER = "smtp://127.0.0.1:1"
    number = write()
    for _ in range(operations.MOST_ATTEMPTS - 1):
        with pytest.raises(TryLater):
            hand_over(number)
    hand_over(number)
    message = Message.objects.get()
    assert (message.state, message.problem) == (State.FAILED, "ConnectionRefusedError")


def test_nobody_writes_a_header_of_their_own(folder):
    number = write(subject="Hello\r\nBcc: everybody@example.org", to="a@example.org\nCc: b@example.org")
    hand_over(number)
    head = Message.objects.get().text.split("\n\n")[0]
    assert not [line for line in head.splitlines() if line.lower().startswith(("bcc:", "cc:"))]


def test_what_is_older_than_half_a_year_goes():
    now = timezone.now()
    number = write()
    Message.objects.filter(pk=number).update(made_at=now - timedelta(days=184))
    write()
    assert operations.forget(now) == 1
    assert Message.objects.count() == 1


def test_staff_see_what_was_sent_and_that_is_logged(client):
    number = write(text="<script>alert(1)</script>")
    sign_in(client, "register_editor")
    assert client.get("/staff/messages/").status_code == 200
    page = client.get(f"/staff/messages/{number}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert entries().filter(event="message.read", subject=f"message:{number}").exists()
    operations.Message.objects.update(state=State.FAILED)
    client.post(f"/staff/messages/{number}/again/")
    assert Message.objects.get().state == State.QUEUED
    assert "Send again" not in client.get(f"/staff/messages/{number}/").content.decode()


def test_messages_that_did_not_go_wait_for_somebody(client):
    write()
    operations.Message.objects.update(state=State.FAILED)
    sign_in(client, "register_editor")
    assert "1 message has not been sent" in client.get("/staff/").content.decode()
