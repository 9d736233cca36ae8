from borough.platform.access.api import STAFF, Action, grant

ENTER = Action("staff:enter", "Open the staff home page")

grant(STAFF, ENTER, because="everybody who works for the council starts here")
