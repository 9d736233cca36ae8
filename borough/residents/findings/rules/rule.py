"""Rules by code and version. A rule that is changed becomes a new version; the former stays, because findings
pin it and are made again from it. Pure."""

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from .known import Known

Finds = Callable[[Known], pl.DataFrame]
_rules: dict[tuple[str, int], "Rule"] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule. `reads`: the feeds without which it finds less. `finds` gives the columns FOUND:
    whom and which home it is about, the facts that say one thing, those that say the other, for how long."""

    code: str
    version: int
    reads: tuple[str, ...]
    finds: Finds

    @property
    def digest(self) -> str:
        """SHA-256 of the module that the rule stands in, and of what it is made with."""
        from . import known

        texts = [inspect.getsource(inspect.getmodule(self.finds) or known), inspect.getsource(known)]
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def rule(code: str, *, version: int = 1, reads: tuple[str, ...]) -> Callable[[Finds], Finds]:
    """Register a function as this version of a rule."""

    def register(finds: Finds) -> Finds:
        if (code, version) in _rules:
            raise ValueError(f"Two rules are called {code} version {version}")
        _rules[code, version] = Rule(code, version, reads, finds)
        return finds

    return register


def rule_of(code: str, version: int | None = None) -> Rule | None:
    """This version of a rule, or its newest; None where there is none."""
    its = [known for key, known in _rules.items() if key[0] == code and version in (None, key[1])]
    return max(its, key=lambda known: known.version, default=None)


def codes() -> list[str]:
    return sorted({code for code, _ in _rules}, key=lambda code: (code[0], int(code[1:])))
