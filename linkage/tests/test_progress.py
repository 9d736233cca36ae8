"""What is shown while a run goes on: a bar on a terminal, a line in a log, nothing for a library."""

import io

import pytest
from linkage.progress import SILENT, Bars, Lines, Timed, shown

from linkage import progress as shown_as


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time is what its only element says."""
    now = [100.0]
    monkeypatch.setattr(shown_as.time, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_a_line_for_each_stage_that_took_over_a_second(clock: list[float]) -> None:
    out = io.StringIO()
    lines = Lines(out)
    for name, total, seconds in (
        ("Reading", None, 0.4),
        ("Comparing pairs", 1_200_000, 3.1),
        ("Learning", None, 2),
    ):
        with lines.stage(name, total) as stage:
            stage.advance(10)
            clock[0] += seconds
    assert out.getvalue() == "Comparing pairs: 1,200,000 in 3.1 s\nLearning: 2.0 s\n"


def test_a_stage_that_fails_has_no_line(clock: list[float]) -> None:
    out = io.StringIO()

    def run() -> None:
        with Lines(out).stage("Reading"):
            clock[0] += 5
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run()
    assert out.getvalue() == ""


def test_a_bar_counts_up_to_its_total_and_short_stages_leave_no_trace() -> None:
    bars = Bars()
    with bars.stage("Whole"), bars.stage("Comparing pairs", 10) as stage:
        stage.advance(4)
        assert [(task.description, task.completed, task.total) for task in bars.rich.tasks] == [
            ("Whole", 0, None), ("Comparing pairs", 4, 10),
        ]  # fmt: skip
    assert bars.rich.tasks == []


def test_seconds_are_kept_for_the_report(clock: list[float]) -> None:
    timed = Timed(SILENT)
    with timed.stage("Reading"):
        clock[0] += 2
    with timed.stage("Learning", 7) as stage:
        stage.advance(7)
        clock[0] += 0.5
    assert timed.seconds == [("Reading", 2.0), ("Learning", 0.5)]


def test_quiet_is_silent_and_no_terminal_is_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    shown(quiet=True).say("Never mind.")
    assert capsys.readouterr().err == ""
    shown(quiet=False).say("Column 'born' is empty.")
    assert capsys.readouterr().err == "Column 'born' is empty.\n"
