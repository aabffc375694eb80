"""The map: every figure with its edition and source, the index never alone, and the same numbers in a table and a file."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enishi.areas.lookups import edition_on
from enishi.areas.models import (
    AreaEdition,
    AreaOutline,
    Designation,
    FacilityWorkforce,
    MedicalArea,
    Municipality,
    PhysicianCount,
    PopulationCount,
    Prefecture,
    PrefectureIndex,
)
from enishi.common.clock import today
from enishi.institutions.listed import ListedFacility
from enishi.research.measures import INDEX, MEASURES
from enishi.research.place_figures import Figures
from enishi.web.regions import shades
from web.look.pages import words

pytestmark = pytest.mark.django_db


def html(path):
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def table(path):
    response = Client().get(path)
    assert response.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\x21-\x7e]+\.csv"', response["Content-Disposition"])
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def edition():
    return edition_on(today())


def hospital(number, municipality, at, beds=100, source="試験の一覧"):
    return ListedFacility(
        number=number, name=f"病院{number}", prefecture_id=municipality[:2], municipality_id=municipality, address="x",
        latitude=at and at[0], longitude=at and at[1], beds_total=beds, source=source, edition=date(2026, 6, 1),
        name_folded=number,
    )  # fmt: skip


@pytest.fixture
def whole_list():
    """One hospital at an office of each prefecture; two more in 岩手: one without a place, one without beds."""
    rows = []
    for code in Prefecture.objects.values_list("code", flat=True):
        town = Municipality.objects.places().filter(prefecture=code).exclude(latitude=None).order_by("code").first()
        rows.append(hospital(f"H{code}", town.code, (town.latitude, town.longitude)))
    rows += [hospital("X1", "03302", None), hospital("X2", "03201", (39.7, 141.15), beds=None)]
    return ListedFacility.objects.bulk_create(rows)


def test_the_map_of_japan_draws_names_and_tables_every_prefecture(edition):
    page = html("/regions/map")
    assert len(page.encode()) < 150_000
    assert page.count('aria-label="') > 47 and page.count('<path class="s') == 47
    assert 'aria-label="岩手県、指標 182.5（医師少数県）"' in page and "url(#h1)" in page
    shown = words(page)
    for row in PrefectureIndex.objects.of_edition(edition):
        assert f'href="/regions/map/{row.prefecture_id}"' in page and str(row.index) in shown
    assert "医師少数県" in shown and "どちらでもない県" in shown and "医師多数県" in shown
    assert "2024-01 版" in shown and "医師偏在指標、厚生労働省、2024年1月公表" in shown


@pytest.mark.parametrize("measure", [INDEX, "physicians", "change", "old_people", "people_2040", "unknown", ""])
def test_the_index_never_stands_alone_and_each_figure_says_how_it_must_not_be_read(measure):
    shown = words(html(f"/regions/map?measure={measure}"))
    assert "相対的な指標で、絶対的な不足を表しません" in shown and "葛巻町" in shown
    for other in ("医師偏在指標", "人口10万人あたりの医師数"):
        assert f"{other}" in shown
    chosen = MEASURES.get(measure, MEASURES[INDEX])
    assert chosen.caveat in shown and chosen.words in shown


def test_figures_without_their_table_are_named_as_missing_and_never_invented():
    shown = words(html("/regions/map?measure=hospital"))
    assert "まだお見せできない数字" in shown and "全国の病院一覧が、まだ取り込まれていません" in shown
    assert "都道府県ごと・年齢ごとの医師数（e-Statの「令和6年医師・歯科医師・薬剤師統計」、医師の第5表。" in shown
    assert "全国では31.5%" in shown
    assert not [
        row for row in table("/regions/map.csv") if row["measure"] in ("hospital", "beds", "fte", "old_physicians")
    ]


def test_a_prefectures_areas_are_classed_by_the_editions_lines_and_listed_without_outlines(edition):
    page = html("/regions/map/03")
    shown = words(page)
    assert "医師少数（179.3未満）" in shown and "医師多数（217.6以上）" in shown
    assert "圏域の形は、まだ取り込まれていません" in shown and '<path class="s' not in page
    for area in MedicalArea.objects.of_edition(edition).in_prefecture("03"):
        assert f'href="/regions/{area.code}"' in page and str(area.index) in shown
    assert Client().get("/regions/map/48").status_code == 404
    assert Client().get("/regions/map/0301").status_code == 404


def test_patients_who_leave_and_enter_are_shown_by_area_and_where_the_areas_are_drawn_otherwise_it_is_said():
    nation = words(html("/regions/map"))
    assert "「よその圏域に入院する人の割合（流出）」「よその圏域から入院している人の割合（流入）」" in nation
    assert "ここではお見せできません" in words(html("/regions/map?measure=outflow"))
    iwate = words(html("/regions/map/03?measure=outflow"))
    assert (
        "45.1%" in iwate
        and "構想区域の病床数等（患者調査に基づく推計流出・流入患者割合）、厚生労働省、令和7年度" in iwate
    )
    assert "外来は入っていません" in iwate and "分母が違う" in iwate
    akita = words(html("/regions/map/05?measure=inflow"))
    assert "7圏域は、元の表の区域の分け方がこの版と違うか" in akita and "—" in akita
    assert "この数字がない所" in akita and "この数字がない所" not in iwate
    assert "流出 45.1%、流入 3.4%" in words(html("/regions/0307"))
    rows = {(r["measure"], r["code"]): r["value"] for r in table("/regions/map.csv?level=areas")}
    assert (rows["outflow", "0307"], rows["inflow", "0307"], rows["outflow", "0501"]) == ("45.1", "3.4", "")


def test_outlines_are_drawn_once_all_areas_of_the_prefecture_have_one(edition):
    areas = list(MedicalArea.objects.of_edition(edition).in_prefecture("31"))
    ring = [[134.0, 35.0], [134.5, 35.0], [134.5, 35.5], [134.0, 35.5]]
    outlines = [AreaOutline(area=a, rings=[ring], source="試験の輪郭") for a in areas]
    AreaOutline.objects.bulk_create(outlines[:-1])
    assert '<path class="s' not in html("/regions/map/31"), "a hole would be read as sea"
    outlines[-1].save()
    page = html("/regions/map/31")
    assert page.count('<path class="s') == len(areas) and "試験の輪郭" in page
    outlines[-1].delete()
    AreaOutline.objects.create(area=areas[-1], rings=[[*ring, [133.0, 35.2]]], source="新しい輪郭")
    assert html("/regions/map/31") != page, "a kept drawing is never an old one"


def test_the_way_to_a_hospital_says_who_has_no_place_and_beds_who_has_no_number(whole_list):
    shown = words(html("/regions/map?measure=hospital"))
    assert f"{len(whole_list)}病院のうち1は位置が分からず" in shown and "重みをつけずに平均" in shown
    assert "海を越える道も陸と同じ" in shown
    iwate = words(html("/regions/map/03?measure=hospital"))
    assert "最も遠い所" in iwate and "市区町村ごとの最も近い病院までの道のり（33）" in iwate
    assert "1は病床の数が分からず" in words(html("/regions/map?measure=beds"))
    rows = {(r["measure"], r["code"]): r for r in table("/regions/map.csv?level=towns&prefecture=03")}
    assert float(rows["hospital", "03201"]["value"]) < 3 < float(rows["hospital", "03302"]["value"])
    ListedFacility.objects.filter(number="H47").delete()
    assert "まだ取り込まれていません" in words(html("/regions/map?measure=hospital")), "a part of a list is no list"


def test_people_and_workforce_of_areas_are_sums_of_this_edition_alone(edition):
    kamaishi = MedicalArea.objects.of_edition(edition).get(name="釜石", prefecture="03")
    other = AreaEdition.objects.create(
        code="2099-01",
        title="別",
        source="試",
        published="2099-01",
        valid_from=date(2099, 1, 1),
        many_from=2,
        few_below=1,
    )
    twin = MedicalArea.objects.create(
        edition=other, code=kamaishi.code, name="別", prefecture_id="03", index=1, area_class="few"
    )
    towns = Municipality.objects.places().filter(memberships__area=kamaishi)
    PopulationCount.objects.bulk_create(
        PopulationCount(
            as_of=date(2030, 1, 1), municipality=town, people=1000, ages=[0] * 13 + [40] + [0] * 7, source="人"
        )
        for town in towns
    )
    FacilityWorkforce.objects.create(edition="R90", number="1", name="甲", prefecture_id="03", area=kamaishi, full_time=3, part_time=1, beds=100, source="報")  # fmt: skip
    FacilityWorkforce.objects.create(edition="R90", number="2", name="乙", prefecture_id="03", area=twin, full_time=50, source="報")  # fmt: skip
    FacilityWorkforce.objects.create(edition="R90", number="3", name="丙", prefecture_id="03", own_area=kamaishi.code, full_time=70, source="報")  # fmt: skip
    FacilityWorkforce.objects.create(
        edition="R90", number="4", name="丁", prefecture_id="03", reported=False, source="報"
    )
    figures = Figures(edition, today())
    fte = figures.areas("fte")
    assert fte.values[kamaishi.code] == pytest.approx(4 * 100_000 / (1000 * len(towns)))
    assert figures.areas("fte_beds").values == {kamaishi.code: pytest.approx(4.0)}
    assert any("報告のなかった1施設" in gap for gap in fte.gaps) and any("3施設" in gap for gap in fte.gaps)
    assert figures.areas("old_people").values == {kamaishi.code: pytest.approx(4.0)}, (
        "areas with an unknown town have none"
    )
    assert figures.prefectures("fte_beds").values["03"] == pytest.approx(124.0)


def test_a_designation_counts_where_it_lies_and_only_while_it_lasts(edition):
    kamaishi = MedicalArea.objects.of_edition(edition).get(name="釜石", prefecture="03")
    Designation.objects.create(kind="shortage_area", area=kamaishi, since=date(2026, 4, 1), source="県告示1")
    Designation.objects.create(kind="shortage_spot", municipality_id="03302", since=date(2026, 4, 1), source="県告示2")
    Designation.objects.create(kind="priority_area", municipality_id="13101", since=date(2020, 4, 1), until=date(2021, 3, 31), source="x")  # fmt: skip
    found = Figures(edition, today()).areas("designated")
    assert {code for code, n in found.values.items() if n} == {kamaishi.code, "0301"}
    page = words(html("/regions/map?measure=designated"))
    assert "指定あり" in page and "登録なし" in page and "県告示1" in page and "令和8年" in page
    assert "0件は、指定がないという意味ではありません" in page


def test_the_ageing_of_doctors_is_counted_once_however_fine_the_table_is(edition):
    for sex, old in (("男", 30), ("女", 10)):
        PhysicianCount.objects.create(
            edition="2030", prefecture_id="03", age_from=30, age_to=59, sex=sex, physicians=30, source="試"
        )
        PhysicianCount.objects.create(
            edition="2030", prefecture_id="03", age_from=60, sex=sex, physicians=old, source="試"
        )
    assert Figures(edition, today()).prefectures("old_physicians").values == {"03": pytest.approx(40.0)}
    PhysicianCount.objects.create(
        edition="2030", prefecture_id="03", age_from=30, age_to=59, physicians=60, source="試"
    )
    PhysicianCount.objects.create(edition="2030", prefecture_id="03", age_from=60, physicians=40, source="試")
    assert Figures(edition, today()).prefectures("old_physicians").values == {"03": pytest.approx(40.0)}


def test_every_table_can_be_taken_away_with_edition_and_source_in_each_line():
    for level, places in (("prefectures", 47), ("areas", 330)):
        rows = table(f"/regions/map.csv?level={level}")
        assert len({row["code"] for row in rows}) == places
        assert all(row["edition"] and row["source"] and row["measure_name"] for row in rows)
    iwate = next(r for r in table("/regions/map.csv") if (r["measure"], r["code"]) == ("index", "03"))
    assert (iwate["value"], iwate["class"], iwate["name"]) == ("182.5", "医師少数県", "岩手県")
    falling = [r["value"] for r in table("/regions/map.csv") if r["measure"] == "people_2040"]
    assert all(re.fullmatch(r"-?\d+", value) for value in falling), "a fall is a number, not text"
    for wrong in ("level=all", "level=__class__", "prefecture=99", "prefecture=%27"):
        assert Client().get(f"/regions/map.csv?{wrong}").status_code == 404
    assert len(table("/regions/inequality.csv")) >= 330 + 330 + 47
    years = table("/regions/years.csv")
    assert len(years) == 47 * 6 and {row["year"] for row in years} == {str(y) for y in range(2014, 2025, 2)}


def test_inequality_shows_the_curve_its_coefficient_and_what_it_cannot_say():
    page = html("/regions/inequality")
    shown = words(page)
    assert "ジニ係数" in shown and "<polyline" in page and "医師数と同じころの人口が分かる年は、いま1つです" in shown
    assert re.search(r"ジニ係数\s*0\.[12]\d\d", shown)
    prefectures = words(html("/regions/inequality?curve=prefectures-2024"))
    assert "都道府県（2024年末）" in prefectures and "人口 2025-01-01" in prefectures
    assert "二次医療圏" in words(html("/regions/inequality?curve=nothing"))


def test_years_are_compared_and_a_single_edition_is_said_to_be_single(edition):
    shown = words(html("/regions/years"))
    assert "2,622" in shown and "2,749" in shown and "＋4.8%" in shown, "岩手 2014 and 2024"
    assert "前の版と比べることは、まだできません" in shown


def test_areas_of_two_editions_are_compared_only_where_the_same_municipalities_form_them(edition):
    """秋田 0501 of one vintage is not 0501 of the other, and 三重 is numbered anew: the code alone says nothing."""
    other = AreaEdition.objects.create(
        code="2020-01",
        title="前の版",
        source="試",
        published="2020-01",
        valid_from=date(2020, 4, 1),
        many_from=200,
        few_below=160,
    )
    akita = MedicalArea.objects.of_edition(edition).get(code="0501")
    mie = MedicalArea.objects.of_edition(edition).get(code="2401")
    towns = {a.code: list(a.municipalities.all()) for a in (akita, mie)}
    split = MedicalArea.objects.create(
        edition=other, code="0501", name="昔の0501", prefecture_id="05", index="99.9", area_class="few"
    )
    renumbered = MedicalArea.objects.create(edition=other, code="2405", name="同じ所", prefecture_id="24", index="88.8", area_class="few")  # fmt: skip
    for area, members in ((split, towns["0501"][:1]), (renumbered, towns["2401"])):
        for town in members:
            area.memberships.create(edition=other, municipality=town)
    shown = words(html("/regions/years"))
    assert "88.8" in shown and "99.9" not in shown


def test_the_page_asks_few_questions_and_goes_on_with_the_last_whole_edition(edition, whole_list):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html("/regions/map?measure=hospital")
    assert len(queries) <= 22, [q["sql"][:80] for q in queries]
    AreaEdition.objects.create(
        code="2025-01",
        title="x",
        source="x",
        published="2025-01",
        valid_from=date(2025, 4, 1),
        many_from=2,
        few_below=1,
    )
    for path in ("/regions/map", "/regions/map/03", "/regions"):
        assert "2024年1月公表" in words(html(path)), "areas of a new edition are there, its prefectures not yet"


def test_fifths_hold_about_as_many_places_each_and_say_their_borders():
    from enishi.research.measures import Measured

    values = {f"{n:02d}": float(n) for n in range(1, 48)}
    shading = shades.by_fifths(Measured(MEASURES["physicians"], values, "版", "出典"))
    sizes = [sum(shade == n for shade in shading.of.values()) for n in range(1, 6)]
    assert all(8 <= size <= 11 for size in sizes) and shading.of["01"] == 1 and shading.of["47"] == 5
    far = shades.by_fifths(Measured(MEASURES["hospital"], values, "版", "出典"))
    assert far.of["47"] == 1 and list(far.words) == [1, 2, 3, 4, 5] and far.words[1].endswith("以上")
    same = shades.by_fifths(Measured(MEASURES["hospital"], {"01": 2.0, "02": 2.0}, "版", "出典"))
    assert same.of == {"01": 3, "02": 3} and same.words == {3: "すべて"}
