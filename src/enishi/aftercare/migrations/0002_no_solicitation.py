"""The database itself refuses to suggest or propose to a physician in the two years after an indefinite-term placement.

Licence condition since 2025-01-01 (許可条件). What the physician asked for (by_own_wish) is free, and a proposal that was put
on hold before returns to where it stood. The day is that of the step, in Japan.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION refuse_solicitation() RETURNS trigger AS $$
BEGIN
  IF NEW.state IN ('suggested', 'physician_asked') AND NOT NEW.by_own_wish
     AND (TG_OP = 'INSERT' OR (OLD.state <> NEW.state AND OLD.state <> 'on_hold'))
     AND EXISTS (
       SELECT 1 FROM candidacies_placement p JOIN candidacies_candidacy c ON c.id = p.candidacy_id
       WHERE c.physician_id = NEW.physician_id AND p.confirmed_at IS NOT NULL
         AND p.no_solicitation_until >= (NEW.state_since AT TIME ZONE 'Asia/Tokyo')::date)
  THEN
    RAISE EXCEPTION 'no solicitation: this physician was placed under an indefinite term'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_no_solicitation';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER candidacy_no_solicitation BEFORE INSERT OR UPDATE OF state ON candidacies_candidacy
  FOR EACH ROW EXECUTE FUNCTION refuse_solicitation();
"""


class Migration(migrations.Migration):
    dependencies = [("aftercare", "0001_aftercare"), ("candidacies", "0006_inquiries")]
    operations = [
        migrations.RunSQL(
            FUNCTION,
            "DROP TRIGGER candidacy_no_solicitation ON candidacies_candidacy; DROP FUNCTION refuse_solicitation();",
        )
    ]
