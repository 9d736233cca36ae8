from borough.platform.access.api import STAFF, Action, Role, grant

ENTER = Action("staff:enter", "Open the staff home page")
READ_LOG = Action("log:read", "Read the log of who looked at whom")

grant(STAFF, ENTER, because="everybody who works for the council starts here")
grant(Role.AUDITOR, READ_LOG, because="somebody who works with nobody's records watches those who do")
