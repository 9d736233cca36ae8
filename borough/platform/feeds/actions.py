"""What can be done with feeds, and by whom."""

from borough.platform.access.api import STAFF, Action, Role, grant

READ = Action("feed:read", "See what feeds brought")
LOAD = Action("feed:load", "Upload a file to a feed")
DECIDE = Action("feed:decide", "Accept, refuse, reverse or replay a batch")
OPEN_ROW = Action("feed-row:open", "Open a row as it came", needs_purpose=True)
MEND = Action("feed-row:mend", "Mend a row in quarantine", needs_purpose=True)

grant(STAFF, READ, because="everybody who uses the records may know how fresh and complete they are")
grant(
    {Role.INDEX_STEWARD, Role.ADMINISTRATOR},
    LOAD,
    because="they look after what arrives; a file is checked before any of it is used",
)
grant(
    Role.INDEX_STEWARD,
    DECIDE,
    because="the steward answers for the quality of the index; the reason is kept",
)
grant(
    {Role.INDEX_STEWARD, Role.DATA_OWNER},
    OPEN_ROW,
    because="a row in quarantine cannot be mended unseen",
)
grant(Role.INDEX_STEWARD, MEND, because="the steward answers for the quality of the index")
grant(Role.DATA_OWNER, MEND, because="the owner of a source corrects what it sends")
