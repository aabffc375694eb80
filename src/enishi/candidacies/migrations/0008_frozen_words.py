"""What was sent is fixed: proposals, introductions, letters, papers; an erasure may empty words (ADR 0019)."""

import hashlib
import json

from django.db import migrations, models

from enishi.audit.append_only import append_only, fixed_columns
from enishi.audit.erasure import erasable

WORDS = ("opening_words", "reasons_physician", "reasons_institution", "unmet", "smallest_change")
SENT = """
CREATE FUNCTION sent_words_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('enishi.erasing', true) = 'on' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a row of % was sent and is fixed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER candidacies_proposal_sent BEFORE UPDATE OR DELETE ON candidacies_proposal
  FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION sent_words_are_fixed();
CREATE TRIGGER candidacies_introduction_sent BEFORE UPDATE OR DELETE ON candidacies_introduction
  FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION sent_words_are_fixed();
"""
UNSENT = """
DROP TRIGGER candidacies_introduction_sent ON candidacies_introduction;
DROP TRIGGER candidacies_proposal_sent ON candidacies_proposal;
DROP FUNCTION sent_words_are_fixed();
"""
QUESTION = "id, key, side, author_id, channel, candidacy_id, asked_at, due_on"


def _question(columns):
    return (
        "DROP TRIGGER candidacies_question_fixed ON candidacies_question;"
        f"CREATE TRIGGER candidacies_question_fixed BEFORE UPDATE OF {columns} OR TRUNCATE OR DELETE"
        " ON candidacies_question FOR EACH STATEMENT EXECUTE FUNCTION append_only();"
    )


def hash_those_sent(apps, schema_editor):
    """As candidacies.frozen.words_hash."""
    for row in apps.get_model("candidacies", "Proposal").objects.filter(sent_at__isnull=False, content_hash=""):
        words = {name: getattr(row, name) for name in WORDS}
        text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        row.content_hash = hashlib.sha256(text.encode()).hexdigest()
        row.save(update_fields=["content_hash"])


class Migration(migrations.Migration):
    dependencies = [("candidacies", "0007_talk_rooms"), ("audit", "0003_erasure")]
    operations = [
        migrations.RunPython(hash_those_sent, migrations.RunPython.noop),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=models.Q(("sent_at__isnull", True), models.Q(("content_hash", ""), _negated=True), _connector="OR"),
                name="proposal_sent_has_hash",
            ),
        ),
        migrations.RunSQL(SENT, UNSENT),
        migrations.RunSQL(_question(f"{QUESTION}, bank"), _question(QUESTION)),
        append_only("candidacies_message"),
        erasable(
            "candidacies_message",
            words="text, confirmer",
            fixed="id, key, side, author_id, channel, candidacy_id, sent_at",
            before="",
        ),
        fixed_columns(
            "candidacies_attachment", "id, key, side, author_id, channel, candidacy_id, content_type, size, sent_at"
        ),
        fixed_columns("candidacies_commonanswer", "id, key, institution_id, origin_id, question, answer, chosen_at"),
    ]
