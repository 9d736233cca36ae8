"""`make run`, as a newcomer sees it: ready, stopped by ctrl-C, killed, and started again."""

from urllib.error import HTTPError

import pytest

from tests.running import PATIENCE, Council

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    council = Council(tmp_path_factory.mktemp("run") / "council")
    yield council
    if council.process and council.process.poll() is None:
        council.interrupt()


def test_from_nothing_to_ready_killed_and_ready_again_nothing_made_twice(council):
    council.start().wait_until_ready()
    assert f"Ready: {council.url}" in council.said
    assert "<h1" in council.get("/")
    with pytest.raises(HTTPError) as refused:
        council.get(f"/find/?q={'a' * 10_000}")
    assert refused.value.code == 414
    assert "type a few words: a kind of place, a postcode" in refused.value.read().decode()

    council.kill()
    council.start().wait_until_ready()
    for made in ("Making a synthetic borough", "Loading", "Linking", "Gathering"):
        assert made not in council.said, f"made twice: {made}"
    assert "<h1" in council.get("/")

    again = Council(council.folder)
    assert again.start().process.wait(PATIENCE) == 1
    assert "already runs here" in again.said

    assert council.interrupt() == 0
    assert council.said.rstrip().endswith("Stopped.")
    assert council.left_over() == []


def test_a_port_that_is_taken_is_named_with_a_way_out(tmp_path):
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        council = Council(tmp_path / "council")
        council.environment["PORT"] = str(port := other.getsockname()[1])
        assert council.start().process.wait(PATIENCE) == 1
    assert (
        f"Port {port} is taken by another program. Choose another: PORT={port + 1} make run" in council.said
    )
