"""How right the entities are, where the truth is known, and what can be said where it is not.

The truth is read here and nowhere else: nothing that links may import this package.
"""

from .estimate import Estimate, estimate
from .judging import evaluate
from .result import Evaluation
from .sampling import sample

__all__ = ["Estimate", "Evaluation", "estimate", "evaluate", "sample"]
