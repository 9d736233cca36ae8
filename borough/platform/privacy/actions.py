from borough.platform.access.api import Action, Role, grant

from .register import purposes

STATE_PURPOSE = Action("purpose:state", "State why you need to look at people")

# Whoever the register lets open people's pages; nobody else has a use for a purpose.
MAY_OPEN_PEOPLE = frozenset(
    Role(role) for purpose in purposes().values() if purpose.opens_people for role in purpose.roles
)

grant(MAY_OPEN_PEOPLE, STATE_PURPOSE, because="they work with people's records, and say why each time")
