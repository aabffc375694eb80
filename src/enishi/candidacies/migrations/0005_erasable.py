"""Words an erasure may empty: questions, answers, clauses, agreements that came to nothing, and reasons of steps."""

from django.db import migrations

from enishi.audit.erasure import erasable

STEP = "id, step, from_state, to_state, at, actor_id, party, channel, reason_code, data"
SAID = "id, key, side, author_id, channel"
VERSION = "candidacy_id, no, content, content_hash, made_at, made_by_id"
CLAUSE = "candidacy_id, no, text, proposed_by"


class Migration(migrations.Migration):
    dependencies = [("candidacies", "0004_append_only"), ("audit", "0003_erasure")]
    operations = [
        erasable("candidacies_candidacytransition", words="reason", fixed=f"{STEP}, candidacy_id", before=""),
        erasable("candidacies_question", words="text", fixed=f"{SAID}, candidacy_id, asked_at, due_on", before=""),
        erasable(
            "candidacies_answer", words="text, confirmer", fixed=f"{SAID}, question_id, answered_at", before=""
        ),
        erasable(
            "candidacies_agreementversion",
            words="content",
            fixed="candidacy_id, no, content_hash, made_at, made_by_id",
            before=VERSION,
        ),
        erasable("candidacies_clause", words="text", fixed="candidacy_id, no, proposed_by", before=CLAUSE),
    ]
