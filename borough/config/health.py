"""Whether the service is alive (`/health/`) and whether it can do its work (`/ready/`), for load balancers.

Neither says anything about a person, and neither needs the other to answer: a process that waits for its
database is alive and not ready.
"""

import shutil
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, JsonResponse
from procrastinate.contrib.django.models import ProcrastinateWorker

from borough.platform.access.api import EVERYONE, Action, allow, grant

CHECK = Action("service:check", "Ask whether the service is up")
grant(EVERYONE, CHECK, because="monitors do not sign in, and the answer says nothing about anybody")

HEARTBEAT = timedelta(minutes=1)  # a worker beats every ten seconds
_applied: set[bool] = set()
DISK = 512 * 1024**2  # bytes: enough for a large extract to arrive and be unpacked


@allow(CHECK)
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


@allow(CHECK)
def ready(request: HttpRequest) -> HttpResponse:
    """200 when everything holds, 503 with the names of what does not."""
    checks = {name: _holds(check) for name, check in CHECKS.items()}
    good = all(checks.values())
    return JsonResponse({"ready": good, "checks": checks}, status=200 if good else 503)


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_are_applied() -> bool:
    """Looked up until it is so, then remembered: this program's migrations do not change while it runs."""
    if not _applied:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            _applied.add(True)
    return bool(_applied)


def a_worker_is_alive() -> bool:
    """A worker process has beaten within the last minute, by the database's clock."""
    recently = Now() - HEARTBEAT
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=recently).exists()


def disk_has_room() -> bool:
    return shutil.disk_usage(settings.DATA_DIR).free > DISK


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "worker": a_worker_is_alive,
    "disk": disk_has_room,
}
