"""The embedded server: private, restartable after any death, the same for two who start it at once."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from borough.config.database import EmbeddedServer, embedded_server, wait_until


@pytest.fixture
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pg")
    server = embedded_server(folder, name="one", throwaway=True)
    yield server
    server.stop()


def select_one(server: EmbeddedServer) -> int:
    with psycopg.connect(server.url()) as connection:
        return connection.execute("select 1").fetchone()[0]


def test_it_survives_being_killed(server):
    server.start()
    os.kill(server.pid(), signal.SIGKILL)
    wait_until(lambda: server.pid() is None, seconds=10, what="the kill")
    assert server.start()
    assert select_one(server) == 1


def test_a_half_made_cluster_is_made_again(server):
    server.start()
    server.stop()
    (server.home / "ready").unlink()
    assert server.start()
    assert select_one(server) == 1


def test_two_starts_at_once_make_one_server(server):
    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(lambda _: server.start(), range(2))) == [False, True]


def test_a_wrong_password_is_refused(server):
    server.start()
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(server.url(), password="guess")
