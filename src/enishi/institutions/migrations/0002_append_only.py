"""What the database itself refuses to change."""

from django.db import migrations

from enishi.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial"), ("audit", "0002_chain")]
    operations = [
        append_only("institutions_institutiontransition"),
    ]
