"""Scoring without a table of pairs: blocks are gone through in parts, and what passes is kept.

Every result is the same whatever the number of threads: the parts do not depend on it, and stand in order.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np

from linkage.kernels import scan as kernel

from .blocking import Blocking, Blocks
from .compiled import Compiled

Progress = Callable[[int], None]
_Result = TypeVar("_Result")
_Task = TypeVar("_Task")
# Pairs compared at a time, where they are given.
AT_A_TIME = 1 << 18


class Pairs(NamedTuple):
    """`a` < `b`: int32 row numbers; `words` uint32, or uint64 where the levels need it: levels, packed
    (`Compiled.unpack`); `weight` float64 bits, prior included; `rule` int16: the place of the rule that admitted the
    pair, which those of one part may share."""

    a: np.ndarray
    b: np.ndarray
    words: np.ndarray
    weight: np.ndarray
    rule: np.ndarray

    @classmethod
    def of(cls, parts: Iterable["Pairs"]) -> "Pairs":
        columns = list(zip(*parts, strict=True))
        if not columns:
            return cls(
                *(np.zeros(0, dtype=kind) for kind in (np.int32, np.int32, np.uint64, np.float64, np.int16))
            )
        return cls._make(np.concatenate(column) for column in columns)

    def take(self, which: np.ndarray) -> "Pairs":
        """Some of them, by a mask or by places."""
        return Pairs._make(column[which] for column in self)


def pairs(compiled: Compiled, blocking: Blocking, *, at_least: float = -np.inf, threads: int | None = None,
          progress: Progress | None = None) -> Iterator[Pairs]:  # fmt: skip
    """The candidate pairs whose weight reaches `at_least`, part by part. `progress` is told of pairs done."""
    records, program, weights = compiled.records, compiled.program, compiled.weights
    room, word = _Room(np.int32, np.int32, np.uint64, np.float64), compiled.word

    def score(task: tuple[int, Blocks, np.ndarray]) -> Pairs:
        rule, its, spans = task
        a, b, words, weight = room.of(_pairs_in(spans))
        n = kernel.pairs(records, program, weights, blocking.arrays, rule, its.rows, spans, at_least, a, b,
                         words, weight)  # fmt: skip
        return Pairs(a[:n].copy(), b[:n].copy(), words[:n].astype(word), weight[:n].copy(),
                     np.broadcast_to(np.int16(rule), n))  # fmt: skip

    yield from in_order(score, _tasks(blocking), threads, _told(progress))


def patterns(compiled: Compiled, blocking: Blocking, *, threads: int | None = None,
             progress: Progress | None = None) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """(words, counts): each pattern of levels among the candidates once, in order, and how many pairs show it."""

    room = _Room(np.int32, np.int32, np.uint64)

    def count(task: tuple[int, Blocks, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        rule, its, spans = task
        a, b, words = room.of(_pairs_in(spans))
        found: tuple[np.ndarray, np.ndarray] = kernel.patterns(
            compiled.records, compiled.program, blocking.arrays, rule, its.rows, spans, a, b, words
        )
        return found

    return added(in_order(count, _tasks(blocking), threads, _told(progress)))


def added(parts: Iterable[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Counts of the same words summed up."""
    words, counts = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    for more, its in parts:
        words, place = np.unique(np.concatenate([words, more]), return_inverse=True)
        counts = np.bincount(place, np.concatenate([counts, its]), len(words)).astype(np.int64)
    return words, counts


def admitted(compiled: Compiled, blocking: Blocking, *, threads: int | None = None) -> np.ndarray:
    """int64 [rules]: how many pairs each rule is the first to admit."""

    room = _Room(np.int32, np.int32)

    def count(task: tuple[int, Blocks, np.ndarray]) -> tuple[int, int]:
        rule, its, spans = task
        a, b = room.of(_pairs_in(spans))
        return rule, kernel.candidates(
            compiled.records, compiled.program, blocking.arrays, rule, its.rows, spans, a, b
        )

    found = np.zeros(len(blocking.rules), dtype=np.int64)
    for rule, n in in_order(count, _tasks(blocking), threads):
        found[rule] += n
    return found


