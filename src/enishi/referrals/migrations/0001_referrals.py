

import django.contrib.postgres.fields
import django.db.models.deletion
import enishi.common.clock
import enishi.common.encrypted
import enishi.outreach.paper_codes
import enishi.referrals.enums
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0002_physician_counts'),
        ('institutions', '0009_merged_into'),
        ('openings', '0013_merged_into'),
        ('physicians', '0017_digests_of_before'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='名称')),
                ('kind', models.CharField(choices=[('prefecture', '都道府県のドクターバンク'), ('association', '医師会のドクターバンク'), ('ministry', '国の委託によるドクターバンク'), ('society', '学会・大学の紹介窓口'), ('other', 'そのほかの職業紹介事業者')], max_length=12, verbose_name='種類')),
                ('licence', models.CharField(blank=True, max_length=40, verbose_name='許可・届出番号')),
                ('address', models.CharField(max_length=200, verbose_name='所在地')),
                ('representative', models.CharField(max_length=60, verbose_name='代表者')),
                ('contact', models.CharField(max_length=60, verbose_name='窓口')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='電話')),
                ('fax', models.CharField(blank=True, max_length=20, verbose_name='ファクス')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='メール')),
                ('houses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='運営・所属する施設')),
                ('agreed_on', models.DateField(verbose_name='取り決めの日')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='取り決めを終えた日')),
                ('added_at', models.DateTimeField(default=enishi.common.clock.now)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corporation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.corporation')),
                ('prefecture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.prefecture', verbose_name='都道府県')),
            ],
            options={
                'verbose_name': '提携先の紹介機関',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Elsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name='機関の名前')),
                ('told_by', models.CharField(choices=[('physician', '先生ご本人'), ('partner', '相手の機関')], default=enishi.referrals.enums.Teller['PHYSICIAN'], max_length=10, verbose_name='だれから')),
                ('channel', models.CharField(choices=[('web', '画面'), ('phone', 'お電話'), ('fax', 'ファクス'), ('paper', '書面'), ('mail', 'メール'), ('system', '自動処理')], max_length=10, verbose_name='方法')),
                ('noted_at', models.DateTimeField(default=enishi.common.clock.now, verbose_name='うかがった日時')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='終わった日時')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('physician', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elsewhere', to='physicians.physician')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.partner', verbose_name='機関')),
            ],
            options={
                'verbose_name': 'ほかの機関への登録',
                'ordering': ('noted_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='AlsoHeld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField(default=enishi.common.clock.now)),
                ('ended_at', models.DateTimeField(null=True)),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='also_held', to='openings.opening')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='also_held', to='referrals.partner')),
            ],
            options={
                'verbose_name': '提携先も持つ募集',
            },
        ),
        migrations.CreateModel(
            name='PartnerKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public', models.CharField(max_length=44, verbose_name='公開鍵')),
                ('fingerprint', models.CharField(max_length=64, unique=True, verbose_name='指紋')),
                ('valid_from', models.DateField(verbose_name='使える初めの日')),
                ('valid_until', models.DateField(verbose_name='使える終わりの日')),
                ('checked_with', models.CharField(max_length=60, verbose_name='指紋を読み合わせた方の役職')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='止めた日時')),
                ('added_at', models.DateTimeField(default=enishi.common.clock.now)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='referrals.partner')),
            ],
            options={
                'verbose_name': '提携先の鍵',
                'ordering': ('-valid_until', '-id'),
            },
        ),
        migrations.CreateModel(
            name='Arrived',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='番号')),
                ('sheet_id', models.UUIDField(editable=False, unique=True)),
                ('kind', models.CharField(choices=[('physician', '医師のご紹介'), ('opening', '募集のご紹介'), ('outcome', '結果のお知らせ'), ('withdrawal', 'ご同意の取り消しのお知らせ')], max_length=12, verbose_name='種類')),
                ('code', models.CharField(max_length=8, verbose_name='紹介票の番号')),
                ('level', models.CharField(blank=True, choices=[('outline', 'お名前を伏せた概要だけ'), ('identity', 'お名前とご連絡先を含める')], max_length=10, verbose_name='範囲')),
                ('facts', enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name='内容')),
                ('consent', enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name='同意')),
                ('digest', models.CharField(max_length=64, verbose_name='指紋')),
                ('issued_on', models.DateField(verbose_name='出した日')),
                ('expires_on', models.DateField(verbose_name='期限')),
                ('image', enishi.common.encrypted.EncryptedBytesField(null=True, verbose_name='届いた紙')),
                ('image_type', models.CharField(blank=True, max_length=40)),
                ('arrived_at', models.DateTimeField(default=enishi.common.clock.now, verbose_name='届いた日時')),
                ('standing', models.CharField(choices=[('here', '確かめています'), ('taken', 'お引き受けしました'), ('declined', 'お引き受けしませんでした'), ('noted', '記録しました'), ('withdrawn', '相手の機関が取り消しました')], default=enishi.referrals.enums.Arrival['HERE'], max_length=10, verbose_name='状態')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='決めた日時')),
                ('reason', enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name='理由')),
                ('outcome', models.CharField(blank=True, choices=[('accepted', 'お引き受けしました'), ('declined', 'お引き受けできませんでした'), ('placed', 'お勤め先が決まりました')], max_length=10, verbose_name='お返事')),
                ('answer_id', models.UUIDField(null=True, unique=True)),
                ('answered_on', models.DateField(null=True, verbose_name='お返事の日')),
                ('arrived_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='受け取った人')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='決めた人')),
                ('opening', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='openings.opening')),
                ('physician', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='physicians.physician')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='referrals.partner', verbose_name='送った機関')),
                ('partner_key', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.partnerkey')),
            ],
            options={
                'verbose_name': 'ほかの機関からの紹介',
                'ordering': ('-arrived_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='番号')),
                ('sheet_id', models.UUIDField(editable=False, unique=True)),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('code', models.CharField(default=enishi.outreach.paper_codes.new_paper_code, editable=False, max_length=8, unique=True, verbose_name='紹介票の番号')),
                ('level', models.CharField(blank=True, choices=[('outline', 'お名前を伏せた概要だけ'), ('identity', 'お名前とご連絡先を含める')], max_length=10, verbose_name='伝える範囲')),
                ('facts', enishi.common.encrypted.EncryptedTextField(verbose_name='伝える内容')),
                ('asked_at', models.DateTimeField(default=enishi.common.clock.now, verbose_name='お尋ねした日時')),
                ('expires_on', models.DateField(verbose_name='期限')),
                ('consented_at', models.DateTimeField(null=True, verbose_name='同意の日時')),
                ('consent_channel', models.CharField(blank=True, choices=[('web', '画面'), ('phone', 'お電話'), ('fax', 'ファクス'), ('paper', '書面'), ('mail', 'メール'), ('system', '自動処理')], max_length=10, verbose_name='同意の方法')),
                ('consent_by', models.CharField(blank=True, max_length=60, verbose_name='同意した方')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='指紋')),
                ('refused_at', models.DateTimeField(null=True, verbose_name='お断りの日時')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='取り消しの日時')),
                ('withdrawn_told_at', models.DateTimeField(null=True, verbose_name='取り消しを伝えた日時')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='渡した日時')),
                ('outcome', models.CharField(blank=True, choices=[('accepted', 'お引き受けしました'), ('declined', 'お引き受けできませんでした'), ('placed', 'お勤め先が決まりました')], max_length=10, verbose_name='結果')),
                ('outcome_at', models.DateTimeField(null=True, verbose_name='結果の日時')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='終えた日時')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='お尋ねした人')),
                ('heard_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='うかがった人')),
                ('opening', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='openings.opening')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='referrals.partner', verbose_name='紹介先')),
                ('physician', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='physicians.physician')),
            ],
            options={
                'verbose_name': 'ほかの機関への紹介',
                'ordering': ('-asked_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='Provision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('out', '提供した（29条の記録）'), ('in', '受け取った（30条の記録）')], max_length=4, verbose_name='向き')),
                ('partner_words', models.CharField(max_length=400, verbose_name='相手の名称・住所・代表者')),
                ('person', enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name='ご本人')),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='項目')),
                ('basis', models.CharField(max_length=200, verbose_name='同意')),
                ('gained', models.CharField(blank=True, max_length=200, verbose_name='相手が得たいきさつ')),
                ('way', models.CharField(choices=[('file', '署名のあるファイル'), ('paper', '印刷した紹介票（郵送・手渡し）'), ('fax', '印刷した紹介票（ファクス）')], max_length=8, verbose_name='方法')),
                ('digest', models.CharField(max_length=64, verbose_name='指紋')),
                ('at', models.DateTimeField(default=enishi.common.clock.now, verbose_name='日時')),
                ('keep_until', models.DateField(verbose_name='保存する終わりの日')),
                ('arrived', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='provisions', to='referrals.arrived')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='行った人')),
                ('referral', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='provisions', to='referrals.referral')),
            ],
            options={
                'verbose_name': '第三者提供の記録',
                'ordering': ('-at', '-id'),
            },
        ),
        migrations.AddField(
            model_name='arrived',
            name='about',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='referrals.referral'),
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', enishi.common.encrypted.EncryptedTextField(verbose_name='秘密鍵')),
                ('public', models.CharField(max_length=44, verbose_name='公開鍵')),
                ('fingerprint', models.CharField(max_length=64, unique=True, verbose_name='指紋')),
                ('made_at', models.DateTimeField(default=enishi.common.clock.now)),
                ('valid_until', models.DateField(verbose_name='使える終わりの日')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='止めた日時')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '私どもの署名の鍵',
            },
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('agreed_on')), _connector='OR'), name='partner_ended_after_agreed'),
        ),
        migrations.AddConstraint(
            model_name='elsewhere',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('partner__isnull', False)), models.Q(('partner', None), models.Q(('name', ''), _negated=True)), _connector='OR'), name='elsewhere_names_whom'),
        ),
        migrations.AddConstraint(
            model_name='elsewhere',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('physician', 'partner'), name='elsewhere_once_a_partner'),
        ),
        migrations.AddConstraint(
            model_name='alsoheld',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('opening', 'partner'), name='also_held_once_a_partner'),
        ),
        migrations.AddConstraint(
            model_name='partnerkey',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='partner_key_from_until'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opening', None), ('physician__isnull', False), models.Q(('level', ''), _negated=True)), models.Q(('level', ''), ('opening__isnull', False), ('physician', None)), _connector='OR'), name='referral_of_one'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at', None), models.Q(('consented_at__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='referral_sent_with_consent'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('consented_at', None), ('refused_at', None), _connector='OR'), name='referral_yes_or_no'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('partner', 'physician'), name='referral_one_open_of_physician'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('partner', 'opening'), name='referral_one_open_of_opening'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('arrived', None), ('direction', enishi.referrals.enums.Direction['OUT']), ('referral__isnull', False)), models.Q(('arrived__isnull', False), ('direction', enishi.referrals.enums.Direction['IN']), ('referral', None)), _connector='OR'), name='provision_of_one'),
        ),
        migrations.AddConstraint(
            model_name='arrived',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', [enishi.referrals.enums.SheetKind['PHYSICIAN'], enishi.referrals.enums.SheetKind['OPENING']])), fields=('partner', 'code'), name='arrived_code_once_a_partner'),
        ),
        migrations.AddConstraint(
            model_name='arrived',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('standing', enishi.referrals.enums.Arrival['TAKEN']), _negated=True), ('physician__isnull', False), ('opening__isnull', False), ('level', enishi.referrals.enums.Level['OUTLINE']), _connector='OR'), name='arrived_taken_leads_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='signingkey',
            constraint=models.UniqueConstraint(models.Value(1), condition=models.Q(('ended_at', None)), name='signing_key_one_in_force'),
        ),
    ]
