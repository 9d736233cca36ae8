"""What the pages of this mechanism ask."""

from datetime import datetime, time, timedelta

from allauth.account import forms as account
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.ui import api as ui

from .queries import actor_for
from .rules import STAFF

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


class AccountForm(ui.Form):
    """A new account."""

    name = forms.CharField(label="Full name", max_length=200)
    email = forms.EmailField(label="Work e-mail address", max_length=254)


class GrantForm(ui.Form):
    """A role for somebody."""

    role = forms.ChoiceField(
        label="Role",
        choices=[(role.value, role.label.capitalize()) for role in sorted(STAFF)],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label="Why they need it", help_text="Their post, or who asked for it", max_length=500
    )
    until = ui.DateField(
        label="Last day",
        help_text="For cover or a contract that ends",
        required=False,
        must_be="in the future",
    )

    def clean_until(self) -> datetime | None:
        """The first moment after the last day, in London."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None


class StartAgainForm(ui.Form):
    """A lost telephone or password."""

    because = forms.CharField(
        label="Why, and how you know that it is them",
        help_text="You spoke to them in person, or rang the number in the staff directory",
        max_length=500,
    )


class EndForm(ui.Form):
    """The end of a role."""

    because = forms.CharField(
        label="Why the role ends", help_text="Left, moved, or no longer needed", max_length=500
    )


class ManagerForm(ui.Form):
    """Who manages somebody."""

    email = forms.EmailField(
        label="Manager's work e-mail address",
        help_text="Leave it empty if nobody does",
        max_length=254,
        required=False,
    )
