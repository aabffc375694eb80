"""The physician's own week: kept for nobody else, compared with what an opening would add."""

import json
from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.holdings import holdings
from enishi.law.week_rows import Kind, Row
from enishi.law.working_hours import OvertimeLevel
from enishi.openings.models import OpeningVersion
from enishi.physicians.hours import (
    MOST_ROWS,
    add_rows,
    addition_of,
    drop_row,
    in_order,
    keep_week,
    rows_from,
    rows_to,
    week_of,
)
from enishi.physicians.retirement import set_last_day, tick
from enishi.physicians.scope import save_scope

MONDAY = Row("本院", Kind.WORK, 0, 8 * 60, 17 * 60, 60)
NIGHT = Row("A病院", Kind.UNPERMITTED, 4, 17 * 60, 32 * 60, 0, 2, OvertimeLevel.B)

rows = st.builds(
    lambda place, kind, day, start, length, times: Row(place, kind, day, start, start + length, 0, times),
    st.text(max_size=40),
    st.sampled_from(Kind),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 1440),
    st.sampled_from([None, 1, 4]),
)


@given(st.lists(rows, max_size=5))
def test_rows_come_back_as_they_were(given_rows):
    assert rows_from(rows_to(given_rows)) == in_order(set(given_rows))


@pytest.mark.parametrize(
    "text",
    ["", "x", "{}", "[1]", "[[]]", '[["本院","work",7,0,60,0,null,"a"]]', '[["本院","sleep",0,0,60,0,null,"a"]]',
     '[["本院","work",0,0,"60",0,null,"a"]]', '[["本院","work",true,0,60,0,null,"a"]]', json.dumps([["a"]] * 50)],
)  # fmt: skip
def test_a_text_that_holds_no_rows_is_refused(text):
    with pytest.raises(ValueError):
        rows_from(text)


def test_a_week_is_kept_encrypted_and_the_same_row_stands_once(world):
    physician = world.physician()
    add_rows(physician=physician, rows=[NIGHT, MONDAY])
    add_rows(physician=physician, rows=[MONDAY])
    assert week_of(physician) == [MONDAY, NIGHT]
    assert week_of(world.physician()) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rows FROM physicians_workingweek")
        assert "A病院" not in cursor.fetchone()[0]
    assert drop_row(physician=physician, row=NIGHT) == drop_row(physician=physician, row=NIGHT) == [MONDAY]
    keep_week(physician=physician, rows=[])
    assert week_of(physician) == []


def test_a_week_has_an_end(world):
    physician = world.physician()
    many = [Row("", Kind.WORK, 0, n, n + 1) for n in range(MOST_ROWS + 1)]
    with pytest.raises(ValueError):
        add_rows(physician=physician, rows=many)
    assert week_of(physician) == []


def version(**terms):
    given = {"slots": [], "days": 2, "night_duty": "none", "on_call": "none", "conditions": {}}
    return OpeningVersion(**given | terms)


def test_an_opening_lies_on_the_half_days_it_names():
    added = addition_of(version(slots=["tue_am", "fri_night"]), beside=[], place="青浜")
    assert [(row.weekday, row.kind, row.place) for row in added.rows] == [
        (1, Kind.WORK, "青浜"), (4, Kind.UNPERMITTED, "青浜"),
    ]  # fmt: skip
    permitted = addition_of(
        version(slots=["fri_night"], conditions={"night_duty_permission": "all"}), beside=[], place="青浜"
    )
    assert permitted.rows[0].kind is Kind.PERMITTED and "許可あり" in permitted.assumed[1]


def test_an_opening_that_wants_one_of_its_weekdays_adds_one_and_says_which_was_taken():
    listed = [f"{day}_{part}" for day in ("mon", "tue", "fri") for part in ("am", "pm")]
    added = addition_of(version(days=1, slots=listed), beside=[MONDAY], place="青浜")
    assert [(row.weekday, row.start) for row in added.rows] == [(1, 9 * 60), (1, 13 * 60)]
    assert "お勤めの少ない1日" in added.assumed[0]


def test_an_opening_without_weekdays_lies_on_the_emptiest_and_says_so():
    half = addition_of(
        version(days=2.5, slots=[f"{d}_{p}" for d in ("mon", "tue", "wed") for p in ("am", "pm")]),
        beside=[],
        place="青浜",
    )
    assert len(half.rows) == 5  # two whole days and one morning
    added = addition_of(version(days=2.5), beside=[MONDAY], place="青浜")
    assert sorted(row.weekday for row in added.rows) == [1, 2, 3]
    assert "曜日が決まっていない" in added.assumed[0]


def test_what_an_opening_does_not_say_of_nights_is_asked_and_not_invented():
    added = addition_of(version(night_duty="required", on_call="required"), beside=[], place="青浜")
    assert all(row.kind is Kind.WORK for row in added.rows)
    assert "許可がある" in added.asks[0] and "呼び出し" in added.asks[1]


def test_whoever_takes_everything_along_reads_words_and_no_codes(world):
    physician = world.physician()
    save_scope(physician=physician, by=world.actor(physician), group="wounds", marks={"suture": "learn"})
    keep_week(physician=physician, rows=[NIGHT])
    set_last_day(physician=physician, last_day=date(2028, 3, 31))
    tick(physician=physician, code="checkup", done=True)
    rows = {h.title: list(h.export(physician)) for h in holdings() if h.export and h.model.__name__ in OWN}
    assert rows["診療できる範囲"] == [{"group": "けが・処置", "item": "けがの縫合", "mark": "少し補えばできる"}]
    assert rows["働き方チェックの一週間"] == [
        {
            "when": "金曜 午後5時〜翌日の午前8時",
            "what": "A病院　宿日直（許可なし・分からない）",
            "note": "月に2回・B水準",
        }
    ]
    assert rows["定年カレンダー"][0]["done"] == ["人間ドックを受け、これまでの健診の記録をもらう"]


OWN = {"ScopeSheet", "WorkingWeek", "RetirementPlan"}
