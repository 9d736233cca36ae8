"""Reports about places."""

from django.db import models
from django.db.models import Q


class What(models.TextChoices):
    """What is said to be wrong."""

    CLOSED = "closed", "It has closed for good"
    HOURS = "hours", "The opening hours"
    NOT_HERE = "not here", "It is not here"
    STEPS = "steps", "Steps, lifts or other access"
    OTHER = "other", "Something else"


class Outcome(models.TextChoices):
    FIXED = "fixed", "You were right: it is put right"
    NOT_SO = "not so", "We checked: it is as the page says"
    CANNOT_TELL = "cannot tell", "We could not find out"


class Report(models.Model):
    """What somebody said is wrong with a place. The e-mail address goes when the answer does."""

    retention = "place-report"

    place = models.CharField(max_length=120, help_text="The place's key.")
    register = models.CharField(max_length=60)
    place_name = models.CharField(max_length=300, help_text="As the page showed it.")
    what = models.CharField(max_length=10, choices=What)
    words = models.TextField(blank=True, max_length=2000)
    email = models.EmailField(blank=True)
    wanted_reply = models.BooleanField(default=False)
    owner = models.CharField(max_length=100, help_text="The team that answers for this kind of place.")
    ward = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(blank=True, help_text="What was or would be written to the sender.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "places"
        constraints = [
            models.CheckConstraint(condition=Q(what__in=What.values), name="report_says_what"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None)
                | (Q(outcome__in=Outcome.values, answered_at__isnull=False, email="")),
                name="report_answered_keeps_no_address",
            ),
        ]
        indexes = [
            models.Index(fields=["outcome", "made_at"], name="report_by_age"),
            models.Index(fields=["place"], name="report_by_place"),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}: {self.what}, {self.place_name}"
