"""What can be done about one's own sign-in, and by whom."""

from .policy import grant
from .rules import EVERYONE, SIGNED_IN, Action

SIGN_IN = Action("session:sign-in", "Sign in and out")
SECURE = Action("session:secure", "Manage your own password, passkeys and codes")

grant(EVERYONE, SIGN_IN, because="anyone may try to sign in; what they may do then is decided anew")
grant(SIGNED_IN, SECURE, because="each person looks after their own account")
