"""Regions in public: the figures are those of the tables, and a list says by which measure it is ordered."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enishi.areas.lookups import edition_on
from enishi.areas.models import MedicalArea, PrefectureIndex
from enishi.common.clock import today
from enishi.web.regions.links import openings_link
from enishi.web.regions.tiles import short_name
from web.look.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client()


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return words(response.content.decode())


def test_the_map_and_the_tables_show_the_index_of_every_prefecture(visitor):
    html = visitor.get("/regions").content.decode()
    rows = PrefectureIndex.objects.of_edition(edition_on(today()))
    assert len(rows) == 47
    for row in rows:
        name = row.prefecture.name
        assert f'aria-label="{short_name(name)} {row.index}"' in html
        assert re.search(rf'/regions/{row.prefecture_id}">{name}</a></th><td class="num">{row.index}<', html), name
    shown = words(html)
    assert "医師少数県（16）" in shown and "どちらでもない県（15）" in shown and "医師多数県（16）" in shown
    assert "相対的な指標で、絶対的な不足を表しません" in shown
    assert "葛巻町は、医師の多い盛岡圏域（244.6）" in shown
    assert "出典：医師偏在指標、厚生労働省、2024年1月公表" in shown


def test_a_prefecture_shows_its_areas_and_an_area_its_towns_with_the_numbers_of_the_edition(visitor):
    iwate = text(visitor, "/regions/03")
    assert "182.5" in iwate and "47都道府県のうち47位" in iwate
    for area in MedicalArea.objects.of_edition(edition_on(today())).in_prefecture("03"):
        assert area.name in iwate and str(area.index) in iwate
    kamaishi = MedicalArea.objects.of_edition(edition_on(today())).get(name="釜石", prefecture="03")
    page = text(visitor, f"/regions/{kamaishi.code}")
    assert str(kamaishi.index) in page and f"{kamaishi.population_2024:,}人" in page
    assert "釜石市" in page and "大槌町" in page
    assert "指定がないという意味ではありません" in page


def test_the_area_on_the_very_line_says_that_only_the_plan_can_tell(visitor):
    assert "正式な区分は県の計画によります" in text(visitor, "/regions/0906")


@pytest.mark.parametrize("code", ["48", "00", "9999", "3", "030", "03012", "abcd", "岩手"])
def test_there_is_no_page_of_a_region_that_does_not_exist(visitor, code):
    assert visitor.get(f"/regions/{code}").status_code == 404


def test_the_openings_of_a_place_are_counted_where_it_lies_and_only_while_public(world, visitor):
    kuji = world.institution("みさき丘病院", place="久慈市")
    world.opening(kuji)
    world.opening(kuji, state="closed")
    area = MedicalArea.objects.holding("03207").of_edition(edition_on(today())).get()
    assert "いま1件の募集が出ています" in text(visitor, "/regions/03")
    assert "いま1件の募集が出ています" in text(visitor, f"/regions/{area.code}")
    assert "いま0件の募集が出ています" in text(visitor, "/regions/13")


def test_all_areas_can_be_taken_away_as_a_table(visitor):
    response = visitor.get("/regions/table.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 331
    morioka = next(row for row in rows if row[3] == "0301")
    assert morioka[0] == "2024-01" and morioka[5] == "244.6" and "厚生労働省" in morioka[1]


def test_the_pages_of_regions_ask_the_database_little(world, visitor):
    for number in range(4):
        world.opening(world.institution(f"第{number}病院", place="久慈市"))
    for path in ("/regions", "/regions/03", "/regions/0301", "/openings/find-need?specialty=内科"):
        visitor.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(path).status_code == 200
        assert len(captured) <= 16, (path, len(captured))


def test_areas_are_ordered_by_seats_for_each_hundred_physicians(world, visitor):
    kuji = world.opening(world.institution("久慈の病院", place="久慈市"), specialties=["皮膚科"])
    world.opening(world.institution("盛岡の病院", place="盛岡市"), specialties=["皮膚科"], headcount=2)
    world.opening(world.institution("釜石の病院", place="釜石市"), specialties=["眼科"])
    page = text(visitor, "/openings/find-need?specialty=皮膚科")
    area = MedicalArea.objects.holding("03207").of_edition(edition_on(today())).get()
    assert kuji.current.headcount == 1
    assert f"{100 / area.standardised_physicians:.2f}人" in page
    assert page.index(f"岩手県 {area.name}") < page.index("岩手県 盛岡")
    assert "釜石" not in page
    assert "診療科ごとの過不足は計算せず" in page


def test_a_specialty_nobody_asks_for_is_not_called_sufficient(world, visitor):
    page = text(visitor, "/openings/find-need?specialty=病理")
    assert "足りているという意味ではありません" in page
    assert "お選びください" in text(visitor, "/openings/find-need")


def test_an_unknown_specialty_is_answered_with_a_sentence(visitor):
    assert "表示された中から" in text(visitor, "/openings/find-need?specialty=手品")


def test_the_link_of_an_area_finds_the_openings_that_were_counted(world, visitor):
    world.opening(world.institution("久慈の病院", place="久慈市"), specialties=["皮膚科"], on_call="negotiable")
    area = MedicalArea.objects.holding("03207").of_edition(edition_on(today())).get()
    link = openings_link(area=area.code, specialty="皮膚科")
    assert link.replace("&", "&amp;") in visitor.get("/openings/find-need?specialty=皮膚科").content.decode()
    assert "久慈の病院" in text(visitor, link)
    assert "久慈の病院" not in text(visitor, openings_link(area="0101", specialty="皮膚科"))
