"""The bundled tables in the database: what is promised of areas and municipalities."""

import shutil
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from enishi.areas import reference_tables
from enishi.areas.enums import AreaClass, LocatedBy
from enishi.areas.load import load_reference, set_members
from enishi.areas.lookups import area_of, commute_between, distance_between, edition_on, municipality
from enishi.areas.models import AreaEdition, AreaMember, MedicalArea, Municipality, Prefecture, PrefectureIndex

pytestmark = pytest.mark.django_db

EDITION_BEGINS = date(2024, 4, 1)


@pytest.fixture
def own_tables(tmp_path, monkeypatch):
    """A copy of the bundled tables that the test may change."""
    folder = shutil.copytree(reference_tables.REFERENCE, tmp_path / "reference")
    monkeypatch.setattr(reference_tables, "REFERENCE", folder)
    return folder


@pytest.fixture
def edition(bundled, db):
    return AreaEdition.objects.get(code="2024-01")


def test_every_place_in_japan_has_an_area_and_a_position(bundled):
    assert (bundled.prefectures, bundled.areas) == (47, 330)
    assert bundled.municipalities == pytest.approx(1892, abs=10)  # mergers come with new postcodes
    assert bundled.without_area == ()
    assert bundled.without_position == ()


def test_loading_again_changes_nothing_and_asks_little(bundled):
    before = list(MedicalArea.objects.values_list())
    with CaptureQueriesContext(connection) as queries:
        report = load_reference()
    assert not report.loaded
    assert report.municipalities == bundled.municipalities
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries)
    assert list(MedicalArea.objects.values_list()) == before


def test_a_changed_table_is_loaded_over_the_old_one_without_doubles(bundled, own_tables):
    models = (Prefecture, MedicalArea, Municipality, AreaMember, PrefectureIndex)
    rows = [model.objects.count() for model in models]
    path = own_tables / "area_index.csv"
    path.write_text(path.read_text("utf-8").replace("0301,盛岡,03,244.6", "0301,盛岡新,03,170.1"), "utf-8")
    assert load_reference().loaded
    area = MedicalArea.objects.get(edition__code="2024-01", code="0301")
    assert (area.name, area.index, area.area_class) == ("盛岡新", Decimal("170.1"), AreaClass.FEW)
    assert rows == [model.objects.count() for model in models]


def test_the_classes_add_up_as_published_and_two_areas_lie_on_a_line(edition):
    counts = dict(edition.areas.values_list("area_class").annotate(Count("id")))
    assert counts == {AreaClass.MANY: 112, AreaClass.MIDDLE: 111, AreaClass.FEW: 107}
    on_lines = edition.areas.filter(on_the_line=True).values_list("code", "name", "index", "area_class")
    assert sorted(on_lines) == [
        ("0906", "両毛", Decimal("179.3"), "middle"),
        ("2506", "湖北", Decimal("217.6"), "many"),
    ]


def test_ten_prefectures_have_no_area_with_few_physicians(edition):
    with_few = edition.areas.with_few_physicians().values_list("prefecture__name", flat=True)
    without = set(Prefecture.objects.exclude(name__in=set(with_few)).values_list("name", flat=True))
    assert without == {
        *("富山県", "山梨県", "大阪府", "兵庫県", "奈良県", "鳥取県", "広島県", "愛媛県", "長崎県", "沖縄県")
    }


def test_standardised_physicians_add_up_to_the_national_figure(edition):
    # 323,700 physicians in facilities in the survey of 2020: the normalisation keeps the sum.
    assert sum(edition.areas.values_list("standardised_physicians", flat=True)) == pytest.approx(323_700, abs=10)


def test_prefectures_have_their_own_index_and_ranks_once_each(edition):
    rows = list(edition.prefectures.order_by("rank"))
    assert [row.rank for row in rows] == list(range(1, 48))
    assert [row.index for row in rows] == sorted((row.index for row in rows), reverse=True)
    assert (rows[0].prefecture_id, rows[-1].prefecture_id) == ("13", "03")


def test_kuzumaki_lies_in_an_area_with_many_physicians(bundled):
    area = area_of("03302", edition_on(EDITION_BEGINS))
    assert (area.name, area.area_class) == ("盛岡", AreaClass.MANY)
    assert commute_between("03302", "03201") > 60


def test_mie_is_numbered_as_in_the_edition_of_the_index(edition):
    assert area_of("24201", edition).name == "中勢伊賀"  # 津市; in the newer numbering 2402 is another area
    assert list(edition.areas.in_prefecture("24").values_list("name", flat=True)) == [
        "北勢",
        "中勢伊賀",
        "南勢志摩",
        "東紀州",
    ]


