"""Accounts for trying the demonstration: one a role, with a published password. Only where DEMO is on;
where it is off they cannot sign in, even if an earlier start made them (see `backend.py`)."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from borough.platform.audit.api import SYSTEM
from borough.ui import api as ui

from .models import Grant, User
from .operations import give
from .rules import STAFF, Role

PASSWORD = "borough-demonstration"  # noqa: S105 - published on purpose; production refuses DEMO
PERIOD = 30  # seconds

PEOPLE = {
    Role.OFFICER: ("officer@example.org", "Olu Adeyemi", "Contact centre: serves callers"),
    Role.REVENUES: ("revenues@example.org", "Grace Mensah", "Bills council tax and reductions"),
    Role.HOUSING_OFFICER: ("housing@example.org", "Declan Walsh", "Manages council tenancies"),
    Role.ADMISSIONS: ("admissions@example.org", "Farah Malik", "Checks addresses for school places"),
    Role.ELECTORAL_OFFICER: ("electoral@example.org", "Huw Pritchard", "Keeps the electoral register"),
    Role.INVESTIGATOR: (
        "investigator@example.org",
        "Rosa Lindqvist",
        "Investigates tenancy and discount fraud",
    ),
    Role.NFI_CONTACT: ("nfi@example.org", "Neil Ashworth", "Sends the National Fraud Initiative its exports"),
    Role.EDUCATION_OFFICER: ("education@example.org", "Joy Okonkwo", "Finds children missing education"),
    Role.SOCIAL_WORKER: ("social@example.org", "Hannah Levy", "Safeguards children"),
    Role.ALLOCATED_WORKER: ("allocated@example.org", "Kwame Boateng", "Hears of changes at watched children"),
    Role.SAFEGUARDING_LEAD: ("lead@example.org", "Ruth Castellan", "Leads safeguarding, shields people"),
    Role.ADULT_WORKER: ("adults@example.org", "Imran Sheikh", "Safeguards adults"),
    Role.DUTY_OFFICER: ("duty@example.org", "Vera Novak", "Is on duty in an emergency"),
    Role.INFORMATION_OFFICER: (
        "information@example.org",
        "Colm Brady",
        "Answers people about their own data",
    ),
    Role.PRIVACY_OFFICER: ("privacy@example.org", "Anjali Rao", "Reviews emergency access, shields people"),
    Role.DATA_OWNER: ("owner@example.org", "Martin Okoro", "Corrects records at their source"),
    Role.ANALYST: ("analyst@example.org", "Yuki Tanaka", "Counts, and sees nobody"),
    Role.INDEX_STEWARD: ("steward@example.org", "Priya Nair", "Looks after feeds, links and their quality"),
    Role.REGISTER_EDITOR: ("editor@example.org", "Maya Okafor", "Keeps registers and places true"),
    Role.AUDITOR: ("auditor@example.org", "Tom Brandt", "Reads the log: who looked at whom, and why"),
    Role.ADMINISTRATOR: ("administrator@example.org", "Siân Hughes", "Gives and ends roles"),
    Role.RESIDENT: ("resident@example.org", "Amina Yusuf", "A resident: may open no staff page"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """One demonstration account. `code` and `next_code` are its digits now and in half a minute."""

    role: Role
    email: str
    password: str
    name: str
    does: str
    code: str
    next_code: str

    @property
    def card(self) -> ui.SummaryList:
        """As the page shows it."""
        codes = {"Code now": self.code, "Next code": self.next_code} if self.code else {}
        facts = {"E-mail address": self.email, **codes, "Can": self.does}
        rows = [ui.Fact(key=key, value=value) for key, value in facts.items()]
        return ui.SummaryList(rows=rows, card=ui.Card(title=f"{self.role.label.capitalize()}: {self.name}"))


def make_demonstration_accounts() -> list[Account]:
    """Make those that are missing and say how to sign in with each. Refuses unless DEMO is on."""
    if not settings.DEMO:
        raise PermissionError("Demonstration accounts exist only where DEMO is on.")
    there = set(User.objects.values_list("email", flat=True))
    missing = [role for role, (email, _, _) in PEOPLE.items() if email not in there]
    hashed = make_password(PASSWORD) if missing else ""  # once: it is the same for all, and slow on purpose
    with transaction.atomic():
        for role in missing:
            _make(role, hashed)
    return demonstration_accounts(timezone.now())


def demonstration_accounts(now: datetime) -> list[Account]:
    """How to sign in with each. The codes are those of an authenticator app at this moment."""
    users = {user.email: user for user in User.objects.filter(demonstration=True)}
    return [
        Account(role, email, PASSWORD, name, does, *_codes(users[email], now))
        for role, (email, name, does) in PEOPLE.items()
        if settings.DEMO and email in users
    ]


def _make(role: Role, hashed: str) -> None:
    email, name, does = PEOPLE[role]
    user = User.objects.create(email=email, password=hashed, name=name, demonstration=True)
    if role in STAFF:
        totp.TOTP.activate(user, totp.generate_totp_secret())
        given = give(holder=user, role=role, by=SYSTEM, because=f"Demonstration: {does[0].lower()}{does[1:]}")
        assert isinstance(given, Grant)


def _codes(user: User, now: datetime) -> tuple[str, str]:
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        return "", ""
    secret = totp.decrypt(authenticator.data["secret"])
    counter = int(now.timestamp()) // PERIOD
    now_and_next = (totp.hotp_value(secret, counter + step) for step in (0, 1))
    code, next_code = (totp.format_hotp_value(value) for value in now_and_next)
    return code, next_code
