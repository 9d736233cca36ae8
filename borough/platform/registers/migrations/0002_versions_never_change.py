"""What a feed or an editor said is never changed, whoever asks: only its end may be written, once.

Only retention may delete, and it says so in its transaction: SET LOCAL borough.deleting_for = 'retention'.
The sequence counts changes of registers; no rollback turns it back, so that a number never means two states.
"""

from django.db import migrations

# The columns of each table that may be written again.
TABLES = {
    "registers_version": ("until", "withdrawn_at"),
    "registers_amendment": ("taken_back_at", "taken_back_by", "taken_back_why"),
}
FUNCTION = """
CREATE FUNCTION registers_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF current_setting('borough.deleting_for', true) = 'retention' THEN
            RETURN OLD;
        END IF;
    ELSIF to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% rows are kept as they were said: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""
TRIGGER = """
CREATE TRIGGER registers_never_change BEFORE UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION registers_refuse_change({1});
"""


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE registers_number", "DROP SEQUENCE registers_number"),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION registers_refuse_change() CASCADE"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table, ", ".join(f"'{column}'" for column in columns)), migrations.RunSQL.noop
            )
            for table, columns in TABLES.items()
        ),
    ]
