"""What the database itself holds of the invariants: ends are final, the log ends where the talk stands, both approved one hash.

The two that look at other rows are asked when the transaction ends, as an act writes state, log and approvals one by one.
"""

from django.db import migrations, models

from enishi.candidacies.enums import Confirmer, State
from enishi.common.workflow import Channel, Party

AGREED_ONCE = "'agreed', 'contracted', 'working', 'settled', 'left', 'cancelled_after_agreement'"
ENDS = (
    "'settled', 'physician_declined', 'institution_declined', 'coordinator_closed', 'opening_closed',"
    " 'cancelled_after_agreement', 'left'"
)

FUNCTIONS = f"""
CREATE FUNCTION candidacy_end_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'candidacy % has ended; an end is final', OLD.number USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER candidacy_end_is_final BEFORE UPDATE OF state ON candidacies_candidacy FOR EACH ROW
  WHEN (OLD.state IN ({ENDS}) AND NEW.state <> OLD.state) EXECUTE FUNCTION candidacy_end_is_final();

CREATE FUNCTION candidacy_matches_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_state text; logged text; said text;
BEGIN
  SELECT state, agreed_hash INTO now_state, said FROM candidacies_candidacy WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT to_state INTO logged FROM candidacies_candidacytransition WHERE candidacy_id = NEW.id ORDER BY id DESC LIMIT 1;
  IF logged IS DISTINCT FROM now_state THEN
    RAISE EXCEPTION 'candidacy %: its log ends elsewhere', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  IF now_state IN ({AGREED_ONCE}) AND (
    SELECT count(DISTINCT a.side) FROM candidacies_approval a JOIN candidacies_agreementversion v ON v.id = a.version_id
    WHERE v.candidacy_id = NEW.id AND v.content_hash = said AND a.content_hash = said) < 2 THEN
    RAISE EXCEPTION 'candidacy %: no two approvals of one hash', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER candidacy_matches_log AFTER INSERT OR UPDATE OF state, agreed_hash ON candidacies_candidacy
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION candidacy_matches_log();
"""

BACK = """
DROP TRIGGER candidacy_matches_log ON candidacies_candidacy; DROP FUNCTION candidacy_matches_log();
DROP TRIGGER candidacy_end_is_final ON candidacies_candidacy; DROP FUNCTION candidacy_end_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("candidacies", "0008_frozen_words")]
    operations = [
        migrations.AddField(
            "approval",
            "confirmer",
            models.CharField(
                "お返事をくださった方", blank=True, choices=Confirmer.choices(), default="", max_length=10
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "candidacytransition",
            models.CheckConstraint(
                condition=models.Q(party=Party.SYSTEM.value) | models.Q(actor__isnull=False),
                name="candidacy_step_has_actor",
            ),
        ),
        migrations.AddConstraint(
            "candidacytransition",
            models.CheckConstraint(
                condition=models.Q(party__in=[p.value for p in Party], channel__in=[c.value for c in Channel])
                & models.Q(to_state__in=[s.value for s in State]),
                name="candidacy_step_says_who_how_and_where",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
