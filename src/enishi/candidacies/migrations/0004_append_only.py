"""What the database itself refuses to change."""

from django.db import migrations

from enishi.audit.append_only import append_only, fixed_columns


class Migration(migrations.Migration):
    dependencies = [("candidacies", "0003_initial"), ("audit", "0002_chain")]
    operations = [
        append_only("candidacies_candidacytransition"),
        append_only("candidacies_approval"),
        append_only("candidacies_question"),
        append_only("candidacies_answer"),
        fixed_columns("candidacies_agreementversion", "candidacy_id, no, content, content_hash, made_at, made_by_id"),
        fixed_columns("candidacies_clause", "candidacy_id, no, text, proposed_by"),
    ]
