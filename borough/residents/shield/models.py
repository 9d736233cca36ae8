"""Shields, who may look behind one, and identities that are never joined."""

from django.db import models
from django.db.models import F, Q

from .rules import Kind


class Shield(models.Model):
    """A person is under it from `set_at` until `lifted_at`: from one person's word on, until two have lifted it.

    `because` is a reference, never a story. `origin`: the shield that this one follows, when records moved or
    came that might be about the same person.
    """

    retention = "shield"

    class How(models.TextChoices):
        SET = "set", "Set by hand"
        MERGED = "merged", "Followed a merge"
        SPLIT = "split", "Followed a split"
        LIKENESS = "likeness", "A record like hers or his came in"
        SOURCE = "source", "The source says so"

    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in Kind])
    how = models.CharField(max_length=10, choices=How)
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=200)
    set_by = models.CharField(max_length=80)
    set_by_name = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=80, blank=True)
    confirmed_by_name = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    lift_asked_by = models.CharField(max_length=80, blank=True)
    lift_asked_by_name = models.CharField(max_length=200, blank=True)
    lift_asked_at = models.DateTimeField(null=True, blank=True)
    lift_because = models.CharField(max_length=200, blank=True)
    lifted_by = models.CharField(max_length=80, blank=True)
    lifted_by_name = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(lifted_at=None), name="one_shield_of_a_kind_in_force"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in Kind]), name="shield_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="shield_has_a_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by="") | ~Q(confirmed_by=F("set_by")), name="two_people_set_a_shield"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | (~Q(lift_asked_by="") & ~Q(lifted_by="")),
                name="a_lifted_shield_says_who_lifted_it",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by="") | ~Q(lifted_by=F("lift_asked_by")), name="two_people_lift_a_shield"
            ),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(lifted_at=None), name="shield_in_force")]

    def __str__(self) -> str:
        return f"Shield {self.pk}"


class Named(models.Model):
    """One officer who may look at one person behind a shield, under one purpose, until a day."""

    retention = "shield"

    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    holder = models.CharField(max_length=80, help_text="The officer: user:7.")
    holder_name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=80)
    because = models.CharField(max_length=200)
    given_by = models.CharField(max_length=80)
    given_by_name = models.CharField(max_length=200)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(holder=F("given_by")), name="nobody_names_themselves"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_name_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["holder", "purpose"], name="named_by_holder")]

    def __str__(self) -> str:
        return f"Named {self.pk}"


class Apart(models.Model):
    """Two identities of which no record may ever say that they are one. What they are stands in their values."""

    retention = "shield"

    because = models.CharField(max_length=200)
    set_by = models.CharField(max_length=80)
    set_by_name = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="apart_has_a_reason")]

    def __str__(self) -> str:
        return f"Apart {self.pk}"


class KeyedValue(models.Model):
    """What tells one of the two identities from its records, under a key: it says nothing to who reads it."""

    retention = "shield"

    apart = models.ForeignKey(Apart, models.CASCADE, related_name="values")
    side = models.PositiveSmallIntegerField(help_text="1 or 2.")
    value = models.CharField(max_length=64, help_text="HMAC-SHA-256, hexadecimal.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["apart", "side", "value"], name="a_keyed_value_is_kept_once"),
            models.CheckConstraint(condition=Q(side__in=[1, 2]), name="two_sides_are_apart"),
        ]
        indexes = [models.Index(fields=["value"], name="keyed_value")]

    def __str__(self) -> str:
        return f"Side {self.side} of {self.apart_id}"


class Sided(models.Model):
    """A record found to be of one of two identities: what the linker is told. Made anew from the keyed values."""

    retention = "shield"

    apart = models.ForeignKey(Apart, models.CASCADE, related_name="+")
    side = models.PositiveSmallIntegerField()
    record = models.BigIntegerField(help_text="Its number; it may be gone.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["apart", "side", "record"], name="a_record_is_sided_once")
        ]

    def __str__(self) -> str:
        return f"Record {self.record}, side {self.side} of {self.apart_id}"
