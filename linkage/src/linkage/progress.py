"""What a person sees while it runs: a bar for each stage on a terminal, a line for each elsewhere, or nothing.

with progress.stage("Comparing pairs", total=1_200_000) as stage:
    stage.advance(50_000)
"""

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO, Protocol

SHOWN = 1.0  # seconds; a shorter stage is not worth a line


class Stage(Protocol):
    def advance(self, done: int = 1) -> None:
        """So many more of the stage's total are done."""


class Progress(Protocol):
    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Stage]:
        """A stage of the work, of `total` units if that is known; entered once, left once."""

    def say(self, sentence: str) -> None:
        """Something the reader should know now."""


class _Still:
    def advance(self, done: int = 1) -> None:
        return


class Silent:
    """Nothing is shown: in a library nobody asked."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Stage]:
        return nullcontext(_Still())

    def say(self, sentence: str) -> None:
        return


class Lines:
    """A line when a stage that took over a second ends: for logs. `Comparing pairs: 1,200,000 in 3.1 s`."""

    def __init__(self, out: IO[str]) -> None:
        self.out = out

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        began = time.monotonic()
        yield _Still()
        took = time.monotonic() - began
        if took >= SHOWN:
            self.say(f"{name}: {total:,} in {took:.1f} s" if total else f"{name}: {took:.1f} s")

    def say(self, sentence: str) -> None:
        print(sentence, file=self.out, flush=True)


class _Bar:
    def __init__(self, bars: "Bars", name: str, total: int | None) -> None:
        self.bars, self.task = bars, bars.rich.add_task(name, total=total)

    def advance(self, done: int = 1) -> None:
        self.bars.rich.advance(self.task, done)


class Bars:
    """Bars on a terminal; a stage that took under a second leaves no trace."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Rich

        self.rich = Rich(
            SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), BarColumn(bar_width=24),
            MofNCompleteColumn(), TimeElapsedColumn(), console=Console(stderr=True),
        )  # fmt: skip
        self.open = 0

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        if not self.open:
            self.rich.start()
        self.open += 1
        began, bar = time.monotonic(), _Bar(self, name, total)
        try:
            yield bar
        finally:
            whole = self.rich.tasks[self.rich.task_ids.index(bar.task)]
            end = total if total is not None else max(int(whole.completed), 1)
            self.rich.update(bar.task, total=end, completed=end)
            if time.monotonic() - began < SHOWN:
                self.rich.remove_task(bar.task)
            self.open -= 1
            if not self.open:
                self.rich.stop()
                for task in self.rich.task_ids:
                    self.rich.remove_task(task)

    def say(self, sentence: str) -> None:
        self.rich.console.print(sentence, markup=False, highlight=False)


class Timed:
    """What another shows, with the `seconds` of each stage kept, in the order in which they ended."""

    def __init__(self, shown: Progress) -> None:
        self.shown = shown
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        began = time.monotonic()
        with self.shown.stage(name, total) as stage:
            yield stage
        self.seconds.append((name, time.monotonic() - began))

    def say(self, sentence: str) -> None:
        self.shown.say(sentence)


SILENT: Progress = Silent()


def shown(*, quiet: bool) -> Progress:
    """What suits this process: silence if asked for, bars on a terminal, else lines; all on stderr."""
    if quiet:
        return SILENT
    return Bars() if sys.stderr.isatty() else Lines(sys.stderr)
