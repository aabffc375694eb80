"""`enishi import population|workforce|prefecture-index|physician-counts` of the public files' own shapes."""

import pytest

from enishi.areas.models import (
    AreaEdition,
    FacilityWorkforce,
    MedicalArea,
    PhysicianCount,
    PopulationCount,
    Prefecture,
    PrefectureIndex,
)
from enishi.imports.population import AGES

HEADER = ",".join(("code", "sex", "total", *AGES))
PEOPLE = ("--edition", "2030-01-01", "--source", "試験の人口")
STAFF = ("--edition", "R90", "--source", "試験の報告")


def people(code, sex, *ages, ageless=0):
    every = [*ages, *[0] * (len(AGES) - len(ages))]
    return ",".join(map(str, (code, sex, sum(every) + ageless, *every)))


def test_people_come_by_place_and_sex_and_the_same_file_again_changes_nothing(run, write, places):
    path = write(
        "p.csv", HEADER, people("46991", "total", 10, 20), people("46991", "female", 4, 9), people("46", "", 100)
    )
    assert run("population", path, *PEOPLE).counts == (3, 0, 0, 0)
    assert run("population", path, *PEOPLE, "--write").code == 0
    town = PopulationCount.objects.get(municipality="46991", sex="")
    assert (town.people, town.ages[:3], len(town.ages)) == (30, [10, 20, 0], 21)
    assert run("population", path, *PEOPLE, "--write").counts == (0, 0, 3, 0)
    changed = run("population", write("q.csv", HEADER, people("46991", "", 11, 20)), *PEOPLE)
    assert changed.counts == (0, 1, 0, 1) and "人口 30 → 31" in changed.report
    assert "ファイルにない" in changed.report


def test_people_without_an_age_are_told_and_a_sum_that_cannot_be_is_refused(run, write, places):
    few = write("p.csv", HEADER, people("46991", "", 100, ageless=5))
    assert "年齢の示されていない人（合計だけに入っている人）：5人" in run("population", few, *PEOPLE).report
    wrong = write(
        "w.csv", HEADER, people("46991", "", 100, ageless=50), people("46992", "", 100, ageless=-1),
        people("99999", "", 5), people("46993", "x", 5), people("46993", "", 5), people("46993", "", 5), people("99998", ""),
    )  # fmt: skip
    outcome = run("population", wrong, *PEOPLE)
    assert outcome.code == 1 and outcome.counts == (1, 0, 0, 0)
    for line in ("w.csv:2: total", "w.csv:3: total", "w.csv:4: code", "w.csv:5: sex", "w.csv:7: code"):
        assert line in outcome.faults
    assert "w.csv:8" not in outcome.faults, "a place where nobody lives"


def test_a_day_and_a_source_are_asked_for_and_a_day_may_stand_in_the_name(run, write, places):
    path = write("population_20300101.csv", HEADER, people("46991", "", 1))
    assert "--source" in run("population", path).faults
    assert run("population", path, "--source", "x").code == 0
    assert "--edition" in run("population", write("p.csv", HEADER, people("46991", "", 1)), "--source", "x").faults


@pytest.fixture
def two_vintages(edition, places):
    """The list of January 2024, whose 4601 is 花渡, beside an edition whose 4601 is another place."""
    bundled = AreaEdition.objects.get_or_create(
        code="2024-01",
        defaults={"title": "版", "source": "試", "published": "2024-01", "valid_from": "2024-04-01",
                  "many_from": "217.6", "few_below": "179.3"},
    )[0]  # fmt: skip
    old, _ = MedicalArea.objects.get_or_create(
        edition=bundled, code="4601",
        defaults={"name": "花渡", "prefecture_id": "46", "index": 100, "area_class": "few"},
    )  # fmt: skip
    other = MedicalArea.objects.create(
        edition=edition, code="4601", name="別の花渡", prefecture_id="46", index=100, area_class="few"
    )
    return old, other


def test_a_facility_lies_in_the_area_of_its_columns_vintage_and_in_no_other(run, write, two_vintages):
    """秋田 and 三重 number their areas differently in the two vintages: 0501 is not 0501, a bare code joins nothing."""
    old, other = two_vintages
    head = "record_id,name,pref_code,area_code_330,area_code_r7_339,report_status,beds_incl_closed,physicians_fulltime_fte,physicians_parttime_fte"  # fmt: skip
    path = write("w.csv", head, "R-1,甲病院,46,4601,4603,reported,120,10.5,2", "R-2,乙医院,46,,4601,not_reported,,,")
    assert run("workforce", path, *STAFF, "--write").code == 0
    first, second = FacilityWorkforce.objects.order_by("number")
    assert (first.area, first.own_area, float(first.full_time), first.beds) == (old, "4603", 10.5, 120)
    assert (second.area, second.own_area, second.full_time, second.reported) == (None, "4601", None, False)
    assert run("workforce", path, *STAFF, "--write").counts == (0, 0, 2, 0)
    refused = run("workforce", path, *STAFF, "--areas-edition", "2099-01")
    assert refused.code == 2 and "2024-01 版の圏域です" in refused.faults
    bare = write("b.csv", "record_id,name,pref_code,area_code,physicians_fulltime_fte", "R-1,甲病院,46,4601,10.5")
    assert "どの版の圏域か分かりません" in run("workforce", bare, *STAFF).faults
    assert run("workforce", bare, *STAFF, "--areas-edition", "2099-01", "--write").counts == (0, 1, 0, 1)
    assert FacilityWorkforce.objects.get(number="R-1").area == other
    only_theirs = write(
        "t.csv", "record_id,name,pref_code,area_code_r7_339,physicians_fulltime_fte", "R-3,丙病院,46,4601,1"
    )
    told = run("workforce", only_theirs, *STAFF, "--write")
    assert "圏域とは結びつけません" in told.report and FacilityWorkforce.objects.get(number="R-3").area is None


