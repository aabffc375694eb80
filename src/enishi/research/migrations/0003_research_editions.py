from django.db import migrations, models

import enishi.common.clock
from enishi.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ("research", "0002_promise_years"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResearchEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField(unique=True, verbose_name="数えた終わりの日")),
                ("made_at", models.DateTimeField(default=enishi.common.clock.now, verbose_name="数えた日時")),
                ("digest", models.CharField(max_length=64, verbose_name="要約値")),
                ("tables", models.JSONField(verbose_name="表")),
            ],
            options={
                "verbose_name": "調査研究の版",
                "ordering": ("-until",),
            },
        ),
        append_only("research_researchedition"),
    ]
