"""Feeds, batches and rows. What came is never changed; what it meant is decided beside it."""

from django.db import models
from django.db.models import F, Q


class Feed(models.Model):
    """What is known of a feed beyond its contract. Its row is the lock: one batch at a time."""

    retention = "feed-log"

    slug = models.CharField(primary_key=True, max_length=60)
    last_arrival_at = models.DateTimeField(null=True, blank=True)
    late_since = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.slug


class ContractVersion(models.Model):
    """A contract as it was when a batch was read by it; the batch is always read by it again."""

    retention = "feed-log"

    digest = models.CharField(primary_key=True, max_length=64)
    slug = models.CharField(max_length=60)
    text = models.TextField()
    first_used_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.slug} {self.digest[:8]}"


class State(models.TextChoices):
    RECEIVED = "received", "Being read"
    HELD = "held", "Held"
    APPLIED = "applied", "Applied"
    REFUSED = "refused", "Refused"
    REVERSED = "reversed", "Reversed"
    REPLAYED = "replayed", "Replayed"


class Batch(models.Model):
    """One file of a feed. A replay of the same file is a batch of its own, in the same place of the order."""

    retention = "feed-log"

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="+")
    contract = models.ForeignKey(ContractVersion, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=200)
    size = models.BigIntegerField(help_text="bytes")
    extracted_on = models.DateField()
    position = models.BigIntegerField(help_text="order within one extract date", default=0)
    attempt = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    applied_at = models.DateTimeField(null=True, blank=True)
    columns = models.JSONField(default=list, help_text="names of the values in each row, in order")
    rows_read = models.PositiveIntegerField(default=0)
    rows_good = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    tally = models.JSONField(default=dict)
    totals = models.JSONField(default=dict, help_text="control totals: stated and found")
    problems = models.JSONField(default=list, help_text="[code, what was found]: why held or refused")
    notes = models.JSONField(default=list)
    accepted = models.JSONField(default=list, help_text="codes that an officer accepted")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "sha256", "extracted_on", "attempt"],
                name="feeds_one_batch_for_a_file_and_day",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="feeds_batch_state_is_known"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="feeds_batch_has_its_hash"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPLIED) | Q(applied_at__isnull=False),
                name="feeds_applied_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decision="")
                | Q(decided_at__isnull=False) & ~Q(decision=""),
                name="feeds_a_decision_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(rows_good__lte=F("rows_read")), name="feeds_no_more_good_rows_than_rows"
            ),
        ]
        indexes = [models.Index(fields=["feed", "-id"], name="feeds_batches_of_a_feed")]

    def __str__(self) -> str:
        return f"{self.feed_id} batch {self.pk}"


class Row(models.Model):
    """A good row as it came, kept when it said something new. A trigger refuses any change (0001).

    The batch is not a foreign key of the database: the check of a million rows against one batch takes
    longer than writing them, and rows are only ever written in the transaction that holds their batch.
    """

    retention = "source-copy"

    pk = models.CompositePrimaryKey("batch_id", "number")
    batch = models.ForeignKey(Batch, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    number = models.PositiveIntegerField(help_text="line or element of the file, from 1")
    key = models.TextField()
    cells = models.TextField(help_text="the values as they came, between unit separators (U+001F)")

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"


class Ending(models.Model):
    """A row that a later batch made no longer current. Reversing that batch takes the ending away."""

    retention = "source-copy"

    pk = models.CompositePrimaryKey("row_batch_id", "row_number")
    row_batch = models.ForeignKey(
        Batch, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    row_number = models.PositiveIntegerField()
    batch = models.ForeignKey(Batch, models.DO_NOTHING, related_name="+", db_constraint=False)

    def __str__(self) -> str:
        return f"{self.row_batch_id}/{self.row_number} ended by {self.batch_id}"


class QuarantinedRow(models.Model):
    """A row that could not be applied, as it came. A trigger refuses any change (0001)."""

    retention = "source-copy"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=30, help_text="the first reason")
    faults = models.TextField(help_text="field:code, by bars; no field: the row itself")
    key = models.TextField(blank=True)
    raw = models.TextField()
    apart = models.BooleanField(help_text="whether the row could be taken apart into its values")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="feeds_a_row_waits_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number} {self.code}"


class Mend(models.Model):
    """What an officer decided about a row in quarantine: its right values, or that it stays out."""

    retention = "source-copy"

    row = models.OneToOneField(QuarantinedRow, models.PROTECT, related_name="+")
    cells = models.TextField(blank=True, help_text="the right values; empty: the row stays out")
    why = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(why__regex=r".{10}"), name="feeds_a_mend_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.row_id}"
