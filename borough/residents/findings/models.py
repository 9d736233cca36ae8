"""Findings, the steps taken on them, and which worker a code of a source stands for."""

from django.db import models
from django.db.models import Q


class Finding(models.Model):
    """A contradiction between dated facts, or a gap, about one person at one home, found on one day.

    `document` is all that it was made from, in its canonical form; `digest` is its SHA-256. Neither changes.
    """

    retention = "finding"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        REVIEW = "review", "Rests on a weak link: for the stewards to review"
        CLOSED = "closed", "Closed"

    class Outcome(models.TextChoices):
        FRAUD = "fraud", "Fraud"
        ERROR = "error", "Error"
        NOTHING = "nothing", "No issue"
        HELPED = "helped", "Acted on"

    rule = models.CharField(max_length=4)
    version = models.PositiveSmallIntegerField()
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    home = models.CharField(max_length=60)
    worker = models.CharField(max_length=40, blank=True, help_text="The code of who alone may see it.")
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="When the rule last found it.")
    document = models.TextField()
    digest = models.CharField(max_length=64)
    likeness = models.CharField(max_length=64, help_text="Hash of the facts it rests on.")
    weakest = models.FloatField(help_text="Of the links it rests on, the lowest confidence.")
    state = models.CharField(max_length=6, choices=State)
    owner = models.CharField(max_length=80, blank=True, help_text="The actor who took it: user:7.")
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    explained = models.CharField(
        max_length=200, blank=True, help_text="The innocent explanation, if one held."
    )
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    prevented_pence = models.PositiveIntegerField(null=True, blank=True)
    recovered_pence = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "person", "home"],
                condition=~Q(state="closed"),
                name="findings_one_open_for_one",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", decided_at__isnull=False) & ~Q(outcome="") & ~Q(reason="")
                | ~Q(state="closed") & Q(decided_at__isnull=True, outcome=""),
                name="findings_closed_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(prevented_pence__isnull=True) | Q(recovered_pence__isnull=True),
                name="findings_nothing_counted_twice",
            ),
        ]
        indexes = [models.Index(fields=["rule", "state"], name="findings_by_rule")]

    def __str__(self) -> str:
        return f"{self.rule}/{self.pk}"


class Step(models.Model):
    """Something done about a finding. Steps that were left out say why."""

    retention = "finding"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField(help_text="Which of the detector's steps, from 0.")
    what = models.CharField(max_length=200)
    result = models.CharField(max_length=500)
    answered = models.BooleanField(help_text="Whether somebody answered. Silence is not evidence.")
    skipped_because = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.what


class Worker(models.Model):
    """Which account a worker's code in the children's case system stands for."""

    retention = "staff-access"

    code = models.CharField(max_length=40, unique=True)
    actor = models.CharField(max_length=80, help_text="user:7")

    def __str__(self) -> str:
        return self.code


class Suspension(models.Model):
    """A detector that was stopped by the rule of live yield; two owners start it again."""

    retention = "finding"

    rule = models.CharField(max_length=4)
    because = models.CharField(max_length=300)
    since = models.DateTimeField()
    first_owner = models.CharField(max_length=80, blank=True)
    second_owner = models.CharField(max_length=80, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule"], condition=Q(until=None), name="findings_stopped_once"),
            models.CheckConstraint(
                condition=Q(until=None)
                | ~Q(first_owner="") & ~Q(second_owner="") & ~Q(first_owner=models.F("second_owner")),
                name="findings_two_owners_start_again",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} since {self.since:%d %B %Y}"
