"""Rows of a list in which the day of work, its weekday and its hours stand in cells of their own."""

from typing import Any

import pytest
from tests.openings.reading.wordings import value

from enishi.openings.reading import read_text

HEAD = "健診医師　手配表\n"
ROW = {
    "勤務施設": "沼津みなと健診プラザ",
    "所在地": "沼津市",
    "科目": "不問",
    "人数": "2",
    "報酬": "半日 42,000円",
    "状況": "募集中",
}
OTHER = {
    "勤務施設": "藤枝やよい健診プラザ",
    "所在地": "藤枝市",
    "科目": "婦人科",
    "人数": "1",
    "報酬": "半日 55,000円",
    "状況": "募集中",
}


def a_list(first: dict[str, str], second: dict[str, str]) -> str:
    rows = [first | ROW, second | OTHER]
    return HEAD + "\n".join("\t".join(cells) for cells in (rows[0].keys(), *(row.values() for row in rows)))


def told(text: str) -> list[tuple[Any, ...]]:
    return [tuple(o.value(n) for n in ("employment", "slots", "fixed_term")) for o in read_text(text).openings]


@pytest.mark.parametrize("date", ["日付", "月日", "勤務日", "実施日"])
@pytest.mark.parametrize("weekday", ["曜", "曜日"])
def test_a_date_with_its_weekday_in_the_next_cell_is_work_of_that_weekday_at_the_hours_told(
    date: str, weekday: str
) -> None:
    text = a_list(
        {date: "2026/2/3", weekday: "火", "時間": "8:30-12:00"},
        {date: "2026/2/12", weekday: "木", "時間": "13:00-16:30"},
    )
    assert told(text) == [(["spot"], ["tue_am"], True), (["spot"], ["thu_pm"], True)]


def test_the_weekday_may_stand_in_the_cell_of_the_date_and_a_holiday_beside_it() -> None:
    text = a_list({"日付": "2026/2/3(火)", "時間": "8:30-12:00"}, {"日付": "2/12(木・祝)", "時間": "17:00-20:00"})
    assert told(text) == [(["spot"], ["tue_am"], True), (["spot"], ["thu_night"], True)]


def test_a_date_without_a_weekday_names_no_half_day() -> None:
    text = a_list({"日付": "2026/2/3", "時間": "8:30-12:00"}, {"日付": "2026/2/12", "時間": "13:00-16:30"})
    assert [slots for _, slots, _ in told(text)] == [None, None]


def test_the_heading_of_a_list_says_what_its_bare_numbers_of_pay_count_in() -> None:
    head = "医師募集状況　※給与は年額・万円。日額のものは「日額」と記載\n"
    rows = "施設名\t市町村\t募集科\t人数\t雇用\t給与\nあかね坂病院\t湯沢市\t内科\t1\t常勤\t1,650〜1,950\nひなた沢病院\t横手市\t外科\t2\t非常勤\t日額8.5\n"
    assert [o.value("pay") for o in read_text(head + rows).openings] == [
        [{"unit": "year", "min_yen": 16_500_000, "max_yen": 19_500_000}],
        [{"unit": "day", "min_yen": 85_000, "max_yen": 85_000}],
    ]


@pytest.mark.parametrize(
    ("rows", "still"),
    [
        ("1月19日（月）　9:00〜12:00　　募集\n1月20日（火）　9:00〜12:00　　担当決定", ["mon_am"]),
        ("5/13（水）9:00〜16:00 ○\n5/14（木）9:00〜16:00 ×\n5/15（金）9:00〜16:00 済", ["wed_am", "wed_pm"]),
        ("11/7（土）当直　募集\n11/8（日）当直　院長", ["sat_night"]),
        ("6/6（土）　9:00〜17:00　　空きあり\n6/7（日）　9:00〜17:00　　大学派遣", ["sat_am", "sat_pm"]),
        ("7月12日（日）9:00〜12:00　求む\n7月14日（火）13:00〜16:00　確保済み", ["sun_am"]),
        ("4/17（金）　8:30〜12:00　甲賀市\n4/22（水）　8:30〜12:00　湖南市", ["wed_am", "fri_am"]),
        ("4/17（金）　8:30〜12:00　内科\n4/22（水）　8:30〜12:00　募集", ["wed_am", "fri_am"]),
        ("5/9（土）、5/16（土）、6/13（土）\n各日９：００〜１６：００", ["sat_am", "sat_pm"]),
        ("12/31（水）・1/1（木）当直", ["wed_night", "thu_night"]),
    ],
)
def test_a_row_that_ends_with_who_has_it_names_no_half_day(rows: str, still: list[str]) -> None:
    assert value("slots", rows) == still


def test_marks_for_the_cell_above_give_a_calendar_its_dates() -> None:
    rows = "2/1\t日\t日直\t8:30-17:15\t済（松江の先生）\n〃\t〃\t当直\t17:15-翌8:30\t募集\n2/7\t土\t日当直\t8:30-翌8:30\t募集\n"
    rows += "2/8\t日\t日直\t8:30-17:15\t大学派遣\n2/11\t水・祝\t日直\t8:30-17:15\t募集\n2/12\t木\t〃\t〃\t院長\n"
    text = f"国保たたら病院（島根県奥出雲町）　応援医師割振表\n日\t曜\t区分\t時間\t担当\n{rows}\n報酬（１回）　日直 55,000円\n診療科　内科\n"
    assert [o.value("slots") for o in read_text(text).openings] == [
        ["wed_am", "wed_pm", "sat_am", "sat_pm", "sat_night", "sun_night"]
    ]
