from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_paper")]
    operations = [
        migrations.AddField(
            model_name="papersheet",
            name="spoke_with",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=40, verbose_name="お話しした方の役職"
            ),
        ),
        migrations.AddField(
            model_name="papersheet",
            name="read_back_at",
            field=models.DateTimeField(null=True, verbose_name="読み上げて確かめた日時"),
        ),
        migrations.AddConstraint(
            model_name="papersheet",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("channel", "phone"), _negated=True), models.Q(("spoke_with", ""), _negated=True), _connector="OR"),
                name="paper_call_names_who_spoke",
            ),
        ),
    ]
