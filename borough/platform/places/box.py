"""The one box: a plain form that works everywhere, with suggestions and "near me" where scripts run."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from borough.ui import api as ui

from .kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """`{{ box }}` gives its HTML. For a kind it asks where; without one it asks what or where.

    `kept`: a query string that goes on to the answer ("open now").
    """

    kind: Kind | None = None
    value: str = ""
    error: str = ""
    kept: str = ""

    @property
    def action(self) -> str:
        if self.kind and self.kind.shape != "point":  # the browser keeps the fragment on its way there
            return f"{reverse('gazetteer:my-address')}#{self.kind.register.replace('_', '-')}"
        return reverse("places:ask", args=[self.kind.slug]) if self.kind else reverse("public:find")

    @property
    def method(self) -> str:
        """A home address is posted, so that it stands in no URL."""
        return "post" if self.kind and self.kind.shape != "point" else "get"

    @property
    def onward(self) -> str:
        """Where a suggestion leads: {where} stands for the place chosen."""
        if self.kind:
            address = reverse("places:answer", args=[self.kind.slug, "WHERE"])
            return f"{address}?{self.kept}" if self.kept else address
        return f"{reverse('public:find')}?q=WHERE"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form by GET would else forget."""
        return parse_qsl(self.kept)

    @property
    def input(self) -> ui.Input:
        label, hint = self._question
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

    @property
    def _question(self) -> tuple[str, str]:
        """What it asks, and an example of an answer."""
        if self.kind is None:
            return (
                "A kind of place, a postcode, a street or a name",
                "For example: library, NW5 2AA, or dentist near Kentish Town Road",
            )
        if self.kind.shape != "point":
            return "What is your address?", "Your postcode, or your address with its postcode"
        return (
            f"Where do you want {self.kind.plural} near?",
            "A postcode, a street, or a place such as Euston",
        )

    def __html__(self) -> SafeString:
        return SafeString(render_to_string("places/box.html", {"box": self}))

    __str__ = __html__
