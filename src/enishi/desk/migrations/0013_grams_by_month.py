"""The index of the notes holds its digests by month (ADR 0050)."""

from django.db import migrations

FORWARD = """
UPDATE desk_trace SET grams = ARRAY(
  SELECT (greatest(0, least(2047, (extract(year FROM at AT TIME ZONE 'UTC')::int - 2000) * 12
    + extract(month FROM at AT TIME ZONE 'UTC')::int - 1)) << 20) | (g & 1048575) FROM unnest(grams) g ORDER BY 1);
"""
BACK = "UPDATE desk_trace SET grams = ARRAY(SELECT g & 1048575 FROM unnest(grams) g ORDER BY 1);"


class Migration(migrations.Migration):
    dependencies = [("desk", "0012_handed_stays")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