def compare(compiled: Compiled, a: np.ndarray, b: np.ndarray, *, threads: int | None = None) -> np.ndarray:
    """uint64 words of the pairs given, by row numbers."""
    a, b = np.ascontiguousarray(a, dtype=np.int32), np.ascontiguousarray(b, dtype=np.int32)
    out = np.empty(len(a), dtype=np.uint64)

    def work(start: int) -> None:
        part = slice(start, start + AT_A_TIME)
        kernel.words_of(compiled.records, compiled.program, a[part], b[part], out[part])

    deque(in_order(work, range(0, len(a), AT_A_TIME), threads), maxlen=0)
    return out


def weigh(compiled: Compiled, a: np.ndarray, b: np.ndarray, words: np.ndarray) -> np.ndarray:
    """float64: the weight in bits of pairs whose words are known, prior included."""
    a, b = np.ascontiguousarray(a, dtype=np.int32), np.ascontiguousarray(b, dtype=np.int32)
    out, words = np.empty(len(a)), words.astype(np.uint64, copy=False)
    kernel.weights_of(compiled.records, compiled.program, compiled.weights, a, b, words, out)
    return out


def sums(compiled: Compiled, a: np.ndarray, b: np.ndarray, words: np.ndarray, *,
         threads: int | None = None) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """float64: bits of pairs whose words are known, against strangers and against housemates, without priors."""
    a, b = np.ascontiguousarray(a, dtype=np.int32), np.ascontiguousarray(b, dtype=np.int32)
    strangers, housemates, words = np.empty(len(a)), np.empty(len(a)), words.astype(np.uint64, copy=False)
    records, program, weights = compiled.records, compiled.program, compiled.weights

    def work(start: int) -> None:
        part = slice(start, start + AT_A_TIME)
        kernel.sums_of(
            records, program, weights, a[part], b[part], words[part], strangers[part], housemates[part]
        )

    deque(in_order(work, range(0, len(a), AT_A_TIME), threads), maxlen=0)
    return strangers, housemates


class _Room(threading.local):
    """Each thread's own arrays, of these types, for one task after another: memory is asked of the system once."""

    def __init__(self, *kinds: type[np.generic]) -> None:
        self._kinds, self._arrays = kinds, [np.empty(0, kind) for kind in kinds]

    def of(self, size: int) -> list[np.ndarray]:
        """Of this length; what stood there before may stand there still."""
        if size > len(self._arrays[0]):
            self._arrays = [np.empty(size, kind) for kind in self._kinds]
        return [its[:size] for its in self._arrays]


def in_order(work: Callable[[_Task], _Result], tasks: Iterable[_Task], threads: int | None,
             done: Callable[[_Task], None] | None = None) -> Iterator[_Result]:  # fmt: skip
    """Results in the order of the tasks, worked out on `threads` at once and only a few ahead."""
    count = threads or len(os.sched_getaffinity(0))
    waiting: deque[tuple[_Task, Future[_Result]]] = deque()
    with ThreadPoolExecutor(count) as pool:
        try:
            for task in tasks:
                waiting.append((task, pool.submit(work, task)))
                if len(waiting) > 4 * count:
                    yield _finished(waiting, done)
            while waiting:
                yield _finished(waiting, done)
        finally:
            for _, future in waiting:
                future.cancel()


def _finished(waiting: deque[tuple[_Task, Future[_Result]]], done: Callable[[_Task], None] | None) -> _Result:
    task, future = waiting.popleft()
    result = future.result()
    if done:
        done(task)
    return result


def _tasks(blocking: Blocking) -> Iterator[tuple[int, Blocks, np.ndarray]]:
    for rule, its in enumerate(blocking.blocks):
        for spans in its.tasks():
            yield rule, its, spans


def _pairs_in(spans: np.ndarray) -> int:
    """Of each record from i to `to` with every later one before `end`."""
    i, to, end = spans[:, 0], spans[:, 1], spans[:, 2]
    return int(((to - i) * (2 * end - i - to - 1) // 2).sum())


def _told(progress: Progress | None) -> Callable[[tuple[int, Blocks, np.ndarray]], None] | None:
    return None if progress is None else lambda task: progress(_pairs_in(task[2]))
