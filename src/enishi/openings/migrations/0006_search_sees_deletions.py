"""An opening that is deleted, or a table that is emptied, is as much of a change as any: everything is read again."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER openings_search_gone AFTER DELETE OR TRUNCATE ON openings_opening
  FOR EACH STATEMENT EXECUTE FUNCTION openings_note_change('everything');
"""


class Migration(migrations.Migration):
    dependencies = [("openings", "0005_portrait")]
    operations = [migrations.RunSQL(TRIGGER, "DROP TRIGGER openings_search_gone ON openings_opening")]
