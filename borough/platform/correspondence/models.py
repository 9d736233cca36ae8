"""Messages, exactly as they are sent."""

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    QUEUED = "queued", "Waiting to be sent"
    HANDED_OVER = "handed over", "Perhaps sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


class Message(models.Model):
    """One e-mail. `text` is the whole of it, headers and all, as the server was or will be given it."""

    retention = "correspondence"

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    about = models.CharField(max_length=80, help_text="What it speaks of, as place-report:7.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["about"], name="message_by_subject"),
            models.Index(fields=["made_at"], name="message_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="message_sent_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk}, {self.state}"
