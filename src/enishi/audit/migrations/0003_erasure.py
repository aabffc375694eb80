"""The function of tables whose words an erasure may empty."""

from django.db import migrations

from enishi.audit.erasure import function


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]
    operations = [function()]
