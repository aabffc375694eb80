"""Visits counted in several rows a day, which words a link is given with, what it costs, and what became of who came by it."""

import django.db.models.deletion
import enishi.common.clock
import enishi.outreach.enums
from django.conf import settings
from django.db import migrations, models

from enishi.audit.append_only import append_only, fixed_columns


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_chain'),
        ('outreach', '0004_contact_book_and_press'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CampaignCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('kind', models.CharField(choices=[('print', '印刷'), ('post', '郵送・送料'), ('fee', '掲載料・出展料'), ('hours', '職員の時間'), ('other', 'そのほか')], max_length=10, verbose_name='費目')),
                ('day', models.DateField(verbose_name='日付')),
                ('yen', models.PositiveIntegerField(verbose_name='金額（円）')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name='時間')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='控え')),
                ('made_at', models.DateTimeField(default=enishi.common.clock.now)),
                ('struck_at', models.DateTimeField(null=True, verbose_name='取り消し')),
            ],
            options={
                'verbose_name': '周知の費用',
                'ordering': ('-day', '-id'),
            },
        ),
        migrations.CreateModel(
            name='FunnelEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(unique=True, verbose_name='数えた終わりの日')),
                ('made_at', models.DateTimeField(default=enishi.common.clock.now, verbose_name='数えた日時')),
                ('tables', models.JSONField(verbose_name='表')),
            ],
            options={
                'verbose_name': '周知の成果',
                'ordering': ('-until',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='visitcount',
            name='visit_count_once',
        ),
        migrations.AddField(
            model_name='campaign',
            name='text',
            field=models.CharField(choices=[('short', '60字の文'), ('middle', '200字の文'), ('long', '600字の文'), ('mail', '会員へのメール'), ('leaflet', 'ご案内・冊子・小票'), ('own', '学会・団体のことば'), ('other', '決めていない・そのほか')], default=enishi.outreach.enums.Text['OTHER'], max_length=12, verbose_name='お使いになる文'),
        ),
        migrations.AddField(
            model_name='pressrun',
            name='year',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='年'),
        ),
        migrations.AddField(
            model_name='visitcount',
            name='slot',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='pressrun',
            name='kind',
            field=models.CharField(choices=[('print', '印刷用の1つのファイル（依頼状）'), ('zip', '学会ごとのファイルをまとめたZIP'), ('reports', '学会ごとの年のご報告（ZIP）')], max_length=10, verbose_name='つくるもの'),
        ),
        migrations.AddConstraint(
            model_name='visitcount',
            constraint=models.UniqueConstraint(fields=('campaign', 'day', 'slot'), name='visit_count_once_a_slot'),
        ),
        migrations.AddField(
            model_name='campaigncost',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='outreach.campaign'),
        ),
        migrations.AddField(
            model_name='campaigncost',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='campaigncost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hours__gt', 0), ('kind', enishi.outreach.enums.CostKind['HOURS'])), models.Q(models.Q(('kind', enishi.outreach.enums.CostKind['HOURS']), _negated=True), ('hours', None)), _connector='OR'), name='cost_hours_for_work_alone'),
        ),
        append_only("outreach_funneledition"),
        fixed_columns("outreach_campaigncost", "key, campaign_id, kind, day, yen, hours, note, made_at, made_by_id"),
    ]
