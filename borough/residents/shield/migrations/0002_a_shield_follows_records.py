"""Where records go from a shielded person to another, by merge or split, the shield goes with them."""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION shield_follows_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shield_shield (person_id, kind, how, origin_id, because, set_by, set_by_name, set_at,
                               confirmed_by, confirmed_by_name, lift_asked_by, lift_asked_by_name, lift_because,
                               lifted_by, lifted_by_name)
    SELECT NEW.other_id, s.kind, CASE NEW.kind WHEN 'merged' THEN 'merged' ELSE 'split' END,
           coalesce(s.origin_id, s.id), s.because, s.set_by, s.set_by_name, now(), '', '', '', '', '', '', ''
      FROM shield_shield s
     WHERE s.person_id = NEW.person_id AND s.lifted_at IS NULL AND NEW.other_id IS NOT NULL
    ON CONFLICT (person_id, kind) WHERE lifted_at IS NULL DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER shield_follows_records AFTER INSERT ON residents_change
    FOR EACH ROW EXECUTE FUNCTION shield_follows_records();
"""
BACK = "DROP TRIGGER shield_follows_records ON residents_change; DROP FUNCTION shield_follows_records();"


class Migration(migrations.Migration):
    dependencies = [("shield", "0001_initial"), ("residents", "0003_live")]
    operations = [migrations.RunSQL(FOLLOW, BACK)]
