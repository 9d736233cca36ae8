"""Who may say that something is wrong, and who answers."""

from borough.platform.access.api import EVERYONE, Action, Role, grant

REPORT = Action("place:report", "Say that something about a place is wrong")
ANSWER = Action("place-report:answer", "Read and answer reports about places")

grant(EVERYONE, REPORT, because="whoever stands before the locked door knows best; no account is needed")
grant(Role.REGISTER_EDITOR, ANSWER, because="editors keep places true, and answer for it to who told them")
