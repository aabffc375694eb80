"""Prefectures, secondary medical areas by edition, municipalities, and dated designations below and beside them.

Two vintages of areas share codes: an area is its edition and its code together, never the bare code.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint, Value
from django.db.models.functions import Coalesce

from enishi.areas.enums import AreaClass, DesignationKind, LocatedBy, Region
from enishi.areas.querysets import AreaEditions, Designations, MedicalAreas, Municipalities, PrefectureIndices
from enishi.areas.rules import Lines, Point


class Prefecture(models.Model):
    code = models.CharField("番号", max_length=2, primary_key=True)
    name = models.CharField("名称", max_length=4)
    kana = models.CharField("ふりがな", max_length=8)
    region = models.CharField("地方", max_length=10, choices=Region.choices())

    class Meta:
        verbose_name = "都道府県"
        ordering = ("code",)
        constraints = (
            CheckConstraint(condition=Q(code__regex=r"^(0[1-9]|[1-3][0-9]|4[0-7])$"), name="prefecture_code_01_to_47"),
        )

    def __str__(self) -> str:
        return self.name


class AreaEdition(models.Model):
    """One publication of the index, with the two lines it is read by."""

    code = models.CharField("版", max_length=10, unique=True)
    title = models.CharField("表の名前", max_length=100)
    source = models.CharField("出典", max_length=300)
    published = models.CharField("公表", max_length=10, help_text="例 2024-01")
    valid_from = models.DateField("適用開始")
    many_from = models.DecimalField("多数（以上）", max_digits=5, decimal_places=1)
    few_below = models.DecimalField("少数（未満）", max_digits=5, decimal_places=1)
    national_index = models.DecimalField("全国の指標", max_digits=5, decimal_places=1, null=True, blank=True)
    caveat = models.TextField("読むときの注意", blank=True)

    objects = AreaEditions.as_manager()

    class Meta:
        verbose_name = "医師偏在指標の版"
        ordering = ("-valid_from",)
        constraints = (
            CheckConstraint(condition=Q(few_below__lt=F("many_from")), name="edition_lines_do_not_cross"),
            UniqueConstraint(fields=("valid_from",), name="edition_one_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.title}（{self.code}）"

    @property
    def lines(self) -> Lines:
        return Lines(self.many_from, self.few_below)


class Municipality(models.Model):
    """A city, town, village or ward. A designated city is a row beside its wards; see `places()`."""

    code = models.CharField("団体コード", max_length=5, primary_key=True)
    name = models.CharField("名称", max_length=30)
    kana = models.CharField("ふりがな", max_length=60)
    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, related_name="municipalities")
    city = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="wards")
    has_wards = models.BooleanField("区のある市", default=False)
    latitude = models.FloatField("緯度", null=True, blank=True)
    longitude = models.FloatField("経度", null=True, blank=True)
    located_by = models.CharField(
        "位置の根拠", max_length=10, choices=LocatedBy.choices(), default=LocatedBy.UNKNOWN.value
    )
    valid = models.BooleanField("現存", default=True)

    objects = Municipalities.as_manager()

    class Meta:
        verbose_name = "市区町村"
        ordering = ("code",)
        indexes = (models.Index(fields=("kana",), name="municipality_by_kana"),)
        constraints = (
            CheckConstraint(condition=Q(code__regex=r"^[0-9]{5}$"), name="municipality_code_5_digits"),
            CheckConstraint(
                condition=Q(latitude__range=(20, 46), longitude__range=(122, 154))
                | Q(latitude=None, longitude=None, located_by=LocatedBy.UNKNOWN.value),
                name="municipality_in_japan",
            ),
            CheckConstraint(condition=Q(city=None) | Q(has_wards=False), name="municipality_ward_has_no_wards"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point | None:
        """Where it is, or None; the city's own point while the ward's is unknown (`located_by` says which)."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


