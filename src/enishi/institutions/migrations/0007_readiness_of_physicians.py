"""The seat of the readiness check is the physician's, as everywhere else in the code."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("institutions", "0006_hosting")]

    operations = [
        migrations.RenameField("readiness", "doctor", "physician"),
        migrations.RenameField("readiness", "doctor_by", "physician_by"),
        migrations.RenameField("readiness", "doctor_at", "physician_at"),
    ]
