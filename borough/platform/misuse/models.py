"""What the auditor works on, and what the council knows of its own staff to find misuse among them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Colleague(models.Model):
    """An officer as personnel and their own declaration know them. Loaded by `borough misuse staff FILE`."""

    retention = "staff-access"

    officer = models.CharField(max_length=80, primary_key=True, help_text="user:7")
    team = models.CharField(max_length=120, blank=True)
    manager = models.CharField(max_length=80, blank=True)
    person = models.CharField(max_length=11, blank=True, help_text="Their own identifier in the index.")
    family = ArrayField(models.CharField(max_length=11), default=list, blank=True)
    friends = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    begins = models.PositiveSmallIntegerField(default=0, help_text="Hour at which they begin work.")
    ends = models.PositiveSmallIntegerField(default=24)
    leaving = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.officer


class Outcome(models.TextChoices):
    WORK = "work", "It was work"
    MISUSE = "misuse", "It was misuse: taken to their manager and the data protection officer"
    UNCLEAR = "unclear", "It cannot be told"


class Alert(models.Model):
    """An officer's week that deserves a question, or a look drawn at random (`sampled`). Holds no person: the
    looks are entries of the log, by their positions."""

    retention = "audit"

    officer = models.CharField(max_length=80)
    week = models.DateField(help_text="Its last day.")
    made_at = models.DateTimeField()
    sampled = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    weight = models.FloatField(default=0)
    flags = models.JSONField(default=list, help_text="detector, name, story and looks of each.")
    thresholds = models.JSONField(default=dict, help_text="The detectors as they were declared then.")
    owner = models.CharField(max_length=80, blank=True)
    owned_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "week"], condition=Q(sampled=False), name="one_alert_for_a_week"
            ),
            models.CheckConstraint(condition=Q(outcome="") | ~Q(reason=""), name="a_decision_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("officer")) | Q(decided_by=""),
                name="nobody_decides_on_themselves",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "week"], name="alert_by_outcome")]

    def __str__(self) -> str:
        return f"Alert {self.pk}: {self.officer}, week to {self.week}"
