"""Places: what is where, when it is open, and which is nearest.

library = places.kind("library")
for found in places.nearest(library, 51.54, -0.14, 3):
    print(found.place.name, round(found.metres))
"""

from .actions import FIND
from .box import Box
from .finding import Understood, understand, whereabouts
from .holding import Holding, all_places, common_kinds, holding, kinds_of, nearest, place
from .insight import count as count_sought
from .insight import keep_writing as keep_counting
from .insight.measuring import measure
from .kinds import Category, Kind, Kinds, KindsFault, kind, kinds
from .nearest import Engine, Found
from .open_api import router
from .pages import find as find_page
from .place import Place
from .rules import how_far, minutes_on_foot

__all__ = [
    "FIND",
    "Box",
    "Category",
    "Engine",
    "Found",
    "Holding",
    "Kind",
    "Kinds",
    "KindsFault",
    "Place",
    "Understood",
    "all_places",
    "common_kinds",
    "count_sought",
    "find_page",
    "holding",
    "how_far",
    "keep_counting",
    "kind",
    "kinds",
    "kinds_of",
    "measure",
    "minutes_on_foot",
    "nearest",
    "place",
    "router",
    "understand",
    "whereabouts",
]  # fmt: skip
