"""The public figures: counted once for a month, with small cells hidden, and the same ever after."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from enishi.common.clock import ago, today
from enishi.common.workflow import Channel
from enishi.physicians.models import ContactEvent, Direction
from enishi.research.figures import age_band, field_of, last_whole_month, make_edition, tables_of
from enishi.research.models import FiguresEdition

NEXT = last_whole_month(today() + timedelta(days=31))
"""The end of a month that holds everything the story did."""


def cells(edition, table, column):
    return next(t for t in tables_of(edition) if t.key == table).columns[column]


def test_five_are_shown_four_are_not_and_their_number_does_not_follow_from_the_rest(world):
    for _ in range(6):
        world.physician(state="registered", licence=False)
    for _ in range(5):
        world.physician(state="registered", licence=False, municipality=world.municipality("函館市"))
    for _ in range(4):
        world.physician(state="registered", licence=False, municipality=world.municipality("仙台市青葉区"))
    column = cells(make_edition(NEXT), "prefecture", "registered")
    assert column.total == 15 and column.cells["03"] == 6
    assert column.cells["04"] is None and column.cells["13"] is None
    assert column.cells["01"] is None, "with it, 15 − 6 − 5 would be the four"
    column = cells(FiguresEdition.objects.get(), "age", "registered")
    assert column.total == 15 and set(column.cells.values()) == {None}, "all in one band: nobody is in the others"


def test_an_edition_counts_what_had_happened_by_its_last_day_and_stays_as_it_is(world):
    with ago(timedelta(days=70)):
        for _ in range(5):
            world.physician(state="registered", licence=False)
    old = make_edition(last_whole_month(today() - timedelta(days=31)))
    for _ in range(4):
        world.physician(state="registered", licence=False)
    assert cells(old, "prefecture", "registered").total == 5
    newer = make_edition(NEXT)
    assert cells(newer, "prefecture", "registered").total == 5, "four more would tell of four people"
    assert make_edition(NEXT) is None and make_edition(old.until) is None
    with pytest.raises(DatabaseError), transaction.atomic():
        FiguresEdition.objects.filter(pk=old.pk).update(tables=[])


def test_what_happened_is_counted_and_where_all_of_it_happened_is_not_told(world):
    hospital = world.institution(place="釜石市")
    for _ in range(5):
        world.candidacy("working", opening=world.opening(hospital))
    edition = make_edition(NEXT)
    for column in ("openings", "talks", "placed"):
        found = cells(edition, "prefecture", column)
        assert (found.total, found.cells["03"]) == (5, None), column


def test_a_month_without_anybody_says_nothing_and_a_specialty_is_counted_under_its_basic_area(db):
    assert cells(make_edition(NEXT), "prefecture", "registered").total is None
    assert field_of(["循環器内科", "外科"]) == "internal_medicine" and field_of([]) == field_of(None) == "any"
    assert (
        age_band("1956-11-26", date(2026, 11, 25)) == "60〜69歳"
        and age_band("1956-11-25", date(2026, 11, 25)) == "70歳以上"
    )
    assert age_band("", today()) == "unknown"
    assert last_whole_month(date(2026, 3, 1)) == date(2026, 2, 28)


def test_every_broken_promise_is_told_few_calls_are_not_and_one_letter_more_moves_no_number(world):
    physician = world.physician()

    def contact(channel, **more):
        ContactEvent.objects.create(
            physician=physician, channel=channel, direction=Direction.OUT, about="ご案内", **more
        )

    with ago(timedelta(days=70)):
        for _ in range(6):
            contact(Channel.PAPER)
    first = make_edition(last_whole_month(today() - timedelta(days=31)))
    contact(Channel.PAPER)
    contact(Channel.PHONE, kept=False, override="雪で見学が中止になったため")
    told = [*make_edition(NEXT).contacts, *first.contacts]
    assert (told[-1]["letters"], told[-1]["calls"], told[-1]["outside"]) == (6, 0, 0)
    assert (told[0]["calls"], told[0]["outside"]) == (None, 1)
    assert {year["letters"] for year in told if year["year"] == first.until.year} == {6}
