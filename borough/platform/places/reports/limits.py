"""No more reports an hour from one address of the network than a person would write."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from borough.platform.access.api import Request

MOST_AN_HOUR = 10
HOUR = 3600  # seconds


def too_many(request: Request, now: datetime) -> bool:
    """Counts this one. The network address is never kept: only a hash of it, with the hour, for an hour."""
    where = get_adapter().get_client_ip(request)
    key = "place-report:" + salted_hmac(f"{now:%Y%m%d%H}", where).hexdigest()[:32]
    cache.add(key, 0, HOUR)
    return cache.incr(key) > MOST_AN_HOUR
