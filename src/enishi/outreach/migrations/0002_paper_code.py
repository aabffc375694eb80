"""Each link gets its code for paper, those that stand already too."""

from django.db import migrations, models

import enishi.outreach.paper_codes


def give_codes(apps, schema_editor):
    for campaign in apps.get_model("outreach", "Campaign").objects.filter(paper_code=""):
        campaign.paper_code = enishi.outreach.paper_codes.new_paper_code()
        campaign.save(update_fields=["paper_code"])


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="campaign",
            name="paper_code",
            field=models.CharField(default="", editable=False, max_length=8, verbose_name="用紙の番号"),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="campaign",
            name="paper_code",
            field=models.CharField(
                default=enishi.outreach.paper_codes.new_paper_code,
                editable=False,
                max_length=8,
                unique=True,
                verbose_name="用紙の番号",
            ),
        ),
    ]
