"""Who may do what. Denied unless an action is granted to a role; the reason is kept with the decision.

In an app's `actions.py`:

    OPEN = Action("person:open", "Open a person's page", needs_purpose=True)
    grant(Role.OFFICER, OPEN, because="officers serve the people who contact the council")

and on its view `@allow(OPEN)`. `request.actor` says who asks.
"""

from .actions import MANAGE
from .attention import Attention, needs_attention, waiting_for
from .demonstration import make_demonstration_accounts
from .middleware import Request
from .policy import action_of, allow, grant, may_open, policy, routes
from .queries import addresses_of, manager_of, roles_that_end_by, staff_member
from .rules import EVERYONE, SIGNED_IN, STAFF, Action, Actor, Role

__all__ = [
    "EVERYONE",
    "MANAGE",
    "SIGNED_IN",
    "STAFF",
    "Action",
    "Actor",
    "Attention",
    "Request",
    "Role",
    "action_of",
    "addresses_of",
    "allow",
    "grant",
    "make_demonstration_accounts",
    "manager_of",
    "may_open",
    "needs_attention",
    "policy",
    "roles_that_end_by",
    "routes",
    "staff_member",
    "waiting_for",
]  # fmt: skip
