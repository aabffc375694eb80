"""The chain: canonical text, linking at commit, and refusal of every later change."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_canonical(e audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(
    e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_id, e.role, e.channel,
    e.action, e.object_type, e.object_number, e.level, e.data)::text
$$;

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head audit_link%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('enishi.audit'));
  SELECT * INTO head FROM audit_link ORDER BY position DESC LIMIT 1;
  INSERT INTO audit_link (position, entry_id, previous, hash)
  VALUES (coalesce(head.position, 0) + 1, NEW.id, coalesce(head.hash, ''::bytea),
          sha256(coalesce(head.hash, ''::bytea) || convert_to(audit_canonical(NEW), 'UTF8')));
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_entry_chain AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;

CREATE TRIGGER audit_entry_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER audit_link_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
"""

BACKWARD = """
DROP TRIGGER audit_link_fixed ON audit_link;
DROP TRIGGER audit_entry_fixed ON audit_entry;
DROP TRIGGER audit_entry_chain ON audit_entry;
DROP FUNCTION append_only();
DROP FUNCTION audit_chain();
DROP FUNCTION audit_canonical(audit_entry);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
