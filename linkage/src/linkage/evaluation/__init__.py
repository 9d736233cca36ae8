"""How right the entities are, where the truth is known.

The truth is read here and nowhere else: nothing that links may import this package.
"""

from .judging import evaluate
from .result import Evaluation

__all__ = ["Evaluation", "evaluate"]
