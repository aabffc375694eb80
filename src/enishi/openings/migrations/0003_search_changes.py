"""The search index of a process learns from these rows what it must read again, whoever wrote it and by whatever way."""

from django.db import migrations, models

FUNCTION = """
CREATE FUNCTION openings_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'STATEMENT' THEN
    INSERT INTO openings_searchchange (subject, subject_id, xid, noted_at)
      VALUES (TG_ARGV[0], 0, pg_current_xact_id()::text::bigint, clock_timestamp());
  ELSE
    INSERT INTO openings_searchchange (subject, subject_id, xid, noted_at)
      VALUES (TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::bigint, pg_current_xact_id()::text::bigint, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER openings_search_opening AFTER INSERT OR UPDATE ON openings_opening
  FOR EACH ROW EXECUTE FUNCTION openings_note_change('opening', 'id');
CREATE TRIGGER openings_search_version AFTER UPDATE OF title, specialties, employment, days, slots, night_duty, on_call,
  offers, annual_pay_min_yen, annual_pay_max_yen, daily_pay_yen ON openings_openingversion
  FOR EACH ROW EXECUTE FUNCTION openings_note_change('opening', 'opening_id');
CREATE TRIGGER openings_search_institution AFTER UPDATE ON institutions_institution
  FOR EACH ROW EXECUTE FUNCTION openings_note_change('institution', 'id');
"""
AREAS = ("prefecture", "municipality", "areaedition", "medicalarea", "areamember", "designation")
TABLES = {
    "openings_opening": "opening",
    "openings_openingversion": "version",
    "institutions_institution": "institution",
} | {f"areas_{name}": name for name in AREAS}
TRIGGERS = "".join(
    f"CREATE TRIGGER openings_search_{name} AFTER INSERT OR UPDATE OR DELETE ON areas_{name}"
    " FOR EACH STATEMENT EXECUTE FUNCTION openings_note_change('areas');\n"
    for name in AREAS
)
UNDO = "".join(f"DROP TRIGGER openings_search_{name} ON {table};\n" for table, name in TABLES.items())


class Migration(migrations.Migration):
    dependencies = [
        ("openings", "0002_append_only"),
        ("institutions", "0002_append_only"),
        ("areas", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=11)),
                ("subject_id", models.BigIntegerField()),
                ("xid", models.BigIntegerField(db_index=True)),
                ("noted_at", models.DateTimeField()),
            ],
            options={"verbose_name": "検索の更新"},
        ),
        migrations.RunSQL(FUNCTION + TRIGGERS, UNDO + "DROP FUNCTION openings_note_change()"),
    ]
