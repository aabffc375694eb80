"""`enishi import areas`: an edition of the index, compared first, then written."""

from decimal import Decimal

import pytest

from enishi.areas.lookups import area_of
from enishi.areas.models import AreaEdition, MedicalArea

pytestmark = pytest.mark.django_db

HEADER = "code,name_ja,pref_code,maldistribution_index,national_rank,municipalities"
ROWS = ("4691,花渡,46,217.6,10,46991|46992", "4692,山霧,46,150.2,20,46993")
NEW = ("--source", "試験のための作りもの", "--valid-from", "2101-04-01", "--many-from", "220", "--few-below", "180")


def test_a_dry_run_says_what_would_be_added_and_writes_nothing(run, write, edition):
    outcome = run("areas", write("a.csv", HEADER, *ROWS), "--edition", "2099-01")
    assert (outcome.code, outcome.counts) == (0, (2, 0, 0, 0))
    assert "追加：4691 花渡、指標 217.6" in outcome.report
    assert "まだ何も変えていません" in outcome.report
    assert not edition.areas.exists()


def test_written_areas_have_their_class_and_members_and_a_second_run_changes_nothing(run, write, edition):
    path = write("a.csv", HEADER, *ROWS)
    assert run("areas", path, "--edition", "2099-01", "--write").code == 0
    found = edition.areas.values_list("code", "area_class", "on_the_line", "rank")
    assert list(found) == [("4691", "many", True, 10), ("4692", "few", False, 20)]
    assert area_of("46992", edition).code == "4691"
    assert run("areas", path, "--edition", "2099-01", "--write").counts == (0, 0, 2, 0)
    assert edition.areas.count() == 2


def test_a_change_is_told_in_words_and_written(run, write, edition):
    run("areas", write("a.csv", HEADER, *ROWS), "--edition", "2099-01", "--write")
    path = write("b.csv", HEADER, "4692,山霧,46,179.3,20,46993|46992")
    outcome = run("areas", path, "--edition", "2099-01", "--write")
    assert outcome.counts == (0, 1, 0, 1)
    assert "4692 山霧：医師偏在指標 150.2 → 179.3、構成市区町村 1件 → 2件（うち 46992）" in outcome.report
    assert "ファイルにない：4691 花渡" in outcome.report
    area = edition.areas.get(code="4692")
    assert (area.index, area.area_class, area.on_the_line) == (Decimal("179.3"), "middle", True)
    assert edition.areas.filter(code="4691").exists()
    assert area_of("46992", edition) == area


def test_columns_left_out_stay_as_they_are(run, write, edition):
    run("areas", write("a.csv", HEADER, *ROWS), "--edition", "2099-01", "--write")
    path = write("b.csv", "code,name_ja,pref_code,maldistribution_index", "4692,山霧,46,151.0")
    run("areas", path, "--edition", "2099-01", "--write")
    area = edition.areas.get(code="4692")
    assert (area.index, area.rank) == (Decimal("151.0"), 20)
    assert area_of("46993", edition) == area


def test_a_broken_row_is_told_by_line_and_the_good_ones_are_written(run, write, edition):
    broken = "4693,霧坂,47,とても少ない,30,99999"
    path = write("a.csv", HEADER, ROWS[0], broken, ROWS[1])
    outcome = run("areas", path, "--edition", "2099-01", "--write")
    assert outcome.code == 1
    lines = outcome.faults.splitlines()
    assert [line.split(": ")[:2] for line in lines[:3]] == [
        ["a.csv:3", "pref_code"],
        ["a.csv:3", "maldistribution_index"],
        ["a.csv:3", "municipalities"],
    ]
    assert "「とても少ない」は読めません" in lines[1]
    assert list(edition.areas.values_list("code", flat=True)) == ["4691", "4692"]


def test_an_area_given_twice_or_a_town_claimed_twice_is_a_broken_row(run, write, edition):
    path = write("a.csv", HEADER, *ROWS, "4691,花渡,46,200.0,10,", "4693,霧坂,46,200.0,30,46991")
    outcome = run("areas", path, "--edition", "2099-01")
    assert "a.csv:4: code: 4691 は2行目にもあります" in outcome.faults
    assert "a.csv:5: municipalities: 46991 は圏域 4691 にもあります" in outcome.faults


def test_members_may_come_from_a_table_of_their_own(run, write, edition):
    areas = write("a.csv", "code,name_ja,pref_code,maldistribution_index", "4691,花渡,46,200.0")
    members = write("m.csv", "area_code,municipalities", "4691,46991|46993", "4699,46992")
    outcome = run("areas", areas, "--edition", "2099-01", "--members", members, "--write")
    assert outcome.code == 1
    assert "m.csv:3: area_code: 圏域 4699 が圏域の表にありません" in outcome.faults
    assert area_of("46993", edition).code == "4691"
    assert area_of("46992", edition) is None


def test_a_new_edition_is_made_with_its_own_lines(run, write, edition):
    path = write("a.csv", HEADER, "4691,花渡,46,218.0,10,46991")
    outcome = run("areas", path, "--edition", "2101-01", *NEW, "--write")
    assert "新しい版 2101-01 を作ります" in outcome.report
    made = AreaEdition.objects.get(code="2101-01")
    assert made.areas.get().area_class == "middle"  # by the old lines it would be many
    assert area_of("46991", made).code == "4691"
    assert area_of("46991", edition) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "どの版の表か"),
        (("--edition", "2101-01"), "まだありません"),
        (("--edition", "2099-01", "--few-below", "100"), "すでにあります"),
        (("--edition", "2101-01", *NEW[:-1], "500"), "境目"),
        (("--edition", "2101-01", *NEW[:3], "2099-04-01", *NEW[4:]), "適用開始日"),
    ],
)
def test_an_edition_that_is_not_clear_is_refused(run, write, edition, arguments, said):
    outcome = run("areas", write("a.csv", HEADER, *ROWS), *arguments)
    assert outcome.code == 2
    assert said in outcome.faults
    assert not MedicalArea.objects.filter(code__startswith="469").exists()


def test_the_table_of_another_vintage_is_refused_until_the_new_names_are_accepted(run, write, edition):
    names = ["春", "夏", "秋", "冬", "朝", "昼", "夕", "夜"]
    old = [f"46{n:02},{name}原,46,200.0,," for n, name in enumerate(names, 80)]
    run("areas", write("a.csv", HEADER, *old), "--edition", "2099-01", "--write")
    path = write("b.csv", HEADER, *(line.replace("原", "川") for line in old))
    outcome = run("areas", path, "--edition", "2099-01", "--write")
    assert outcome.code == 2
    assert "4680 春原 → 春川" in outcome.faults
    assert edition.areas.get(code="4680").name == "春原"
    assert run("areas", path, "--edition", "2099-01", "--write", "--accept-renames").code == 0
    assert edition.areas.get(code="4680").name == "春川"