class MedicalArea(models.Model):
    """A secondary medical area of one edition. The index is relative and no measure of absolute need."""

    edition = models.ForeignKey(AreaEdition, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField("番号", max_length=4)
    name = models.CharField("名称", max_length=30)
    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, related_name="areas")
    index = models.DecimalField("医師偏在指標", max_digits=5, decimal_places=1)
    rank = models.PositiveSmallIntegerField("全国順位", null=True, blank=True)
    area_class = models.CharField("区分（計算）", max_length=6, choices=AreaClass.choices())
    on_the_line = models.BooleanField("境目の値", default=False)
    standardised_physicians = models.PositiveIntegerField("標準化医師数", null=True, blank=True)
    utilisation_ratio = models.DecimalField("標準化受療率比", max_digits=5, decimal_places=3, null=True, blank=True)
    population_2021 = models.PositiveIntegerField("人口 2021年1月1日（指標の分母）", null=True, blank=True)
    population_2024 = models.PositiveIntegerField("人口 2024年", null=True, blank=True)
    population_2040 = models.PositiveIntegerField("人口 2040年（推計）", null=True, blank=True)
    municipalities: "models.ManyToManyField[Municipality, AreaMember]" = models.ManyToManyField(
        Municipality, through="AreaMember", related_name="areas"
    )

    objects = MedicalAreas.as_manager()

    class Meta:
        verbose_name = "二次医療圏"
        ordering = ("edition", "code")
        constraints = (
            UniqueConstraint(fields=("edition", "code"), name="area_code_once_an_edition"),
            CheckConstraint(condition=Q(code__regex=r"^[0-9]{4}$"), name="area_code_4_digits"),
            CheckConstraint(condition=Q(index__gt=0), name="area_index_positive"),
        )

    def __str__(self) -> str:
        return self.name


class AreaMember(models.Model):
    """A municipality lies in one area of each edition."""

    edition = models.ForeignKey(AreaEdition, on_delete=models.CASCADE, related_name="memberships")
    area = models.ForeignKey(MedicalArea, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        verbose_name = "圏域の構成市区町村"
        constraints = (UniqueConstraint(fields=("edition", "municipality"), name="member_of_one_area_an_edition"),)


class PrefectureIndex(models.Model):
    """A prefecture's own index and head counts by edition. Never computed from its areas: they do not add up."""

    edition = models.ForeignKey(AreaEdition, on_delete=models.PROTECT, related_name="prefectures")
    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, related_name="indices")
    index = models.DecimalField("医師偏在指標", max_digits=5, decimal_places=1)
    rank = models.PositiveSmallIntegerField("全国順位")
    area_class = models.CharField("区分（順位から）", max_length=6, choices=AreaClass.choices())
    population_2025 = models.PositiveIntegerField("人口 2025年1月1日（住民基本台帳）", null=True, blank=True)
    over_65_2025 = models.PositiveIntegerField("65歳以上 2025年1月1日", null=True, blank=True)
    physicians_2024 = models.PositiveIntegerField("届出医師数 2024年末", null=True, blank=True)

    objects = PrefectureIndices.as_manager()

    class Meta:
        verbose_name = "都道府県の医師偏在指標"
        ordering = ("edition", "prefecture")
        constraints = (UniqueConstraint(fields=("edition", "prefecture"), name="prefecture_index_once_an_edition"),)


