"""Where a physician heard of us, as he or she says."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('physicians', '0017_digests_of_before'),
    ]

    operations = [
        migrations.AddField(
            model_name='physician',
            name='heard_of',
            field=models.CharField(blank=True, choices=[('journal', '会報・会誌'), ('mail', '学会・医師会からのメール'), ('web', 'ホームページ・検索'), ('meeting', '学術集会・講演会'), ('post', '郵便・ちらし'), ('person', '知人・同僚から'), ('news', '新聞・雑誌・テレビ'), ('other', 'そのほか')], max_length=12, verbose_name='お知りになったきっかけ'),
        ),
    ]
