"""Gives the tests a PostgreSQL: a throwaway embedded server, unless DATABASE_URL names one.

Loaded before Django's settings are read. With xdist the controller starts the server and its workers
inherit the address, so there is one server and one database a worker. A second run beside the first uses the
same server with databases of its own, and the last to end stops it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import psycopg
import pytest

# How long an example takes is the machine's affair: a busy one fails nobody.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

if not os.environ.get("DATABASE_URL"):
    from borough.config.database import embedded_server

    server = embedded_server(Path(__file__).parents[1] / ".borough", name="test-postgres", throwaway=True)
    server.start()

    def stop_unless_used() -> None:
        with psycopg.connect(server.url("postgres")) as connection:
            others = "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'test_%'"
            used = connection.execute(others).fetchone()[0]
        if not used:
            server.stop()

    atexit.register(stop_unless_used)
    os.environ["DATABASE_URL"] = server.url(f"borough_{os.getpid()}")


@pytest.fixture(scope="session", autouse=True)
def _files_of_feeds_are_kept_apart(tmp_path_factory):
    from django.conf import settings

    settings.FEEDS_FOLDER = tmp_path_factory.mktemp("feeds")
    settings.INDEX_FOLDER = tmp_path_factory.mktemp("index")


@pytest.fixture(scope="session", autouse=True)
def _snapshots_look_at_once():
    """What is built from registers is built anew at once, though a test lasts less than a second."""
    from borough.platform.gazetteer import loading
    from borough.platform.registers import snapshots

    snapshots.CHECK_EVERY = loading.CHECK_EVERY = 0.0


@pytest.fixture(scope="session", autouse=True)
def _assets_are_not_gathered():
    """Stylesheets and scripts come straight from their packages, under their own names."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(scope="session", autouse=True)
def _the_log_may_be_emptied_between_tests():
    """A test with real transactions empties every table after it, which the audit log refuses by design.

    Only the owner of the tables can lift that, and only visibly: here it is done, for throwaway databases.
    """
    from django.db.backends.postgresql.operations import DatabaseOperations as Operations

    flush = Operations.execute_sql_flush

    def execute_sql_flush(self, statements):
        logs = [table for table in ("audit_event", "audit_head") if any(table in sql for sql in statements)]
        lift = [f"ALTER TABLE {table} DISABLE TRIGGER never_emptied" for table in logs]
        restore = [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_emptied" for table in logs]
        return flush(self, [*lift, *statements, *restore])

    Operations.execute_sql_flush = execute_sql_flush
    yield
    Operations.execute_sql_flush = flush


@pytest.fixture(scope="session", autouse=True)
def _a_test_database_goes_even_if_a_browser_still_holds_it():
    """A live server's threads may keep their connection for a moment after the last journey."""
    from django.db.backends.postgresql.creation import DatabaseCreation

    def drop(self, name, verbosity):
        with self._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(name)} WITH (FORCE)")

    DatabaseCreation._destroy_test_db = drop


# What the tests keep in the data folder goes with them, and nobody else's is read.
folder = tempfile.mkdtemp(prefix="borough-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["DATA_DIR"] = folder


# Which templates did the tests reach? With --every-template the run fails for one that none did.
reached: set[str] = set()


def pytest_addoption(parser):
    parser.addoption("--every-template", action="store_true", help="fail for a template that no test reaches")


def pytest_configure(config):
    from django.conf import settings
    from django.test.signals import template_rendered

    # Assets come from the source folders: nothing to collect before a test may render a page.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    template_rendered.connect(_note, weak=False)


def _note(template, **_):
    reached.add(template.name)


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):  # a worker tells its controller
        # A slice is plain text, which a SafeString is not to what carries it over.
        session.config.workeroutput["templates"] = sorted(name[:] for name in reached if name)
    elif session.config.option.every_template and (unreached := our_templates() - reached):
        print("\nTemplates reached by no test:", *sorted(unreached), sep="\n  ")
        session.exitstatus = 1


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    reached.update(getattr(node, "workeroutput", {}).get("templates", []))


def our_templates() -> set[str]:
    root = Path(__file__).parents[1] / "borough"
    return {
        str(path.relative_to(folder))
        for folder in root.glob("**/templates")
        for path in folder.rglob("*.*")
        if path.is_file()
    }
