"""Record linkage: data frames in, entities out."""

from .evaluation import Evaluation, evaluate
from .linking import link
from .schema import BadInput, Option, Role, Schema
from .standard import standardise

__all__ = ["BadInput", "Evaluation", "Option", "Role", "Schema", "evaluate", "link", "standardise"]
