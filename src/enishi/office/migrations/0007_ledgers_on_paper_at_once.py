from django.db import migrations


class Migration(migrations.Migration):
    """A year is printed while one waits: nothing of it is kept any more."""

    dependencies = [
        ('office', '0006_file_purposes'),
    ]

    operations = [
        migrations.DeleteModel(name='LedgerVolume'),
        migrations.DeleteModel(name='LedgerRun'),
    ]
