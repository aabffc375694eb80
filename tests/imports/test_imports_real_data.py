"""Against the published files, when their folder is there: see the fixture `real_data`."""

import csv
from decimal import Decimal

import pytest

from enishi.areas.load import load_reference
from enishi.areas.lookups import area_of
from enishi.areas.models import AreaEdition, Municipality
from enishi.areas.reference_tables import table
from enishi.areas.rules import Point, great_circle_km
from enishi.institutions.listed import ListedFacility

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
