"""The chain and its guards, in the database, where bulk writes and raw SQL meet them too."""

from django.db import migrations

CHAIN = r"""
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
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
    NEW.hash := encode(sha256(convert_to(audit_canonical(NEW), 'UTF8')), 'hex');
    RETURN NEW;
END $$;

-- Each field as its length in bytes, a colon, its text and a comma: no two entries have the same text.
-- borough/platform/audit/rules.py says the same in Python.
CREATE FUNCTION audit_canonical(e audit_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(octet_length(convert_to(t, 'UTF8')) || ':' || t || ',', '' ORDER BY n)
    FROM unnest(ARRAY[
        e.previous, e.position::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        e.event, e.actor, e.actor_name, e.roles, e.subject, e.purpose, e.reason, e.detail
    ]) WITH ORDINALITY AS parts (t, n)
$$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER chain BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_head EXECUTE FUNCTION audit_refuse();

-- ALWAYS: also for a session that calls itself a replica.
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER chain;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER never_emptied;
ALTER TABLE audit_head ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_head ENABLE ALWAYS TRIGGER never_emptied;

ALTER TABLE audit_event ADD CONSTRAINT detail_is_an_object CHECK (jsonb_typeof(detail::jsonb) = 'object');
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN)]
