"""What every template may use: the theme, the council's name, whether this is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import navigation
from .theme import THEMES


def installation() -> dict[str, Any]:
    """The same for every request; needs no database, so error pages use it alone."""
    return {"theme": THEMES[settings.THEME], "council": settings.COUNCIL, "demo": settings.DEMO}


def page(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor."""
    return {
        **installation(),
        "public_links": lambda: navigation.items(request, "public"),
        "staff_links": lambda: navigation.items(request, "staff"),
        "footer_links": lambda: navigation.items(request, "footer"),
        "sign_in_url": lambda: str(settings.LOGIN_URL),
    }