def test_hamamatsu_has_its_three_new_wards_and_keeps_the_seven_old_ones_for_old_rows(edition):
    wards = Municipality.objects.filter(city="22130")
    assert {ward.name for ward in wards.current()} == {"浜松市中央区", "浜松市浜名区", "浜松市天竜区"}
    assert wards.filter(valid=False).count() == 7
    assert {area_of(ward.code, edition).code for ward in wards} == {"2208"}
    assert not Municipality.objects.places().filter(code="22131").exists()


def test_a_designated_city_stands_beside_its_wards_and_is_counted_once(edition):
    cities = Municipality.objects.filter(has_wards=True)
    assert cities.count() == 20
    assert not Municipality.objects.places().filter(has_wards=True).exists()
    spoken = Municipality.objects.cities_as_spoken()
    assert spoken.filter(name="横浜市").exists()
    assert not spoken.filter(name__startswith="横浜市", city__isnull=False).exists()
    assert spoken.filter(prefecture="13", name__endswith="区").count() == 23
    assert not AreaMember.objects.filter(municipality__has_wards=True).exists()


def test_a_city_has_the_area_of_its_wards_only_if_they_share_one(edition):
    assert area_of("01100", edition).name == "札幌"
    assert area_of("14130", edition) is None  # 川崎市 lies in two
    assert area_of("14131", edition).name == "川崎南部"
    assert set(edition.areas.holding("14130").values_list("name", flat=True)) == {"川崎北部", "川崎南部"}


def test_unknown_codes_and_days_before_the_first_edition_have_no_area(bundled):
    assert municipality("99999") is None
    assert area_of("99999", edition_on(EDITION_BEGINS)) is None
    assert edition_on(date(2024, 3, 31)) is None
    assert distance_between("99999", "03201") is None


def test_wards_stand_near_their_city_and_have_positions_of_their_own(bundled):
    for ward in Municipality.objects.current().exclude(city=None).select_related("city"):
        assert ward.located_by == LocatedBy.OFFICE
        assert distance_between(ward.code, ward.city_id) < 45, ward.name
    assert municipality("14101").point != municipality("14118").point


def test_a_ward_of_unknown_position_takes_its_citys_and_says_so(bundled, own_tables):
    (own_tables / "ward_offices.csv").write_text("code,latitude,longitude\n", "utf-8")
    report = load_reference()
    ward = municipality("01101")
    assert (ward.located_by, ward.point) == (LocatedBy.CITY, municipality("01100").point)
    assert report.without_position == ()


def test_a_place_without_area_or_position_is_reported_by_name(bundled, own_tables):
    (own_tables / "spellings.csv").write_text("code,coordinate_name\n", "utf-8")
    members = own_tables / "area_members.csv"
    members.write_text(members.read_text("utf-8").replace("03302 ", ""), "utf-8")
    report = load_reference()
    assert report.without_position == ("28221 丹波篠山市", "39405 檮原町", "40344 須惠町")
    assert report.without_area == ("03302 葛巻町",)
    assert "葛巻町" in str(report)


def test_names_come_without_their_county_or_island(bundled):
    names = dict(Municipality.objects.filter(code__in=("28481", "13381", "20305")).values_list("code", "name"))
    assert names == {"28481": "上郡町", "13381": "三宅村", "20305": "南牧村"}
    assert municipality("28481").kana == "かみごおりちょう"
    assert municipality("10344").kana == "しんとうむら"  # 北群馬郡 reads きたぐんまぐん


def test_a_municipality_is_found_by_name_or_reading(bundled):
    assert [m.name for m in Municipality.objects.named("くずまき")] == ["葛巻町"]
    assert [m.name for m in Municipality.objects.named("クズマキ町")] == []
    assert [m.name for m in Municipality.objects.named("カマイシ")] == ["釜石市"]
    assert list(Municipality.objects.named(" ")) == []


def test_a_municipality_cannot_lie_in_two_areas_of_an_edition(edition):
    other = edition.areas.get(code="0302")
    with pytest.raises(IntegrityError, match="member_of_one_area"), transaction.atomic():
        AreaMember.objects.create(edition=edition, area=other, municipality_id="03302")


def test_members_move_with_a_new_statement_and_other_areas_keep_theirs(edition):
    before = edition.memberships.count()
    set_members(edition, {"0302": ["03205", "03302"]})
    assert area_of("03302", edition).code == "0302"
    assert set(edition.memberships.filter(area__code="0302").values_list("municipality", flat=True)) == {
        "03205",
        "03302",
    }
    assert area_of("03201", edition).code == "0301"
    assert edition.memberships.count() < before


def test_a_position_outside_japan_is_refused_by_the_database(bundled):
    with pytest.raises(IntegrityError, match="municipality_in_japan"), transaction.atomic():
        Municipality.objects.filter(code="03302").update(latitude=0, longitude=0)
