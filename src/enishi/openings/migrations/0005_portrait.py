"""What physicians ask beyond the law: practice, backing, living."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("openings", "0004_scope_and_work")]
    operations = [
        migrations.AddField(
            model_name="openingversion",
            name="portrait",
            field=models.JSONField(
                blank=True,
                default=dict,
                db_default=models.Value({}, models.JSONField()),
                verbose_name="診療・体制・暮らし",
            ),
        )
    ]
