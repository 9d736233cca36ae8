"""Reads messages."""

from datetime import datetime, timedelta
from email import message_from_string, policy

from django.db.models import QuerySet

from .models import Message, State


def messages() -> QuerySet[Message]:
    return Message.objects.all()


def message(number: int) -> Message | None:
    return Message.objects.filter(pk=number).first()


def messages_about(about: str) -> list[Message]:
    """What was written about one thing, oldest first."""
    return list(Message.objects.filter(about=about).order_by("pk"))


def body(message: Message) -> str:
    """The words of a message without its headers."""
    mail = message_from_string(message.text, policy=policy.default)
    part = mail.get_body(("plain",))
    return str(part.get_content()) if part else ""


def stuck(now: datetime) -> int:
    """Messages that did not go: refused, or handed over and never heard of again."""
    lost = Message.objects.filter(state=State.HANDED_OVER, made_at__lt=now - timedelta(minutes=15))
    return lost.count() + Message.objects.filter(state=State.FAILED).count()
