"""What the pages about shields ask."""

from django import forms

from borough.platform.privacy import api as privacy
from borough.residents.shield import api as shield
from borough.ui import api as ui

REFERENCE = "A reference, not a story: it is kept for years"


def identifier(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text="As it stands on their page, for example 7KQ2M-4XT9P",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )


class ShieldForm(ui.Form):
    """A new shield."""

    identifier = identifier("The person's identifier")
    kind = forms.ChoiceField(
        label="Why", choices=[(kind.value, kind.label) for kind in shield.Kind if kind != shield.Kind.SOURCE],
        widget=forms.RadioSelect,
    )  # fmt: skip
    because = forms.CharField(label="Reference of the decision", help_text=REFERENCE, max_length=200)

    names = {"kind": "why", "because": "the reference of the decision"}


class LiftForm(ui.Form):
    """Asking to lift a shield."""

    because = forms.CharField(label="Reference of the decision", help_text=REFERENCE, max_length=200)

    names = {"because": "the reference of the decision"}


class NameForm(ui.Form):
    """Who may look behind a shield."""

    holder = forms.EmailField(label="Officer's work e-mail address", max_length=254)
    purpose = forms.ChoiceField(
        label="For which purpose",
        choices=[(p.code, p.name) for p in privacy.purposes().values() if p.restricted],
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(
        label="For how many days",
        help_text=f"At most {shield.LONGEST}",
        min_value=1,
        max_value=shield.LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    because = forms.CharField(label="Reference of the case", help_text=REFERENCE, max_length=200)


class ApartForm(ui.Form):
    """Two identities that are never joined."""

    one = identifier("Identifier of the one")
    other = identifier("Identifier of the other")
    because = forms.CharField(label="Reference of the decision", help_text=REFERENCE, max_length=200)
