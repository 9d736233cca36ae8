"""What came is never changed, whoever asks: not by the application, not by hand in SQL.

Only retention may delete, and it says so in its transaction: SET LOCAL borough.deleting_for = 'retention'.
"""

from django.db import migrations

TABLES = ("feeds_row", "feeds_quarantinedrow", "feeds_mend", "feeds_contractversion")

FUNCTION = """
CREATE FUNCTION feeds_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('borough.deleting_for', true) = 'retention' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% rows are kept as they came: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""
TRIGGER = """
CREATE TRIGGER feeds_never_change BEFORE UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION feeds_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("feeds", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION feeds_refuse_change() CASCADE"),
        *(migrations.RunSQL(TRIGGER.format(table), migrations.RunSQL.noop) for table in TABLES),
    ]
