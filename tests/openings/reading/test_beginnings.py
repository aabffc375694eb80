"""How likely each line of an advertisement begins one of several posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.openings.reading import beginnings, read_text
from enishi.openings.reading.normal import normalise

TWO_POSTS = """上毛ねむの木病院　手術部より

群馬県沼田市の上毛ねむの木病院です。麻酔科は常勤３名で担当してきましたが、１名がこの秋に移りました。常勤と外勤の先生をそれぞれ探しています。

１．常勤　麻酔科　１名
　　勤務は週４〜５日。年俸は１，８００万円〜２，３００万円です。
　　当直はなく、オンコールが月に６回ほどあります。
　　定年は６５歳。任期はつきません。

２．外勤　麻酔科
　　火曜日と木曜日、８：３０〜１７：００です。片方の曜日だけでも構いません。
　　日額１１０，０００円、新幹線代は実費です。
　　外勤の先生に当直とオンコールはお願いしません。

火・木は整形外科と外科の予定手術が並ぶ日です。
"""

ONE_POST = """みさき療養病院（茨城県常陸太田市）　当直医の募集

来年４月から定期で入ってくださる精神科の先生を募集しています。

〈曜日と時間〉
① 毎週月曜　当直　１７：１５〜翌８：３０
② 毎週土曜　日当直　８：３０〜翌８：３０
③ 第１・第３日曜　日直　８：３０〜１７：１５

〈手当〉１回につき　当直 ５０，０００円　／　日当直 １００，０００円　／　日直 ４５，０００円
〈契約〉非常勤職員。年度ごとの契約です。
"""


def _odds(text: str) -> dict[str, float]:
    text = normalise(text).text
    lines = text.split("\n")
    return {lines[number].strip(): odds for number, odds in beginnings.likely(text).items()}


def test_numbered_heads_of_posts_are_likelier_to_begin_one_than_what_they_tell() -> None:
    odds = _odds(TWO_POSTS)
    heads = [at for line, at in odds.items() if line.startswith(("1.", "2."))]
    assert len(heads) == 2
    assert min(heads) > max(at for line, at in odds.items() if not line.startswith(("1.", "2.")))


def test_rows_of_days_are_no_posts_though_they_are_numbered_alike() -> None:
    odds = _odds(ONE_POST)
    assert all(at < 0 for line, at in odds.items() if "曜" in line or "週" in line)


def test_such_texts_are_read_as_so_many_posts() -> None:
    regular, visiting = read_text(TWO_POSTS).to_json()["openings"]
    assert (regular["employment"], visiting["slots"]) == (["full_time"], ["tue_am", "tue_pm", "thu_am", "thu_pm"])
    (only,) = read_text(ONE_POST).to_json()["openings"]
    assert only["slots"] == ["mon_night", "sat_am", "sat_pm", "sat_night", "sun_am", "sun_pm"]


def test_a_way_is_liked_for_the_likely_lines_at_which_its_posts_begin() -> None:
    text = "一つ目\n中身\n二つ目\n中身"
    known = beginnings.Beginnings(text, {0: 4.0, 1: -4.0, 2: 3.0, 3: -4.0})
    right, wrong, one = known.signs([0, 7], 2), known.signs([4, 11], 2), known.signs([0], 1)
    assert right["beginnings likely"] > one["beginnings likely"] > wrong["beginnings likely"]
    assert (right["least likely beginning"], wrong["least likely beginning"]) == (3.0, -4.0)
    assert (right["likeliest beginning left"], wrong["likeliest beginning left"]) == (-4.0, 4.0)
    assert (right["likeliest beginning in one"], one["likeliest beginning in one"]) == (0.0, 4.0)


def test_a_way_whose_posts_begin_with_no_line_or_the_same_is_told_so() -> None:
    known = beginnings.Beginnings("一つ目\n二つ目", {0: 1.0, 1: 1.0})
    assert known.signs([0], 2)["posts without a beginning"] == 1.0
    assert known.signs([0, 1], 2)["posts without a beginning"] == 1.0
    assert known.signs([0, 4], 2)["posts without a beginning"] == 0.0
    assert known.signs([], 1)["posts without a beginning"] == 0.0


@pytest.mark.parametrize("text", ["", "\n\n", " \n\t"])
def test_a_text_of_nothing_has_no_line_that_begins_a_post(text: str) -> None:
    assert beginnings.likely(text) == {}
    assert beginnings.Beginnings(text, {}).signs([], 1)["likeliest beginning left"] == -beginnings.MOST


@given(st.text(st.sampled_from("１２．・内科常勤名　\t\n円週日（）医師募集"), max_size=80))
def test_every_line_that_is_not_blank_gets_odds_within_bounds(words: str) -> None:
    text = normalise(words).text
    found = beginnings.likely(text)
    assert set(found) == {at for at, line in enumerate(text.split("\n")) if line.strip()}
    assert all(abs(odds) <= beginnings.MOST for odds in found.values())
