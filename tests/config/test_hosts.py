"""Which hosts, with which ports, are answered: links that are written out carry them."""

import pytest

from borough.config.hosts import ports, without_port


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("localhost:80", 200),
        ("localhost:9000", 200),  # stated in HOSTS
        ("localhost:8001", 400),
        ("[::1]:8001", 400),
        ("evil.example", 400),
        ("evil.example:8000", 400),
        ("localhost:port", 400),
        ("localhost:", 400),
    ],
)
def test_a_host_is_answered_by_name_and_port(client, settings, host, status):
    settings.ALLOWED_HOSTS = [without_port(name) for name in ("localhost", "127.0.0.1", "[::1]")]
    settings.HOST_PORTS = ports(("localhost:9000",), 8000)
    answer = client.get("/cookies/", headers={"host": host})
    assert answer.status_code == status
    assert answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("localhost", "localhost"),
        ("localhost:9000", "localhost"),
        ("[::1]", "[::1]"),
        ("[::1]:9000", "[::1]"),
        ("*", "*"),
        (".borough.example", ".borough.example"),
    ],
)
def test_django_is_given_the_name_alone(stated, name):
    assert without_port(stated) == name
