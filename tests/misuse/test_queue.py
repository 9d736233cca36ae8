"""From the log to the auditor's decision."""

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from django.utils import timezone

from borough.platform.access.api import waiting_for
from borough.platform.access.rules import Actor, Role
from borough.platform.audit import api as audit
from borough.platform.misuse import operations, queries
from borough.platform.misuse.api import Tie
from borough.platform.misuse.commands import staff
from borough.platform.misuse.giving import _explainers
from borough.platform.misuse.models import Alert, Colleague
from tests.people import sign_in
from tests.residents.people import given

pytestmark = pytest.mark.django_db
AUDITOR = Actor("user:900", "Ada Auditor", frozenset({Role.AUDITOR}), second_factor=True)


class Officer:
    id, name, roles = "user:7", "Olive Officer", ("officer",)


@pytest.fixture
def people():
    return given("""
        who       | forename | surname | uprn | postcode
        olive     | olive    | quill   | 1    | NW1 8EH
        neighbour | nora     | next    | 2    | NW1 8EH
        stranger  | stan     | far     | 3    | N7 0AA
    """)


@pytest.fixture
def olive(people):
    return Colleague.objects.create(officer="user:7", team="Revenues", person=people["olive"].identifier)


def look(person, **detail) -> int:
    return audit.record("person.looked", actor=Officer(), subject=person.identifier, purpose="tenancy",
                        reason="Tenancy T-1", detail={"people": [person.identifier], **detail})  # fmt: skip


def judged() -> list[Alert]:
    made = operations.judge(timezone.localdate(), now=timezone.now())
    return [alert for alert in made if not alert.sampled]


def test_a_look_at_a_neighbour_becomes_an_alert_with_its_story(olive, people):
    look(people["stranger"])
    position = look(people["neighbour"])
    (alert,) = judged()
    assert (alert.officer, alert.urgent, alert.weight) == ("user:7", False, 1.0)
    assert alert.flags == [
        {"detector": "M4", "name": "Neighbour", "story": "Opened the record of somebody of their own postcode.",
         "looks": [position]}
    ]  # fmt: skip
    assert alert.thresholds["M8"]["limits"]["people"] == 6
    assert judged() == []  # the same week again


def test_one_at_themselves_is_urgent(olive, people):
    look(people["olive"])
    (alert,) = judged()
    assert (alert.flags[0]["detector"], alert.urgent) == ("M1", True)


@pytest.mark.parametrize("why", ["checked reference", "mended row", "registered work"])
def test_what_explains_a_look_keeps_it_from_the_queue(olive, people, why):
    neighbour = people["neighbour"]
    look(neighbour, **({"explained": True} if why == "checked reference" else {}))
    if why == "mended row":
        audit.record("row.mended", actor=Officer(), detail={"people": [neighbour.identifier]})
    if why == "registered work":
        _explainers.append(lambda since, until: [Tie("Revenues", neighbour.identifier, until, "A case")])
    try:
        assert judged() == []
    finally:
        del _explainers[0 if why == "registered work" else len(_explainers) :]


def test_ten_looks_that_nothing_flagged_are_drawn(olive, people):
    for _ in range(12):
        look(people["stranger"], explained=True)
    operations.judge(timezone.localdate(), now=timezone.now())
    assert Alert.objects.filter(sampled=True).count() == 10


def test_an_alert_holds_no_person(olive, people):
    look(people["neighbour"])
    judged()
    assert people["neighbour"].identifier not in json.dumps(list(Alert.objects.values()), default=str)


# --- deciding ---


@pytest.fixture
def alert():
    return Alert.objects.create(officer="user:7", week=date(2026, 11, 22), made_at=timezone.now(), weight=1)


def decide(alert, by=AUDITOR, outcome="work", reason="The call was not noted: CRM 77"):
    return operations.decide(alert, outcome=outcome, reason=reason, by=by, now=timezone.now())


def test_a_decision_is_kept_with_its_reason_and_is_in_the_log(alert):
    done = decide(alert)
    assert (done.outcome, done.decided_by, done.owner) == ("work", AUDITOR.id, AUDITOR.id)
    entry = audit.entries().first()
    assert (entry.event, entry.about) == ("misuse.decided", f"alert:{alert.pk}")
    assert json.loads(entry.detail) == {"officer": "user:7", "outcome": "work"}
    assert "already" in decide(alert).reason


