import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import F

import enishi.common.clock


def call_them_finished(apps, schema_editor):
    """Every run so far was one person's question, answered at once."""
    runs, suggestions = apps.get_model("matching", "MatchRun"), apps.get_model("matching", "Suggestion")
    runs.objects.update(finished_at=F("started_at"))
    for run in runs.objects.iterator():
        own = suggestions.objects.filter(run=run)
        physicians = set(own.filter(rank_for_physician__isnull=False).values_list("physician_id", flat=True))
        openings = set(own.filter(rank_for_opening__isnull=False).values_list("opening_id", flat=True))
        runs.objects.filter(pk=run.pk).update(
            kind="opening" if openings else "physician",
            for_physicians=sorted(physicians),
            for_openings=sorted(openings),
            pairs=own.count(),
        )


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_initial")]
    operations = [
        migrations.RenameField("matchrun", "at", "started_at"),
        migrations.AlterField(
            "matchrun", "started_at", models.DateTimeField(default=enishi.common.clock.now, verbose_name="開始")
        ),
        migrations.AddField(
            "matchrun",
            "kind",
            models.CharField(
                choices=[("whole", "全体の照合"), ("physician", "医師からの照合"), ("opening", "募集からの照合")],
                default="physician",
                max_length=10,
                verbose_name="種類",
            ),
            preserve_default=False,
        ),
        migrations.AddField("matchrun", "finished_at", models.DateTimeField(null=True, verbose_name="終了")),
        migrations.AddField(
            "matchrun", "error", models.CharField(blank=True, max_length=200, default="", verbose_name="終わらなかったわけ"),
            preserve_default=False,
        ),
        migrations.AddField("matchrun", "seconds", models.FloatField(null=True, verbose_name="秒")),
        migrations.AddField("matchrun", "pairs", models.PositiveIntegerField(default=0, verbose_name="組")),
        migrations.AddField(
            "matchrun", "certificate_gap", models.FloatField(null=True, verbose_name="割り当ての証明の差")
        ),
        *(
            migrations.AddField(
                "matchrun",
                name,
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), default=list, size=None
                ),
            )
            for name in ("for_physicians", "for_openings")
        ),
        migrations.AlterField("matchrun", "snapshot", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("matchrun", "physicians", models.PositiveIntegerField(default=0, verbose_name="医師")),
        migrations.AlterField("matchrun", "openings", models.PositiveIntegerField(default=0, verbose_name="募集")),
        migrations.RunPython(call_them_finished, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "matchrun",
            models.CheckConstraint(
                condition=models.Q(("kind__in", ["whole", "physician", "opening"])), name="match_run_kind_known"
            ),
        ),
        migrations.AddConstraint(
            "matchrun",
            models.CheckConstraint(
                condition=models.Q(("finished_at", None), ("error", ""), _connector="OR"),
                name="match_run_finished_or_failed",
            ),
        ),
        *(
            migrations.AddIndex(
                "matchrun", django.contrib.postgres.indexes.GinIndex(fields=[f"for_{side}"], name=f"match_run_for_{side}")
            )
            for side in ("physicians", "openings")
        ),
        migrations.AddIndex(
            "matchrun",
            models.Index(condition=models.Q(("kind", "whole")), fields=["-id"], name="match_run_whole"),
        ),
    ]
