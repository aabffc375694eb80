"""Words an erasure may empty: reasons of steps, and wish sheets as a whole. What stands of a pause knows where to go back."""

from django.db import migrations

from enishi.audit.erasure import erasable

STEP = "id, step, from_state, to_state, at, actor_id, party, channel, reason_code, data"


class Migration(migrations.Migration):
    dependencies = [("physicians", "0009_leaving"), ("audit", "0003_erasure")]
    operations = [
        erasable(
            "physicians_physiciantransition", words="reason", fixed=f"{STEP}, physician_id", before=""
        ),
        erasable("physicians_wishsheet", fixed="id, physician_id, no, made_at, specialties, skills, municipality_id, prefectures,"
            " max_commute_min, relocation, employment, days_min, days_max, slots, night_duty, on_call, max_on_call_per_month,"
            " min_annual_pay_yen, min_daily_pay_yen, wishes, available_from, weekly_hours_committed, overtime_level, note",
            before="", whole_rows=True),
        migrations.RunSQL(
            "UPDATE physicians_physician SET stored_state = 'active' WHERE state = 'paused' AND stored_state = ''",
            migrations.RunSQL.noop,
        ),
    ]
