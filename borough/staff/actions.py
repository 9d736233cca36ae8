from borough.platform.access.api import STAFF, Action, Role, grant

ENTER = Action("staff:enter", "Open the staff home page")
SEARCH_PEOPLE = Action("person:search", "Search for a person", needs_purpose=True)
OPEN_PERSON = Action("person:open", "Open a person's page", needs_purpose=True)
KEEP_INDEX = Action("index:keep", "See how the index stands, and decide what it may change")
READ_LOG = Action("log:read", "Read the log of who looked at whom")

grant(STAFF, ENTER, because="everybody who works for the council starts here")
# Auditors read the log, administrators give roles: neither needs to see a person for that.
for _action in (SEARCH_PEOPLE, OPEN_PERSON):
    grant(Role.OFFICER, _action, because="officers serve the people who live here, for a purpose each time")
    grant(Role.INDEX_STEWARD, _action, because="stewards check and correct what the index says of people")
grant(
    Role.INDEX_STEWARD,
    KEEP_INDEX,
    because="the steward answers for who is held to be one person; reasons are kept",
)
grant(Role.AUDITOR, READ_LOG, because="somebody who works with nobody's records watches those who do")
