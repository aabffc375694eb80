"""What the notes of an interview say, and above all what they do not say: a corpus, precision first."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.engine.schema import WISHES
from enishi.physicians.hearing.draft import draft
from enishi.physicians.hearing.topics import BY_KEY, TOPICS

DAY = date(2026, 11, 26)
NOTHING: dict[str, object] = {}

SAID = [
    # night duty and on-call
    ("当直はもう無理", {"night_duty": "no"}),
    ("当直はもうムリです", {"night_duty": "no"}),
    ("当直、オンコールは無理", {"night_duty": "no", "on_call": "no"}),
    ("当直はできれば避けたい", {"night_duty": "no"}),
    ("当直なしでないと困る", {"night_duty": "no"}),
    ("当直のない病院がいい", {"night_duty": "no"}),
    ("当直があると困る", {"night_duty": "no"}),
    ("当直はしても構わない", {"night_duty": "yes"}),
    ("宿直は苦にならない", {"night_duty": "yes"}),
    ("当直は相談して決めたい", {"night_duty": "negotiable"}),
    ("当直は無理ではない", {"night_duty": "negotiable"}),
    ("給料がよければ当直もする", {"night_duty": "negotiable"}),
    ("オンコールは月4回までならできる", {"on_call": "yes", "max_on_call_per_month": 4}),
    ("当直は月２回までならできるが、オンコールは無理", {"night_duty": "negotiable", "on_call": "no"}),
    ("当直×、オンコール△、健診はしたい", {"night_duty": "no", "on_call": "negotiable", "wish:checkups": "want"}),
    ("当直:なし、オンコール:月2回まで可", {"night_duty": "no", "on_call": "yes", "max_on_call_per_month": 2}),
    ("週3くらい", {"days_min": 3, "days_max": 3}),
    ("土日祝は絶対休みたい", {"wish:no_weekend": "must"}),
    # must, want, never
    ("絶対に土日は休み。できれば官舎がほしい", {"wish:no_weekend": "must", "wish:housing": "want"}),
    ("土日の勤務は無理", {"wish:no_weekend": "want"}),
    ("官舎がないと困る", {"wish:housing": "must"}),
    ("官舎はなくてもいい", {"wish:housing": "none"}),
    ("研究日は譲れない", {"wish:research_day": "must"}),
    ("訪問診療をやりたい。病棟はもうしない", {"wish:home_visits": "want", "wish:wards": "never"}),
    ("若い先生を育てたい", {"wish:mentoring": "want"}),
    ("管理職はもう卒業", {"wish:management": "never"}),
    ("透析はできない", {"wish:dialysis": "never"}),
    ("定年後も続けて働けるところが希望", NOTHING),
    # days and half-days
    ("週2〜3日", {"days_min": 2, "days_max": 3}),
    ("週二日がいい", {"days_min": 2, "days_max": 2}),
    ("週３日まで", {"days_max": 3}),
    ("多くても週3日", {"days_max": 3}),
    ("週4日以上働きたい", {"days_min": 4}),
    ("週2日半", {"days_min": 2.5, "days_max": 2.5}),
    ("いまは週5日働いている。これからは週2日がいい", {"days_min": 2, "days_max": 2}),
    ("月・水の午前、金曜の午後は来られる", {"slots": ["mon_am", "wed_am", "fri_pm"]}),
    ("木曜は通院があるので無理。平日の午前がいい", {"slots": ["mon_am", "tue_am", "wed_am", "fri_am"]}),
    ("火曜と木曜の９時から５時", {"slots": ["tue_am", "tue_pm", "thu_am", "thu_pm"]}),
    ("金曜は13時から17時が希望", {"slots": ["fri_pm"]}),
    ("火曜の午前9時から午後5時", {"slots": ["tue_am", "tue_pm"]}),
    ("水曜の夜6時から翌9時", {"slots": ["wed_night"]}),
    ("月から水まで", {"slots": ["mon_am", "mon_pm", "tue_am", "tue_pm", "wed_am", "wed_pm"]}),
    ("火曜から木曜までの午前", {"slots": ["tue_am", "wed_am", "thu_am"]}),
    # a no belongs to its own days
    ("火曜の午前で、水曜は無理", {"slots": ["tue_am"]}),
    ("火曜の午前で水曜は無理", {"slots": ["tue_am"]}),
    ("火曜の午前なら行けるが水曜は無理", {"slots": ["tue_am"]}),
    ("火曜は午前だけで、水曜は無理", {"slots": ["tue_am"]}),
    ("水曜は無理で、火曜の午前がいい", {"slots": ["tue_am"]}),
    ("火曜の午前で水曜は外勤", {"slots": ["tue_am"]}),
    ("火曜も水曜も無理", NOTHING),
    ("火曜、水曜は無理", NOTHING),
    ("火木なら", {"slots": ["tue_am", "tue_pm", "thu_am", "thu_pm"]}),
    ("週2日、月木の午前", {"days_min": 2, "days_max": 2, "slots": ["mon_am", "thu_am"]}),
    ("非常勤で探したい", {"employment": ["part_time"]}),
    ("常勤でも非常勤でもいい", {"employment": ["full_time", "part_time"]}),
    ("常勤はもういい。非常勤を希望", {"employment": ["part_time"]}),
    # where
    ("岩手か青森で探したい", {"prefectures": ["03", "02"]}),
    ("東北ならどこでも", {"prefectures": ["02", "03", "04", "05", "06", "07"]}),
    ("全国どこでも行きます", {"prefectures": []}),
    ("京都府がいい", {"prefectures": ["26"]}),
    ("東京都で探したい", {"prefectures": ["13"]}),
    ("大分疲れたので大分県で探したい", {"prefectures": ["44"]}),
    ("通勤は車で40分以内", {"max_commute_min": 40}),
    ("自宅から1時間半まで", {"max_commute_min": 90}),
    ("引っ越しは無理", {"relocation": "no"}),
    ("母が入院中なので引っ越しは無理", {"relocation": "no"}),
    ("単身なら週の半分は泊まれる", {"relocation": "weekly"}),
    ("移住してもいい", {"relocation": "yes"}),
    # pay, start, hours, specialty
    ("年収1200万円は欲しい", {"min_annual_pay_yen": 12_000_000}),
    ("年収は千二百万円を下回ると困る", {"min_annual_pay_yen": 12_000_000}),
    ("1日8万円以上", {"min_daily_pay_yen": 80_000}),
    ("来年4月から働ける", {"available_from": date(2027, 4, 1)}),
    ("令和9年の4月以降を希望", {"available_from": date(2027, 4, 1)}),
    ("すぐにでも始められる", {"available_from": date(2026, 11, 1)}),
    ("今の診療所は週8時間続ける", {"weekly_hours_committed": 8}),
    ("専門は循環器内科と内科", {"specialties": ["循環器内科", "内科"]}),
    ("整形外科で働きたい", {"specialties": ["整形外科"]}),
    # taken back
    ("当直はできる。やっぱり当直は無理", {"night_duty": "no"}),
]  # fmt: skip

UNSAID = [
    "当直は以前は月8回していた", "いまの病院は当直が月4回", "若い頃は当直もできた", "当直はあるのでしょうか", "当直の有無を知りたい",
    "妻は当直をやめてほしいと言っている", "当直が多いのはつらい", "院長は週5日来てほしいと言う", "無理はしたくない",
    "給与にはこだわらない", "できれば往診は避けたい", "週5日は無理", "今の病院に週1日残る", "妻は週3日パートに出ている", "水曜は休みたい",
    "土日祝は家族と過ごしてきた", "盛岡市に住んでいる", "実家は青森です", "山口先生に相談した", "石川さんの紹介", "息子が東京にいる",
    "青森は遠い", "宮崎大学を出た", "今の年収は1500万円", "月に30万円のローンがある", "年金が月20万円", "来年3月末で退職する", "昨年4月から勤めている",
    "孫が4月から小学校", "離島も考えたが迷っている", "老健は友人が勤めている", "外来は30年やってきた", "週2回ゴルフ", "通勤に1時間かかっている",
    "病棟もできる", "半日でもいい", "夜はだめ", "非常勤の先生は何人いますか", "引っ越しは妻が反対", "単身赴任は3年した", "当直室はきれいなほうがよい", "土曜は月2回なら出てもよい",
    "火木なら、難しい", "火曜と木曜の９時から５時は大学で教えている", "火曜の９時から５時は難しい", "月日は早い", "手術はもうしない", "美容はやりたくない", "報酬は相場で",
    "週3日パートに出ている妻", "オンライン診療には抵抗がある", "産業医の資格がある", "火木は孫の送り迎え", "医局には絶対知られたくない", "単身赴任は避けたい",
]  # fmt: skip


def lines_of(words: str, topic: str = "wishes") -> dict[str, object]:
    return {line.field: line.value for line in draft({topic: words}, DAY).lines}


@pytest.mark.parametrize(("words", "expected"), SAID, ids=[words for words, _ in SAID])
def test_what_was_said_becomes_a_line_and_nothing_else_does(words, expected):
    found = lines_of(words)
    if expected:
        assert found == expected
    else:
        assert not set(found) - {"available_from", "wish:extension_after_retirement"}, found


@pytest.mark.parametrize("words", UNSAID)
def test_what_is_no_wish_of_the_physician_becomes_no_line(words):
    assert lines_of(words) == {}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("妻は当直をやめてほしいと言っている", "night_duty"), ("当直が多いのはつらい", "night_duty"), ("当直はできる。当直は無理", "night_duty"),
        ("できれば往診は避けたい", "wish:home_visits"), ("週5日は無理", "days_max"), ("水曜は休みたい", "slots"), ("青森は遠い", "prefectures"),
        ("来年3月末で退職する", "available_from"), ("常勤はもういい", "employment"), ("離島が希望だが迷っている", "wish:remote_island"),
        ("手術はもうしない", "never"), ("美容はやりたくない", "never"), ("大学の医局に知られたくない", "shield"),
        ("火曜と木曜の9時から", "slots"), ("火木なら、難しい", "slots"), ("火曜の９時から５時は難しい", "slots"), ("報酬は相場で", "min_annual_pay_yen"),
        ("以前は当直をしていた", "night_duty"), ("実家は青森です", "prefectures"), ("妻には内緒にしてほしい", "shield"),
        ("週4日がいい。多くても週3日", "days_max"), ("健診はしたい。健診は避けたい", "wish:checkups"),
    ],
)  # fmt: skip
def test_what_stays_open_is_asked_with_the_words_that_leave_it_open(words, field):
    made = draft({"wishes": words}, DAY)
    assert not [line for line in made.lines if line.field == field and not words.startswith(("離島", "週4日"))]
    (first, *_) = [question for question in made.questions if question.field == field]
    assert first.quote.text and first.quote.text in words and first.why.endswith("。")


def test_each_line_points_at_the_very_words_it_came_from():
    note = "お元気そう。\n　当直はもう無理。週２日、半日でもいい。\n岩手か青森で探したい"
    for line in draft({"pace": note}, DAY).lines:
        for quote in line.quotes:
            assert note[quote.start : quote.end].strip().rstrip("。、") == quote.text and quote.topic == "pace"


def test_wishes_of_the_draft_join_those_of_the_sheet():
    made = draft({"wishes": "官舎がないと困る。研究日はいらない"}, DAY)
    before = {"online": "never", "housing": "want", "research_day": "want"}
    assert made.changes(before) == {"wishes": {"online": "never", "housing": "must"}}


def test_topics_are_twelve_with_a_key_each_and_unknown_ones_are_left():
    assert len(TOPICS) == 12 and len({t.access for t in TOPICS}) == 12 and len(BY_KEY) == 12
    assert draft({"gossip": "当直はもう無理"}, DAY).lines == ()


WORDS_OF_WISHES = {
    ("slots", "not_slots", "wish:no_weekend"): [
        "火曜と木曜",
        "水曜日",
        "月・金",
        "火木",
        "平日",
        "月から水まで",
        "土日",
    ],
    ("prefectures",): ["岩手県", "青森", "東北", "四国"],
    ("min_annual_pay_yen", "min_daily_pay_yen"): ["年収1200万円", "日給8万円", "報酬", "給料"],
    ("night_duty", "on_call", "max_on_call_per_month"): ["当直", "オンコール", "宿直", "夜勤"],
}


BEFORE = ("", "妻は", "以前は", "できれば", "いまは", "孫がいて、", "週2日で、")
AFTER = (
    "", "なら", "がいい", "は困る", "の9時から", "にしていた", "はどうですか", "を考えている", "、難しい", "は無理ではない", "のこと",
)  # fmt: skip


@pytest.mark.parametrize("kind", sorted(WORDS_OF_WISHES), ids=lambda kind: kind[0])
def test_no_sentence_with_a_word_of_a_wish_is_lost_without_a_line_or_a_question(kind):
    lost = []
    for before, word, after in product(BEFORE, WORDS_OF_WISHES[kind], AFTER):
        made = draft({"days": f"お元気そう。{before}{word}{after}。"}, DAY)
        told = [line for line in made.lines if line.field in kind] + [q for q in made.questions if q.field in kind]
        quoted = "".join(quote.text for line in made.lines for quote in line.quotes)
        if not told or word not in quoted + "".join(question.quote.text for question in made.questions):
            lost.append(f"{before}{word}{after}")
    assert not lost


def test_what_has_nothing_to_do_with_a_wish_is_not_asked_about():
    made = draft({"story": "お元気そう。月に一度は旅をする。今月から水を飲む。無理はしたくない。月日は早い"}, DAY)
    assert made.lines == made.questions == ()


@given(
    st.text(
        alphabet="当直オンコール週23日月水の午前後は無理できるたい絶対、。年収万円常勤非土休み官舎妻岩手県4月から\n",
        max_size=120,
    )
)
def test_any_note_gives_a_draft_whose_values_a_sheet_can_hold(note):
    made = draft({"days": note}, DAY)
    for line in made.lines:
        assert line.quotes
        if line.field.startswith("wish:"):
            assert line.field.removeprefix("wish:") in WISHES and line.value in ("must", "want", "never", "none")
        if line.field in ("days_min", "days_max"):
            assert 0 < line.value <= 7