def test_wrong_cells_of_a_facility_are_named(run, write, two_vintages):
    head = "record_id,name,pref_code,area_code_330,physicians_fulltime_fte,report_status"
    path = write("w.csv", head, "R-1,甲,46,4699,1,", "R-2,乙,47,4601,1,", "R-3,丙,46,4601,x,", "R-4,丁,46,,1,何か", "R-5,戊,46,4601,1,", "R-5,戊,46,4601,1,")  # fmt: skip
    outcome = run("workforce", path, *STAFF)
    assert outcome.code == 1 and outcome.counts == (1, 0, 0, 0)
    for line in ("w.csv:2: area_code_330", "w.csv:3: area_code_330", "w.csv:4: physicians", "w.csv:5: report_status", "w.csv:7: record_id"):  # fmt: skip
        assert line in outcome.faults


def test_prefectures_of_an_edition_come_all_or_not_at_all(run, write, edition, db):
    codes = [f"{n:02d}" for n in range(1, 48)]
    for code in codes:
        Prefecture.objects.get_or_create(code=code, defaults={"name": "県", "kana": "けん", "region": "kanto"})
    head, rows = (
        "code,maldistribution_index,national_rank",
        [f"{code},{300 - n}.5,{n}" for n, code in enumerate(codes, 1)],
    )
    assert run("prefecture-index", write("p.csv", head, *rows), "--edition", "2099-01", "--write").counts == (
        47,
        0,
        0,
        0,
    )
    classes = list(PrefectureIndex.objects.filter(edition=edition).values_list("area_class", flat=True))
    assert classes == ["many"] * 16 + ["middle"] * 15 + ["few"] * 16
    again = run("prefecture-index", write("p.csv", head, *rows), "--edition", "2099-01", "--write")
    assert again.counts == (0, 0, 47, 0)
    part = run("prefecture-index", write("q.csv", head, *rows[:9]), "--edition", "2099-01", "--write")
    assert part.code == 2 and "47都道府県の表" in part.faults
    assert (
        "先に `enishi import areas`" in run("prefecture-index", write("q.csv", head, *rows), "--edition", "1999").faults
    )


def test_the_ministrys_short_tables_of_physicians_are_read_as_they_are(run, write, places):
    said = ("--source", "試験の統計")
    years = write("y.csv", "code,name_ja,y2040,y2042", "46,鹿児島県,100,110", "47,沖縄県,50,")
    assert run("physician-counts", years, *said, "--write").counts == (3, 0, 0, 0)
    rows = PhysicianCount.objects.filter(edition__in=("2040", "2042")).order_by("edition", "prefecture")
    assert [(r.edition, r.prefecture_id, r.physicians) for r in rows] == [("2040", "46", 100), ("2040", "47", 50), ("2042", "46", 110)]  # fmt: skip
    assert run("physician-counts", years, *said, "--edition", "2042").counts == (0, 0, 1, 0)
    ages = write("a.csv", "category,total,under30,30_39,40_49,50_59,60_69,70plus", "total_registered,21,1,2,3,4,5,6", "hospitals,6,1,1,1,1,1,1")  # fmt: skip
    outcome = run("physician-counts", ages, *said, "--edition", "2040", "--write")
    assert outcome.counts == (6, 0, 0, 0) and "使いません：1行" in outcome.report
    assert PhysicianCount.objects.get(edition="2040", age_from=70).age_to is None
    crossed = write("c.csv", "code,name_ja,total,under30,30_39,40_49,50_59,60_69,70plus", "46,鹿児島県,100,10,20,20,10,25,15", "47,沖縄県,50,5,10,10,10,10,5")  # fmt: skip
    assert run("physician-counts", crossed, *said, "--edition", "2042", "--write").counts == (12, 0, 0, 0)
    own = PhysicianCount.objects.filter(edition="2042", prefecture="46", age_from__gte=60)
    assert sorted(own.values_list("age_from", "physicians")) == [(60, 25), (70, 15)]
    fields = write("f.csv", "specialty,physicians_2040,family", "皮膚科,7,他")
    assert run("physician-counts", fields, *said, "--write").counts == (1, 0, 0, 0)
    broken = run("physician-counts", write("b.csv", "code,y2040", "99,1", "46,x"), *said)
    assert broken.code == 2 and "b.csv:2: prefecture" in broken.faults and "b.csv:3: physicians" in broken.faults
    assert "physicians の列がありません" in run("physician-counts", write("n.csv", "code,人数", "46,1"), *said).faults
