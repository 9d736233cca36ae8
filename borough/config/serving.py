"""The web server's processes: a request too long to be read is answered by a page of ours, as any other is."""

import socket
from contextlib import suppress
from typing import Any

from gunicorn.http.errors import LimitRequestLine  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

REST = 65_536  # bytes taken of what still comes: a connection closed before that loses the answer


class Worker(ThreadWorker):  # type: ignore[misc]
    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        with suppress(OSError):
            client.sendall(too_long())
            client.shutdown(socket.SHUT_WR)
            client.settimeout(1)
            client.recv(REST)


def too_long() -> bytes:
    """The whole answer, head and page. Its line is not read, so nothing of it can be said or logged."""
    from django.http import HttpRequest

    from borough.ui import errors
    from borough.ui.views import page

    response = page(HttpRequest(), errors.TOO_LONG)
    head = [
        f"HTTP/1.1 {response.status_code} URI Too Long",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(response.content)}",
        "Content-Security-Policy: default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
        "X-Content-Type-Options: nosniff",
    ]
    return "\r\n".join([*head, "", ""]).encode() + response.content
