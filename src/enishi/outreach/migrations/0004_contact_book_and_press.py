"""The contact book, wordings of the letter and runs of the press; the database keeps every code that was ever given out."""

import django.db.models.deletion
import enishi.common.clock
import enishi.common.encrypted
import enishi.outreach.enums
from django.conf import settings
from django.db import migrations, models

from enishi.audit.append_only import append_only

CODES_STAY = """
CREATE TRIGGER outreach_campaign_code_fixed BEFORE UPDATE ON outreach_campaign FOR EACH ROW
  WHEN ((OLD.id, OLD.code, OLD.paper_code, OLD.society_id)
    IS DISTINCT FROM (NEW.id, NEW.code, NEW.paper_code, NEW.society_id))
  EXECUTE FUNCTION append_only();
CREATE TRIGGER outreach_campaign_kept BEFORE DELETE OR TRUNCATE ON outreach_campaign
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
"""
CODES_NO_LONGER_STAY = """
DROP TRIGGER outreach_campaign_kept ON outreach_campaign;
DROP TRIGGER outreach_campaign_code_fixed ON outreach_campaign;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sessions'),
        ('audit', '0002_chain'),
        ('outreach', '0003_news'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('no', models.PositiveIntegerField(unique=True, verbose_name='版')),
                ('subject', models.CharField(max_length=80, verbose_name='件名')),
                ('body', models.TextField(verbose_name='本文')),
                ('points', models.TextField(verbose_name='記')),
                ('enclosures', models.TextField(blank=True, verbose_name='同封')),
                ('made_at', models.DateTimeField(default=enishi.common.clock.now)),
            ],
            options={
                'verbose_name': '周知依頼状の文面',
                'ordering': ('-no',),
            },
        ),
        migrations.CreateModel(
            name='PressRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('kind', models.CharField(choices=[('print', '印刷用の1つのファイル（依頼状）'), ('zip', '学会ごとのファイルをまとめたZIP')], max_length=10, verbose_name='つくるもの')),
                ('codes', models.JSONField(verbose_name='リンク')),
                ('state', models.CharField(choices=[('waiting', '順番を待っています'), ('running', 'つくっています'), ('done', 'できました'), ('cancelled', '取りやめました'), ('failed', 'できませんでした')], default=enishi.outreach.enums.PressState['WAITING'], max_length=10, verbose_name='状態')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='できた数')),
                ('cancel_asked', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=enishi.common.clock.now)),
                ('touched_at', models.DateTimeField(default=enishi.common.clock.now)),
                ('finished_at', models.DateTimeField(null=True, verbose_name='終了')),
                ('data', models.BinaryField(null=True, verbose_name='ファイル')),
            ],
            options={
                'verbose_name': 'まとめての印刷',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='SocietyContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('day', models.DateField(verbose_name='日付')),
                ('way', models.CharField(choices=[('letter', '手紙'), ('mail', 'メール'), ('phone', '電話'), ('visit', '訪問・面会'), ('fax', 'ファクス')], max_length=10, verbose_name='方法')),
                ('received', models.BooleanField(default=False, verbose_name='先方から')),
                ('note', enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name='内容')),
                ('made_at', models.DateTimeField(default=enishi.common.clock.now)),
            ],
            options={
                'verbose_name': '学会・団体とのやりとり',
                'ordering': ('-day', '-id'),
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='medium',
            field=models.CharField(choices=[('journal', '会報・会誌'), ('mail', '会員へのメール'), ('web', 'ホームページ'), ('meeting', '学術集会・総会'), ('enclosed', '郵送物への同封'), ('poster', '掲示'), ('other', 'そのほか')], default=enishi.outreach.enums.Medium['OTHER'], max_length=12, verbose_name='媒体'),
        ),
        migrations.AddField(
            model_name='society',
            name='address',
            field=models.CharField(blank=True, max_length=200, verbose_name='所在地'),
        ),
        migrations.AddField(
            model_name='society',
            name='changes',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='society',
            name='consent',
            field=models.CharField(choices=[('unasked', 'まだうかがっていません'), ('agreed', 'ご連絡してよい'), ('refused', 'ご連絡しない')], default=enishi.outreach.enums.Consent['UNASKED'], max_length=10, verbose_name='ご連絡の可否'),
        ),
        migrations.AddField(
            model_name='society',
            name='consent_on',
            field=models.DateField(blank=True, null=True, verbose_name='うかがった日'),
        ),
        migrations.AddField(
            model_name='society',
            name='every_months',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='ご連絡の間隔（か月）'),
        ),
        migrations.AddField(
            model_name='society',
            name='head',
            field=models.CharField(blank=True, max_length=120, verbose_name='代表のお名前'),
        ),
        migrations.AddField(
            model_name='society',
            name='head_title',
            field=models.CharField(blank=True, max_length=60, verbose_name='代表の役職'),
        ),
        migrations.AddField(
            model_name='society',
            name='mail',
            field=models.EmailField(blank=True, max_length=200, verbose_name='メール'),
        ),
        migrations.AddField(
            model_name='society',
            name='next_on',
            field=models.DateField(blank=True, null=True, verbose_name='次のご連絡'),
        ),
        migrations.AddField(
            model_name='society',
            name='office',
            field=models.CharField(blank=True, max_length=120, verbose_name='事務局'),
        ),
        migrations.AddField(
            model_name='society',
            name='phone',
            field=models.CharField(blank=True, max_length=20, verbose_name='電話'),
        ),
        migrations.AddField(
            model_name='society',
            name='postcode',
            field=models.CharField(blank=True, max_length=8, verbose_name='郵便番号'),
        ),
        migrations.AlterField(
            model_name='society',
            name='name',
            field=models.CharField(max_length=200, verbose_name='名称'),
        ),
        migrations.AddConstraint(
            model_name='society',
            constraint=models.CheckConstraint(condition=models.Q(('consent', enishi.outreach.enums.Consent['UNASKED']), ('consent_on__isnull', False), _connector='OR'), name='society_consent_has_a_day'),
        ),
        migrations.AddField(
            model_name='letterwording',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pressrun',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='societycontact',
            name='campaign',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='outreach.campaign'),
        ),
        migrations.AddField(
            model_name='societycontact',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='societycontact',
            name='society',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='outreach.society'),
        ),
        migrations.AddConstraint(
            model_name='pressrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', enishi.outreach.enums.PressState['DONE']), _negated=True), ('finished_at__isnull', False), _connector='OR'), name='press_done_has_an_end'),
        ),
        migrations.RunSQL(CODES_STAY, CODES_NO_LONGER_STAY),
        append_only("outreach_letterwording"),
    ]
