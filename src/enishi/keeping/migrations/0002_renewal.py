"""Columns that were fixed may be encrypted anew with another key, inside `audit.erasure.renewing` and nowhere else."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION append_only_but_renewal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('enishi.renewing', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE FUNCTION fix_but(place text, free text, also text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE others text;
BEGIN
  SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) INTO others
    FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = place AND column_name <> free;
  EXECUTE format('DROP TRIGGER %I ON %I', place || '_fixed', place);
  EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OF %s%s OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()',
                 place || '_fixed', others, also, place);
  EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OF %I ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only_but_renewal()',
                 place || '_renewed', free, place);
END $$;
SELECT fix_but('physicians_wishsheet', 'note', '');
SELECT fix_but('institutions_declaration', 'detail', ' OR DELETE');
SELECT fix_but('office_watchanswer', 'words', ' OR DELETE');
SELECT fix_but('office_incidententry', 'words', ' OR DELETE');
DROP FUNCTION fix_but(text, text, text);
DROP TRIGGER outreach_storypicture_fixed ON outreach_storypicture;
CREATE TRIGGER outreach_storypicture_fixed BEFORE UPDATE OF story_id, digest OR DELETE OR TRUNCATE ON outreach_storypicture
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER outreach_storypicture_renewed BEFORE UPDATE OF data ON outreach_storypicture
  FOR EACH STATEMENT EXECUTE FUNCTION append_only_but_renewal();

CREATE OR REPLACE FUNCTION desk_handed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'content' IS DISTINCT FROM to_jsonb(OLD) - 'content'
     OR (NEW.content <> '' AND NEW.content IS DISTINCT FROM OLD.content
         AND current_setting('enishi.renewing', true) IS DISTINCT FROM 'on') THEN
    RAISE EXCEPTION 'handed paper % stays as it was', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("keeping", "0001_retention_and_holds"),
        ("physicians", "0019_retention_and_holds"),
        ("institutions", "0009_merged_into"),
        ("desk", "0012_handed_stays"),
        ("office", "0003_safety"),
        ("outreach", "0009_embeds"),
    ]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
