import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # For the exclusion constraint over columns and a date range; trusted, so the database owner may create it.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="LoadedReference",
            fields=[
                ("name", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "読み込んだ基礎表",
            },
        ),
        migrations.CreateModel(
            name="AreaEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="版")),
                ("title", models.CharField(max_length=100, verbose_name="表の名前")),
                ("source", models.CharField(max_length=300, verbose_name="出典")),
                ("published", models.CharField(help_text="例 2024-01", max_length=10, verbose_name="公表")),
                ("valid_from", models.DateField(verbose_name="適用開始")),
                ("many_from", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="多数（以上）")),
                ("few_below", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="少数（未満）")),
                (
                    "national_index",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="全国の指標"
                    ),
                ),
                ("caveat", models.TextField(blank=True, verbose_name="読むときの注意")),
            ],
            options={
                "verbose_name": "医師偏在指標の版",
                "ordering": ("-valid_from",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("few_below__lt", models.F("many_from"))), name="edition_lines_do_not_cross"
                    ),
                    models.UniqueConstraint(fields=("valid_from",), name="edition_one_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MedicalArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=4, verbose_name="番号")),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                ("index", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="医師偏在指標")),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="全国順位")),
                (
                    "area_class",
                    models.CharField(
                        choices=[("many", "医師多数"), ("middle", "中程度"), ("few", "医師少数")],
                        max_length=6,
                        verbose_name="区分（計算）",
                    ),
                ),
                ("on_the_line", models.BooleanField(default=False, verbose_name="境目の値")),
                (
                    "standardised_physicians",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="標準化医師数"),
                ),
                (
                    "utilisation_ratio",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=5, null=True, verbose_name="標準化受療率比"
                    ),
                ),
                (
                    "population_2021",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="人口 2021年1月1日（指標の分母）"),
                ),
                ("population_2024", models.PositiveIntegerField(blank=True, null=True, verbose_name="人口 2024年")),
                (
                    "population_2040",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="人口 2040年（推計）"),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="areas", to="areas.areaedition"
                    ),
                ),
            ],
            options={
                "verbose_name": "二次医療圏",
                "ordering": ("edition", "code"),
            },
        ),
        migrations.CreateModel(
            name="AreaMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="areas.areaedition"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="areas.medicalarea"
                    ),
                ),
            ],
            options={
                "verbose_name": "圏域の構成市区町村",
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name="団体コード")),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                ("kana", models.CharField(max_length=60, verbose_name="ふりがな")),
                ("has_wards", models.BooleanField(default=False, verbose_name="区のある市")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="緯度")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="経度")),
                (
                    "located_by",
                    models.CharField(
                        choices=[
                            ("office", "役所・役場（代表点）"),
                            ("city", "市の代表点（区の位置が不明）"),
                            ("unknown", "位置不明"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="位置の根拠",
                    ),
                ),
                ("valid", models.BooleanField(default=True, verbose_name="現存")),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wards",
                        to="areas.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "市区町村",
                "ordering": ("code",),
            },
        ),
        migrations.AddField(
            model_name="medicalarea",
            name="municipalities",
            field=models.ManyToManyField(related_name="areas", through="areas.AreaMember", to="areas.municipality"),
        ),
        migrations.AddField(
            model_name="areamember",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="areas.municipality"
            ),
        ),
        migrations.CreateModel(
            name="Prefecture",
            fields=[
                ("code", models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name="番号")),
                ("name", models.CharField(max_length=4, verbose_name="名称")),
                ("kana", models.CharField(max_length=8, verbose_name="ふりがな")),
                (
                    "region",
                    models.CharField(
                        choices=[
                            ("hokkaido", "北海道"),
                            ("tohoku", "東北"),
                            ("kanto", "関東"),
                            ("chubu", "中部"),
                            ("kinki", "近畿"),
                            ("chugoku", "中国"),
                            ("shikoku", "四国"),
                            ("kyushu", "九州・沖縄"),
                        ],
                        max_length=10,
                        verbose_name="地方",
                    ),
                ),
            ],
            options={
                "verbose_name": "都道府県",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^(0[1-9]|[1-3][0-9]|4[0-7])$")),
                        name="prefecture_code_01_to_47",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="municipality",
            name="prefecture",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="municipalities", to="areas.prefecture"
            ),
        ),
        migrations.AddField(
            model_name="medicalarea",
            name="prefecture",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="areas", to="areas.prefecture"
            ),
        ),
        migrations.CreateModel(
            name="PrefectureIndex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="医師偏在指標")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="全国順位")),
                (
                    "area_class",
                    models.CharField(
                        choices=[("many", "医師多数"), ("middle", "中程度"), ("few", "医師少数")],
                        max_length=6,
                        verbose_name="区分（順位から）",
                    ),
                ),
                (
                    "population_2025",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="人口 2025年1月1日（住民基本台帳）"
                    ),
                ),
                (
                    "over_65_2025",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="65歳以上 2025年1月1日"),
                ),
                (
                    "physicians_2024",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="届出医師数 2024年末"),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prefectures", to="areas.areaedition"
                    ),
                ),
                (
                    "prefecture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="indices", to="areas.prefecture"
                    ),
                ),
            ],
            options={
                "verbose_name": "都道府県の医師偏在指標",
                "ordering": ("edition", "prefecture"),
            },
        ),
        migrations.CreateModel(
            name="Designation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("shortage_area", "医師少数区域"),
                            ("shortage_spot", "医師少数スポット"),
                            ("priority_area", "重点医師偏在対策支援区域"),
                        ],
                        max_length=20,
                        verbose_name="種類",
                    ),
                ),
                ("district", models.CharField(blank=True, max_length=100, verbose_name="地区")),
                ("since", models.DateField(verbose_name="開始日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="終了日（この日まで）")),
                ("source", models.CharField(max_length=300, verbose_name="出典")),
                ("note", models.TextField(blank=True, verbose_name="備考")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to="areas.medicalarea",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to="areas.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "区域の指定",
                "ordering": ("-since", "kind"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", True), ("municipality__isnull", False)),
                            models.Q(("area__isnull", False), ("district", ""), ("municipality__isnull", True)),
                            _connector="OR",
                        ),
                        name="designation_of_area_or_municipality",
                        violation_error_message="二次医療圏か市区町村の、どちらか一方を選んでください。地区は市区町村を選んだときだけ書けます。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                        name="designation_ends_after_it_begins",
                        violation_error_message="終了日は開始日より後にしてください。例：2027-03-31",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="designation_names_its_source",
                        violation_error_message="出典を書いてください。例：○○県告示第12号",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("kind"), "="),
                            (django.db.models.functions.comparison.Coalesce("area", models.Value(0)), "="),
                            (django.db.models.functions.comparison.Coalesce("municipality", models.Value("")), "="),
                            (models.F("district"), "="),
                            (
                                models.Func(
                                    models.F("since"),
                                    models.F("until"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="designation_not_twice_at_a_time",
                        violation_error_message="同じ場所の同じ指定が、期間の重なる別の行にあります。前の指定の終了日を先に入れてください。",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="areamember",
            constraint=models.UniqueConstraint(
                fields=("edition", "municipality"), name="member_of_one_area_an_edition"
            ),
        ),
        migrations.AddIndex(
            model_name="municipality",
            index=models.Index(fields=["kana"], name="municipality_by_kana"),
        ),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9]{5}$")), name="municipality_code_5_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__range", (20, 46)), ("longitude__range", (122, 154))),
                    models.Q(("latitude", None), ("located_by", "unknown"), ("longitude", None)),
                    _connector="OR",
                ),
                name="municipality_in_japan",
            ),
        ),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.CheckConstraint(
                condition=models.Q(("city", None), ("has_wards", False), _connector="OR"),
                name="municipality_ward_has_no_wards",
            ),
        ),
        migrations.AddConstraint(
            model_name="medicalarea",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="area_code_once_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="medicalarea",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9]{4}$")), name="area_code_4_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="medicalarea",
            constraint=models.CheckConstraint(condition=models.Q(("index__gt", 0)), name="area_index_positive"),
        ),
        migrations.AddConstraint(
            model_name="prefectureindex",
            constraint=models.UniqueConstraint(
                fields=("edition", "prefecture"), name="prefecture_index_once_an_edition"
            ),
        ),
    ]
