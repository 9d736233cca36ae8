"""The log of what was done and looked at. Rows are only ever added; the database itself refuses the rest."""

from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models.expressions import RawSQL


class Event(models.Model):
    """One entry. `position`, `at`, `previous` and `hash` are set by the database, never by a caller."""

    retention = "audit"
    about: str  # whom a pseudonym means, or the thing: set by `queries.entries`

    position = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 ... without a gap.")
    at = models.DateTimeField(help_text="The database's clock when the entry was chained.")
    event = models.CharField(max_length=80, help_text="What: noun.verb, as in person.looked.")
    actor = models.CharField(max_length=80, help_text="Who: user:7, system, anonymous.")
    actor_name = models.CharField(max_length=200)
    roles = models.CharField(max_length=200, blank=True, help_text="The actor's roles then, by spaces.")
    subject = models.CharField(
        max_length=80, blank=True, help_text="Whom: a person's pseudonym, or a thing, as in batch:12."
    )
    purpose = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    detail = models.TextField(default="{}", help_text="A JSON object, kept byte for byte.")
    previous = models.CharField(max_length=64, help_text="Hash of the entry before, in hexadecimal.")
    hash = models.CharField(
        max_length=64, help_text="Of this entry, `previous` included, as a leaf of the tree."
    )

    class Meta:
        ordering = ["-position"]
        indexes = [
            models.Index(fields=["actor", "position"], name="event_by_actor"),
            models.Index(fields=["subject", "position"], name="event_by_subject"),
            models.Index(fields=["event", "position"], name="event_by_kind"),
            models.Index(fields=["at"], name="event_by_time"),
            HashIndex(fields=["reason"], name="event_by_reason", condition=~models.Q(reason="")),
            GinIndex(RawSQL("(detail::jsonb -> 'people')", []), name="event_by_people"),
        ]
        constraints = [
            # Two entries that follow the same one would be a fork; the database refuses the second.
            models.UniqueConstraint(fields=["previous"], name="chain_never_forks"),
            models.CheckConstraint(
                condition=models.Q(event__regex=r"^[a-z_]+(\.[a-z_]+)+$"), name="event_is_noun_dot_verb"
            ),
            models.CheckConstraint(condition=~models.Q(actor=""), name="event_has_an_actor"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="positions_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.event} by {self.actor_name}"


class Pseudonym(models.Model):
    """Who is meant by a pseudonym of the log: HMAC-SHA256 of the identifier. Without its row nobody can tell."""

    retention = "audit"

    person = models.CharField(max_length=80, primary_key=True)
    key = models.BinaryField(help_text="32 random bytes.")
    pseudonym = models.CharField(max_length=42, unique=True, help_text="p: and 40 hexadecimal digits.")

    def __str__(self) -> str:
        return self.pseudonym


class Node(models.Model):
    """The root over a block of 256 leaves (level 1), of 256 such blocks (level 2) and so on. It could be
    computed anew at any time; stored, a proof reads hundreds of rows and not millions."""

    retention = "audit"

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField(help_text="0, 1, 2 ... from the first entry on.")
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="one_node_in_a_place")]

    def __str__(self) -> str:
        return f"Block {self.number} of level {self.level}"


class Head(models.Model):
    """The tree's size and root at a moment, signed: what shows that the end was cut off or rewritten."""

    retention = "audit"

    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    signed_at = models.CharField(max_length=40, help_text="ISO 8601 in UTC, as it was signed.")
    public_key = models.CharField(max_length=64, help_text="Ed25519, hexadecimal.")
    signature = models.CharField(max_length=128, help_text="Ed25519, hexadecimal.")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Head of {self.size} entries"
