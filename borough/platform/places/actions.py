"""What anybody may do with places. What editors may do is beside what they do it with."""

from borough.platform.access.api import EVERYONE, Action, grant

FIND = Action("place:find", "Find the nearest of any kind of place")

grant(EVERYONE, FIND, because="where the council's and others' places are is open to everybody")
