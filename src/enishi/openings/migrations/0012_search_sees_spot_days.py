"""A single day that is added, filled or withdrawn changes what a search for its half-day finds."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER openings_search_spot AFTER INSERT OR UPDATE ON openings_spotday
  FOR EACH ROW EXECUTE FUNCTION openings_note_change('opening', 'opening_id');
"""


class Migration(migrations.Migration):
    dependencies = [("openings", "0011_any_specialty")]
    operations = [migrations.RunSQL(TRIGGER, "DROP TRIGGER openings_search_spot ON openings_spotday")]
