"""Signing in, and looking after one's own account. Only the pages of allauth that are wanted: no sign-up.

The names are allauth's, which finds its own pages by them; the templates are ours.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.usersessions import views as sessions
from django.urls import path, reverse_lazy

from .actions import SECURE, SIGN_IN
from .policy import allow
from .views import RemovePasskey

SECURITY = reverse_lazy("mfa_index")


def door(view: Any, template: str = "", **options: Any) -> Callable[..., Any]:
    """A page for somebody who is signing in."""
    return allow(SIGN_IN)(_view(view, template, options))


def own(view: Any, template: str = "", **options: Any) -> Callable[..., Any]:
    """A page about one's own account."""
    return allow(SECURE)(_view(view, template, options))


def _view(view: Any, template: str, options: dict[str, Any]) -> Any:
    if template:
        options["template_name"] = f"access/{template}"
    return view.as_view(**options)


urlpatterns = [
    path("", door(account.LoginView, "sign_in.html"), name="account_login"),
    path("code/", door(mfa.AuthenticateView, "code.html"), name="mfa_authenticate"),
    path("passkey/", door(passkey.LoginWebAuthnView), name="mfa_login_webauthn"),
    path("out/", door(account.LogoutView, "sign_out.html"), name="account_logout"),
    path("closed/", door(account.AccountInactiveView, "closed.html"), name="account_inactive"),
    path(
        "password/<str:uidb36>/<str:key>/",
        door(account.PasswordResetFromKeyView, "first_password.html"),
        name="account_reset_password_from_key",
    ),
    path(
        "password/set/",
        door(account.PasswordResetFromKeyDoneView, "password_set.html"),
        name="account_reset_password_from_key_done",
    ),
    path("again/", own(account.ReauthenticateView, "again.html"), name="account_reauthenticate"),
    path("again/code/", own(mfa.ReauthenticateView, "again.html"), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        own(passkey.ReauthenticateWebAuthnView, "again_passkey.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("security/", own(mfa.IndexView, "security.html"), name="mfa_index"),
    path(
        "security/password/",
        own(account.PasswordChangeView, "password.html", success_url=SECURITY),
        name="account_change_password",
    ),
    path(
        "security/sessions/",
        own(sessions.ListUserSessionsView, "sessions.html"),
        name="usersessions_list",
    ),
    path("security/app/", own(app.ActivateTOTPView, "app.html"), name="mfa_activate_totp"),
    path("security/app/remove/", own(app.DeactivateTOTPView, "app_remove.html"), name="mfa_deactivate_totp"),
    path("security/passkeys/add/", own(passkey.AddWebAuthnView, "passkey_add.html"), name="mfa_add_webauthn"),
    path(
        "security/passkeys/<int:pk>/name/",
        own(passkey.EditWebAuthnView, "passkey_name.html", success_url=SECURITY),
        name="mfa_edit_webauthn",
    ),
    path(
        "security/passkeys/<int:pk>/remove/",
        own(RemovePasskey, "passkey_remove.html", success_url=SECURITY),
        name="mfa_remove_webauthn",
    ),
    path(
        "security/codes/", own(recovery.ViewRecoveryCodesView, "codes.html"), name="mfa_view_recovery_codes"
    ),
    path(
        "security/codes/new/",
        own(recovery.GenerateRecoveryCodesView, "codes_new.html"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/codes/file/",
        own(recovery.DownloadRecoveryCodesView, "codes.txt"),
        name="mfa_download_recovery_codes",
    ),
]
