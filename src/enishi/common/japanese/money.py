"""Amounts of yen: 万円 for people, whole yen in storage."""

import re
from fractions import Fraction
from typing import Literal

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import half_width, kanji_digits, plain_dashes

MONEY_EXAMPLE = "1,200万円"
MAN, OKU = 10_000, 100_000_000
MOST_YEN = 10**12
LONGEST = 80
"""Characters; no amount is longer, and Python reads no number of thousands of digits."""
_PERIOD = re.compile(
    r"^(?:年俸|年収|年額|月給|月額|日給|日額|時給|半日給|報酬|給与|約|およそ|おおよそ|おおむね|概ね|だいたい|大体|凡そ|税込み?|手取り?|手取額|税別|当直|日直|呼出"
    r"|(?:\d*(?:年|[かヶカヵケ箇]月|月|日|半日|時間|回|コマ)|半日)(?:あたり|当たり|につき|で)?)[\s:]*"
)
_TAIL = re.compile(
    r"[\s(]*(?:程度|くらい|ぐらい|前後|ほど|から|以上|~|〜|-|税込み?|手取り?|税別|/(?:年|月|日|回|時間?|半日))\)?$"
)
_ABOUT_BEFORE = re.compile(r"^(?:約|およそ|おおよそ|おおむね|概ね|だいたい|大体|凡そ)\s*")
_ABOUT_AFTER = re.compile(r"\s*(?:程度|くらい|ぐらい|前後|ほど)$")
_NUMBER = r"\d+(?:\.\d+)?"
_SECTIONS = re.compile(r"(?:(?P<oku>[^億万]*)億)?(?:(?P<man>[^億万]*)万)?(?P<one>[^億万]*)")
_SECTION = re.compile(rf"(?:({_NUMBER})?千)?(?:({_NUMBER})?百)?(?:({_NUMBER})?十)?({_NUMBER})?")
_RANGE = re.compile(r"\d[億万千百十]*円?(?:-|~|〜|から)\d")


def parse_yen(text: str, *, bare: Literal["yen", "man"] = "yen") -> int:
    """Whole yen from 1,200万円, 1200万, 12000000, 1千2百万円, 1.5億, １日９万円 (the value only).

    bare: what a number without 万, 億, 千, 百 or 円 counts in; "man" for fields whose label says 万円: there 約120 and
    120程度 are 120万円, and a number written in kanji alone (百二十, 千二百) counts in 万 as well; 8千 is 8,000円.
    A word of time or kind (年俸, 日給, 1日, 税込, 約, 以上) is dropped. Exact: no floats.

    Raises InputProblem, also for a range, a negative amount and parts of a yen.
    """
    words = re.sub(r"[\s,、¥\\]", "", kanji_digits(plain_dashes(half_width(text))))
    if not words:
        raise InputProblem(f"金額をご入力ください。例：{MONEY_EXAMPLE}", example=MONEY_EXAMPLE)
    if len(words) > LONGEST:
        raise _unreadable()
    if _RANGE.search(words):
        raise InputProblem(f"金額は1つだけご入力ください。例：{MONEY_EXAMPLE}", example=MONEY_EXAMPLE)
    amount = _amount_only(words).removesuffix("円")
    sections = _SECTIONS.fullmatch(amount)
    if not amount or not sections or "" in (sections["oku"], sections["man"]):
        raise _unreadable()
    yen = sum((_section(sections[name]) * unit for name, unit in (("oku", OKU), ("man", MAN), ("one", 1))), Fraction())
    plain = without_about(words)
    if bare == "man" and (re.fullmatch(_NUMBER, plain) or _all_kanji(without_about(text), plain)):
        yen *= MAN
    return _checked(yen)


def without_about(text: str) -> str:
    """120 from 約120, 120程度, だいたい120くらい; the text itself where it is said for certain."""
    shorter = _ABOUT_AFTER.sub("", _ABOUT_BEFORE.sub("", text.strip()))
    return shorter if shorter else text


def yen_words(yen: int) -> str:
    """12,000,000円."""
    return f"{yen:,}円"


def man_yen_words(yen: int) -> str:
    """1,200万円, 9万5,000円, 1億2,000万円, 8,000円: in units of ten thousand as money is spoken of, and exact."""
    sign, rest = ("-", -yen) if yen < 0 else ("", yen)
    oku, rest = divmod(rest, OKU)
    man, one = divmod(rest, MAN)
    parts = [f"{oku:,}億" if oku else "", f"{man:,}万" if man else "", f"{one:,}" if one else ""]
    return f"{sign}{''.join(parts) or '0'}円"


def _all_kanji(text: str, words: str) -> bool:
    """百二十, 千二百: no unit and no Arabic digit, as 120 or 1200 would be typed."""
    return bool(re.fullmatch(r"[\d千百十]+", words)) and not re.search(r"\d", text)


def _amount_only(words: str) -> str:
    while (shorter := _PERIOD.sub("", words)) != words and shorter:
        words = shorter
    while (shorter := _TAIL.sub("", words)) != words and shorter:
        words = shorter
    return words


def _section(text: str | None) -> Fraction:
    """The number before 億 or 万, or the rest: 1千2百 → 1200, 1.5 → 3/2."""
    if not text:
        return Fraction()
    found = _SECTION.fullmatch(text)
    if not found:
        raise _unreadable()
    thousands, hundreds, tens, ones = found.groups()
    total = Fraction(ones or 0)
    for count, sign, unit in ((thousands, "千", 1000), (hundreds, "百", 100), (tens, "十", 10)):
        if sign in text:
            total += Fraction(count or 1) * unit
    return total


def _unreadable() -> InputProblem:
    return InputProblem(
        f"金額を読み取れませんでした。「{MONEY_EXAMPLE}」や「90,000円」のようにご入力ください。", example=MONEY_EXAMPLE
    )


def _checked(yen: Fraction) -> int:
    if yen.denominator != 1:
        raise InputProblem("1円より細かい金額は扱えません。例：1,200万円、90,500円", example="90,500円")
    if yen > MOST_YEN:
        raise InputProblem(
            f"金額が大きすぎるようです。桁をお確かめください。例：{MONEY_EXAMPLE}", example=MONEY_EXAMPLE
        )
    return int(yen)
