"""Hours, breaks, a trial period, the first day, insurance and smoke are read for the draft with their words, and never guessed."""

import pytest

from enishi.openings.reading import read_text
from enishi.openings.reading.facts import DRAFT_FIELDS

PAPER = """求人票
病院名　国保あすなろ病院（長野県飯田市）
職種　医師（内科）
雇用形態　常勤
人数　1名
採用予定日　令和９年４月１日
就業時間　８時３０分〜１７時１５分　　休憩　６０分
試用期間　あり（３か月、条件は同じ）
加入保険　健康、厚生年金、雇用、労災
受動喫煙対策　敷地内禁煙（喫煙場所なし）
当直　なし
"""


def beside(text: str) -> dict[str, object]:
    reading = read_text(text)
    assert len(reading.openings) == 1
    return {name: fact.value for name, fact in reading.openings[0].beside.items()}


def test_a_full_paper_fills_every_line_and_each_value_stands_in_the_text_where_its_span_says() -> None:
    reading = read_text(PAPER)
    facts = reading.openings[0].beside
    assert {name: fact.value for name, fact in facts.items()} == {
        "working_hours": "8時30分〜17時15分",
        "breaks": "60分",
        "probation": "3か月、条件は同じ",
        "starts_on": "2027-04-01",
        "insurance": "健康、厚生年金、雇用、労災",
        "smoking": "敷地内禁煙(喫煙場所なし)",
    }
    said = {name: [reading.text[a:b] for a, b in fact.spans] for name, fact in facts.items()}
    assert said["working_hours"] == ["８時３０分〜１７時１５分"] and said["starts_on"] == ["令和９年４月１日"]


def test_the_json_of_read_ad_knows_none_of_them() -> None:
    assert not {*DRAFT_FIELDS} & {*read_text(PAPER).to_json()["openings"][0]}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("採用予定日　令和９年４月", "starts_on"),  # no day
        ("採用予定日　令和９年４月１日以降", "starts_on"),
        ("採用予定日　令和９年４月１日または１０月１日", "starts_on"),
        ("採用予定日　随時", "starts_on"),
        ("締切　令和９年２月１日", "starts_on"),
        ("外来受付　８：３０〜１１：００", "working_hours"),
        ("当直　１７：１５〜翌８：３０", "working_hours"),
        ("勤務時間　月〜木 ８：３０〜１７：１５、金 ８：３０〜１２：３０", "working_hours"),
        ("※看護師の勤務は8:30〜17:00、休憩45分です。", "working_hours"),
        ("※看護師の勤務は8:30〜17:00、休憩45分です。", "breaks"),
        ("試用期間　あり", "probation"),  # how long is what the law asks for
        ("保険　医師賠償責任保険に病院が加入", "insurance"),
        ("社会保険　完備", "insurance"),
    ],
)
def test_what_is_not_told_or_told_of_something_else_is_left_to_a_person(line: str, name: str) -> None:
    assert name not in beside(f"国保あすなろ病院 医師募集\n診療科　内科\n雇用形態　常勤\n人数　1名\n{line}\n")


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("試用期間　なし", "probation", "なし"),
        ("雇用期間　期間の定めなし（試用期間３か月）", "probation", "3か月"),
        ("勤務時間　午前9時から午後5時まで（休憩60分）", "breaks", "60分"),
        ("勤務時間　午前9時から午後5時まで（休憩60分）", "working_hours", "午前9時から午後5時まで"),
        ("着任日　2027年10月1日", "starts_on", "2027-10-01"),
        ("保険　健康・厚生・雇用・労災", "insurance", "健康・厚生・雇用・労災"),
        ("その他　施設内は全面禁煙です", "smoking", "施設内は全面禁煙"),
    ],
)
def test_offices_word_them_in_many_ways(line: str, name: str, value: str) -> None:
    assert beside(f"国保あすなろ病院 医師募集\n診療科　内科\n雇用形態　常勤\n人数　1名\n{line}\n")[name] == value
