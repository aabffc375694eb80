"""What the database itself refuses to change."""

from django.db import migrations

from enishi.audit.append_only import append_only, fixed_columns


class Migration(migrations.Migration):
    dependencies = [("physicians", "0001_initial"), ("audit", "0002_chain")]
    operations = [
        append_only("physicians_physiciantransition"),
        fixed_columns("physicians_consenttext", "kind, version, summary, text, valid_from"),
        append_only("physicians_wishsheet"),
    ]