class Designation(models.Model):
    """An official naming with its dates: of a whole medical area, of a municipality, or of a district in one."""

    kind = models.CharField("種類", max_length=20, choices=DesignationKind.choices())
    area = models.ForeignKey(MedicalArea, null=True, blank=True, on_delete=models.PROTECT, related_name="designations")
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="designations"
    )
    district = models.CharField("地区", max_length=100, blank=True)
    since = models.DateField("開始日")
    until = models.DateField("終了日（この日まで）", null=True, blank=True)
    source = models.CharField("出典", max_length=300)
    note = models.TextField("備考", blank=True)

    objects = Designations.as_manager()

    class Meta:
        verbose_name = "区域の指定"
        ordering = ("-since", "kind")
        constraints = (
            CheckConstraint(
                condition=Q(area__isnull=True, municipality__isnull=False)
                | Q(area__isnull=False, municipality__isnull=True, district=""),
                name="designation_of_area_or_municipality",
                violation_error_message="二次医療圏か市区町村の、どちらか一方を選んでください。地区は市区町村を選んだときだけ書けます。",
            ),
            CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="designation_ends_after_it_begins",
                violation_error_message="終了日は開始日より後にしてください。例：2027-03-31",
            ),
            CheckConstraint(
                condition=~Q(source=""),
                name="designation_names_its_source",
                violation_error_message="出典を書いてください。例：○○県告示第12号",
            ),
            ExclusionConstraint(
                name="designation_not_twice_at_a_time",
                expressions=[
                    (F("kind"), "="),
                    (Coalesce("area", Value(0)), "="),
                    (Coalesce("municipality", Value("")), "="),
                    (F("district"), "="),
                    (
                        Func(
                            F("since"),
                            F("until"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                violation_error_message="同じ場所の同じ指定が、期間の重なる別の行にあります。前の指定の終了日を先に入れてください。",
            ),
        )

    def __str__(self) -> str:
        place = self.area or self.municipality
        return f"{DesignationKind(self.kind).label} {place}{self.district}"


class PhysicianCount(models.Model):
    """How many physicians there are of a kind at the end of a year; what is empty is not told apart.

    Bundled are the sums by prefecture, by specialty and by age; an operator may import all four crossed.
    `specialty`: key of `engine.specialties`; ages inclusive, `age_to` empty without an upper end.
    """

    edition = models.CharField("年（末日現在）", max_length=4)
    prefecture = models.ForeignKey(Prefecture, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    specialty = models.CharField("診療科", max_length=40, blank=True)
    age_from = models.PositiveSmallIntegerField("年齢（から）", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("年齢（まで）", null=True, blank=True)
    sex = models.CharField("性別", max_length=2, blank=True)
    physicians = models.PositiveIntegerField("医師数")
    source = models.CharField("出典", max_length=300)

    class Meta:
        verbose_name = "医師数"
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "prefecture", "specialty", "age_from", "age_to", "sex"),
                nulls_distinct=False,
                name="physician_count_once",
            ),
        )

    def __str__(self) -> str:
        ages = "" if self.age_from is None else f"{self.age_from}〜{self.age_to}歳"
        if ages and self.age_to is None:
            ages = f"{self.age_from}歳以上"
        parts = (self.prefecture_id, self.specialty, ages, self.sex)
        return f"{self.edition}年 {'・'.join(str(part) for part in parts if part not in (None, ''))}"


class AreaOutline(models.Model):
    """The outline of a medical area, for display only. rings: lists of [longitude, latitude] in degrees, open at the end."""

    area = models.OneToOneField(MedicalArea, on_delete=models.CASCADE, related_name="outline")
    rings = models.JSONField("輪郭")
    source = models.CharField("出典", max_length=300)

    class Meta:
        verbose_name = "圏域の輪郭"

    def __str__(self) -> str:
        return f"{self.area}の輪郭"


AGE_BANDS = 21
"""Of five years each: 0–4 to 95–99, and 100 and over."""


class PopulationCount(models.Model):
    """People of a prefecture or of a municipality by five-year ages on one day (住民基本台帳).

    ages: heads by `AGE_BANDS`. A designated city stands beside its wards.
    """

    as_of = models.DateField("いつの人口か")
    prefecture = models.ForeignKey(Prefecture, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sex = models.CharField("性別", max_length=2, blank=True)
    people = models.PositiveIntegerField("人口")
    ages = ArrayField(models.PositiveIntegerField(), size=AGE_BANDS, verbose_name="5歳ごとの人口")
    source = models.CharField("出典", max_length=300)

    class Meta:
        verbose_name = "人口"
        constraints = (
            UniqueConstraint(
                fields=("as_of", "prefecture", "municipality", "sex"), nulls_distinct=False, name="population_once"
            ),
            CheckConstraint(
                condition=Q(prefecture=None, municipality__isnull=False)
                | Q(prefecture__isnull=False, municipality=None),
                name="population_of_one_place",
            ),
            CheckConstraint(condition=Q(ages__len=AGE_BANDS), name="population_of_21_bands"),
        )

    def __str__(self) -> str:
        return f"{self.municipality or self.prefecture}{self.sex}（{self.as_of}）"


class FacilityWorkforce(models.Model):
    """Physicians of a facility with beds as it reported them, in full-time equivalents and never in heads.

    area: the one the table names, in the vintage of our editions; the table's other vintage stays a bare text (`own_area`)
    and is joined with nothing, because the two share codes.
    """

    edition = models.CharField("報告の年度", max_length=10)
    number = models.CharField("報告の番号", max_length=20)
    name = models.CharField("名称", max_length=100)
    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(MedicalArea, null=True, blank=True, on_delete=models.PROTECT, related_name="workforce")
    own_area = models.CharField("報告の圏域番号（別の版）", max_length=4, blank=True)
    place = models.CharField("市区町村", max_length=40, blank=True)
    listed_number = models.CharField("病院一覧の番号", max_length=20, blank=True)
    reported = models.BooleanField("報告あり", default=True)
    beds = models.PositiveIntegerField("病床", null=True, blank=True)
    full_time = models.DecimalField("常勤の医師", max_digits=7, decimal_places=2, null=True, blank=True)
    part_time = models.DecimalField("非常勤の医師（常勤換算）", max_digits=7, decimal_places=2, null=True, blank=True)
    emergency = models.BooleanField("救急告示か二次・三次救急", default=False)
    source = models.CharField("出典", max_length=300)

    class Meta:
        verbose_name = "有床施設の医師数"
        constraints = (
            UniqueConstraint(fields=("edition", "number"), name="workforce_once_an_edition"),
            CheckConstraint(condition=Q(own_area="") | Q(own_area__regex=r"^[0-9]{4}$"), name="workforce_own_area"),
        )
        indexes = (models.Index(fields=("edition", "prefecture"), name="workforce_by_prefecture"),)

    def __str__(self) -> str:
        return f"{self.name}（{self.edition}）"


class PatientFlow(models.Model):
    """Which shares of inpatients cross the border of an area, by one publication.

    outflow: of the inpatients who live in the area, those in beds of another; inflow: of the inpatients in its beds, those who
    live in another. Both 0 to 1; the two are parts of different wholes and cannot be subtracted.
    """

    edition = models.CharField("公表の年度", max_length=10)
    area = models.ForeignKey(MedicalArea, on_delete=models.CASCADE, related_name="flows")
    outflow = models.DecimalField("流出（推計流出患者割合）", max_digits=4, decimal_places=3)
    inflow = models.DecimalField("流入（推計流入患者割合）", max_digits=4, decimal_places=3)
    source = models.CharField("出典", max_length=300)

    class Meta:
        verbose_name = "患者の流出と流入"
        constraints = (
            UniqueConstraint(fields=("edition", "area"), name="flow_once_an_edition"),
            CheckConstraint(condition=Q(outflow__range=(0, 1), inflow__range=(0, 1)), name="flow_is_a_share"),
        )

    def __str__(self) -> str:
        return f"{self.area}の流出と流入（{self.edition}）"


class LoadedReference(models.Model):
    """Which state of the bundled tables is in the database, so that loading again costs nothing."""

    name = models.CharField(max_length=30, primary_key=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "読み込んだ基礎表"
