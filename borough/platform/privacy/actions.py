from borough.platform.access.api import Action, Role, grant

from .register import purposes

STATE_PURPOSE = Action("purpose:state", "State why you need to look at people")

# Whoever the register lets open people's pages; nobody else has a use for a purpose.
MAY_OPEN_PEOPLE = frozenset(
    Role(role) for purpose in purposes().values() if purpose.opens_people for role in purpose.roles
)

grant(MAY_OPEN_PEOPLE, STATE_PURPOSE, because="they work with people's records, and say why each time")

BREAK_GLASS = Action("glass:break", "Open people in an emergency, beyond your role, for four hours")
REVIEW_GLASS = Action("glass:review", "Review emergency access")
grant(
    MAY_OPEN_PEOPLE,
    BREAK_GLASS,
    because="a life may depend on who happens to be there; a privacy officer hears of it at once",
)
grant(Role.PRIVACY_OFFICER, REVIEW_GLASS, because="who reviews opens nobody's records, and is told of each")
