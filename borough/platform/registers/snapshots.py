"""Something built from registers, kept in the process until one of them changes."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from .queries import numbers

T = TypeVar("T")
CHECK_EVERY = 1.0
"""Seconds for which a process believes that nothing has changed. Tests set it to nothing."""


class Snapshot(Generic[T]):
    """`Snapshot(build, "places", "postcodes").get()`: what `build()` gave, built anew once a register named has
    changed (any, where none is named). Whoever asks while it is built waits for it.
    """

    def __init__(self, build: Callable[[], T], *names: str) -> None:
        self._build, self._names = build, names
        self._lock = threading.Lock()
        self._state: object = None
        self._checked = -CHECK_EVERY
        self._value: T | None = None

    def get(self) -> T:
        if self._state is not None and time.monotonic() - self._checked < CHECK_EVERY:
            return self._value  # type: ignore[return-value]
        with self._lock:
            # Asked before building: a change meanwhile is then seen the next time.
            state = numbers(*self._names)
            if state != self._state:
                self._value = self._build()
                self._state = state
            self._checked = time.monotonic()
        return self._value  # type: ignore[return-value]
