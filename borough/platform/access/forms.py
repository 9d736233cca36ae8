"""What the pages of this mechanism ask."""

from allauth.account import forms as account
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django import forms

from borough.platform.audit import api as audit

from .queries import actor_for

GOOD = "At least 12 characters. Three words that do not belong together make a good one."


class SignInForm(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"


class FirstPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(self, password1="New password", password2="The same password again")


class PasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _label(
            self,
            oldpassword="The password you have now",
            password1="New password",
            password2="The same password again",
        )


def _label(form: forms.Form, **labels: str) -> None:
    form.fields["password1"].help_text = GOOD
    for name, label in labels.items():
        form.fields[name].label = label


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in. A wrong code is in the log: whoever typed it knew the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "Security code"
        code.help_text = "The six digits that your authenticator app shows now, or a recovery code"
        code.widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        )

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        from allauth.core import context

        super()._emit_authentication_failed(authenticator)
        actor = actor_for(context.request, self.user)
        audit.record("session.refused", actor=actor, reason="Wrong security code")
