"""Against the published files, when their folder is there: see the fixture `real_data`."""

import csv
from datetime import date
from decimal import Decimal

import pytest

from enishi.areas.load import load_reference
from enishi.areas.lookups import area_of
from enishi.areas.models import AreaEdition, FacilityWorkforce, Municipality
from enishi.areas.reference_tables import table
from enishi.areas.rules import Point, great_circle_km
from enishi.institutions.listed import ListedFacility
from enishi.research.place_figures import Figures

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]


@pytest.fixture
def bundled(real_data, db):
    return load_reference()


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_published_areas_are_what_the_bundled_table_says(run, real_data, bundled):
    areas, members = (real_data / "areas" / name for name in ("secondary_medical_areas_330.csv", "area_members.csv"))
    outcome = run("areas", areas, "--edition", "2024-01", "--members", members)
    assert (outcome.code, outcome.counts) == (0, (0, 0, 330, 0))


def test_every_municipality_of_the_list_is_known_by_the_same_name_and_area(real_data, bundled):
    edition = AreaEdition.objects.get(code="2024-01")
    ours = {place.code: place for place in Municipality.objects.all()}
    wrong = []
    for row in rows(real_data / "geo" / "municipalities.csv"):
        place = ours[row["code"]]
        same_name = place.name.replace("須惠", "須恵") == row["name_ja"].replace(" ", "")
        if not (same_name and place.kana == row["kana"].replace(" ", "")):
            wrong.append((row["code"], place.name, place.kana, row["name_ja"], row["kana"]))
    assert wrong == []
    for row in rows(real_data / "areas" / "municipality_to_area.csv")[::40]:
        assert area_of(row["muni_code"], edition).code == row["area_code_330"]


def test_positions_lie_where_the_list_has_the_offices_save_for_a_few_known_towns(real_data, bundled):
    ours = {place.code: place.point for place in Municipality.objects.all()}
    listed = rows(real_data / "geo" / "municipalities.csv")
    apart = [
        great_circle_km(ours[row["code"]], Point(float(row["office_lat"]), float(row["office_lng"]))) for row in listed
    ]
    # Towns run from elsewhere (十島村, 三島村, 竹富町, 双葉町) and merged towns with several offices.
    assert sum(km > 2 for km in apart) < 60
    assert sum(km > 20 for km in apart) <= 4


def test_prefecture_figures_are_the_published_ones(real_data):
    published = {row["code"]: row for row in rows(real_data / "prefecture_physicians.csv")}
    for row in table("prefecture_index"):
        source = published[row["prefecture"]]
        assert Decimal(row["index"]) == Decimal(source["maldistribution_index_2024"])
        assert row["physicians_2024"] == source["physicians_registered_2024"]


def test_the_national_list_is_taken_whole_and_a_second_time_changes_nothing(run, real_data, bundled):
    path = real_data / "institutions" / "hospitals_20250601.csv"
    first = run("institutions", path, "--write")
    assert (first.code, first.counts) == (0, (7587, 0, 0, 0))
    assert run("institutions", path, "--write").counts == (0, 0, 7587, 0)
    facilities = ListedFacility.objects.open_today()
    assert facilities.filter(latitude=None).count() == 270
    assert facilities.filter(beds_total=None).count() == 57
    assert [f.number for f in facilities.named("さっぽろいかだいがく")] == ["0111010000010"]
    assert facilities.in_municipality("22130").count() == 31


def test_people_workforce_outlines_and_counts_of_the_published_files_come_whole_and_once(run, real_data, bundled):
    said = ("--source", "公表の表")
    people = real_data / "population"
    for name, count in (("prefecture_age_sex", 141), ("municipality_age", 1912)):
        path = people / f"population_{name}_20250101.csv"
        assert (outcome := run("population", path, *said, "--write")).code == 0, outcome.faults
        assert outcome.counts == (count, 0, 0, 0)
        assert run("population", path, *said).counts == (0, 0, count, 0)
    staff = real_data / "institutions" / "inpatient_facilities_workforce_R7.csv"
    assert run("workforce", staff, *said, "--edition", "R7", "--write").counts == (11_760, 0, 0, 0)
    # Traps of the two vintages: the same number means another area in 秋田, and 三重 is numbered anew.
    of_akita = FacilityWorkforce.objects.filter(own_area="0502")
    assert {f.area.code for f in of_akita.select_related("area")} == {"0501"}
    of_mie = FacilityWorkforce.objects.filter(prefecture="24").select_related("area")
    assert {f.own_area for f in of_mie}.isdisjoint({f.area.code for f in of_mie})
    outlines = real_data / "areas" / "areas_330.topojson"
    assert run("area-outlines", outlines, *said, "--edition", "2024-01", "--write").counts == (330, 0, 0, 0)
    assert run("prefecture-index", real_data / "prefecture_physicians.csv", "--edition", "2024-01").counts == (
        0,
        0,
        47,
        0,
    )
    doctors = real_data / "physicians"
    by_year = doctors / "physicians_registered_by_prefecture_2014_2024.csv"
    assert run("physician-counts", by_year, *said).counts == (0, 0, 282, 0)
    by_age = doctors / "national_physicians_by_age_2024.csv"
    assert run("physician-counts", by_age, *said, "--edition", "2024").counts == (0, 0, 6, 0)
    by_specialty = doctors / "national_physicians_by_specialty_2024.csv"
    assert run("physician-counts", by_specialty, *said).counts == (0, 0, 36, 0)


def test_summed_areas_meet_the_published_sums_of_prefectures(run, real_data, bundled):
    run(
        "workforce",
        real_data / "institutions" / "inpatient_facilities_workforce_R7.csv",
        "--source",
        "x",
        "--edition",
        "R7",
        "--write",
    )
    staff = Figures(AreaEdition.objects.get(code="2024-01"), date(2026, 11, 26)).staff
    for row in rows(real_data / "prefecture_physicians.csv"):
        full, part = (float(row[f"inpatient_facility_physicians_{k}_fte_R7"]) for k in ("fulltime", "parttime"))
        assert staff.fte[row["code"]] == pytest.approx(full + part, abs=0.6), row["name_ja"]
        areas = sum(fte for code, fte in staff.fte.items() if len(code) == 4 and code[:2] == row["code"])
        assert areas == pytest.approx(full + part, abs=0.6), row["name_ja"]
