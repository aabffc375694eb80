"""Which sign a writer takes for a heading, a point, brackets, a number or the end of a label says nothing; where it does, it stays."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.openings.reading import marks, read_text, separators
from enishi.openings.reading.normal import plain

CORPUS = Path(__file__).with_name("corpus")
MARKED = [t for t in (p.read_text(encoding="utf-8") for p in sorted(CORPUS.glob("dev_*.txt"))) if "♪" not in t]
TWO_POSTS = """つくしんぼ在宅クリニック（兵庫県明石市）
いっしょに町を回る先生、来ませんか。

{0} 常勤の先生（１人）
・内科の先生にお願いしたいです。
・週４日か週５日かを選べます。
・当直はありません。定年は６５歳です。

{0} 非常勤の先生（１人）
・こちらも内科です。
・火曜と金曜の９時〜１７時。
・日給 ９万円。
"""
CARDS = """スポット医師バイト検索「ドクターみほん」
条件：関東／2025年12月／すべての科目　該当 2件
{rule}
11/29（土）　当直
いすみ灘療養病院（千葉県いすみ市）
時間{sep}17:00〜翌9:00
科目{sep}内科　1名
報酬{sep}55,000円／回
［応募する］
{rule}
12/7（日）　健診
あすなろ巡回健診センター（東京都大田区）
時間{sep}8:30〜12:30
科目{sep}不問　2名
報酬{sep}半日 40,000円
［応募する］
{rule}
人気の特集：年末年始の案件／コンタクト眼科
先月の当直の平均報酬は 48,200円でした。
"""


def told(text: str) -> list[str]:
    return sorted(map(str, read_text(text).to_json()["openings"]))


@pytest.mark.parametrize("sign", list("■●◆▼★♪▍〓◉✿❖▣☞❏"))
def test_any_sign_before_the_titles_of_posts_heads_them(sign: str) -> None:
    posts = read_text(TWO_POSTS.format(sign)).to_json()["openings"]
    assert [p["employment"] for p in posts] == [["full_time"], ["part_time"]]
    assert told(TWO_POSTS.format(sign)) == told(TWO_POSTS.format("■"))


@pytest.mark.parametrize(
    "text",
    [
        "診察日\n○ 月曜\n× 火曜\n募集は○の曜日です。",
        "◎:募集中\n◎ 月曜の午前",
        "■有\n□無",
        "     月 火\n午前 ● ○\n● 午後",
        "★急募★今週中に面談",
    ],
)
def test_a_sign_that_means_something_stays(text: str) -> None:
    assert marks.canonical(text) == text


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(MARKED), st.sampled_from("♪▍〓◉✿▣"))
def test_the_signs_of_an_advertisement_change_no_fact(text: str, sign: str) -> None:
    heads = [line.strip()[0] for line in text.split("\n") if line.strip() and line.strip()[0] in "●◆▼◇★"]
    only = [mark for mark in heads if heads.count(mark) >= 2 and text.count(mark) == heads.count(mark)]
    for mark in only[:1]:
        assert told(text.replace(mark, sign)) == told(text)


@pytest.mark.parametrize("pair", ["《》", "〈〉", "≪≫", "〖〗", "『』", "［］", "〔〕", "{}", "«»"])
def test_any_brackets_around_the_headings_of_a_text_head_it(pair: str) -> None:
    text = "山の町病院（長野県大町市）\n\n【常勤医師】\n内科　１名\n年俸　1,500万円\n\n【非常勤医師】\n眼科　１名\n日給　9万円\n"
    assert len(told(text)) == 2
    assert told(text.translate({ord("【"): pair[0], ord("】"): pair[1]})) == told(text)


def test_brackets_around_numbers_stay_brackets_around_numbers() -> None:
    assert marks.canonical("〈1〉内科\n〈2〉外科") == "[1]内科\n[2]外科"
    assert marks.canonical("[A] 単発\n[B] 定期") == "[A] 単発\n[B] 定期"
    assert marks.canonical("〈内科〉1名\n本文の〈注〉") == "〈内科〉1名\n本文の〈注〉"


@pytest.mark.parametrize("numbers", ["①②", "➀➁", "➊➋", "⓵⓶", "㈠㈡", "ⒶⒷ", "ⓐⓑ", "㋐㋑"])
def test_any_circled_sign_counts(numbers: str) -> None:
    first, second = numbers
    assert (
        plain(f"{first}内科 2名\n{second}外科 1名\n{first}は常勤です。") == "(1)内科 2名\n(2)外科 1名\n(1)は常勤です。"
    )


def test_letters_that_count_nothing_stay() -> None:
    assert plain("(A)内科\n(C)外科") == "(A)内科\n(C)外科"
    assert plain("(1)内科\n(A)外科\n(B)眼科") == "(1)内科\n(A)外科\n(B)眼科"


@pytest.mark.parametrize("sign", ["：", "／", "→", " - ", " … ", "　　", "＝"])
def test_any_sign_between_labels_and_values_parts_them(sign: str) -> None:
    form = [
        "勤務地＃長野県大町市",
        "科目＃内科",
        "年俸＃1,500万円",
        "当直・オンコール＃なし",
        "定年＃65歳　　住居＃借上げマンションあり",
    ]
    text = "山の町病院　医師募集（常勤 １名）\n" + "\n".join(form)
    assert told(text.replace("＃", sign)) == told(text.replace("＃", "："))


def test_a_stroke_between_two_labels_or_two_departments_stays() -> None:
    text = "科目/内科/外科\n当直/オンコール/なし\n年俸/1,500万円\n住居/あり"
    assert separators.canonical(text) == "科目:内科/外科\n当直/オンコール:なし\n年俸:1,500万円\n住居:あり"
    few = "当直/なし\n内科/外科"
    assert separators.canonical(few) == few


@pytest.mark.parametrize("rule", ["─" * 20, "━" * 12, "=" * 20])
@pytest.mark.parametrize("sep", ["：", "／"])
def test_cards_between_rules_are_posts(rule: str, sep: str) -> None:
    posts = read_text(CARDS.format(rule=rule, sep=sep)).to_json()["openings"]
    assert sorted((p["institution"], p["prefecture"], p["headcount"]) for p in posts) == [
        ("あすなろ巡回健診センター", "13", 2),
        ("いすみ灘療養病院", "12", 1),
    ]


def test_paragraphs_of_one_form_are_no_cards() -> None:
    text = re.sub(
        r"　+",
        "：",
        "病院名　山の町病院\n勤務地　長野県大町市\n\n科目　内科\n人数　１名\n\n年俸　1,500万円\n定年　65歳\n",
    )
    assert len(told(text)) == 1
