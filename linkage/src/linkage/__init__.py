"""Record linkage: data frames in, entities out.

Names load what they need when first used, so that `python -m linkage --help` answers at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .evaluation import Evaluation, evaluate
    from .explaining.explanation import explain
    from .index import Index
    from .linked import Linked
    from .linking import link, train
    from .model import Model
    from .schema import BadInput, Option, Role, Schema
    from .standard.table import standardise
    from .survey.profiling import profile

_HOME = {
    "BadInput": "schema",
    "Evaluation": "evaluation",
    "Index": "index",
    "Linked": "linked",
    "Model": "model",
    "Option": "schema",
    "Role": "schema",
    "Schema": "schema",
    "evaluate": "evaluation",
    "explain": "explaining.explanation",
    "link": "linking",
    "profile": "survey.profiling",
    "standardise": "standard.table",
    "train": "linking",
}

__all__ = [
    "BadInput", "Evaluation", "Index", "Linked", "Model", "Option", "Role", "Schema", "evaluate", "explain", "link",
    "profile", "standardise", "train",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'linkage' has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
