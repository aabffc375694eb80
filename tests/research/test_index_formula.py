"""The index worked out from its parts, against what was published and against the formula's own laws."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.areas.index_formula import (
    adjusted_rate,
    expected_utilisation,
    index_within_rounding,
    labour_weights,
    maldistribution_index,
    standardised_physicians,
)
from enishi.areas.reference_tables import table
from enishi.cli import main
from enishi.common.disarmed import disarmed
from enishi.research.index_table import COLUMNS, IndexRow, bundled_rows, write_table

AMOUNT = st.floats(1, 1e6)
CLASSES = st.dictionaries(st.sampled_from(["男 60-", "女 60-", "男 -59", "女 -59"]), st.floats(1, 1e4), min_size=1)


def test_all_330_published_values_of_january_2024_come_out_of_their_printed_parts():
    outside = {
        row["code"]: row["index"]
        for row in table("area_index")
        if float(row["index"])
        not in index_within_rounding(
            int(row["standardised_physicians"]), int(row["population_2021"]), float(row["utilisation_ratio"])
        )
    }
    assert outside == {}


def test_the_range_of_what_rounding_allows_is_narrow_where_there_are_people():
    for row in table("area_index"):
        people = int(row["population_2021"])
        found = index_within_rounding(int(row["standardised_physicians"]), people, float(row["utilisation_ratio"]))
        assert found.high - found.low < (3 if people > 100_000 else 20), row["code"]


@given(AMOUNT, AMOUNT, st.floats(0.3, 3))
def test_twice_the_physicians_is_twice_the_index_and_twice_the_people_half_of_it(physicians, people, ratio):
    once = maldistribution_index(physicians, people, ratio)
    assert maldistribution_index(2 * physicians, people, ratio) == pytest.approx(2 * once)
    assert maldistribution_index(physicians, 2 * people, ratio) == pytest.approx(once / 2)


@given(CLASSES)
def test_the_nation_standardised_by_its_own_weights_is_its_own_number(heads):
    hours = {group: 40.0 + place * 7 for place, group in enumerate(heads)}
    weights = labour_weights(hours, heads)
    assert standardised_physicians(heads, weights) == pytest.approx(sum(heads.values()))


@given(CLASSES)
def test_an_area_made_like_the_nation_is_treated_like_the_nation(people):
    rates = {group: 500.0 + place * 300 for place, group in enumerate(people)}
    tenth = {group: heads / 10 for group, heads in people.items()}
    assert expected_utilisation(rates, tenth) == pytest.approx(expected_utilisation(rates, people))


def test_older_people_need_more_and_patients_who_leave_need_less():
    rates = {"-64": 400.0, "65-": 1500.0}
    assert expected_utilisation(rates, {"-64": 50, "65-": 50}) > expected_utilisation(rates, {"-64": 70, "65-": 30})
    there = {"clinic_demand": 1.2, "clinic_rate": 300.0, "inpatient_rate": 900.0}
    assert adjusted_rate(**there, clinic_flow=1.0, inpatient_flow=1.0) == pytest.approx(1260.0)
    assert adjusted_rate(**there, clinic_flow=0.8, inpatient_flow=0.7) == pytest.approx(918.0)


@pytest.mark.parametrize("parts", [(-1, 1000, 1), (10, 0, 1), (10, 1000, 0), (10, float("nan"), 1)])
def test_no_index_comes_of_parts_that_cannot_be(parts):
    with pytest.raises(ValueError, match=r"expected|above"):
        maldistribution_index(*parts)


def test_hours_nobody_told_and_a_place_without_people_are_refused():
    with pytest.raises(ValueError, match="no hours"):
        labour_weights({"男": 50.0}, {"男": 3, "女": 2})
    with pytest.raises(ValueError, match="nobody works"):
        labour_weights({}, {})
    with pytest.raises(ValueError, match="nobody lives"):
        expected_utilisation({"-64": 1.0}, {"-64": 0})


def test_the_command_writes_330_areas_and_47_prefectures_with_every_column(tmp_path, capsys):
    file = tmp_path / "index.csv"
    assert main(["index", "--edition", "2024-01", "--out", str(file)]) == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert (
        tuple(rows[0])
        == COLUMNS
        == tuple("code name prefecture index class std_physicians population utilisation source".split())
    )
    assert [len(row["code"]) for row in rows] == [4] * 330 + [2] * 47
    by_code = {row["code"]: row for row in rows}
    assert by_code["0102"] == {
        "code": "0102", "name": "南檜山", "prefecture": "北海道", "index": "139.0", "class": "少数", "std_physicians": "26",
        "population": "21500", "utilisation": "0.855", "source": "医師偏在指標、厚生労働省、2024年1月公表",
    }  # fmt: skip
    assert (by_code["03"]["index"], by_code["03"]["class"], by_code["03"]["utilisation"]) == ("182.5", "少数", "")
    assert {row["class"] for row in rows} == {"多数", "中程度", "少数"} and all(row["source"] for row in rows)
    assert by_code["0906"]["class"] == "中程度", "両毛 lies on the line"
    assert "330" in capsys.readouterr().out


def test_an_edition_nobody_knows_and_a_folder_that_is_not_there_are_told_and_write_nothing(tmp_path, capsys, db):
    assert main(["index", "--edition", "1999-01", "--out", str(tmp_path / "x.csv")]) == 2
    assert "この版はありません" in capsys.readouterr().err
    assert main(["index", "--out", str(tmp_path / "nowhere" / "x.csv")]) == 2
    assert "書き込めませんでした" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_imported_edition_comes_from_the_database_and_sums_nothing_it_does_not_know(db, tmp_path):
    from enishi.areas.models import AreaEdition, MedicalArea, PrefectureIndex

    edition = AreaEdition.objects.create(
        code="2099-01", title="試験", source="試験のための作りもの", published="2099-01", valid_from="2099-04-01",
        many_from="217.6", few_below="179.3",
    )  # fmt: skip
    of = {"edition": edition, "prefecture_id": "03", "area_class": "few", "index": "120.5"}
    MedicalArea.objects.create(code="0301", name="北", standardised_physicians=50, population_2021=40000, **of)
    MedicalArea.objects.create(code="0302", name="=南", standardised_physicians=None, population_2021=30000, **of)
    PrefectureIndex.objects.create(edition=edition, prefecture_id="03", index="150.0", rank=40, area_class="few")
    file = tmp_path / "of_2099.csv"
    assert main(["index", "--edition", "2099-01", "--out", str(file)]) == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert [row["name"] for row in rows] == ["北", "'=南", "岩手県"]
    assert (rows[2]["std_physicians"], rows[2]["population"]) == ("", "70000")


@pytest.mark.parametrize(
    ("cell", "given_out"),
    [
        ("=1+1", "'=1+1"),
        ("＝cmd", "'＝cmd"),
        ("@x", "'@x"),
        ("-12.5", "-12.5"),
        ("+81", "+81"),
        ("-2+3", "'-2+3"),
        ("内科", "内科"),
    ],
)
def test_no_cell_is_worked_out_by_a_spreadsheet(cell, given_out):
    assert disarmed(cell) == given_out


def test_the_bundled_rows_are_written_as_they_are():
    text = io.StringIO()
    rows: list[IndexRow] = bundled_rows("2024-01")
    write_table(rows, text)
    assert text.getvalue().count("\n") == 378
