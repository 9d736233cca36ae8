"""What is looked for, and how near things are: counts by ward and kind. Nothing of who asked or what they typed."""

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


class Measured(models.Model):
    """How near one kind is to the homes of one ward, as it was last measured."""

    retention = "figures"

    class Counted(models.TextChoices):
        ADDRESSES = "addresses", "addresses"
        POSTCODES = "postcodes", "postcodes"

    kind = models.CharField(max_length=60)
    ward_code = models.CharField(max_length=9, blank=True, help_text="Empty: the borough.")
    counted = models.CharField(max_length=10, choices=Counted)
    homes = models.PositiveIntegerField(help_text="So many addresses or postcodes.")
    within_400 = models.PositiveIntegerField()
    within_800 = models.PositiveIntegerField()
    within_mile = models.PositiveIntegerField()
    median = models.PositiveIntegerField(help_text="Metres.")
    measured_at = models.DateTimeField()
    state = models.TextField(help_text="Of the registers and the addresses that it was made from.")

    class Meta:
        app_label = "places"
        constraints = [
            models.UniqueConstraint(fields=["kind", "ward_code"], name="places_measured_once"),
            models.CheckConstraint(
                condition=Q(within_400__lte=F("within_800"))
                & Q(within_800__lte=F("within_mile"))
                & Q(within_mile__lte=F("homes")),
                name="places_measured_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(counted__in=["addresses", "postcodes"]), name="places_measured_what_is_counted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.ward_code or 'the borough'}: {self.within_800} of {self.homes} within 800 m"
