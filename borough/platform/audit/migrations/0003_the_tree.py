"""The log as a Merkle tree: leaves hashed as RFC 6962 says, people by pseudonyms.

The one time that the log is written anew: before the council's first day, so that no entry has the old hash.
"""

import hmac
import json
import secrets
from datetime import UTC

from django.db import migrations, models

LIFT = "ALTER TABLE audit_event DISABLE TRIGGER USER;"
BACK = "".join(
    f"ALTER TABLE audit_event ENABLE ALWAYS TRIGGER {trigger};"
    for trigger in ("chain", "append_only", "never_emptied")
)
CHAIN = r"""
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    -- One writer at a time from here to its commit: the next reads what this one wrote.
    PERFORM pg_advisory_xact_lock(hashtext('borough.audit'));
    SELECT position, hash, at INTO last FROM audit_event ORDER BY position DESC LIMIT 1;
    NEW.position := coalesce(last.position, 0) + 1;
    NEW.previous := coalesce(last.hash, repeat('0', 64));
    -- Never before the entry before it, even when the machine's clock steps back.
    NEW.at := greatest(clock_timestamp(), last.at);
    -- A leaf of the tree: 0x00 and the entry's text (RFC 6962, 2.1).
    NEW.hash := encode(sha256('\x00'::bytea || convert_to(audit_canonical(NEW), 'UTF8')), 'hex');
    RETURN NEW;
END $$;
"""


def write_anew(apps, schema_editor):
    """Each person by a pseudonym, each hash as that of a leaf. `audit.rules` is not used: it may change."""
    import hashlib

    event, pseudonym = apps.get_model("audit", "Event"), apps.get_model("audit", "Pseudonym")
    known = {}

    def hide(person):
        if person not in known:
            key = secrets.token_bytes(32)
            known[person] = "p:" + hmac.digest(key, person.encode(), "sha256").hex()[:40]
            pseudonym.objects.create(person=person, key=key, pseudonym=known[person])
        return known[person]

    previous = "0" * 64
    for row in event.objects.order_by("position").iterator(chunk_size=2_000):
        detail = json.loads(row.detail)
        if isinstance(detail.get("people"), list):
            detail["people"] = [hide(str(person)) for person in detail["people"]]
        row.detail = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        row.subject = hide(row.subject) if row.subject and ":" not in row.subject else row.subject
        row.previous = previous
        fields = [
            previous, str(row.position), row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), row.event,
            row.actor, row.actor_name, row.roles, row.subject, row.purpose, row.reason, row.detail,
        ]  # fmt: skip
        text = b"".join(b"%d:%s," % (len(field.encode()), field.encode()) for field in fields)
        row.hash = previous = hashlib.sha256(b"\x00" + text).hexdigest()
        row.save()


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            "Pseudonym",
            [
                ("person", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("key", models.BinaryField(help_text="32 random bytes.")),
                (
                    "pseudonym",
                    models.CharField(
                        help_text="p: and 40 hexadecimal digits.", max_length=42, unique=True
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "Node",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("number", models.BigIntegerField(help_text="0, 1, 2 ... from the first entry on.")),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["level", "number"], name="one_node_in_a_place")
                ]
            },
        ),
        migrations.AlterField(
            "event",
            "hash",
            models.CharField(
                help_text="Of this entry, `previous` included, as a leaf of the tree.", max_length=64
            ),
        ),
        migrations.AlterField(
            "event",
            "subject",
            models.CharField(
                blank=True, help_text="Whom: a person's pseudonym, or a thing, as in batch:12.", max_length=80
            ),
        ),
        migrations.RunSQL(LIFT),
        migrations.RunPython(write_anew),
        migrations.RunSQL(BACK),
        migrations.RunSQL(CHAIN),
    ]
