"""The purpose that the staff shell shows at the head of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from .queries import current_purpose


def purpose_banner(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor. The session is asked only when a shell shows the banner."""

    def banner() -> dict[str, str] | None:
        stated = current_purpose(request) if hasattr(request, "actor") else None  # type: ignore[arg-type]
        if stated is None:
            return None
        change = reverse("privacy:purpose")
        finish = reverse("privacy:finish")
        return {
            "name": stated.purpose.name, "reason": stated.reason, "change_url": change, "finish_url": finish,
            "ends": stated.ends.isoformat() if stated.glass else "",
        }  # fmt: skip

    return {"purpose_banner": banner}
