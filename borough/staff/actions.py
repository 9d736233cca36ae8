from borough.platform.access.api import STAFF, Action, Role, grant
from borough.platform.privacy.api import MAY_OPEN_PEOPLE

ENTER = Action("staff:enter", "Open the staff home page")
SEARCH_PEOPLE = Action("person:search", "Search for a person", needs_purpose=True)
OPEN_PERSON = Action("person:open", "Open a person's page", needs_purpose=True)
KEEP_INDEX = Action("index:keep", "See how the index stands, and decide what it may change")
READ_LOG = Action("log:read", "Read the log of who looked at whom")

grant(STAFF, ENTER, because="everybody who works for the council starts here")
# Auditors read the log, administrators give roles: neither needs to see a person for that.
for _action in (SEARCH_PEOPLE, OPEN_PERSON):
    grant(
        MAY_OPEN_PEOPLE, _action, because="the register of purposes gives their role a reason to, each time"
    )
grant(
    Role.INDEX_STEWARD,
    KEEP_INDEX,
    because="the steward answers for who is held to be one person; reasons are kept",
)
grant(
    {Role.AUDITOR, Role.PRIVACY_OFFICER},
    READ_LOG,
    because="somebody who works with nobody's records watches those who do",
)

KEEP_SHIELDS = Action("shield:keep", "Set, confirm and lift shields, and name who may look behind one")
for _role, _reason in {
    Role.SAFEGUARDING_LEAD: "who answers for people in danger decides who must not be found",
    Role.PRIVACY_OFFICER: "the second of the two people whom each shield needs",
}.items():
    grant(_role, KEEP_SHIELDS, because=_reason)
