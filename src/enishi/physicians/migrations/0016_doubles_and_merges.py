"""Digests by which doubles are found, and the registration that a merged one goes on as."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


STATES = ["registered", "interviewing", "active", "paused", "closed", "merged"]


class Migration(migrations.Migration):
    dependencies = [("physicians", "0015_interview_sheet")]

    operations = [
        *(
            migrations.AddField("identity", name, models.CharField(max_length=64, blank=True, db_index=True))
            for name in ("licence_index", "birth_index")
        ),
        *(
            migrations.AddField("identity", name, models.CharField(max_length=64, blank=True))
            for name in ("kana_index", "given_index")
        ),
        migrations.AddField(
            "physician",
            "merged_into",
            models.ForeignKey(
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="physicians.physician",
                verbose_name="統合した先",
            ),
        ),
        migrations.RemoveConstraint("physician", "physician_state_known"),
        migrations.AddConstraint(
            "physician", models.CheckConstraint(condition=Q(state__in=STATES), name="physician_state_known")
        ),
        migrations.AddConstraint(
            "physician",
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged") & Q(merged_into=None),
                name="physician_merged_leads_on",
            ),
        ),
    ]
