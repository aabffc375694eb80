"""What the database itself refuses to change: the log, and a version of conditions that a physician has seen."""

from django.db import migrations

from enishi.audit.append_only import append_only

SEEN_VERSION = """
CREATE FUNCTION openings_seen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.first_seen_at IS NOT NULL THEN
    RAISE EXCEPTION 'version % of an opening was seen and is fixed', OLD.no;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER openings_openingversion_seen BEFORE UPDATE OR DELETE ON openings_openingversion
  FOR EACH ROW EXECUTE FUNCTION openings_seen_version();
"""


class Migration(migrations.Migration):
    dependencies = [("openings", "0001_initial"), ("audit", "0002_chain")]
    operations = [
        append_only("openings_openingtransition"),
        migrations.RunSQL(
            SEEN_VERSION,
            "DROP TRIGGER openings_openingversion_seen ON openings_openingversion; DROP FUNCTION openings_seen_version()",
        ),
    ]
