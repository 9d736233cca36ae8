"""Heads name the size and the root of the tree, and there is one every five minutes, even of the same tree."""

from django.db import migrations, models

GUARDS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_head EXECUTE FUNCTION audit_refuse();
ALTER TABLE audit_head ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_head ENABLE ALWAYS TRIGGER never_emptied;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_the_tree")]
    operations = [
        migrations.DeleteModel("Head"),
        migrations.CreateModel(
            "Head",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("signed_at", models.CharField(help_text="ISO 8601 in UTC, as it was signed.", max_length=40)),
                ("public_key", models.CharField(help_text="Ed25519, hexadecimal.", max_length=64)),
                ("signature", models.CharField(help_text="Ed25519, hexadecimal.", max_length=128)),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.RunSQL(GUARDS),
    ]
