"""Records as the source systems give them, standardised; the persons whom they are about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Person(models.Model):
    """One human being, as far as the index knows. The identifier is given once and never again."""

    retention = "index"

    identifier = models.CharField(max_length=11, unique=True, help_text="as in 7KQ2M-4XT9P")
    made_at = models.DateTimeField()
    gone_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", help_text="The person merged into."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(identifier__regex=r"^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$"),
                name="identifier_is_ten_letters_that_cannot_be_confused",
            ),
            models.CheckConstraint(
                condition=~Q(gone_to=models.F("id")), name="nobody_is_merged_into_themselves"
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class Record(models.Model):
    """What one row of a source system says of one person. One row may speak of several: `number` 1, 2, ...

    `batch` and `row` say where it stands in the file. The batch is no foreign key of the database: the
    check of a million rows takes longer than writing them, and they are written in the batch's transaction.
    """

    retention = "index"

    feed = models.CharField(max_length=60)
    source_key = models.CharField(max_length=200)
    number = models.PositiveSmallIntegerField()
    batch = models.ForeignKey(
        "feeds.Batch", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    row = models.PositiveIntegerField()
    as_of = models.DateField(help_text="When the source extracted it.")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.FloatField(default=1.0, help_text="That it is about its person: 0 to 1.")

    forename = models.CharField(max_length=200, null=True)  # noqa: DJ001  null: the source says nothing
    middle_names = models.CharField(max_length=200, null=True)  # noqa: DJ001
    surname = models.CharField(max_length=200, null=True)  # noqa: DJ001
    date_of_birth = models.DateField(null=True)
    sex = models.CharField(max_length=1, null=True)  # noqa: DJ001
    flat = models.CharField(max_length=200, null=True)  # noqa: DJ001
    house = models.CharField(max_length=200, null=True)  # noqa: DJ001
    street = models.CharField(max_length=200, null=True)  # noqa: DJ001
    postcode = models.CharField(max_length=8, null=True)  # noqa: DJ001
    uprn = models.CharField(max_length=12, null=True)  # noqa: DJ001
    email = models.CharField(max_length=254, null=True)  # noqa: DJ001
    phone = models.CharField(max_length=20, null=True)  # noqa: DJ001
    nino = models.CharField(max_length=9, null=True)  # noqa: DJ001
    nhs_number = models.CharField(max_length=10, null=True)  # noqa: DJ001
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "source_key", "number"], name="a_record_is_kept_once"),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="confidence_is_a_share"),
        ]
        indexes = [
            models.Index(fields=["uprn"], name="record_by_uprn", condition=Q(uprn__isnull=False)),
            models.Index(fields=["postcode", "house"], name="record_by_door"),
            models.Index(fields=["nino"], name="record_by_nino", condition=Q(nino__isnull=False)),
            models.Index(fields=["nhs_number"], name="record_by_nhs", condition=Q(nhs_number__isnull=False)),
            models.Index(fields=["surname", "forename", "date_of_birth"], name="record_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.source_key}/{self.number}"


class Linking(models.Model):
    """All records linked at once: when, by which model, and what it changed, or would have changed.

    One that ran beside the live index is a proposal until a steward switches to it or throws it away.
    """

    retention = "feed-log"

    class State(models.TextChoices):
        RUNNING = "running", "Being linked"
        PROPOSED = "proposed", "Waits for a decision"
        IN_FORCE = "in force", "In force"
        DISCARDED = "discarded", "Thrown away"
        CHECKED = "checked", "A check only"

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    engine = models.CharField(max_length=100)
    records = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    made = models.PositiveIntegerField()
    merged = models.PositiveIntegerField()
    split = models.PositiveIntegerField()
    model = models.JSONField(
        default=dict, help_text="What agreement weighed, as settings that Splink reads; no value of a record."
    )
    learned = models.BooleanField(
        default=False, help_text="From these records; else an earlier model served."
    )
    state = models.CharField(max_length=9, choices=State, default=State.IN_FORCE)
    foreseen = models.JSONField(
        default=dict, help_text="What it would change: counts, and examples by their identifiers."
    )
    seen = models.BigIntegerField(default=0, help_text="The last placing that it knew of.")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["running", "proposed", "in force", "discarded", "checked"]),
                name="linking_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state__in=["running", "proposed"]),
                name="one_proposal_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.records} records, {self.persons} persons"


class Pending(models.Model):
    """A record that came, changed or went, of which the live index has not been told yet.

    The number is that of the record, which may be gone: no foreign key.
    """

    retention = "index"

    record_id = models.BigIntegerField(primary_key=True)
    gone = models.BooleanField()
    was = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", help_text="Whose it was when it changed."
    )
    batch = models.ForeignKey(
        "feeds.Batch", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["batch", "record_id"], name="pending_by_batch")]

    def __str__(self) -> str:
        return f"{self.record_id}{' gone' if self.gone else ''}"


class Placing(models.Model):
    """One step of the index: what waited was linked, and given its persons, in one transaction.

    Their numbers rise in the order of their commits, for one runs at a time. `token` tells a copy of the index
    on disk that it belongs to this history and no other.
    """

    retention = "feed-log"

    class Cause(models.TextChoices):
        BATCH = "batch", "A batch"
        RELINK = "relink", "A linking of all records"
        DECISION = "decision", "A decision"
        CHECK = "check", "A check of the index against the database"

    token = models.CharField(max_length=32)
    cause = models.CharField(max_length=8, choices=Cause)
    at = models.DateTimeField()
    batch = models.ForeignKey(
        "feeds.Batch", models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    linking = models.ForeignKey(Linking, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey("Decision", models.PROTECT, null=True, related_name="+")
    records = models.PositiveIntegerField(help_text="That came, changed or went.")
    seconds = models.FloatField()
    kept = models.BooleanField(
        default=True, help_text="Whether `Touched` has its records, so that an older index can catch up."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cause="batch", batch__isnull=False)
                | Q(cause="relink", linking__isnull=False)
                | Q(cause="decision", decision__isnull=False)
                | Q(cause="check"),
                name="a_placing_names_its_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.cause}"


class Touched(models.Model):
    """A record that a placing concerned, until the index on disk knows of it: what it catches up with."""

    retention = "index"

    pk = models.CompositePrimaryKey("placing_id", "record_id")
    placing = models.ForeignKey(Placing, models.CASCADE, related_name="+")
    record_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.placing_id} {self.record_id}"


class Change(models.Model):
    """What became of a person: merged, split, some records moved, or deleted at their source, and why.

    `moved`: the records, by number, so that it can be undone; of those deleted nothing but the count is kept.
    """

    retention = "index"

    class Kind(models.TextChoices):
        MERGED = "merged", "Merged into"
        SPLIT = "split", "Split off to"
        MOVED = "moved", "Records moved to"
        GONE = "gone", "Deleted at the source"

    kind = models.CharField(max_length=6, choices=Kind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    records = models.PositiveIntegerField(help_text="How many records moved, or are gone.")
    moved = ArrayField(models.BigIntegerField(), default=list)
    feed = models.CharField(max_length=60, blank=True, help_text="Of what is gone: the source.")
    placing = models.ForeignKey(Placing, models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(
        "feeds.Batch", models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["merged", "split", "moved", "gone"]), name="change_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(person=models.F("other")), name="a_change_is_between_two"),
            models.CheckConstraint(
                condition=Q(kind="gone", other__isnull=True) & ~Q(feed="")
                | ~Q(kind="gone") & Q(other__isnull=False, feed=""),
                name="what_is_gone_went_nowhere_and_says_its_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.other_id}"


class Decision(models.Model):
    """What a person decided about records: kept together or apart, with the reason. Outlives every linking."""

    retention = "index"

    by = models.CharField(max_length=200, help_text="Their name, as the log has it.")
    at = models.DateTimeField()
    reason = models.TextField()
    undoes = models.ForeignKey(Change, models.PROTECT, null=True, related_name="+")
    told = models.BooleanField(default=False, help_text="Whether the live index follows it.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    fault = models.TextField(blank=True, help_text="Why it cannot be followed: another one says otherwise.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reason__regex=r".{10}"), name="a_decision_has_its_reason"),
            models.UniqueConstraint(
                fields=["undoes"], condition=Q(withdrawn_at=None), name="a_change_is_undone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Judgement(models.Model):
    """Two records of a decision, by how their source names them, so that it waits while one is not there."""

    retention = "index"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="judgements")
    feed_a = models.CharField(max_length=60)
    key_a = models.CharField(max_length=200)
    number_a = models.PositiveSmallIntegerField()
    feed_b = models.CharField(max_length=60)
    key_b = models.CharField(max_length=200)
    number_b = models.PositiveSmallIntegerField()
    same = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["feed_a", "key_a", "number_a"], name="judgement_by_one"),
            models.Index(fields=["feed_b", "key_b", "number_b"], name="judgement_by_other"),
        ]

    def __str__(self) -> str:
        return f"{self.feed_a} {self.key_a} {'is' if self.same else 'is not'} {self.feed_b} {self.key_b}"
