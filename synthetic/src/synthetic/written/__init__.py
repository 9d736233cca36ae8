"""How a clerk, a form or a telephone call writes a person down: partial, late and with errors."""

from synthetic.written.habits import Habit
from synthetic.written.picture import Picture, take_down

__all__ = ["Habit", "Picture", "take_down"]
