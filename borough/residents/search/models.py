"""Three small tables between the box and a person: words, their spellings, and who has them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Term(models.Model):
    """Something that can be typed: a name, a street, a postcode, a date of birth, a number, a key."""

    retention = "index"

    kind = models.CharField(max_length=8)
    text = models.CharField(max_length=200, db_collation="C")  # so that a prefix is a range
    people = models.IntegerField(default=0, help_text="How many have it: the fewer, the more it says.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "text"], name="a_term_is_kept_once")]
        indexes = [models.Index(fields=["text"], name="term_by_text")]

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


class Spelling(models.Model):
    """A form under which a term is found: the word with a letter left out, its sound, its nickname family."""

    retention = "index"

    pk = models.CompositePrimaryKey("form", "term_id")
    form = models.CharField(max_length=200, db_collation="C")
    term = models.ForeignKey(Term, models.CASCADE, db_constraint=False)  # millions, written with their terms

    def __str__(self) -> str:
        return self.form


class Entry(models.Model):
    """One person and all terms that any of their records has."""

    retention = "index"

    person = models.OneToOneField("residents.Person", models.CASCADE, primary_key=True, related_name="+")
    terms = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["terms"], name="entry_by_terms", fastupdate=False)]

    def __str__(self) -> str:
        return f"{len(self.terms)} terms"
