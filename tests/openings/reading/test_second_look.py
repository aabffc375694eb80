"""A second look at the facts of an advertisement: what is taken instead, what stands, and from what it is learnt."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from enishi.openings.reading import choice, read_text, second_look
from enishi.openings.reading.facts import FIELDS, Found, with_spans
from enishi.openings.reading.items import items_of
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import normalise
from enishi.openings.reading.reader import every_outcome
from enishi.openings.reading.scoring import score
from enishi.openings.reading.second_look.others import MOST_ALONE, Alone
from enishi.openings.reading.second_look.scales import Net, learnt
from enishi.openings.reading.second_look.signs import BUCKETS, Candidate, Page, bucket_of

FIRST_SIGHT = Path(__file__).with_name("first_sight")
CORPUS = Path(__file__).with_name("corpus")
NOTICE = """つばき台病院（三重県鈴鹿市）
内科　常勤医師　1名　年俸1,500万円
看護師も募集しています。日給 12,000円
"""


def _page(text: str) -> tuple[Page, Alone]:
    lines = lines_of(text)
    return Page(text, lines, frozenset(line.number for line in lines)), Alone(items_of(lines, text), text)


def _of(words: str, value: object, text: str) -> Found:
    begin = text.index(words)
    return Found.at(value, begin, begin + len(words))


def _again(
    read: list[dict[str, Found]], settled: list[frozenset[str]], page: Page, alone: Alone, known: Net
) -> list[dict[str, Found]]:
    """A second look at the facts alone: no post is taken for none."""
    return second_look.again(read, settled, page, alone, known, {}).openings


TEXT = normalise(NOTICE).text
NURSES = [{"unit": "day", "min_yen": 12000, "max_yen": 12000}]
YEARLY = [{"unit": "year", "min_yen": 15000000, "max_yen": 15000000}]


def by_hand(straight: Mapping[str, float], fields: Sequence[str]) -> Net:
    """A network that knows nothing but what some signs of whole facts weigh."""
    none = np.zeros((1, 1), np.float32)
    return Net(
        np.zeros((BUCKETS, 1), np.float32),
        np.zeros((len(straight), 1), np.float32),
        np.array([*straight.values()], np.float32),
        np.zeros((len(fields), 1), np.float32),
        np.zeros((3, 1), np.float32),
        none[0],
        np.zeros((len(fields), 1), np.float32),
        none,
        none[0],
        {sign: at for at, sign in enumerate(straight)},
        {name: at for at, name in enumerate(fields)},
        {},
    )


def test_what_a_line_tells_alone_is_taken_where_it_weighs_more() -> None:
    page, alone = _page(TEXT)
    read = [{"pay": _of("日給 12,000円", NURSES, TEXT)}]
    known = by_hand({"pay|a rate by the year": 9.0, "pay|added": -9.0}, second_look.LOOKED_AT)
    (seen,) = _again(read, [frozenset()], page, alone, known)
    assert seen["pay"].value == YEARLY
    assert TEXT[slice(*seen["pay"].places[0])].startswith("年俸")
    assert read[0]["pay"].value == NURSES  # what was read first is not written over


def test_what_was_read_stands_unless_another_weighs_clearly_more_and_nothing_is_said_where_nothing_is_likely() -> None:
    page, _ = _page(TEXT)
    read = [{"headcount": _of("1名", 1, TEXT)}]
    others = Alone(items_of(lines_of("医師 3名"), "医師 3名"), "")
    for weights, told in (
        ({"keep": 5.0, "alone": 0.0}, 1),
        ({"keep": 5.0, "alone": 9.0}, 3),
        ({"keep": 5.0, "drop": 9.0}, None),
        ({"keep": 5.0, "alone": 5.0 + second_look.SURER - 0.1}, None),  # neither is likely
        ({"keep": 5.0, "alone": 5.0 + second_look.SURER + 0.01}, None),
    ):
        net = by_hand({f"headcount|{sign}": weight for sign, weight in weights.items()}, second_look.LOOKED_AT)
        (seen,) = _again(read, [frozenset()], page, others, net)
        assert (seen["headcount"].value if "headcount" in seen else None) == told


def test_a_post_is_over_or_not_also_where_neither_is_likely() -> None:
    found = [Candidate("keep", True, ()), Candidate("wide", False, ((0, 2),))]
    assert second_look.likeliest("recruiting", found, np.array([1.0, 1.1])).value is True
    assert second_look.likeliest("recruiting", found, np.array([1.0, 3.1])).value is False


def test_what_a_table_or_a_remark_settled_is_not_looked_at_again() -> None:
    page, alone = _page(TEXT)
    read = [{"pay": _of("日給 12,000円", NURSES, TEXT)}]
    known = by_hand({"pay|alone": 9.0}, second_look.LOOKED_AT)
    assert _again(read, [frozenset(("pay",))], page, alone, known)[0]["pay"].value == NURSES


def test_no_post_is_where_another_says_in_words_of_its_own_that_it_is() -> None:
    text = normalise("いすみ灘病院（千葉県いすみ市）\n内科\nあすなろ病院（東京都大田区）\n外科\n").text
    page, alone = _page(text)
    read = [{"institution": _of(name, name, text)} for name in ("いすみ灘病院", "あすなろ病院")]
    swapping = by_hand({"institution|alone": 9.0, "institution|wide": 9.0}, second_look.LOOKED_AT)
    seen = _again(read, [frozenset(("municipality", "prefecture"))] * 2, page, alone, swapping)
    assert [one["institution"].value for one in seen] == ["いすみ灘病院", "あすなろ病院"]


def test_what_no_rule_knows_is_taken_where_the_words_of_its_matter_stand() -> None:
    text = normalise("つばき台病院\n内科 常勤医師 1名\n当直 ご体力に合わせて加減いたします\n").text
    page, _ = _page(text)
    known = by_hand({'night_duty|value:"negotiable"': 5.0}, second_look.LOOKED_AT)
    (seen,) = _again([{}], [frozenset()], page, Alone([], text), known)
    assert seen["night_duty"].value == "negotiable"
    assert text[slice(*seen["night_duty"].places[0])] == "当直"


def test_any_department_and_a_list_of_them_are_never_told_together() -> None:
    facts = {"specialties": _of("内科", ["内科"], TEXT)}
    second_look.tell(facts, "specialties", Candidate("wide", [], ((0, 2),)))
    assert (facts["specialties"].value, facts["any_specialty"].value) == ([], True)
    second_look.tell(facts, "specialties", Candidate("alone", ["外科"], ((0, 2),)))
    assert facts.keys() == {"specialties"}


def test_a_municipality_that_is_taken_brings_its_prefecture() -> None:
    page, alone = _page(TEXT)
    known = by_hand({"municipality|alone": 9.0}, second_look.LOOKED_AT)
    (seen,) = _again([{"pay": _of("年俸1,500万円", YEARLY, TEXT)}], [frozenset()], page, alone, known)
    assert (seen["municipality"].value, seen["prefecture"].value) == ("鈴鹿市", "24")


def test_a_post_that_only_looks_like_one_is_left_out_and_never_the_last() -> None:
    page, _ = _page(TEXT)
    real = {"pay": _of("年俸1,500万円", YEARLY, TEXT)}
    nurses = {"pay": _of("日給 12,000円", NURSES, TEXT)}
    known = {"unit:day": (5.0,), "always": (-3.0,)}
    assert second_look.standing(second_look.weighs_against([real, nurses], page, known)) == [0]
    assert second_look.standing(second_look.weighs_against([nurses], page, known)) == [0]
    assert len(second_look.standing(second_look.weighs_against([nurses, dict(nurses)], page, known))) >= 1
    closed = nurses | {"recruiting": _of("募集", False, TEXT)}
    assert second_look.standing(second_look.weighs_against([real, closed], page, known)) == [0, 1]
    elsewhere = nurses | {"institution": _of("つばき台病院", "つばき台病院", TEXT)}
    assert second_look.standing(second_look.weighs_against([real, elsewhere], page, known)) == [0, 1]


@pytest.mark.parametrize(
    "name", ["other_5j_06", "other_5n_08", "other_5o_16", "other_5u_15", "other_5u_16", "other_6r_03"]
)
def test_what_others_are_paid_and_doctors_who_seek_work_are_no_facts_of_the_posts(name: str) -> None:
    # a nurse's pay and hostel below, the town told above a list, a doctor who seeks work among posts
    told = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
    source = normalise(text)
    rules = choice.best(every_outcome(source), source.text)
    assert rules is not None
    by_rules = [with_spans(source, facts).to_json() for facts in rules.openings]
    seen = [opening.to_json() for opening in read_text(text).openings]
    was, now = (score([(name, told, {"openings": one, "out_of_scope": None})]) for one in (by_rules, seen))
    assert now.exact_share > was.exact_share + 0.08
    assert now.precision >= was.precision


def test_an_advertisement_is_read_alike_each_time() -> None:
    text = (CORPUS / "other_5m_11.txt").read_text(encoding="utf-8")
    assert read_text(text).to_json() == read_text(text).to_json()


def test_lines_read_alone_tell_each_value_once_and_no_more_than_are_looked_at() -> None:
    text = "\n".join(f"第{n}回の説明会は年俸{n}00万円の先生も" for n in range(10, 40))
    told = Alone(items_of(lines_of(text), text), text).of("pay")
    assert len(told) == MOST_ALONE
    assert len({json.dumps(one.value) for one in told}) == len(told)
    assert all(isinstance(one, Candidate) and one.kind == "alone" for one in told)
    assert Alone(items_of(lines_of(text), text), text).of("housing") == []


def test_the_learnt_network_knows_every_field_and_its_numbers_go_together() -> None:
    net = learnt()
    wide, hidden = net.letters.shape[1], len(net.start)
    assert list(net.field_at) == list(second_look.LOOKED_AT)
    assert net.letters.shape == (BUCKETS, wide)
    assert net.signs.shape == (len(net.sign_at), wide)
    assert net.straight.shape == (len(net.sign_at),)
    assert net.into.shape == (3 * wide, hidden)
    assert net.of_field.shape == (len(net.field_at), hidden)
    assert net.of_matter.shape == (len(net.matter_at), hidden) and net.bias.shape == (len(net.matter_at),)
    assert {name.partition("|")[0] for name in net.sign_at if "|" in name} <= set(second_look.LOOKED_AT)


def test_words_far_behind_a_fact_change_nothing_of_its_signs() -> None:
    page, _ = _page(TEXT)
    longer, _ = _page(TEXT + "\n\n\n\nまったく別のお知らせ\n")
    at = TEXT.index("年俸")
    near, same = (set(one.letters((at, at + 9)).tolist()) for one in (page, longer))
    assert near - same == {bucket_of("quarter:1")} - same


def test_what_was_read_at_first_sight_is_of_texts_of_the_corpus_and_stands_in_them() -> None:
    paths = sorted(FIRST_SIGHT.glob("*.jsonl"))
    assert len(paths) >= 100
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            text = (CORPUS / f"{kept['text']}.txt").read_text(encoding="utf-8")
            assert re.sub(r"_\d+$", "", kept["text"]) == path.stem
            for post in kept["posts"]:
                assert post.keys() <= {
                    *FIELDS,
                    "working_hours",
                    "breaks",
                    "probation",
                    "starts_on",
                    "insurance",
                    "smoking",
                }
                for _, spans in post.values():
                    assert all(0 <= begin < end <= len(text) for begin, end in spans), kept["text"]
