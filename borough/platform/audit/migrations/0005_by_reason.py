"""Entries of one case are found by its reference."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_heads_of_the_tree")]
    operations = [
        migrations.AddIndex(
            "event",
            django.contrib.postgres.indexes.HashIndex(
                fields=["reason"], name="event_by_reason", condition=~models.Q(reason="")
            ),
        ),
    ]
