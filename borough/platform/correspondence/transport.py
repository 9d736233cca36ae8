"""The way out: an SMTP server by setting, else a file in the outbox folder."""

import smtplib
from email import message_from_string
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

PATIENCE = 20  # seconds


class NotTaken(Exception):
    """The server did not take the message: it may be asked again."""


def deliver(number: int, to: str, text: str) -> None:
    """Raises NotTaken when it is certain that nothing went out."""
    if settings.MAIL_SERVER:
        _by_smtp(to, text)
    else:
        _to_outbox(number, text)


def outbox() -> Path:
    return Path(settings.DATA_DIR) / "outbox"


def _to_outbox(number: int, text: str) -> None:
    outbox().mkdir(parents=True, exist_ok=True, mode=0o700)
    (outbox() / f"{number:06}.eml").write_text(text)


def _by_smtp(to: str, text: str) -> None:
    where = urlsplit(settings.MAIL_SERVER)
    kind = smtplib.SMTP_SSL if where.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(where.hostname or "", where.port or 0, timeout=PATIENCE) as server:
            if where.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls()
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
            server.send_message(message_from_string(text), to_addrs=[to])
    except (
        smtplib.SMTPResponseException,
        smtplib.SMTPRecipientsRefused,
        ConnectionError,
        TimeoutError,
    ) as no:
        raise NotTaken(type(no).__name__) from no
