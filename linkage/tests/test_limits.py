"""Memory and threads: read as people write them, and kept to."""

import pytest
from linkage.commands.watch import watched
from linkage.limits import Limits, parse_memory, peak, size, standing

from linkage import BadInput

MEMORY = {
    "2GB": 2_000_000_000,
    "500MB": 500_000_000,
    "1.5 gb": 1_500_000_000,
    "64K": 64_000,
    "1GiB": 10**9,
}


@pytest.mark.parametrize("text", MEMORY)
def test_memory_as_people_write_it(text: str) -> None:
    assert parse_memory(text) == MEMORY[text]


@pytest.mark.parametrize("text", ["", "much", "-1GB", "2XB", "0GB", "GB"])
def test_memory_that_nobody_understands(text: str) -> None:
    with pytest.raises(BadInput, match="write a number and a unit, such as 2GB or 500MB"):
        parse_memory(text)


def test_bytes_without_a_unit_are_a_slip_of_the_pen() -> None:
    with pytest.raises(BadInput, match="--memory '50': write the unit too, such as 50MB"):
        parse_memory("50")


def test_sizes_read_back() -> None:
    assert [size(number) for number in (1, 350_000_000, 2_100_000_000)] == ["1MB", "350MB", "2.1GB"]


def test_no_threads_are_refused_and_by_default_all_are_taken() -> None:
    with pytest.raises(BadInput, match="--threads 0: give 1 or more"):
        Limits.of(threads=0)
    assert Limits.of(threads=3).threads == 3
    assert Limits.of().threads >= 1


def test_room_is_what_is_left_and_never_less_than_nothing() -> None:
    assert 0 < Limits.of("100GB").room() < 100 * 10**9
    assert Limits.of("1MB").room() == 0
    assert 0 < standing() <= peak()


def test_a_step_that_would_not_fit_is_refused_by_name() -> None:
    Limits.of("100GB").check("reading", more=10**9)
    with pytest.raises(
        BadInput,
        match=r"^Not enough memory: reading needs at least 10\d\.\dGB, and --memory allows 100\.0GB; give --memory 2",
    ):
        Limits.of("100GB").check("reading", more=100 * 10**9)


def test_a_run_that_grows_beyond_its_limit_is_stopped() -> None:
    def run() -> None:
        held = []
        with watched(Limits.of(standing() + 60_000_000)):
            while len(held) < 2_000:
                held.append(bytearray(b"\1") * 1_000_000)

    with pytest.raises(BadInput, match="Not enough memory: this run needs at least"):
        run()


def test_a_run_within_its_limit_is_left_alone() -> None:
    with watched(Limits.of("100GB")):
        held = bytearray(10_000_000)
    assert len(held) == 10_000_000
