"""What editors did that the registers cannot say themselves."""

from django.db import models
from django.db.models import F, Q


class Merged(models.Model):
    """One place that was two: the key that went, and the one that stands for it now."""

    retention = "register"

    gone = models.CharField(max_length=120, primary_key=True)
    kept = models.CharField(max_length=120)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "places"
        constraints = [
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="merged_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} is {self.kept}"
