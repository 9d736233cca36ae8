"""Who keeps places true."""

from borough.platform.access.api import Action, Role, grant

READ = Action("place:keep", "See how places are kept: findings, drafts, history")
EDIT = Action("place:edit", "Change, add, merge and take back places")

for action in (READ, EDIT):
    grant(Role.REGISTER_EDITOR, action, because="editors keep places true; each change has its reason")
