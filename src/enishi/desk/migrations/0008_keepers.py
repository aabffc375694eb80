"""Every institution that stands already gets somebody at the desk who looks after it, in turn."""

from typing import Any

from django.db import migrations

SHARE_OUT = """
WITH people AS (
    SELECT u.id, row_number() OVER (ORDER BY u.id) - 1 AS no, count(*) OVER () AS many
    FROM accounts_user u WHERE u.is_active AND EXISTS (
        SELECT 1 FROM accounts_membership m WHERE m.user_id = u.id AND m.role = 'coordinator' AND m.ended_at IS NULL)
), houses AS (
    SELECT i.id, row_number() OVER (ORDER BY i.id) - 1 AS no FROM institutions_institution i WHERE i.state <> 'closed'
)
INSERT INTO desk_keeper (institution_id, coordinator_id, since)
SELECT h.id, p.id, now() FROM houses h JOIN people p ON p.no = h.no %% p.many
ON CONFLICT DO NOTHING
"""


def share_out(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SHARE_OUT.replace("%%", "%"))


class Migration(migrations.Migration):
    dependencies = [("desk", "0007_records")]
    operations = [migrations.RunPython(share_out, migrations.RunPython.noop, elidable=True)]
