"""What was handed out, and a version of a text, stay as they are: the database itself refuses to change them.

Only the words of a handed paper may go, when the person they speak of is erased; its digest stays.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION desk_handed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'content' IS DISTINCT FROM to_jsonb(OLD) - 'content'
     OR (NEW.content <> '' AND NEW.content IS DISTINCT FROM OLD.content) THEN
    RAISE EXCEPTION 'handed paper % stays as it was', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER desk_handed_stays BEFORE UPDATE ON desk_handedwriting FOR EACH ROW EXECUTE FUNCTION desk_handed_stays();

CREATE FUNCTION desk_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'version % of a text stays as it was', OLD.no USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER desk_words_stay BEFORE UPDATE ON desk_wordtemplateversion FOR EACH ROW EXECUTE FUNCTION desk_words_stay();
"""
BACK = """
DROP TRIGGER desk_handed_stays ON desk_handedwriting;
DROP FUNCTION desk_handed_stays;
DROP TRIGGER desk_words_stay ON desk_wordtemplateversion;
DROP FUNCTION desk_words_stay;
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0011_quality")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
