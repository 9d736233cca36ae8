"""Versions of items, what editors lay over them, and how often each register has changed."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class Standing(models.Model):
    """How often a register has changed. Its row is the lock of the register: one change at a time.

    `number` comes from a sequence that no rollback turns back, so that it never names two states.
    """

    retention = "register"

    register = models.CharField(primary_key=True, max_length=60)
    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.register} {self.number}"


class Version(models.Model):
    """What a feed said of an item from a day until a day. A trigger refuses any other change than its end.

    `withdrawn_at`: taken back with the batch that brought it; it no longer counts, and is still shown.
    """

    retention = "register"

    register = models.CharField(max_length=60)
    key = models.TextField()
    values = models.JSONField(help_text="field -> text in its right form; what is empty is left out")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    easting = models.FloatField(null=True, blank=True)
    northing = models.FloatField(null=True, blank=True)
    shape: Any = models.JSONField(null=True, blank=True, help_text="GeoJSON geometry")
    valid_from = models.DateField(help_text="the day of the extract that said so first")
    until = models.DateField(null=True, blank=True, help_text="the day of the extract that no longer did")
    batch = models.ForeignKey("feeds.Batch", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="registers_one_version_at_a_time",
                expressions=[
                    ("register", RangeOperators.EQUAL),
                    ("key", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"), F("until"), function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("valid_from")), name="registers_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True, easting__isnull=True)
                | Q(lat__range=(-90, 90), lon__range=(-180, 180), easting__isnull=False),
                name="registers_a_position_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["register", "key"],
                condition=Q(until__isnull=True, withdrawn_at__isnull=True),
                name="registers_current",
            ),
            models.Index(fields=["register", "-id"], name="registers_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.key} from {self.valid_from}"


class Amendment(models.Model):
    """One field of one item, as an editor says it is. Laid over what the feed says until it is taken back."""

    retention = "register"

    register = models.CharField(max_length=60)
    key = models.TextField()
    field = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    said = models.TextField(blank=True, help_text="what the feed said when it was made")
    group = models.UUIDField(help_text="the same for all fields of one saving")
    why = models.TextField()
    by = models.CharField(max_length=200)
    by_id = models.CharField(max_length=80)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.CharField(max_length=200, blank=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_why="")
                | (Q(taken_back_at__gte=F("at")) & ~Q(taken_back_why="")),
                name="registers_taken_back_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="registers_amended_with_a_reason"),
        ]
        indexes = [models.Index(fields=["register", "key", "field", "-id"], name="registers_amendments")]

    def __str__(self) -> str:
        return f"{self.register} {self.key} {self.field}"


class Draft(models.Model):
    """What an editor has not published yet: one for each item, seen and finished by any editor."""

    retention = "register"

    class State(models.TextChoices):
        OPEN = "open", "Draft"
        PUBLISHED = "published", "Published"
        DISCARDED = "discarded", "Discarded"

    register = models.CharField(max_length=60)
    key = models.TextField()
    values = models.JSONField(help_text="field -> what it should say")
    why = models.TextField(blank=True)
    by = models.CharField(max_length=200)
    by_id = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    publish_on = models.DateField(null=True, help_text="A day in London: it is published as that day begins.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "key"], condition=Q(state="open"), name="registers_one_draft_an_item"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "published", "discarded"]),
                name="registers_draft_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.register} {self.key}"
