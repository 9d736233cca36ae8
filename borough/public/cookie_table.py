"""The cookies that this installation sets, from its settings, so that the page is never out of date."""

from datetime import timedelta

from django.conf import settings

from borough.platform.gazetteer import api as gazetteer
from borough.ui import api as ui


def table() -> ui.Table:
    return ui.Table(
        caption="Cookies that we set",
        caption_classes="govuk-visually-hidden",
        first_cell_is_header=True,
        head=["Name", "What it is for", "When it goes"],
        rows=[
            [
                settings.SESSION_COOKIE_NAME,
                "Remembers that a member of staff has signed in",
                "When they sign out, or when the browser is closed"
                if settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
                else f"When they sign out, or after {_span(settings.SESSION_COOKIE_AGE)}",
            ],
            [
                settings.CSRF_COOKIE_NAME,
                "Protects what is sent from a form. Set only on pages that have one",
                f"After {_span(settings.CSRF_COOKIE_AGE)}",
            ],
            [
                gazetteer.COOKIE,
                "Remembers where you live, if you press “Save as my home”. It holds a token or a postcode, "
                "signed, and no address",
                f"When you press “Forget my home”, or after {gazetteer.KEPT.days} days",
            ],
        ],
    )


def _span(seconds: int) -> str:
    span = timedelta(seconds=seconds)
    if span.days > 1:
        return f"{span.days} days"
    return f"{round(span.total_seconds() / 3600)} hours"
