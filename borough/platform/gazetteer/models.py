"""Addresses, as the newest extract has them: taken from the feed, so that one can be found by what is typed."""

from django.db import models


class Address(models.Model):
    """A home. `token` stands for it in URLs: it says nothing, and nobody can make one for another home.

    `street_key`, `building_key`: names in the form in which spellings are equal (`rules.streets.fold`).
    """

    retention = "register"

    uprn = models.CharField(primary_key=True, max_length=12)
    token = models.CharField(max_length=22, unique=True)
    flat = models.CharField(max_length=30, blank=True)
    building = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=80)
    postcode = models.CharField(max_length=8)
    ward_code = models.CharField(max_length=9)
    ward_name = models.CharField(max_length=60, blank=True)
    easting = models.FloatField()
    northing = models.FloatField()
    lat = models.FloatField()
    lon = models.FloatField()
    street_known = models.BooleanField(default=True)
    street_key = models.CharField(max_length=80)
    building_key = models.CharField(max_length=80, blank=True)
    batch = models.ForeignKey("feeds.Batch", models.PROTECT, related_name="+")
    as_of = models.DateField(help_text="day of the extract")

    class Meta:
        indexes = [
            models.Index(fields=["postcode"], name="gazetteer_postcode"),
            models.Index(fields=["street_key", "number"], name="gazetteer_street"),
            models.Index(fields=["building_key"], name="gazetteer_building"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__range=(49, 62), lon__range=(-10, 3)), name="gazetteer_in_britain"
            ),
        ]

    def __str__(self) -> str:
        return self.uprn


class Standing(models.Model):
    """How often the addresses have changed: what is made of them is made again when it has."""

    retention = "register"

    name = models.CharField(primary_key=True, max_length=20)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
