"""`enishi import designations`: what a prefecture has named, with dates and source."""

from datetime import date

import pytest

from enishi.areas.lookups import designations_of
from enishi.areas.models import Designation, MedicalArea

pytestmark = pytest.mark.django_db

HEADER = "kind,area,municipality,district,since,until,source,note"
SPOT = "医師少数スポット,,46992,海鳴東地区,2026-04-01,2027-03-31,県告示第12号,"
PRIORITY = "priority_area,4691,,,令和8年4月1日,,県告示第13号,全域"


@pytest.fixture(autouse=True)
def area(edition):
    area = MedicalArea.objects.create(
        edition=edition, code="4691", name="花渡", prefecture_id="46", index="150.0", area_class="few"
    )
    area.memberships.create(edition=edition, municipality_id="46991")
    return area


def test_designations_are_written_with_their_dates_and_a_second_run_changes_nothing(run, write):
    path = write("d.csv", HEADER, SPOT, PRIORITY)
    assert run("designations", path, "--edition", "2099-01").counts == (2, 0, 0, 0)
    assert not Designation.objects.exists()
    assert run("designations", path, "--edition", "2099-01", "--write").code == 0
    (spot,) = designations_of("46992", date(2027, 3, 31))
    assert (spot.kind, spot.district, spot.source) == ("shortage_spot", "海鳴東地区", "県告示第12号")
    assert designations_of("46992", date(2027, 4, 1)) == []
    (wide,) = designations_of("46991", date(2099, 1, 1))
    assert (wide.kind, wide.area.name, wide.note) == ("priority_area", "花渡", "全域")
    assert run("designations", path, "--edition", "2099-01", "--write").counts == (0, 0, 2, 0)


def test_an_end_is_set_and_its_successor_added_in_one_file_in_any_order(run, write):
    run("designations", write("d.csv", HEADER, PRIORITY), "--edition", "2099-01", "--write")
    ended = PRIORITY.replace("令和8年4月1日,,", "2026-04-01,2028-03-31,")
    next_one = PRIORITY.replace("令和8年4月1日", "2028-04-01")
    outcome = run("designations", write("e.csv", HEADER, next_one, ended), "--edition", "2099-01", "--write")
    assert (outcome.code, outcome.counts) == (0, (1, 1, 0, 0))
    assert "終了日（この日まで） 空 → 2028-03-31" in outcome.report
    assert [len(designations_of("46991", day)) for day in (date(2028, 3, 31), date(2028, 4, 1))] == [1, 1]


def test_an_overlapping_period_is_a_broken_row_and_the_others_are_written(run, write):
    run("designations", write("d.csv", HEADER, PRIORITY), "--edition", "2099-01", "--write")
    overlapping = PRIORITY.replace("令和8年4月1日", "2027-04-01")
    outcome = run("designations", write("e.csv", HEADER, overlapping, SPOT), "--edition", "2099-01", "--write")
    assert outcome.code == 1
    assert "e.csv:2: since: 2026-04-01 からの同じ指定と期間が重なります" in outcome.faults
    assert Designation.objects.count() == 2


def test_a_row_that_leans_on_a_dropped_row_is_dropped_with_it(run, write):
    standing = PRIORITY.replace("令和8年4月1日", "2026-04-01")
    run("designations", write("d.csv", HEADER, standing), "--edition", "2099-01", "--write")
    bad_end = standing.replace("2026-04-01,,", "2026-04-01,2025-03-31,")
    successor = standing.replace("2026-04-01", "2028-04-01")
    outcome = run("designations", write("e.csv", HEADER, bad_end, successor, SPOT), "--edition", "2099-01", "--write")
    assert "e.csv:2: until: 2025-03-31 は開始日 2026-04-01 より後ではありません" in outcome.faults
    assert "e.csv:3: since" in outcome.faults
    assert Designation.objects.get(area__code="4691").until is None


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (SPOT.replace("医師少数スポット", "医師不足"), "kind"),
        (SPOT.replace(",,46992", ",4691,46992").replace("海鳴東地区", ""), "area"),
        (SPOT.replace("46992", ""), "area"),
        (SPOT.replace("46992", "46999"), "municipality"),
        (PRIORITY.replace("4691", "4699"), "area"),
        (PRIORITY.replace("4691,,", "4691,,北部"), "district"),
        (SPOT.replace("2026-04-01", ""), "since"),
        (SPOT.replace("2026-04-01", "そのうち"), "since"),
        (SPOT.replace("県告示第12号", ""), "source"),
    ],
)
def test_each_wrong_cell_is_named_and_nothing_is_written_for_it(run, write, line, column):
    good = SPOT.replace("海鳴東地区", "海鳴西地区")
    outcome = run("designations", write("d.csv", HEADER, good, line), "--edition", "2099-01", "--write")
    assert outcome.code == 1
    assert f"d.csv:3: {column}: " in outcome.faults
    assert [row.district for row in Designation.objects.all()] == ["海鳴西地区"]


def test_an_unknown_edition_is_refused_with_the_known_ones(run, write):
    outcome = run("designations", write("d.csv", HEADER, SPOT), "--edition", "1999-01")
    assert outcome.code == 2
    assert "2099-01" in outcome.faults
