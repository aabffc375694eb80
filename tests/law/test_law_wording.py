"""Every phrase of the corpus, guilty and innocent; and no text whatever breaks the checker."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enishi.cli import main
from enishi.law.age_limits import AgeException
from enishi.law.parameters import NotInForce
from enishi.law.wording.check import WORD_RULES, check, words
from enishi.law.wording.folding import folded

TODAY = date(2026, 11, 25)
CORPUS = tomllib.loads((Path(__file__).parent / "data" / "wording_corpus.toml").read_text())


def found(text, *, beside=None, code="", on=TODAY):
    exception = AgeException(code) if code else None
    return {f.rule: f.words for f in words(beside or {}, {"about": text}, on, age_exception=exception)}


def test_every_guilty_phrase_is_found_at_exactly_its_words():
    wrong = {text: seen for text, rules in CORPUS["guilty"].items() if (seen := found(text)) != rules}
    assert wrong == {}
    assert len(CORPUS["guilty"]) >= 100


def test_the_same_words_are_judged_by_the_conditions_beside_them():
    for case in CORPUS["guilty_beside"]:
        assert found(case["words"], beside=case.get("given"), code=case.get("code", "")) == case["expected"], case
    for case in CORPUS["innocent_beside"]:
        assert found(case["words"], beside=case.get("given"), code=case.get("code", "")) == {}, case


def test_no_innocent_phrase_is_touched():
    assert {text: seen for text in CORPUS["innocent"]["phrases"] if (seen := found(text))} == {}
    assert len(CORPUS["innocent"]["phrases"]) >= 60


PIECES = st.sampled_from(
    [*CORPUS["guilty"], *CORPUS["innocent"]["phrases"], "。", "、", "\n", "㈱", "ｶﾞ", "６０歳以上", "〜"]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map("".join)))
@example("令和99年13月45日まで募集期間：令和99年13月45日")
@example("0歳〜99歳の方、十十歳以上の医師、〇〇歳以下に限る")
def test_no_text_breaks_the_checker_and_every_finding_points_into_it(text):
    for finding in words({}, {"about": text}, TODAY):
        assert text[finding.start : finding.end] == finding.words
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.sentence.endswith("。")
        assert finding.statute.words
        assert finding.instead


@given(st.text(max_size=40))
def test_folding_keeps_every_character_where_it_was(text):
    assert len(folded(text)) == len(text)


def test_full_width_digits_kanji_numerals_and_dashes_are_read_alike():
    texts = ["55歳〜70歳の医師", "５５歳−７０歳の医師", "五十五歳～七十歳の医師", "55才–70才の医師"]
    assert [list(found(text)) for text in texts] == [["age_limit"]] * 4


def test_a_rule_says_nothing_before_the_day_it_holds_from():
    assert found("入職お祝い金50万円", on=date(2021, 3, 31)) == {}
    assert found("入職お祝い金50万円", on=date(2021, 4, 1)) == {"contract_gift": "入職お祝い金"}
    assert found("県内トップクラスの報酬", on=date(2022, 9, 30)) == {}
    with pytest.raises(NotInForce):
        check({}, {}, date(2017, 12, 31))


def test_the_keys_of_the_rules_are_not_shared_and_every_rule_says_why_and_what_to_write():
    assert len({rule.key for rule in WORD_RULES}) == len(WORD_RULES)
    assert all(rule.sentence.endswith("。") and rule.instead for rule in WORD_RULES)


def test_what_an_article_forbids_is_never_waived_and_what_we_ask_beyond_it_may_be():
    forbidden, vague = words({}, {"about": "男性医師のみ募集。アットホームな職場"}, TODAY)
    assert (forbidden.blocks, forbidden.may_be_waived) == (True, False)
    assert (vague.blocks, vague.may_be_waived) == (False, True)
    missing = {f.rule: f for f in check({"night_duty": True}, {}, TODAY)}
    assert missing["missing:night_duty_permission"].may_be_waived
    assert not missing["missing:duties"].may_be_waived


def test_the_command_reads_a_text_in_either_encoding_and_conditions_as_json(tmp_path, capsys):
    advertisement, conditions, neither = tmp_path / "ad.txt", tmp_path / "o.json", tmp_path / "x.txt"
    advertisement.write_bytes("男性医師のみ募集。アットホームです。".encode("cp932"))
    conditions.write_text('{"contract_kind": "indefinite", "texts": {"title": "内科外来"}}')
    neither.write_bytes(b"\x81\xff\xfe")
    assert main(["check-ad", str(advertisement), "--on", "2026-11-25", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(f["severity"], f["words"], f["article"]) for f in found] == [
        ("block", "男性医師のみ", "男女雇用機会均等法5条"),
        ("warn", "アットホーム", "職業安定法5条の3（できる限り具体的に）"),
    ]
    assert main(["check-ad", str(conditions)]) == 1
    assert "業務内容" in capsys.readouterr().out
    assert main(["check-ad", str(neither)]) == main(["check-ad", str(tmp_path / "none.txt")]) == 2
    advertisement.write_text("内科外来、日額9万円（税込）")
    assert main(["check-ad", str(advertisement)]) == 0
