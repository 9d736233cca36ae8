"""People who sign in, and the roles they hold."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from .rules import STAFF


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in, officer or resident. What they may do is in their grants, never here."""

    retention = "staff-access"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    manager = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Does not review what they did.",
    )
    demonstration = models.BooleanField(default=False, help_text="Its password is published.")

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def actor_id(self) -> str:
        return f"user:{self.pk}"


def in_force(now: datetime, prefix: str = "") -> Q:
    """Grants that count at this moment. `prefix`: the path to them, as in `grants__`."""
    endless, later = Q(**{f"{prefix}until": None}), Q(**{f"{prefix}until__gt": now})
    return Q(**{f"{prefix}since__lte": now}) & (endless | later)


class Grants(models.QuerySet["Grant"]):
    def in_force(self, now: datetime) -> "Grants":
        return self.filter(in_force(now))


class Grant(models.Model):
    """A role held by a person from when until when, given by whom and why. Ended, never removed."""

    retention = "staff-access"

    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in sorted(STAFF)])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=80, help_text="The actor who gave it: user:7 or system.")
    because = models.CharField(max_length=500)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    objects = Grants.as_manager()

    class Meta:
        ordering = ["holder__name", "role", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="grant_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(role.value for role in STAFF)), name="grant_of_a_staff_role"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="grant_has_a_reason"),
            ExclusionConstraint(
                name="one_grant_of_a_role_at_a_time",
                expressions=[
                    ("holder", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        Func(F("since"), F("until"), function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}: {self.get_role_display()}"
