import django.db.models.deletion
import enishi.common.clock
import enishi.office.safety_enums
from django.conf import settings
from django.db import migrations, models

from enishi.audit.append_only import append_only, fixed_columns


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sessions'),
        ('office', '0007_ledgers_on_paper_at_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComparisonPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('due_on', models.DateField(verbose_name='いつまでに')),
                ('at', models.DateTimeField(default=enishi.common.clock.now)),
            ],
            options={
                'verbose_name': 'チェックシートとの見くらべの予定',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='CriterionWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('criterion', models.CharField(max_length=20, verbose_name='要件')),
                ('title', models.CharField(max_length=120, verbose_name='項目の題')),
                ('text', models.TextField(verbose_name='基準の文')),
                ('edition', models.CharField(max_length=120, verbose_name='版')),
                ('entered_at', models.DateTimeField(default=enishi.common.clock.now, verbose_name='入力した日時')),
                ('right', models.BooleanField(null=True, verbose_name='チェックシートのとおりか')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='確かめた日時')),
            ],
            options={
                'verbose_name': '基準チェックシートの文',
                'ordering': ('-id',),
            },
        ),
        migrations.AddField(
            model_name='reviewanswer',
            name='together',
            field=models.BooleanField(default=False, verbose_name='まとめて確かめたか'),
        ),
        migrations.AddConstraint(
            model_name='reviewanswer',
            constraint=models.CheckConstraint(condition=models.Q(('together', False), ('decision', enishi.office.safety_enums.ReviewDecision['KEEP']), _connector='OR'), name='review_together_only_keeps'),
        ),
        migrations.AddField(
            model_name='comparisonplan',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='決めた人'),
        ),
        migrations.AddField(
            model_name='comparisonplan',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='見くらべる人'),
        ),
        migrations.AddField(
            model_name='criterionwording',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='入力した人'),
        ),
        migrations.AddField(
            model_name='criterionwording',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確かめた人'),
        ),
        migrations.AddConstraint(
            model_name='criterionwording',
            constraint=models.CheckConstraint(condition=models.Q(('settled_by', None), models.Q(('settled_by', models.F('entered_by')), _negated=True), _connector='OR'), name='wording_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='criterionwording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('right', None), ('settled_at', None), ('settled_by', None)), models.Q(('right__isnull', False), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='wording_settled_whole'),
        ),
        migrations.AddConstraint(
            model_name='criterionwording',
            constraint=models.UniqueConstraint(condition=models.Q(('right', None)), fields=('criterion',), name='wording_one_open'),
        ),
        append_only("office_comparisonplan"),
        fixed_columns("office_criterionwording", "key, criterion, title, text, edition, entered_at, entered_by_id"),
    ]
