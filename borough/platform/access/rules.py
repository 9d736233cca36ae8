"""Who may do what, without a database: roles, actions, and the one decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the council. Roles do not contain one another: each grant names its own."""

    ANONYMOUS = "anonymous"
    RESIDENT = "resident"
    OFFICER = "officer"  # of the contact centre
    REVENUES = "revenues"
    HOUSING_OFFICER = "housing_officer"
    ADMISSIONS = "admissions"
    ELECTORAL_OFFICER = "electoral_officer"
    INVESTIGATOR = "investigator"
    NFI_CONTACT = "nfi_contact"  # of the National Fraud Initiative
    EDUCATION_OFFICER = "education_officer"  # children missing education
    SOCIAL_WORKER = "social_worker"  # children's, and the front door (MASH)
    ALLOCATED_WORKER = "allocated_worker"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    ADULT_WORKER = "adult_worker"
    DUTY_OFFICER = "duty_officer"  # in an emergency
    INFORMATION_OFFICER = "information_officer"  # answers people about their own data
    PRIVACY_OFFICER = "privacy_officer"  # of the Data Protection Officer
    DATA_OWNER = "data_owner"
    ANALYST = "analyst"
    INDEX_STEWARD = "index_steward"
    REGISTER_EDITOR = "register_editor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


EVERYONE = frozenset(Role)
STAFF = EVERYONE - {Role.ANONYMOUS, Role.RESIDENT}
SIGNED_IN = STAFF | {Role.RESIDENT}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done. `needs_purpose`: only while a live purpose is stated (privacy)."""

    code: str  # noun:verb
    description: str  # "Open a person's page"
    needs_purpose: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes this request. `id` is user:7 or anonymous; `second_factor`: proved more than a password."""

    id: str
    name: str
    roles: frozenset[Role]
    second_factor: bool = False

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)

    @property
    def proven(self) -> frozenset[Role]:
        """The roles that count: without a second factor a member of staff is anybody who signed in."""
        if self.second_factor or not self.is_staff:
            return self.roles
        return frozenset({Role.RESIDENT})


ANONYMOUS = Actor("anonymous", "Anonymous", frozenset({Role.ANONYMOUS}))


@dataclass(frozen=True, slots=True)
class Allowed:
    because: str


class Remedy(StrEnum):
    SIGN_IN = "sign in"
    SECOND_FACTOR = "second factor"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Refused:
    reason: str
    remedy: Remedy


def alike(policy: "Policy", roles: Iterable[Role]) -> list[tuple[Role, ...]]:
    """The roles in groups that may do exactly the same, each in the order given."""
    groups: dict[frozenset[str], list[Role]] = {}
    for role in roles:
        may = frozenset(action.code for action, grants in policy.items() if role in grants)
        groups.setdefault(may if role in STAFF else frozenset({role}), []).append(role)
    return [tuple(group) for group in groups.values()]


# For each action, the roles that may and the reason why each may.
Policy = Mapping[Action, Mapping[Role, str]]


def decide(actor: Actor, action: Action | None, policy: Policy) -> Allowed | Refused:
    """Deny unless a grant says otherwise. A staff role counts only with a second factor."""
    if action is None:
        return Refused("No policy names this page, so nobody may open it.", Remedy.ASK)
    grants = policy.get(action, {})
    if held := sorted(actor.proven & grants.keys()):
        return Allowed(grants[held[0]])
    if actor.roles & grants.keys():
        return Refused("Staff pages need a second proof of who you are.", Remedy.SECOND_FACTOR)
    if Role.ANONYMOUS in actor.roles:
        return Refused("You need to sign in first.", Remedy.SIGN_IN)
    return Refused(f"Your role does not include: {action.description.lower()}.", Remedy.ASK)
