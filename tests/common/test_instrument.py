"""Questions with conditions: no circle, everything reachable, and nothing demanded of whom it is not asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.instrument import (
    Difference,
    Kind,
    Option,
    Question,
    ShowIf,
    against,
    asked,
    changes,
    instrument_of,
    kept,
    missing,
    pages,
    problems,
)

YES_NO = (Option("yes", "はい"), Option("no", "いいえ"))
WORKS = Question("works", Kind.SINGLE, "いま診療をされていますか", options=YES_NO)
DAYS = Question("days", Kind.NUMBER, "週に何日ですか", low=0, high=7, show_if=(ShowIf("works", ("yes",)),))
REASON = Question("reason", Kind.TEXT, "理由をお聞かせください", required=False, show_if=(ShowIf("works", ("no",)),))


@st.composite
def instruments(draw):
    """Up to eight questions whose conditions look at any question at all, known or not, before or after."""
    count = draw(st.integers(1, 8))
    found = []
    for at in range(count):
        kind = draw(st.sampled_from([Kind.SINGLE, Kind.MULTI, Kind.SCALE, Kind.TEXT]))
        rules = draw(
            st.lists(st.tuples(st.integers(0, count), st.sets(st.sampled_from("abc"), max_size=3)), max_size=2)
        )
        shape = {"low": 1, "high": 3} if kind is Kind.SCALE else {}
        options = tuple(Option(c, c) for c in "abc") if kind in (Kind.SINGLE, Kind.MULTI) else ()
        show_if = tuple(ShowIf(f"q{parent}", tuple(sorted(codes))) for parent, codes in rules)
        found.append(Question(f"q{at}", kind, "問い", options=options, show_if=show_if, **shape))
    return found


def answers_that_open(instrument, code):
    """Somebody who is asked this question, found by trying: all of many, and of one-of-many what each condition wants."""
    wanted, waiting = {}, [code]
    by_code = {q.code: q for q in instrument}
    while waiting:
        for rule in by_code[waiting.pop()].show_if:
            wanted[rule.question] = wanted.get(rule.question, set(rule.any_of)) & set(rule.any_of)
            waiting.append(rule.question)
    return {
        q.code: list(q.codes) if q.kind is Kind.MULTI else min(wanted.get(q.code) or q.codes)
        for q in instrument
        if q.codes
    }


@given(instruments())
def test_in_a_sound_instrument_no_condition_looks_ahead_and_every_question_is_asked_of_somebody(instrument):
    if problems(instrument):
        return
    places = {question.code: at for at, question in enumerate(instrument)}
    for question in instrument:
        assert all(places[rule.question] < places[question.code] for rule in question.show_if)
        assert question in asked(instrument, answers_that_open(instrument, question.code))


@given(instruments(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), st.sampled_from("abc123")))
def test_nothing_is_demanded_or_kept_of_a_branch_that_is_not_asked(instrument, answers):
    there = {question.code for question in asked(instrument, answers)}
    assert {question.code for question in missing(instrument, answers)} <= there
    assert set(kept(instrument, answers)) <= there
    assert asked(instrument, kept(instrument, answers)) == asked(instrument, answers)


@given(instruments())
def test_a_page_never_depends_on_itself_and_all_questions_stand_once(instrument):
    shown = pages(instrument)
    assert [question for page in shown for question in page] == instrument
    for page in shown:
        codes = [question.code for question in page]
        for at, question in enumerate(page):
            assert not {rule.question for rule in question.show_if} & set(codes[:at])


def test_a_condition_on_a_later_or_unknown_question_or_option_is_refused():
    assert [p.code for p in problems([DAYS, WORKS])] == ["days"]
    assert problems([replace(WORKS, show_if=(ShowIf("works", ("yes",)),))])[0].code == "works"
    assert "選択肢にないもの" in problems([WORKS, replace(DAYS, show_if=(ShowIf("works", ("maybe",)),))])[0].sentence
    assert "選んで答える" in problems([WORKS, REASON, replace(DAYS, show_if=(ShowIf("reason", ("x",)),))])[0].sentence


def test_a_question_that_nobody_can_ever_be_asked_is_refused():
    both = replace(REASON, code="both", show_if=(ShowIf("works", ("yes",)), ShowIf("works", ("no",))))
    assert "どう答えても" in problems([WORKS, both])[0].sentence
    more = Question("more", Kind.SINGLE, "続けますか", options=YES_NO, show_if=(ShowIf("works", ("yes",)),))
    below = replace(REASON, code="below", show_if=(ShowIf("more", ("yes",)), ShowIf("works", ("no",))))
    assert [p.code for p in problems([WORKS, more, below])] == ["below"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (replace(WORKS, options=YES_NO[:1]), "2つ以上"),
        (replace(WORKS, code="Works!"), "符号"),
        (replace(WORKS, words=" "), "問いの文"),
        (replace(WORKS, options=(*YES_NO, YES_NO[0])), "同じもの"),
        (Question("s", Kind.SCALE, "満足", low=1, high=1), "段階"),
        (Question("m", Kind.MATRIX, "表", options=YES_NO), "行"),
        (Question("n", Kind.NUMBER, "数", low=3, high=1), "下限"),
    ],
)
def test_what_a_question_lacks_is_told_in_words(wrong, words):
    assert any(words in refusal.sentence for refusal in problems([wrong]))


def test_answers_are_held_to_their_questions():
    instrument = [WORKS, DAYS, REASON]
    assert not against(instrument, {"works": "yes", "days": 3})
    assert not against(instrument, {"works": "no"})
    assert [r.code for r in against(instrument, {"works": "yes"})] == ["days"]
    assert [r.code for r in against(instrument, {"works": "yes", "days": 9})] == ["days"]
    assert [r.code for r in against(instrument, {"works": "perhaps"}, whole=False)] == ["works"]
    assert against(instrument, {"nothing": "1"}, whole=False)[0].code == ""
    grid = Question("grid", Kind.MATRIX, "表", options=YES_NO, rows=(Option("a", "朝"), Option("b", "夜")))
    assert [r.code for r in against([grid], {"grid": {"a": "yes"}})] == ["grid"]
    assert not against([grid], {"grid": {"a": "yes", "b": "no"}})
    assert against([grid], {"grid": {"c": "yes"}}, whole=False)


def test_two_versions_are_told_apart_question_by_question():
    reworded = replace(DAYS, words="週に何日、診療されていますか")
    found = changes([WORKS, DAYS, REASON], [REASON, WORKS, reworded, replace(WORKS, code="more")])
    kinds = {change.code: change.kind for change in found}
    assert kinds["days"] is Difference.CHANGED and kinds["more"] is Difference.ADDED
    assert kinds["reason"] is Difference.MOVED
    assert changes([WORKS, DAYS], [WORKS])[0].kind is Difference.GONE
    assert not changes([WORKS, DAYS], [WORKS, DAYS])


@given(instruments())
def test_questions_come_back_from_json_as_they_were(instrument):
    assert list(instrument_of([question.as_json() for question in instrument])) == instrument
