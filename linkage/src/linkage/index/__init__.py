"""The real-time index: who is this?"""

from .changed import Changed
from .found import Found, Match
from .index import Index

__all__ = ["Changed", "Found", "Index", "Match"]
