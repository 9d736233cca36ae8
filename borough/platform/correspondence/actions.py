"""Who may read what the council wrote."""

from borough.platform.access.api import Action, Role, grant

READ = Action("message:read", "Read what the council wrote to somebody")
SEND_AGAIN = Action("message:send-again", "Send a message that failed again")

for action in (READ, SEND_AGAIN):
    grant(
        Role.REGISTER_EDITOR,
        action,
        because="who answers people must see exactly what was sent to them, and that it went",
    )
