"""Who may authenticate at all."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, but where DEMO is off a demonstration account neither signs in nor keeps its session."""

    def user_can_authenticate(self, user: Any) -> bool:
        published = user.demonstration and not settings.DEMO
        return bool(super().user_can_authenticate(user)) and not published
