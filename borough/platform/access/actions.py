"""What can be done about accounts and roles, and by whom."""

from .policy import grant
from .rules import EVERYONE, SIGNED_IN, Action, Role

SIGN_IN = Action("session:sign-in", "Sign in and out")
SECURE = Action("session:secure", "Manage your own password, passkeys and codes")
MANAGE = Action("access:manage", "Open accounts, give and end roles")

grant(EVERYONE, SIGN_IN, because="anyone may try to sign in; what they may do then is decided anew")
grant(SIGNED_IN, SECURE, because="each person looks after their own account")
grant(Role.ADMINISTRATOR, MANAGE, because="each role is given by somebody whose name is kept with it")
