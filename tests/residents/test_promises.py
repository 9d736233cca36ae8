"""What the worker does of what was promised: once each, whoever asks meanwhile."""

import threading

from borough.residents import placing, tasks
from borough.residents.ingest import ingest
from borough.residents.models import Pending
from tests.residents.people import given
from tests.residents.test_ingest import change
from tests.residents.test_placing import PEOPLE


def test_a_worker_that_wakes_places_what_was_left(db):
    given(PEOPLE)
    ingest(change("libraries", "_key | name\nL1 | KHAN, Mei"))
    tasks.wake(0)
    assert not Pending.objects.exists()


def test_before_the_first_linking_there_is_nothing_to_do(db):
    ingest(change("libraries", "_key | name\nL1 | KHAN, Mei"))
    tasks.wake(0)


def test_who_comes_while_another_places_does_not_wait_and_is_not_forgotten(monkeypatch):
    begun, ends, rounds = threading.Event(), threading.Event(), []

    def slow(now):
        rounds.append(now)
        begun.set()
        assert ends.wait(20)

    monkeypatch.setattr(placing, "place_all", slow)
    monkeypatch.setattr(placing, "keep_on_disk", lambda: None)
    first = threading.Thread(target=tasks.place)
    first.start()
    assert begun.wait(20)
    tasks.place()  # comes back at once
    assert len(rounds) == 1
    ends.set()
    first.join(20)
    assert len(rounds) == 2
