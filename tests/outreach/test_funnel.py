"""From a visit to the year after: what is counted, what is hidden, what is kept, and what a few people allow to say."""

import csv
import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.outreach.actions import open_campaign, open_door
from enishi.outreach.costs import HOUR_YEN, add_cost, cost_lines, strike_cost
from enishi.outreach.enums import CostKind, Medium, Season, Stage
from enishi.outreach.estimates import Group, apart, leaning, rate_band, share_band
from enishi.outreach.funnel import (
    ALL,
    CAMPAIGN,
    MEDIUM,
    Row,
    came,
    counted,
    last_month,
    latest_edition,
    make_funnel,
    season_of,
)
from enishi.outreach.funnel_files import as_csv, as_workbook
from enishi.outreach.models import CampaignCost, FunnelEdition, Society


@pytest.fixture
def links(world):
    """Two links of one society: jams_1 in its journal, jams_2 by mail."""
    world.society_member("日本こもれび学会")
    society, by = Society.objects.get(), world.outreach()
    with ago(timedelta(days=800)):
        return [
            open_campaign(society=society, code=code, occasion="会報", medium=medium, by=by)
            for code, medium in (("jams_1", Medium.JOURNAL), ("jams_2", Medium.MAIL))
        ]


def people(world, code, n, **kwargs):
    return [world.physician(campaign_code=code, **kwargs) for _ in range(n)]


def test_a_person_is_counted_once_at_the_furthest_stage_and_by_the_link_alone(world, links):
    new, heard = world.physician(campaign_code="jams_1", state="registered"), world.physician(campaign_code="jams_1")
    world.candidacy(state="dialogue", physician=heard)
    world.candidacy(state="physician_asked", physician=heard)
    world.physician(campaign_code="never_given_out")
    world.physician()
    assert sorted(person.stage.place for person in came(today())) == [0, 2]
    assert new.pk != heard.pk and not came(today() - timedelta(days=1))


def test_who_was_merged_away_is_no_second_person(world, links):
    kept, double = people(world, "jams_1", 2)
    type(double).objects.filter(pk=double.pk).update(state="merged", merged_into=kept)
    assert len(came(today())) == 1


def test_small_cells_and_what_tells_them_by_subtraction_are_hidden(world, links):
    people(world, "jams_1", 12, state="registered")
    people(world, "jams_2", 3, state="registered")
    for _ in range(7):
        open_door("jams_2", counted=True)
    made = counted(today())
    assert made.total.people[Stage.REGISTERED] == 15 and made.total.visits == 7
    assert [row.people[Stage.REGISTERED] for row in made.tables[MEDIUM]] == [None, None]
    assert [row.people[Stage.REGISTERED] for row in made.tables[CAMPAIGN]] == [None, None]
    assert made.row(CAMPAIGN, "jams_2").visits == 7


def test_nobody_and_four_look_alike(world, links):
    nobody = counted(today())
    people(world, "jams_1", 4, state="registered")
    four = counted(today())
    assert nobody.total.people == four.total.people == dict.fromkeys(Stage)


def test_an_edition_is_made_once_kept_and_moves_by_five_or_stands_still(world, links):
    people(world, "jams_1", 10, state="registered")
    with pytest.raises(DatabaseError), transaction.atomic():
        FunnelEdition.objects.all().update(until=today()) if make_funnel(last_month(today())) else None
    people(world, "jams_1", 3, state="registered")
    assert (
        make_funnel(today()).until == today() and make_funnel(today()) is None and not make_funnel(last_month(today()))
    )
    first = latest_edition()
    later = today() + timedelta(days=31)
    people(world, "jams_1", 4, state="registered")
    assert counted(later, first).total.people[Stage.REGISTERED] == first.total.people[Stage.REGISTERED]
    people(world, "jams_1", 1, state="registered")
    assert counted(later, first).total.people[Stage.REGISTERED] == 18
    assert first.as_json() == latest_edition().as_json()


def row_of(*counts):
    return Row("k", "l", 10, dict(zip(Stage, counts, strict=True)))


def test_a_hidden_number_is_told_by_the_range_its_neighbours_leave():
    row = row_of(40, None, 20, None, None, None)
    assert [row.between(stage) for stage in Stage] == [(40, 40), (20, 40), (20, 20), (0, 20), (0, 20), (0, 20)]
    assert row_of(*[None] * 6).between(Stage.PLACED) == (0, None)


@pytest.mark.parametrize(
    ("day", "season"),
    [(date(2026, 3, 1), Season.SPRING), (date(2026, 8, 31), Season.SUMMER), (date(2026, 9, 1), Season.AUTUMN),
     (date(2026, 12, 1), Season.WINTER), (date(2026, 2, 28), Season.WINTER)],
)  # fmt: skip
def test_seasons(day, season):
    assert season_of(day) is season


