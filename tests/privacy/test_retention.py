"""Every table has a retention class, and what has outlived it goes."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from borough.config.retention import LIBRARIES
from borough.platform.privacy import operations
from borough.platform.privacy.api import retention_classes
from borough.platform.privacy.commands import DOCUMENT
from borough.platform.privacy.retention import as_document
from borough.platform.privacy.tasks import forget_jobs, forget_sessions
from tests.people import sign_in


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_every_model_has_a_class(model):
    ours = model.__module__.startswith("borough.")
    code = getattr(model, "retention", None) if ours else LIBRARIES.get(model._meta.label)
    assert code in retention_classes(), f"{model._meta.label} needs a class of retention.toml, not {code!r}"


def test_every_class_is_used_and_every_library_table_exists():
    models = {model._meta.label: model for model in apps.get_models()}
    assert set(LIBRARIES) <= set(models)
    used = {getattr(model, "retention", None) for model in models.values()} | set(LIBRARIES.values())
    assert set(retention_classes()) <= used


def test_the_document_says_what_the_file_says():
    assert DOCUMENT.read_text() == as_document(), "run: borough privacy papers"


@pytest.mark.django_db
def test_sessions_that_ended_are_forgotten_and_live_ones_are_not(client):
    officer = sign_in(client, "officer")
    Session.objects.create(
        session_key="old", session_data="", expire_date=timezone.now() - timedelta(seconds=1)
    )
    UserSession.objects.create(user=officer, session_key="old", ip="192.0.2.1", user_agent="a browser")
    forget_sessions(0)
    assert not Session.objects.filter(session_key="old").exists()
    assert not UserSession.objects.filter(session_key="old").exists()
    assert client.get("/staff/").status_code == 200
    assert operations.forget_sessions() == 0


@pytest.mark.django_db
def test_work_that_was_done_a_month_ago_is_forgotten():
    with connection.cursor() as cursor:
        for days in (29, 31):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('feeds', %s, 'succeeded')"
                " RETURNING id", [f"{days} days ago"],
            )  # fmt: skip
            job = cursor.fetchone()[0]
            cursor.execute(
                "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'succeeded', now() - make_interval"
                "(days => %s))", [job, days],
            )  # fmt: skip
        forget_jobs(0)
        cursor.execute("SELECT task_name FROM procrastinate_jobs")
        assert cursor.fetchall() == [("29 days ago",)]
