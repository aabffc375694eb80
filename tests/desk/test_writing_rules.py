"""Texts with fields, and a paper as a value."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.common.writing import Writing, facts, from_data, heading, paragraphs, points, small, table, text
from enishi.desk.writing_rules import DEFAULTS, FIELDS, fields_in, fill, missing, template_refusals


def test_a_field_nobody_knows_and_a_brace_that_does_not_close_are_refused_with_a_sentence():
    [unknown] = template_refusals("{{お名まえ}}さま")
    assert "「{{お名まえ}}」という差し込みはありません" in unknown.sentence and "先生のお名前" in unknown.sentence
    [half] = template_refusals("{{先生のお名前}} と {{今日の日付")
    assert "組になっていない" in half.sentence


def test_the_texts_to_begin_with_have_no_field_nobody_knows():
    for _, title, words in DEFAULTS:
        assert template_refusals(words) == [], title
        assert "{{" not in fill(words, FIELDS)


def test_what_has_no_words_is_told_before_it_is_filled_in():
    words = "{{先生のお名前}}、{{ 今日の日付 }}、{{先生のお名前}}"
    assert fields_in(words) == ["先生のお名前", "今日の日付"]
    assert missing(words, {"先生のお名前": "", "今日の日付": "今日"}) == ["先生のお名前"]
    assert fill(words, {"先生のお名前": "甲", "今日の日付": "乙"}) == "甲、乙、甲"


def test_what_is_put_in_is_never_read_as_a_field_again():
    assert fill("{{先生のお名前}}", {"先生のお名前": "{{今日の日付}}"}) == "{{今日の日付}}"


@given(st.text(max_size=40))
def test_a_paper_reads_back_as_it_was_and_another_word_is_another_mark(words):
    blocks = (heading(words), text(words), small("注"), facts([("項目", words), ("空", "")]), points([words]))
    paper = Writing(
        "題",
        words,
        "今日",
        (*blocks, table(("甲", "乙"), [(words, "二")]), *paragraphs("一\n\n二")),
        ("人",),
        "C",
        "会",
    )
    again = from_data(paper.as_data())
    assert again == paper and again.digest == paper.digest
    assert Writing("題", f"{words}x", "今日", paper.blocks, ("人",), "C", "会").digest != paper.digest
