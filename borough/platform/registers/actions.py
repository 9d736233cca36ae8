"""What can be done with registers, and by whom."""

from borough.platform.access.api import EVERYONE, Action, Role, grant

READ = Action("register:read", "Read and download the registers")
DECIDE = Action("register:decide", "See what a file would change in a register, and accept or refuse it")

grant(EVERYONE, READ, because="open data is for everybody, to read and to take away")
grant(
    {Role.REGISTER_EDITOR, Role.INDEX_STEWARD},
    DECIDE,
    because="editors answer for what registers say; the reason is kept",
)
