"""Line breaks between phrases: no word is torn, whatever the model thinks of it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese.phrases import BREAK, WHOLE, break_phrases, phrases


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("後期研修医の指導", "後期研修医の|指導"),
        ("急がないお返事", "急がない|お返事"),
        ("続きをうかがう", "続きを|うかがう"),
        ("お心当たりがないとき", "お心当たりがない|とき"),
        ("体験勤務のあと", "体験勤務の|あと"),
        ("先生のご希望をうかがいます", "先生の|ご希望を|うかがいます"),
    ],
)
def test_a_word_of_the_list_stays_whole_and_the_rest_breaks_as_before(text, cut):
    assert "|".join(phrases(text)) == cut


@given(st.text(st.sampled_from("後期急がない医師の、「」（）ご希望を"), max_size=30), st.sampled_from(WHOLE))
def test_no_break_ever_falls_into_a_word_of_the_list_and_the_text_comes_back(around, word):
    text = f"{around}{word}{around}"
    found = phrases(text)
    assert "".join(found) == text and html.unescape(break_phrases(text).replace(BREAK, "")) == text
    ends = {sum(map(len, found[:n])) for n in range(1, len(found))}
    start = len(around)
    assert not ends & set(range(start + 1, start + len(word)))
