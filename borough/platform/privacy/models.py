"""Emergency access: a glass that an officer broke, and how it was reviewed."""

from django.db import models
from django.db.models import F, Q


class Glass(models.Model):
    """One emergency access: four hours from `at`. Reviewed by somebody who is neither the user nor their manager."""

    retention = "emergency-access"

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", "Justified"
        NOT_JUSTIFIED = "not justified", "Not justified"

    broken_by = models.CharField(max_length=80, help_text="The actor: user:7.")
    broken_by_name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=80)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    due = models.DateField(help_text="The last day for its review.")
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_by_name = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=20, choices=Verdict, blank=True)
    found = models.CharField(max_length=500, blank=True, help_text="What the review found; no names.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("broken_by")),
                name="nobody_reviews_their_own_glass",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by="", verdict="")
                | (Q(reviewed_at__isnull=False) & ~Q(reviewed_by="") & ~Q(verdict="")),
                name="a_review_is_whole_or_not_there",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_glass_has_a_reason"),
        ]
        indexes = [models.Index(fields=["due"], condition=Q(reviewed_at=None), name="glass_to_review")]

    def __str__(self) -> str:
        return f"Emergency access {self.pk}"
