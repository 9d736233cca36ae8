"""Writing a message, and handing it over once."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from django.conf import settings
from django.db import transaction

from borough.platform.audit import api as audit

from . import transport
from .models import Message, State
from .rules import LONGEST_SUBJECT, one_line

KEPT = timedelta(days=183)  # retention class `correspondence`
MOST_ATTEMPTS = 6


@transaction.atomic
def write(*, to: str, subject: str, text: str, about: str, by: audit.Actor, now: datetime) -> int:
    """Store a message and promise it to the worker, in the caller's transaction. Returns its number."""
    from . import tasks

    mail = EmailMessage()
    mail["From"] = settings.MAIL_FROM
    mail["To"] = one_line(to)
    mail["Subject"] = one_line(subject)[:LONGEST_SUBJECT]
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain="borough.invalid")
    mail["Auto-Submitted"] = "no"
    mail.set_content(text)
    message = Message.objects.create(
        to=one_line(to), subject=mail["Subject"], text=mail.as_string(), about=about,
        made_at=now, made_by=by.name,
    )  # fmt: skip
    tasks.hand_over.defer(message_id=message.pk)
    audit.record("message.written", actor=by, subject=f"message:{message.pk}", detail={"about": about})
    return message.pk


def hand_over(message_id: int, now: datetime) -> bool:
    """Give a waiting message to the server. False: it did not take it, and may be asked again.

    Marked and committed before the server hears of it, so that nobody gets it twice.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id, state=State.QUEUED).first()
        if message is None:
            return True
        message.state = State.HANDED_OVER
        message.attempts += 1
        message.save()
    try:
        transport.deliver(message.pk, message.to, message.text)
    except transport.NotTaken as problem:
        last = message.attempts >= MOST_ATTEMPTS
        message.state = State.FAILED if last else State.QUEUED
        message.problem = str(problem)[:300]
        message.save()
        return last
    message.state, message.sent_at, message.problem = State.SENT, now, ""
    message.save()
    return True


@transaction.atomic
def send_again(message_id: int, by: audit.Actor) -> bool:
    """Put a message that failed, or may not have gone, back in the queue."""
    from . import tasks

    stuck = [State.FAILED, State.HANDED_OVER]
    again = Message.objects.filter(pk=message_id, state__in=stuck).update(state=State.QUEUED, attempts=0)
    if again:
        tasks.hand_over.defer(message_id=message_id)
        audit.record("message.sent_again", actor=by, subject=f"message:{message_id}")
    return bool(again)


def forget(now: datetime) -> int:
    """Remove what has outlived its retention."""
    return Message.objects.filter(made_at__lt=now - KEPT).delete()[0]
