"""科目不問 becomes an answer of its own; an empty list of specialties is unanswered.

Whatever was shown to anybody with an empty list was shown as 科目不問 and stays so; of drafts nobody knows, so they are asked.
The trigger that fixes seen versions is asleep for this one statement.
"""

from django.db import migrations, models

SHOWN_AS_ANY = """
ALTER TABLE openings_openingversion DISABLE TRIGGER openings_openingversion_seen;
UPDATE openings_openingversion v SET any_specialty = true
  FROM openings_opening o WHERE o.id = v.opening_id AND v.specialties = '{}'
  AND (v.first_seen_at IS NOT NULL OR o.state IN ('published', 'closed'));
ALTER TABLE openings_openingversion ENABLE TRIGGER openings_openingversion_seen;
"""


class Migration(migrations.Migration):
    dependencies = [("openings", "0010_advertisements")]
    operations = [
        migrations.AddField(
            model_name="openingversion",
            name="any_specialty",
            field=models.BooleanField(db_default=False, default=False, verbose_name="科目を問わない"),
        ),
        migrations.RunSQL(SHOWN_AS_ANY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="openingversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("any_specialty", False), ("specialties", []), _connector="OR"),
                name="opening_any_specialty_or_some",
                violation_error_message="「科目を問わない」と診療科の両方が選ばれています。どちらか一つにしてください。",
            ),
        ),
    ]
