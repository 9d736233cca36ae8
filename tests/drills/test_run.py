"""`make run` killed at twenty random moments of its first start; the last start is as good as a first."""

import random
import time

import pytest

from tests.running import Council

KILLS = 20


@pytest.mark.parametrize("seed", range(2))
def test_no_moment_to_be_killed_at_hurts_the_next_start(tmp_path, seed):
    moments = random.Random(seed)
    council = Council(tmp_path / "council")
    for _ in range(KILLS):
        council.start()
        time.sleep(moments.uniform(0, 12))
        if council.process.poll() is None:
            council.kill()
        else:
            pytest.fail(f"it ended by itself:\n{council.said}")
    council.start().wait_until_ready()
    undisturbed = Council(tmp_path / "other").start().wait_until_ready()
    try:
        assert council.get("/health/") == undisturbed.get("/health/")
    finally:
        assert council.interrupt() == 0
        assert undisturbed.interrupt() == 0
    assert council.left_over() == []
