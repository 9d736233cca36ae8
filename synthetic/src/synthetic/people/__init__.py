"""People, their households and where each lived, over ten years."""

from synthetic.people.borough import Borough, People, Spells

__all__ = ["Borough", "People", "Spells"]
