"""How allauth behaves here: its words, what it writes to the log, and how it keeps secrets."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from borough.platform.audit import api as audit

from .backend import Backend
from .models import User
from .queries import FACTORS, actor_for, roles_of
from .rules import STAFF
from .sessions import begin

# What allauth does to an account, as an event of ours and as a sentence for the person.
CHANGES = {
    "mfa/email/totp_activated": ("account.app_added", "Your authenticator app is set up."),
    "mfa/email/totp_deactivated": ("account.app_removed", "Your authenticator app is removed."),
    "mfa/email/webauthn_added": ("account.passkey_added", "Your passkey is added."),
    "mfa/email/webauthn_removed": ("account.passkey_removed", "The passkey is removed."),
    "mfa/email/recovery_codes_generated": ("account.codes_made", "You have new recovery codes."),
    "account/email/password_changed": ("account.password_changed", "Your password is changed."),
    "account/email/password_set": ("account.password_changed", "Your password is set."),
    "account/email/password_reset": ("account.password_changed", "Your password is set."),
}
PROVES = {"mfa/email/totp_activated": "totp", "mfa/email/webauthn_added": "webauthn"}
INCORRECT_CODE = "Enter the six digits that your app shows now, or one of your recovery codes"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Passwords, sign-in and sign-out."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask an administrator.",
        "email_password_mismatch": "Enter the e-mail address and the password of your account",
        "enter_current_password": "Enter the password you have now",
        "incorrect_password": "Enter the password of your account",
        "too_many_login_attempts": "There were too many attempts. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """However somebody proved who they are, an account that may not be used is not signed in."""
        if not Backend().user_can_authenticate(user):
            clear_login(request)
            return HttpResponseRedirect(reverse("account_inactive"))
        return None

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        begin(request)
        audit.record("session.began", actor=actor_for(request, user))

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            audit.record("session.ended", actor=actor_for(request, request.user))
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Only for an account that exists: strangers could fill the log with names of none."""
        user = User.objects.filter(email__iexact=credentials.get("email") or "").first()
        if user:
            audit.record("session.refused", actor=actor_for(request, user), reason="Wrong password")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong; what went well is said by `send_notification_mail` in our words."""
        if kwargs.get("message"):
            super().add_message(*args, **kwargs)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Called at every change to an account's safety. Setting up a second factor has proved it, too."""
        event, sentence = CHANGES[template_prefix]
        if kind := PROVES.get(template_prefix):
            record_authentication(context.request, user, "mfa", type=kind)
        audit.record(event, actor=actor_for(context.request, user), subject=user.actor_id)
        super().add_message(context.request, 25, message=sentence)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and passkeys. The app's secret is encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": INCORRECT_CODE,
        "cannot_delete_authenticator": "Add another second factor first: staff accounts must have one",
    }

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep one: without it their next page would be the one that asks for it."""
        factors = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        others = factors.exclude(pk=authenticator.pk)
        return others.exists() or not roles_of(authenticator.user_id) & STAFF

    def get_totp_issuer(self) -> str:
        return settings.COUNCIL

    def _get_site_name(self) -> str:
        return settings.COUNCIL


def _keys() -> MultiFernet:
    """From the secret key, and from older ones so that they can be changed."""
    keys: list[str] = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"borough second factor " + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
