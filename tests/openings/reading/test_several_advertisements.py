"""Several whole advertisements in one text: each is read as if it stood alone, and nothing of one is said of another."""

import json
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enishi.openings.reading import read_text

CORPUS = Path(__file__).with_name("corpus")
TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted(CORPUS.glob("*.txt"))
    if not path.stem.startswith("held_out")
}
OFFERS = [name for name in TEXTS if json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))["openings"]]
PAIRS = 30

HOSPITAL = """青柳町立みさき病院　常勤医師募集のお知らせ

所在地　青森県深浦町大字広戸1-2
診療科　内科
雇用形態　常勤
募集人員　1名
勤務日　月曜〜金曜　8:30〜17:15
給与　年俸1,500万円
当直　月2回
住宅　医師住宅あり（無料）
業務　外来（1日20人ほど）と病棟（40床）の受け持ち、町の健診、学校医
定年　65歳

問い合わせ　事務局 総務係（電話 0173-00-0001）
"""
CLINIC = """拝啓　時下ますますご清祥のこととお慶び申し上げます。
海士町の海士おおうみ診療所で、小児科の先生を非常勤で1名お願いしたく、ご案内申し上げます。
毎週水曜の午前の外来で、謝金は1回5万円です。当直とオンコールはありません。
お泊まりは当方で用意いたします。年齢は問いません。
詳しくは事務長の西野（08514-0-0002）までお尋ねください。
敬具
"""
NURSES = """■むつ港病院　看護師募集
職種　看護師（正職員）3名
給与　月給280,000円〜340,000円
勤務　三交代、夜勤月5回
業務　病棟（地域包括ケア）での看護、外来の介助、訪問看護への同行
研修　新人には先輩が一年つきます。中途の方、ブランクのある方も歓迎します。
年齢　45歳以下、定年60歳
寮　看護師寮あり
応募　履歴書を看護部長室までお送りください。お待ちしております。
連絡先　看護部長室 0173-00-0003
"""
RULES = {"rule": "\n――――――――――――――\n\n", "dashes": "\n---\n\n", "empty_lines": "\n\n\n", "page": "\n\f\n\n"}


def openings(text: str) -> list[dict[str, Any]]:
    return [opening.to_json() for opening in read_text(text).openings]


@cache
def alone(name: str) -> list[dict[str, Any]]:
    return openings(TEXTS[name])


@pytest.mark.parametrize("gap", RULES)
def test_a_hospital_and_a_clinic_in_one_mail_are_read_each_alone(gap: str):
    both = openings(HOSPITAL + RULES[gap] + CLINIC)
    assert both == openings(HOSPITAL) + openings(CLINIC)
    assert [one["specialties"] for one in both] == [["内科"], ["小児科"]]
    assert both[1]["retirement_age"] is None  # the hospital's 65 is not the clinic's
    assert both[0]["municipality"] == "深浦町"
    assert openings(CLINIC + RULES[gap] + HOSPITAL) == [*reversed(both)]


def test_every_fact_of_the_second_points_to_the_words_of_the_second():
    reading = read_text(HOSPITAL + RULES["rule"] + CLINIC)
    begins = len(HOSPITAL)
    first, second = reading.openings
    assert all(span.end <= begins for fact in first.all_facts.values() for span in fact.spans)
    assert all(span.start > begins for fact in second.all_facts.values() for span in fact.spans)
    (span,) = second.facts["specialties"].spans
    assert "小児科" in reading.text[span.start : span.end]


def test_an_advertisement_for_nurses_after_it_gives_no_post_and_changes_none():
    assert openings(HOSPITAL + RULES["rule"] + NURSES) == openings(HOSPITAL)
    assert openings(NURSES + RULES["rule"] + HOSPITAL) == openings(HOSPITAL)
    assert read_text(NURSES + RULES["rule"] + NURSES.replace("むつ港", "おおうみ")).out_of_scope == "not_physician"


def test_posts_of_one_hospital_between_rules_share_what_is_said_for_all():
    head, _, foot = HOSPITAL.partition("診療科　内科\n")
    posts = [f"■{name}　常勤1名\n給与　年俸{pay}万円\n" for name, pay in (("内科", "1,500"), ("外科", "1,700"))]
    foot = re.sub(r"(?:雇用|募集|給与).*\n", "", foot)
    text = head + "\n----------\n".join(posts) + "\n----------\n" + foot
    both = openings(text)
    assert [one["retirement_age"] for one in both] == [65, 65]
    assert [one["specialties"] for one in both] == [["内科"], ["外科"]]


def test_what_stands_after_the_posts_that_one_text_may_hold_counts_as_unread():
    text = (RULES["rule"]).join([HOSPITAL, CLINIC] * 60)
    reading = read_text(text)
    assert 2 < len(reading.openings) <= 100
    assert reading.unread > 0


@pytest.mark.parametrize("gap", [*RULES.values(), "\n"], ids=[*RULES, "paragraph"])
def test_advertisements_of_the_corpus_one_after_the_other_are_read_as_when_alone(gap: str):
    """A rule or a wide gap tells nearly always (147 of 150 pairs), a paragraph's gap alone seldom (40 of 150): all is one text then.

    The pairs change when the corpus grows, so the floors lie well below.
    """
    lot = random.Random(20261127)
    right = 0
    for _ in range(PAIRS):
        one, two = lot.sample(OFFERS, 2)
        both = openings(TEXTS[one].rstrip() + "\n" + gap + TEXTS[two].lstrip("\n"))
        right += both == alone(one) + alone(two)
    assert right >= (PAIRS - 3 if gap != "\n" else PAIRS // 10)
