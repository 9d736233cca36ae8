"""Which `Host` a request may name. Django looks at the name alone; links that we write out, such as an
invitation's, carry the port as well, so a port that is not ours is refused with it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

SCHEMES_OWN = frozenset({"", "80", "443"})


def without_port(host: str) -> str:
    """`localhost` of `localhost:8080`, as Django's ALLOWED_HOSTS wants it."""
    return split_domain_port(host)[0] or host


def ports(hosts: tuple[str, ...], port: int) -> frozenset[str]:
    """That of the web server, those of the schemes, and those that HOSTS states."""
    return SCHEMES_OWN | {str(port)} | {split_domain_port(host)[1] for host in hosts}


class KnownPort:
    """Raises DisallowedHost, a plain "bad request", for a port that nobody stated."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        port = split_domain_port(request.get_host())[1]
        if port not in settings.HOST_PORTS:
            raise DisallowedHost(f"Port {port} is not in HOSTS, and not that of the web server.")
        return self.get_response(request)
