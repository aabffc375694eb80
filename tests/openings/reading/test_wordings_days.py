"""Days a week and half days of the week, as different clerks write them."""

import pytest
from tests.openings.reading.wordings import value


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("週4.5日", [4.5, 4.5]),
        ("勤務：週4日半", [4.5, 4.5]),
        ("勤務日数：週３日以上", [3, None]),
        ("週1日からご相談いただけます。", [1, None]),
        ("勤務日数　週2〜3日", [2, 3]),
        ("週2日または3日の勤務です。", [2, 3]),
        ("1週間に4日お越しください。", [4, 4]),
        ("週日数：3", [3, 3]),
        ("週の日数：2〜3", [2, 3]),
        ("日数：3", [3, 3]),
        ("勤務日数：週4日以内", [None, 4]),
        ("勤務日数：週5日（4日も可）", [4, 5]),
        ("勤務日数：週5日（週4日もご相談ください）", [4, 5]),
        ("週四日または五日からお選びいただけます。", [4, 5]),
        ("毎週1日の勤務", [1, 1]),
        ("完全週休2日制、週5日勤務", [5, 5]),
        ("週5日　ご希望により週1日は研究日としてお使いいただけます", [4, 5]),
        ("週5日。ご希望なら週1日を研究日にできます。", [4, 5]),
        ("勤務日数：週5日（うち1日は研究日として取得可）", [4, 5]),
        ("週5日勤務\n研究日：週1日（希望者）", [4, 5]),
        ("週5日。研究日を1日取ることができます。", [4, 5]),
        ("勤務日数：週5日（研究日1日を含む）", [4, 4]),
        ("週5日、うち1日は研究日です。", [4, 4]),
        ("勤務は週5日です。研究日を週1日設けています。", [4, 4]),
        ("勤務日数：週4日＋研究日1日", [4, 4]),
        ("週4日勤務（研究日は別に1日）", [4, 4]),
        ("休日：週休2日", None),
        ("月2回のご訪問", None),
        ("業務：訪問診療（週2回）", None),
        ("月・水・金の午前", None),
        ("大学から週3日、医師の派遣を受けています。", None),
        ("リハビリは週6日行っています。", None),
    ],
)
def test_days_a_week_are_numbers_in_the_text_less_the_research_day(phrase: str, expected: list[float] | None) -> None:
    assert value("days_per_week", phrase) == expected


WEEKDAYS = [f"{day}_{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("am", "pm")]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("勤務日：月〜金 9:00〜17:00", WEEKDAYS),
        ("勤務は月曜から金曜まで、8時30分から17時15分です。", WEEKDAYS),
        ("勤務日：月・水・金の午前", ["mon_am", "wed_am", "fri_am"]),
        ("毎週火曜日の午後の外来をお願いします。", ["tue_pm"]),
        ("勤務日：月火木", ["mon_am", "mon_pm", "tue_am", "tue_pm", "thu_am", "thu_pm"]),
        ("勤務：月・火は江津市、木は浜田市", ["mon_am", "mon_pm", "tue_am", "tue_pm", "thu_am", "thu_pm"]),
        ("月、火、木曜の午前診をお願いします。", ["mon_am", "tue_am", "thu_am"]),
        ("勤務日：月曜は午前、水曜は午後", ["mon_am", "wed_pm"]),
        ("勤務日：火曜（午前）・金曜（午後）", ["tue_am", "fri_pm"]),
        ("勤務日：水曜・木曜のいずれか（終日）", ["wed_am", "wed_pm", "thu_am", "thu_pm"]),
        ("勤務日：第2・第4土曜の午前", ["sat_am"]),
        ("勤務日：隔週金曜 13:30〜17:00", ["fri_pm"]),
        ("日時：木曜日の18:00から翌朝8:30", ["thu_night"]),
        ("当直：金曜18時〜土曜8時30分", ["fri_night"]),
        ("当直は毎週水曜の夜です。", ["wed_night"]),
        ("日時：土曜9:00〜日曜9:00", ["sat_am", "sat_pm", "sat_night"]),
        ("日曜の日直をお願いします。", ["sun_am", "sun_pm"]),
        ("12/7（日）9:00〜17:00", ["sun_am", "sun_pm"]),
        ("12月7日（日）　夜間当直", ["sun_night"]),
        ("日時：12月30日（火）8:30〜12:30", ["tue_am"]),
        ("みどり谷病院　12/7（日）9:00〜17:00", ["sun_am", "sun_pm"]),
        ("勤務日：水曜午前は充足、金曜午後を募集", ["fri_pm"]),
        ("勤務日：月・木 17:30〜21:00", ["mon_night", "thu_night"]),
        ("外来受付：月〜土 8:30〜11:30", None),
        ("休診日：木・日・祝日", None),
        ("選考日：令和8年1月10日（土）", None),
        ("勤務日：平日のうち2日", None),
        ("当院の外来は月〜金の午前です。", None),
    ],
)
def test_half_days_are_weekdays_named_for_the_work(phrase: str, expected: list[str] | None) -> None:
    found = value("slots", phrase)
    assert (found and sorted(found)) == (expected and sorted(expected))
