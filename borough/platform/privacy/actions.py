from borough.platform.access.api import Action, Role, grant

STATE_PURPOSE = Action("purpose:state", "State why you need to look at people")

grant(
    {Role.OFFICER, Role.INDEX_STEWARD},
    STATE_PURPOSE,
    because="they work with people's records, and say why each time",
)