def test_files_hold_hidden_cells_as_words_and_no_formula(world, links):
    Society.objects.update(name="=HYPERLINK(1)学会")
    people(world, "jams_1", 6, state="registered")
    made = counted(today())
    book = load_workbook(io.BytesIO(as_workbook(made)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == 6 for cell in cells) and any(cell.value == "非公表" for cell in cells)
    assert all(cell.data_type in ("s", "n") and not str(cell.value).startswith("=") for cell in cells)
    rows = list(csv.reader(io.StringIO(as_csv(made).decode("utf-8-sig"))))
    assert any(row and row[0] == "'=HYPERLINK(1)学会" for row in rows)


def cost(links, world, **given):
    facts = {"kind": CostKind.PRINT, "day": today(), "yen": 60_000, "hours": None, "note": "", "key": uuid.uuid4()}
    return add_cost(campaign=links[0], by=world.outreach(), **(facts | given))


def test_costs_are_reckoned_for_each_person_that_may_be_shown(world, links):
    people(world, "jams_1", 6, state="registered")
    key = uuid.uuid4()
    cost(links, world, key=key), cost(links, world, key=key)
    cost(links, world, kind=CostKind.HOURS, yen=None, hours=Decimal("2.5"))
    strike_cost(cost=cost(links, world, yen=999), by=world.outreach())
    (line,) = cost_lines(counted(today()), MEDIUM)
    assert (line.yen, line.work_yen) == (60_000 + HOUR_YEN * 5 // 2, HOUR_YEN * 5 // 2)
    low, about, high = line.each[Stage.REGISTERED]
    assert low < about == round(line.yen / 6) < high
    assert line.each[Stage.PLACED] is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"yen": None}, "yen"), ({"yen": -1}, "yen"), ({"yen": 10**9}, "yen"), ({"hours": Decimal(2)}, "hours"),
        ({"kind": CostKind.HOURS, "hours": None}, "hours"), ({"day": date(2999, 1, 1)}, "day"),
    ],
)  # fmt: skip
def test_a_cost_that_cannot_be_is_refused(world, links, given, code):
    with pytest.raises(StepRefused) as refused:
        cost(links, world, **given)
    assert code in refused.value.codes and not CampaignCost.objects.exists()


def test_the_database_refuses_to_change_a_cost(world, links):
    made = cost(links, world)
    with pytest.raises(DatabaseError), transaction.atomic():
        CampaignCost.objects.filter(pk=made.pk).update(yen=1)


@given(st.integers(0, 60), st.integers(1, 60))
@settings(max_examples=30, deadline=None)
def test_bands_hold_their_point_and_narrow_with_more(kept, n):
    kept = min(kept, n)
    share, more = share_band((kept, kept), n), share_band((kept * 9, kept * 9), n * 9)
    assert 0 <= share.low <= share.point <= share.high <= 1
    assert more.high - more.low < share.high - share.low
    rate = rate_band(kept, n)
    assert rate.low <= rate.point <= rate.high
    wide = share_band((0, kept), n)
    assert (wide.point is None or not kept) and wide.low <= share.low and wide.high >= share.high


def test_the_exact_band_of_a_rate_is_that_of_the_book():
    """Garwood 1936 for 5 and for 0: 1.623 to 11.668, 0 to 3.689."""
    assert (round(rate_band(5, 1).low, 3), round(rate_band(5, 1).high, 3)) == (1.623, 11.668)
    assert (rate_band(0, 1).low, round(rate_band(0, 1).high, 3)) == (0, 3.689)


def test_small_groups_lean_on_the_others_and_large_ones_stand_by_themselves():
    bands = leaning([Group("small", 5, (5, 5)), Group("large", 400, (80, 80)), Group("other", 60, (12, 12))])
    assert bands["small"].point < 0.95 and abs(bands["large"].point - 0.2) < 0.02
    assert bands["small"].high - bands["small"].low > bands["large"].high - bands["large"].low
    assert apart(leaning([Group("a", 400, (300, 300)), Group("b", 400, (40, 40))])) == [("a", "b")]
    assert apart(leaning([Group("a", 8, (2, 2)), Group("b", 9, (1, 1))])) == []
    assert leaning([]) == {}


def test_a_hidden_number_widens_the_band_and_moves_nobody_apart():
    known, hidden = leaning([Group("a", 30, (3, 3))])["a"], leaning([Group("a", 30, (0, 30))])["a"]
    assert hidden.high - hidden.low > known.high - known.low
    assert all(0 <= band.low <= band.point <= band.high <= 1 for band in (known, hidden))


def test_the_total_is_never_smaller_than_a_part(world, links):
    people(world, "jams_1", 9, state="registered"), people(world, "jams_2", 7)
    made = counted(today())
    assert made.tables[ALL][0].people[Stage.REGISTERED] == 16
    assert [row.people[Stage.REGISTERED] for row in made.tables[CAMPAIGN]] == [9, 7]
