"""What staff see of feeds, and what they can do about it."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Role
from borough.platform.audit.models import Event
from borough.platform.feeds import tasks
from borough.platform.feeds.models import Batch, Feed, QuarantinedRow, State
from tests.feeds.world import WHY, World
from tests.people import sign_in

HEADER = "CARD,NAME,BORN\n"
BAD = HEADER + 'C1,Ann Smith,01/02/1980\nC2,"=cmd|x",31/02/1990\nC3,Bob,Khan,01/01/1990\n'
TOTALS = "pattern = 'END,(?P<count>\\d+)'"


@pytest.fixture
def steward(world: World) -> Client:
    return steward_now()


def steward_now() -> Client:
    """Signed in at this moment, whatever the clock was moved to."""
    client = Client()
    sign_in(client, Role.INDEX_STEWARD, purpose="correct-a-source")
    return client


def text_of(response) -> str:
    return b"".join(response).decode() if response.streaming else response.content.decode()


def test_the_list_says_what_is_late(world: World, time_machine):
    world.loads(BAD)
    time_machine.move_to("2026-10-11 12:00Z", tick=False)  # ten days after the extract
    page = text_of(steward_now().get("/staff/feeds/"))
    assert "Cards" in page
    assert "Up to date" in page
    time_machine.move_to("2026-10-12 12:00Z", tick=False)
    assert ">Late<" in text_of(steward_now().get("/staff/feeds/")).replace("\n", "").replace(" ", "")
    assert "This feed is late" in text_of(steward_now().get("/staff/feeds/cards/"))


def test_an_old_extract_that_comes_today_ends_no_silence(world: World, time_machine):
    world.loads(BAD)
    time_machine.move_to("2026-10-20 12:00Z", tick=False)
    upload(steward_now(), b"CARD,NAME,BORN\nC9,Old News,\n")  # an extract of 1 October
    assert "This feed is late" in text_of(steward_now().get("/staff/feeds/cards/"))
    world.loads("CARD,NAME,BORN\nC9,New News,\n", day=18)
    assert "This feed is late" not in text_of(steward_now().get("/staff/feeds/cards/"))


def test_an_extract_that_was_reversed_is_none(world: World, time_machine):
    world.loads(BAD)
    newer = world.loads("CARD,NAME,BORN\nC1,Ann Smith,\n", day=18)
    time_machine.move_to("2026-10-20 12:00Z", tick=False)
    assert "This feed is late" not in text_of(steward_now().get("/staff/feeds/cards/"))
    world.decide("reverse", newer)
    assert "This feed is late" in text_of(steward_now().get("/staff/feeds/cards/"))


def test_the_contract_is_readable(world: World, steward):
    page = text_of(steward.get("/staff/feeds/cards/contract/"))
    for words in ("Written as 31/12/1999.", "Part of the key.", "Delimited text", "IG-1", "10 days"):
        assert words in page


def test_a_held_batch_says_why_and_is_accepted_with_a_reason(world: World, steward):
    world.agree(totals=TOTALS)
    batch = world.loads(HEADER + "C1,Ann,\nEND,7\n")
    page = text_of(steward.get(f"/staff/feeds/batch/{batch.id}/"))
    assert "Control totals differ" in page
    assert "states 7 rows and has 1" in page
    address = f"/staff/feeds/batch/{batch.id}/accept/"
    assert "Control" not in text_of(steward.get(address))
    refused = steward.post(address, {"why": "ok"})
    assert refused.status_code == 422
    assert "at least 10 characters" in text_of(refused)
    assert "The batch is accepted." in text_of(steward.post(address, {"why": WHY}, follow=True))
    assert Batch.objects.get().state == State.APPLIED
    event = Event.objects.get(event="feed.accepted")
    assert (event.subject, event.reason) == (f"batch:{batch.id}", WHY)
    assert WHY in text_of(steward.get(f"/staff/feeds/batch/{batch.id}/"))


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("reverse", "The batch is reversed: what it changed is taken back."),
        ("replay", "The file is read again. This is its new batch."),
    ],
)
def test_what_was_done_to_a_batch_is_said_once(world: World, steward, verb, said):
    batch = world.loads(BAD)
    response = steward.post(f"/staff/feeds/batch/{batch.id}/{verb}/", {"why": WHY}, follow=True)
    assert said in text_of(response)
    assert said not in text_of(steward.get(response.request["PATH_INFO"]))


def test_what_is_held_again_is_not_called_done(world: World, steward):
    world.agree(totals=TOTALS)
    batch = world.loads(HEADER + "C1,Ann,\nEND,7\n")
    again = steward.post(f"/staff/feeds/batch/{batch.id}/replay/", {"why": WHY}, follow=True)
    assert "This is its new batch. It is held: see below why." in text_of(again)


def test_a_decision_that_somebody_else_has_made_is_refused_politely(world: World, steward):
    batch = world.loads(HEADER + "C1,Ann,\n")
    response = steward.post(f"/staff/feeds/batch/{batch.id}/accept/", {"why": WHY})
    assert response.status_code == 422
    assert "somebody has already decided it" in text_of(response)


def test_an_officer_sees_the_batch_and_no_buttons(world: World):
    officer = Client()
    sign_in(officer, Role.OFFICER)
    batch = world.loads(BAD)
    page = text_of(officer.get(f"/staff/feeds/batch/{batch.id}/"))
    assert "Rows refused" in page
    assert "Reverse" not in page
    assert officer.post(f"/staff/feeds/batch/{batch.id}/reverse/", {"why": WHY}).status_code == 403


def test_the_quarantine_list_shows_reasons_and_no_values(world: World, steward):
    batch = world.loads(BAD)
    page = text_of(steward.get("/staff/feeds/quarantine/?standing=waiting"))
    assert "BORN: not a date" in page
    assert "Wrong number of columns" in page
    assert "=cmd|x" not in page  # a token made by chance may hold three letters
    assert "2 results" in page
    assert "1 result" in text_of(steward.get(f"/staff/feeds/quarantine/?reason=bad-date&batch={batch.id}"))
    assert "Nothing matches" in text_of(steward.get("/staff/feeds/quarantine/?standing=mended"))


@pytest.mark.parametrize("batch", ["999", "9" * 30, "٣", "-1", "0x1", "%00", "one"])
def test_a_batch_that_is_none_is_as_if_not_asked_for(world: World, steward, batch):
    world.loads(BAD)
    page = text_of(steward.get(f"/staff/feeds/quarantine/?batch={batch}"))
    assert "2 results" in page
    assert "Batch " + batch not in page


def test_a_row_opens_under_a_purpose_and_the_log_has_it_first(world: World, steward):
    world.loads(BAD)
    row = QuarantinedRow.objects.get(code="bad-date")
    without = Client()
    sign_in(without, Role.INDEX_STEWARD)
    assert without.get(f"/staff/feeds/row/{row.pk}/").url.startswith("/staff/purpose/")
    assert not Event.objects.filter(event="row.opened").exists()
    page = text_of(steward.get(f"/staff/feeds/row/{row.pk}/"))
    assert "31/02/1990" in page
    event = Event.objects.get(event="row.opened")
    assert (event.purpose, event.reason) == ("correct-a-source", "CRM 4410275")


def test_a_row_is_mended_on_its_page(world: World, steward):
    world.loads(BAD)
    row = QuarantinedRow.objects.get(code="bad-date")
    address = reverse("feeds:mend", args=[row.pk])
    form = text_of(steward.get(address))
    assert 'value="31/02/1990"' in form
    given = {"value-card": "C2", "value-name": "Bea", "value-born": "30/02/1990", "why": WHY}
    wrong = steward.post(address, given)
    assert wrong.status_code == 422
    assert "Not a date. Type a real date" in text_of(wrong)
    assert steward.post(address, given | {"value-born": "28/02/1990"}).status_code == 302
    assert world.known["C2"] == ("Bea", "1990-02-28")
    page = text_of(steward.get(f"/staff/feeds/row/{row.pk}/"))
    assert "As it was mended" in page
    assert "31/02/1990" in page
    assert Event.objects.filter(event="row.mended").count() == 1


def test_a_row_that_could_not_be_taken_apart_is_typed_anew(world: World, steward):
    world.loads(BAD)
    row = QuarantinedRow.objects.get(code="wrong-columns")
    assert "C3,Bob,Khan,01/01/1990" in text_of(steward.get(reverse("feeds:mend", args=[row.pk])))
    given = {"value-card": "C3", "value-name": "Bob Khan", "value-born": "01/01/1990", "why": WHY}
    assert steward.post(reverse("feeds:mend", args=[row.pk]), given).status_code == 302
    assert world.known["C3"] == ("Bob Khan", "1990-01-01")


def test_a_row_is_left_out_on_its_page(world: World, steward):
    world.loads(BAD)
    row = QuarantinedRow.objects.get(code="bad-date")
    assert "stays in quarantine" in text_of(steward.get(reverse("feeds:leave-out", args=[row.pk])))
    assert steward.post(reverse("feeds:leave-out", args=[row.pk]), {"why": WHY}).status_code == 302
    assert "Left out" in text_of(steward.get(f"/staff/feeds/row/{row.pk}/"))


def test_the_rows_that_wait_go_back_to_the_source_as_a_file_that_no_spreadsheet_runs(world: World, steward):
    world.loads(BAD)
    response = steward.get("/staff/feeds/cards/waiting.csv")
    file = text_of(response)
    assert response["Content-Disposition"].startswith("attachment")
    assert "'=cmd|x" in file
    assert ",=cmd" not in file
    assert "C3,Bob,Khan,01/01/1990" in file
    assert Event.objects.get(event="rows.exported").purpose == "correct-a-source"


def test_a_good_row_can_be_seen_as_it_came(world: World, steward):
    batch = world.loads(BAD)
    page = text_of(steward.get(f"/staff/feeds/batch/{batch.id}/row/2/"))
    assert "01/02/1980" in page
    assert steward.get(f"/staff/feeds/batch/{batch.id}/row/99/").status_code == 404


def upload(client: Client, content: bytes, name: str = "cards.csv", **given: str):
    file = io.BytesIO(content)
    file.name = name
    day = {"extracted_on-day": "1", "extracted_on-month": "10", "extracted_on-year": "2026"}
    return client.post("/staff/feeds/cards/upload/", {"file": file, **day, **given})


def test_an_uploaded_file_is_kept_at_once_and_read_by_a_worker(world: World, steward):
    response = upload(steward, (HEADER + "C1,Ann,\n").encode())
    batch = Batch.objects.get()
    assert response.url == f"/staff/feeds/batch/{batch.pk}/"
    assert "The file is being read" in text_of(steward.get(response.url))
    assert world.known == {}
    job = job_of(tasks.settle)
    tasks.settle(**job)
    assert world.known == {"C1": ("Ann", None)}
    assert Event.objects.get(event="feed.loaded").actor_name == "Sam Index_Steward"


def job_of(task) -> dict:
    from procrastinate.contrib.django.models import ProcrastinateJob

    job = ProcrastinateJob.objects.get(task_name=task.name)
    assert job.queue_name == "feeds"
    return job.args


def test_the_same_file_uploaded_twice_says_so(world: World, steward):
    upload(steward, (HEADER + "C1,Ann,\n").encode())
    tasks.settle(**job_of(tasks.settle))
    again = upload(steward, (HEADER + "C1,Ann,\n").encode())
    assert again.status_code == 422
    assert "the same file changes nothing" in text_of(again)


def test_a_file_larger_than_its_feed_may_bring_is_turned_away(world: World, steward):
    world.agree(file='format = "csv"\nmax_bytes = 10')
    assert "smaller than" in text_of(upload(steward, b"x" * 11))
    assert Batch.objects.count() == 0


def test_an_empty_upload_says_what_to_do(world: World, steward):
    said = text_of(steward.post("/staff/feeds/cards/upload/", {"extracted_on-day": ""}))
    assert "Select a file" in said
    assert "Select a file:" not in said
    assert "Enter the day of the extract" in said


def test_a_request_that_says_it_brings_two_gigabytes_is_not_even_read(world: World, steward):
    response = steward.generic(
        "POST",
        "/staff/feeds/cards/upload/",
        b"--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\nhello\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="2147483648",
    )
    assert response.status_code in (400, 413)
    assert Batch.objects.count() == 0


def test_what_does_not_exist_is_not_found(world: World, steward):
    for address in (
        "nothing/",
        "nothing/contract/",
        "batch/99/",
        "batch/99/accept/",
        "row/99/",
        "row/99/mend/",
        "row/99/leave-out/",
        f"row/{'9' * 30}/leave-out/",
    ):
        assert steward.get(f"/staff/feeds/{address}").status_code == 404, address
        assert steward.post(f"/staff/feeds/{address}", {"why": WHY}).status_code in (404, 405), address


def test_the_alarm_is_a_task_that_a_worker_runs_by_itself(world: World, time_machine):
    world.loads(HEADER + "C1,Ann,\n")
    time_machine.move_to("2026-10-11 12:00Z", tick=False)
    tasks.alarm(timestamp=0)
    assert Feed.objects.get().late_since is None
    time_machine.move_to("2026-10-12 12:00Z", tick=False)
    tasks.alarm(timestamp=0)
    assert Feed.objects.get().late_since == timezone.now()
    time_machine.move_to("2026-10-13 12:00Z", tick=False)
    tasks.alarm(timestamp=0)
    assert Feed.objects.get().late_since < timezone.now()  # it has been late since then
