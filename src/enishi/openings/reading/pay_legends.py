"""What is said of the sums of a table, for how long and in what yen, written to the label of each cell of pay.

It may be told in the heading of a column, 「料金(円/回)」, in a column beside, 「単位 万円/年」, or in a legend: 「報酬A=年額(万円)」 of a column,
「報酬は常勤=年額(万円)、非常勤=1日あたり(円)」 of a kind of work.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from enishi.openings.reading import patterns
from enishi.openings.reading.cells import Table
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

# What a sum is paid for, and its word in a label.
_WORDS = (
    (r"[日当宿]+直|1?[回晩夜]|1?(?:勤務|出務)", "1回"), (r"半日|(?:1|一)?コマ", "半日"), (r"年", "年額"), (r"月", "月額"), (r"1?日", "日額"), (r"1?時", "時給"),
)  # fmt: skip
_PER = r"1?(?:[日当宿]+直|年[俸収額間]?|月[額給収間]?|半日[額給]?|日[額給当]?|時(?:間[額給]?|[給額])?|コマ|[回晩夜]|勤務|出務)(?:あたり|当たり|につき|の額|単位)?"
_YEN = r"千円|万円|円"
_TELLS = (
    rf"(?:(?P<per>{_PER})\s*[・、/\s(]{{0,2}}(?:単位\s*[は:]?\s*)?(?P<yen>{_YEN})(?![\d程以])"
    rf"|(?P<yen2>{_YEN})\s*[・/(]\s*(?P<per2>{_PER})(?![一-龥]))"
)
_LED = r"」?(?:の?[欄列])?\s*(?:は|=|:|…|\()\s*、?(?:税込み?の?|税込み?で、?)?"
_OF_A_COLUMN = lazy(_LED + _TELLS)
_OF_A_KIND = lazy(
    rf"(?P<kind>非常勤|(?<!非)常勤|スポット)(?:の?(?:欄|方|先生|医師|求人))?(?:の(?:報酬|給与|額))?\s*[=は:…]\s*、?{_TELLS}"
)
_BESIDE = lazy(rf"\(?{_TELLS}\)?")
_MONEY = lazy(
    rf"[^()]{{0,8}}(?:料金|報酬|給与|謝[金礼]|単価|年俸|年収|[年月日]額|[当宿日夜]直?[料給]|(?:直|夜勤)手当|支給額|金額)[^()\d]{{0,3}}\((?:(?P<per>{_PER})\s*[・、/]\s*)?(?:単位:?)?(?P<yen>{_YEN})(?:\s*[・、/]\s*(?P<per2>{_PER}))?\)"
)
_BY_TIME = lazy(rf"(?P<per>{_PER})\s*\((?P<yen>{_YEN})\)")
# 「年額15,000,000〜21,000,000(経験5年〜25年)」 below a heading that names no yen
_SUM_WITHOUT_YEN = lazy(
    rf"\s*(?P<per>{_PER})\s*(?:約\s*)?(?:\d{{1,3}}(?:,\d{{3}}){{2}}|\d{{2,3}},\d{{3}})(?![\d,]|\s*[万千]?円)"
)
_NO_PAY = lazy(r"住|家賃|交通|旅費|研[究修]|学会|奨学|貸|看護|助産|事務|昨|前年|前回|平均|実績|補助")


class _Told(NamedTuple):
    per: str
    yen: str

    def of(self, item: Item) -> Item:
        """The cell of pay with the unit in its label."""
        return replace(
            item, fields=item.fields - {"other", "remark"} | {"pay"}, label=f"{item.label}{self.per}{self.yen}"
        )


def name_the_units(table: Table, common: Sequence[Item]) -> None:
    """Write to the labels of the cells of pay what is told of their sums beside or above the table."""
    legends = [f"{item.label}:{item.text}" for item in common]
    labels = {item.label for row in table.rows for item in row if item.about("pay", "other", "remark")}
    by_column = {label: told for label in sorted(labels) if (told := _of_column(label, legends)) is not None}
    by_kind = {found["kind"]: _told(found) for words in legends for found in _of_kinds(words)}
    for row in table.rows:
        kind = next((kind for item in row if item.about("employment") and (kind := _kind_in(item.text))), "")
        beside = next((found for item in row if "単位" in item.label and (found := _BESIDE.fullmatch(item.text))), None)
        for at, item in enumerate(row):
            told = by_column.get(item.label)
            if (
                told is None
                and item.about("pay")
                and "単位" not in item.label
                and not patterns.search(_PER, item.label)
            ):
                told = _told(beside) if beside is not None else by_kind.get(kind)
            if told is None and item.about("pay") and (bare := _SUM_WITHOUT_YEN.match(item.text)) is not None:
                told = _Told(f"({_word(bare['per'])})", "(円)")
            if told is not None:
                row[at] = told.of(item)


def _of_column(label: str, legends: Sequence[str]) -> _Told | None:
    """What the heading of a column or a legend with its name says."""
    if _NO_PAY.search(label):
        return None
    if (own := _MONEY.fullmatch(label) or _BY_TIME.fullmatch(label)) is not None:
        per = own["per"] or (own["per2"] if own.re.pattern == _MONEY.pattern else "")
        return _Told(f"({_word(per)})" if per else "", "(円)" if per and own["yen"] == "円" else "")
    for words in legends if len(label) > 1 and not patterns.search(_PER, label) else ():
        at = words.find(label)
        if at >= 0 and (found := _OF_A_COLUMN.match(words, at + len(label))) is not None:
            return _told(found)
    return None


def _of_kinds(words: str) -> Iterator[re.Match[str]]:
    if patterns.search(r"報酬|給与|給料|賃金|俸給|金額|謝[金礼]|単価|年[俸額収]|月[給額]|単位", words):
        yield from _OF_A_KIND.finditer(words)


def _kind_in(words: str) -> str:
    found = patterns.match(r"\s*(非常勤|常勤|スポット)(?![・/、又或及])", words)
    return str(found[1]) if found else ""


def _told(found: re.Match[str]) -> _Told:
    return _Told(f"({_word(found['per'] or found['per2'])})", f"({found['yen'] or found['yen2']})")


def _word(per: str) -> str:
    return next(word for pattern, word in _WORDS if patterns.match(pattern, per))
