"""Signing in, and looking after one's own account. Only the pages of allauth that are wanted: no sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import path

from .actions import SECURE, SIGN_IN
from .policy import allow

door = allow(SIGN_IN)
own = allow(SECURE)

urlpatterns = [
    path("", door(account.login), name="account_login"),
    path("out/", door(account.logout), name="account_logout"),
    path("inactive/", door(account.account_inactive), name="account_inactive"),
    path("code/", door(mfa.authenticate), name="mfa_authenticate"),
    path("passkey/", door(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("again/", own(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", own(passkey.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("security/", own(mfa.index), name="mfa_index"),
    path("security/password/", own(account.password_change), name="account_change_password"),
    path("security/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("security/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("security/passkeys/", own(passkey.list_webauthn), name="mfa_list_webauthn"),
    path("security/passkeys/add/", own(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/name/", own(passkey.edit_webauthn), name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", own(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("security/codes/", own(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("security/codes/new/", own(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("security/codes/file/", own(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
]