@pytest.mark.parametrize(
    ("values", "says"),
    [({"outcome": "nonsense"}, "Select what it was"), ({"reason": "ok"}, "at least 10 characters")],
)
def test_a_decision_without_an_answer_or_a_reason_is_refused(alert, values, says):
    assert says in decide(alert, **values).reason


@pytest.mark.parametrize(
    "auditor",
    [
        {"officer": "user:900", "friends": ["user:7"]},
        {"officer": "user:900", "team": "Revenues"},
        {"officer": "user:900", "manager": "user:7"},
    ],
    ids=["friend", "team", "manager"],
)
def test_nobody_takes_or_decides_one_about_somebody_close(alert, auditor):
    Colleague.objects.create(officer="user:7", team="Revenues")
    Colleague.objects.create(**auditor)
    assert "Ask another auditor" in decide(alert).reason
    assert "Ask another auditor" in operations.own(alert, by=AUDITOR, now=timezone.now()).reason


def test_nobody_decides_about_themselves_and_the_database_agrees(alert):
    assert "Ask another auditor" in decide(alert, by=Actor("user:7", "Olive", frozenset())).reason
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.update(outcome="work", reason="x", decided_by="user:7")


@pytest.mark.parametrize(
    ("made", "now", "late"),
    [
        ("2026-11-23 09:00", "2026-11-25 08:00", 0),
        ("2026-11-23 09:00", "2026-11-25 10:00", 1),
        ("2026-11-20 09:00", "2026-11-23 10:00", 0),  # a weekend between
        ("2026-11-20 09:00", "2026-11-24 10:00", 1),
    ],
)
def test_one_without_an_owner_after_two_working_days_is_itself_one(alert, made, now, late):
    made, now = (timezone.make_aware(datetime.fromisoformat(moment)) for moment in (made, now))
    Alert.objects.update(made_at=made)
    assert queries.unowned_since(queries.two_working_days_before(now)) == late
    said = [one.text for one in waiting_for(AUDITOR, now)]
    assert any("no owner" in text for text in said) == bool(late)
    Alert.objects.update(owner="user:900")
    assert queries.unowned_since(queries.two_working_days_before(now)) == 0


# --- pages and commands ---


def test_the_auditor_reads_takes_and_decides(client, olive, people):
    position = look(people["neighbour"])
    (alert,) = judged()
    sign_in(client, "auditor")
    assert "Olive Officer" in client.get("/staff/misuse/").content.decode()
    page = client.get(f"/staff/misuse/{alert.pk}/").content.decode()
    assert "their own postcode" in page
    assert f"/staff/audit/{position}/" in page
    client.post(f"/staff/misuse/{alert.pk}/take/")
    assert Alert.objects.get(pk=alert.pk).owner.startswith("user:")
    assert client.post(f"/staff/misuse/{alert.pk}/decide/", {"outcome": "work"}).status_code == 422
    given = {"outcome": "work", "reason": "The call was not noted: CRM 77"}
    assert client.post(f"/staff/misuse/{alert.pk}/decide/", given).url == "/staff/misuse/"
    assert "CRM 77" in client.get(f"/staff/misuse/{alert.pk}/").content.decode()
    assert client.get("/staff/misuse/999/").status_code == 404


def test_reading_the_queue_is_in_the_log(client):
    sign_in(client, "auditor")
    client.get("/staff/misuse/")
    assert audit.entries().first().event == "misuse.read"


def test_personnels_list_is_loaded_and_a_wrong_line_is_named(tmp_path):
    head = "officer,team,manager,person,family,friends,begins,ends,leaving\n"
    file = tmp_path / "staff.csv"
    file.write_text(head + "user:7,Revenues,user:1,7KQ2M-4XT9P,3ABCD-EFGHJ,user:8 user:9,8,18,2026-12-31\n")
    assert "1 members of staff" in CliRunner().invoke(staff, [str(file)]).output
    olive = queries.staff()["user:7"]
    assert (olive.friends, olive.hours) == (frozenset({"user:8", "user:9"}), (8, 18))
    file.write_text(head + "user:7,,,,,,8,18,tomorrow\n")
    assert "line 2" in CliRunner().invoke(staff, [str(file)]).output
    file.write_text("officer\nuser:7\n")
    assert "lacks the columns" in CliRunner().invoke(staff, [str(file)]).output
    assert "user:7" in queries.staff()
