"""Who sees what is looked for."""

from borough.platform.access.api import Action, Role, grant

READ = Action("insight:read", "See what people look for, and how near it is")

grant(
    {Role.REGISTER_EDITOR, Role.ADMINISTRATOR, Role.AUDITOR},
    READ,
    because="figures about no one, by which the council sees what is missing",
)
