"""The words of the error pages: what happened, what to do. They need no database and no signed-in person."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ErrorPage:
    """`status`: HTTP status. `what`: what to do, a paragraph each. `again`: whether trying again may help."""

    status: int
    title: str
    what: tuple[str, ...]
    again: bool = False


BAD_REQUEST = ErrorPage(
    status=400,
    title="We could not understand that request",
    what=(
        "Something in the address or in what was sent is not as it should be.",
        "If you typed or pasted the address, check that it is complete. Otherwise go back and try once more.",
    ),
)
FORBIDDEN = ErrorPage(
    status=403,
    title="You cannot open this page",
    what=(
        "Your account does not have the right to open it.",
        "If your work needs it, ask your manager to request the right. If you have more than one account, "
        "sign in with the other.",
    ),
)
LOST_TOKEN = ErrorPage(
    status=403,
    title="Your page was open for too long",
    what=(
        "For your safety we did not accept what you sent, because the page it came from is too old "
        "or your browser refuses cookies. Nothing was changed.",
        "Go back, reload the page and send it again. Copy anything long that you have typed first.",
    ),
    again=True,
)
NOT_FOUND = ErrorPage(
    status=404,
    title="Page not found",
    what=(
        "If you typed or pasted the address, check that it is complete.",
        "If a link brought you here, what it led to may have moved or been removed.",
    ),
)
TOO_LONG = ErrorPage(
    status=414,
    title="That is too long for us to read",
    what=(
        "The address of the page asked for has more than 8,000 letters: longer than any name or address.",
        "Go back and type a few words: a kind of place, a postcode, a street or a name.",
    ),
)
TOO_MANY = ErrorPage(
    status=429,
    title="Too many attempts",
    what=(
        "To protect people's information we limit how often this can be done.",
        "Wait a few minutes, then try again.",
    ),
    again=True,
)
FAULT = ErrorPage(
    status=500,
    title="Sorry, there is a problem with this service",
    what=(
        "The fault is ours and it has been recorded. What you last sent may not have been saved.",
        "Try again later. If it happens again, tell us the reference below.",
    ),
    again=True,
)
UNAVAILABLE = ErrorPage(
    status=503,
    title="Sorry, the service is unavailable",
    what=(
        "We cannot reach our records for the moment. What you last sent was not saved.",
        "Try again in a few minutes.",
    ),
    again=True,
)
ERROR_PAGES = (BAD_REQUEST, FORBIDDEN, LOST_TOKEN, NOT_FOUND, TOO_LONG, TOO_MANY, FAULT, UNAVAILABLE)
