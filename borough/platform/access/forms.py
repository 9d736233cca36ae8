"""What the pages of this mechanism ask."""

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django import forms

from borough.platform.audit import api as audit

from .queries import actor_for


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
