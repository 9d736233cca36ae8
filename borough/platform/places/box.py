"""The one box: a plain form that works everywhere, with suggestions and "near me" where scripts run."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from borough.ui import api as ui

from .kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """`{{ box }}` gives its HTML. For a kind it asks where; without one it asks what or where."""

    kind: Kind | None = None
    value: str = ""
    error: str = ""
    heading: bool = False

    @property
    def action(self) -> str:
        return reverse("places:ask", args=[self.kind.slug]) if self.kind else reverse("public:find")

    @property
    def onward(self) -> str:
        """Where a suggestion leads: {where} stands for the place chosen."""
        if self.kind:
            return reverse("places:answer", args=[self.kind.slug, "WHERE"])
        return f"{reverse('public:find')}?q=WHERE"

    @property
    def input(self) -> ui.Input:
        label = (
            f"Where do you want {self.kind.plural} near?"
            if self.kind
            else "A kind of place, a postcode, a street or a name"
        )
        hint = (
            "A postcode, a street, or a place such as Euston"
            if self.kind
            else "For example: library, NW5 2AA, or dentist near Kentish Town Road"
        )
        return ui.Input(
            name="q",
            id="q",
            label=ui.Label(text=label, classes="govuk-label--m"),
            hint=hint,
            value=self.value,
            error=self.error,
            autocomplete="off",
            spellcheck=False,
            attributes={"maxlength": 200, "enterkeyhint": "search"},
        )

    def __html__(self) -> SafeString:
        return SafeString(render_to_string("places/box.html", {"box": self}))

    __str__ = __html__
