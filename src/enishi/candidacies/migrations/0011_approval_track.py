"""The way of an agreement inside the institution, who wished to speak of terms, and a lock: nothing is agreed past an open step."""

import django.db.models.deletion
import enishi.common.clock
import enishi.common.encrypted
from django.conf import settings
from django.db import migrations, models

from enishi.audit.append_only import append_only, fixed_columns
from enishi.audit.erasure import erasable


AGREED_ONCE = "'agreed', 'contracted', 'working', 'settled', 'left', 'cancelled_after_agreement'"
TRACK = f"""
CREATE FUNCTION agreement_went_its_way() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_state text;
BEGIN
  SELECT state INTO now_state FROM candidacies_candidacy WHERE id = NEW.id;
  IF now_state IN ({AGREED_ONCE}) AND EXISTS (
    SELECT 1 FROM candidacies_trackstep s WHERE s.through_at IS NULL AND s.version_id =
      (SELECT v.id FROM candidacies_agreementversion v WHERE v.candidacy_id = NEW.id ORDER BY v.no DESC LIMIT 1)) THEN
    RAISE EXCEPTION 'candidacy %: a step inside the institution is still open', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER agreement_went_its_way AFTER INSERT OR UPDATE OF state, agreed_hash ON candidacies_candidacy
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agreement_went_its_way();
"""
BACK = """
DROP TRIGGER agreement_went_its_way ON candidacies_candidacy; DROP FUNCTION agreement_went_its_way();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('candidacies', '0010_joint_talks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TermsWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('physician', '先生'), ('institution', '医療機関')], max_length=20, verbose_name='どちらから')),
                ('channel', models.CharField(choices=[('web', '画面'), ('phone', 'お電話'), ('fax', 'ファクス'), ('paper', '書面'), ('mail', 'メール'), ('system', '自動処理')], max_length=10, verbose_name='方法')),
                ('confirmer', models.CharField(blank=True, choices=[('self', '先生ご本人'), ('family', 'ご家族・秘書の方'), ('director', '院長'), ('manager', '事務長'), ('town', '首長部局の方'), ('staff', 'ご担当の方')], max_length=10, verbose_name='お返事をくださった方')),
                ('at', models.DateTimeField(default=enishi.common.clock.now, verbose_name='日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms_wishes', to='candidacies.candidacy')),
            ],
            options={
                'verbose_name': '条件の話へ進むお返事',
                'ordering': ('at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='TrackStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('no', models.PositiveSmallIntegerField(verbose_name='段')),
                ('label', models.CharField(max_length=20, verbose_name='役職・会議')),
                ('in_person', models.BooleanField(default=False, verbose_name='承認者が画面で押す')),
                ('core_only', models.BooleanField(default=False, verbose_name='大事な条件だけを見る')),
                ('basis', models.CharField(max_length=64, verbose_name='見た条件の指紋')),
                ('expected_on', models.DateField(verbose_name='予定の日')),
                ('through_at', models.DateTimeField(null=True, verbose_name='済んだ日時')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='track', to='candidacies.agreementversion')),
            ],
            options={
                'verbose_name': '承認の段',
                'ordering': ('no',),
            },
        ),
        migrations.CreateModel(
            name='TrackRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('through', '済みました'), ('returned', '差し戻し'), ('moved', '予定の日を変えました'), ('kept', '前の版の承認をそのまま数えます')], max_length=10, verbose_name='出来事')),
                ('on', models.DateField(verbose_name='日')),
                ('note', enishi.common.encrypted.EncryptedTextField(blank=True, verbose_name='控え')),
                ('party', models.CharField(choices=[('physician', '先生'), ('institution', '医療機関'), ('coordinator', '担当者'), ('supervisor', '責任者'), ('system', '自動処理')], max_length=20, verbose_name='立場')),
                ('channel', models.CharField(choices=[('web', '画面'), ('phone', 'お電話'), ('fax', 'ファクス'), ('paper', '書面'), ('mail', 'メール'), ('system', '自動処理')], max_length=10, verbose_name='方法')),
                ('confirmer', models.CharField(blank=True, choices=[('self', '先生ご本人'), ('family', 'ご家族・秘書の方'), ('director', '院長'), ('manager', '事務長'), ('town', '首長部局の方'), ('staff', 'ご担当の方')], max_length=10, verbose_name='お返事をくださった方')),
                ('at', models.DateTimeField(default=enishi.common.clock.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='candidacies.trackstep')),
            ],
            options={
                'verbose_name': '承認の段の記録',
                'ordering': ('at', 'id'),
            },
        ),
        migrations.AddConstraint(
            model_name='trackstep',
            constraint=models.UniqueConstraint(fields=('version', 'no'), name='track_step_once'),
        ),
        append_only("candidacies_termswish"),
        fixed_columns("candidacies_trackstep", "version_id, no, label, in_person, core_only, basis"),
        append_only("candidacies_trackrecord"),
        erasable(
            "candidacies_trackrecord",
            words="note",
            fixed='id, step_id, act, "on", by_id, party, channel, confirmer, at',
            before="",
        ),
        migrations.RunSQL(TRACK, BACK),
    ]
