"""Open data for everybody."""

from borough.platform.access.api import EVERYONE, Action, grant

TAKE = Action("place:take", "Take places away for your own site or program")

grant(EVERYONE, TAKE, because="open data is for everybody to use; each answer carries its licence")
