"""Records as the source systems give them, standardised; the persons whom they are about."""

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
    """One run of linkage over all records: when, and what it changed."""

    retention = "feed-log"

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

    def __str__(self) -> str:
        return f"{self.records} records, {self.persons} persons"


class Change(models.Model):
    """A merge or a split: what became of a person in a linking. The old identifier still answers."""

    retention = "index"

    class Kind(models.TextChoices):
        MERGED = "merged", "Merged into"
        SPLIT = "split", "Split off to"

    kind = models.CharField(max_length=6, choices=Kind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    records = models.PositiveIntegerField(help_text="How many records moved.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["merged", "split"]), name="change_kind_is_known"),
            models.CheckConstraint(condition=~Q(person=models.F("other")), name="a_change_is_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.other_id}"
