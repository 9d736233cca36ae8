"""What is looked for: counts by week, ward and kind. Nothing of who asked or what they typed."""

from django.db import models
from django.db.models import F, Q


class Sought(models.Model):
    """How often one kind was looked for from one ward in one week, and how often none was found."""

    retention = "figures"

    week = models.DateField(help_text="Its Monday.")
    ward_code = models.CharField(max_length=9, blank=True, help_text="Empty: outside, or not known.")
    kind = models.CharField(max_length=60, blank=True, help_text="Empty: the words meant no kind.")
    asked = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "places"
        constraints = [
            models.UniqueConstraint(fields=["week", "ward_code", "kind"], name="sought_counted_once"),
            models.CheckConstraint(condition=Q(found__lte=F("asked")), name="sought_found_is_some_of_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.ward_code}, week of {self.week}: {self.asked}"
