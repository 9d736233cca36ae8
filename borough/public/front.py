"""The front door: one box, and what is most looked for."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from borough.platform.gazetteer import api as gazetteer
from borough.platform.places import api as places


def door(request: HttpRequest) -> dict[str, Any]:
    links = [(kind.plural_title, reverse("places:ask", args=[kind.slug])) for kind in places.common_kinds()]
    return {
        "box": places.Box(),
        "common": links,
        "my_address": reverse("gazetteer:my-address"),
        "saved_home": gazetteer.saved_home(request),
    }
