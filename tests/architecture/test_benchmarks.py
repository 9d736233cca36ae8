"""Benchmarks are run seldom: what they lean on must not move away from under them in silence."""

import importlib
import pkgutil

import pytest

import benchmarks
from benchmarks.linkage_choices import CHOICES


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(benchmarks.__path__)])
def test_every_benchmark_can_be_started(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    assert name[0] == "_" or callable(module.main)


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_can_be_switched_off(choice: str) -> None:
    """Each replaces a private function by name: where there is none of that name, entering fails."""
    with CHOICES[choice]():
        pass
