"""Pay: a figure needs its unit, its span and whether tax is in it; fixed overtime needs its three facts; night duty its permission."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from enishi.law.wording import statutes as s
from enishi.law.wording.findings import Finding, Severity, Statute
from enishi.law.wording.folding import around

_AMOUNT = re.compile(
    r"\d[\d,.]*(?:\s*~\s*\d[\d,.]*)?\s*(?:万\s*\d*\s*円|万|千円|円)(?:\s*~\s*\d[\d,.]*\s*(?:万円|万|円))?"
)
_UNIT = re.compile(
    r"年[俸収額]|年目|年間|年に|年\d|月[給額収]|月に|月\d|毎月|日[給額当]|1日|一日|時[給間]|1回|一回|回あたり|1件|件あたり|半日|1コマ|コマ|1泊|泊|"
    r"1か月|1ヶ月|週|当たり|あたり|/|1人|総額|上限|まで|1事故|往復|1戸|家賃|片道|km|補助|免除|別途|入居"
)
_WAGE = re.compile(r"年俸|年収|給与|月給|月収|日給|日額|時給|報酬|賃金|手当|本給|基本給")
_TAX = re.compile(r"税込|税引き?前|総支給|額面|税別|税込み|課税|手取")
_MAIN_PAY = re.compile(r"年俸|年収|給与|月給|月収|日給|日額|時給|報酬")
_NET = re.compile(r"手取り?")
_FIXED = re.compile(
    r"(?:固定|みなし|見込み?|定額)(?:の)?(?:残業|時間外)(?:代|手当)?|"
    r"(?:残業代|時間外(?:手当|割増)?|割増賃金|諸手当|オンコール手当|当直手当|宿直手当)(?:を|も|は|が)?(?:すべて|全て)?(?:含(?:む|み|んだ|まれ)|込み|込)"
)
_NO_FIXED = re.compile(
    r"固定残業代?(?:は|の制度は)?(?:なし|無し|ありません|ではありません|ございません)|含(?:み|まれ)ません|含まない"
)
_THREE = (
    re.compile(r"\d+(?:\.\d+)?\s*時間"),
    re.compile(r"\d[\d,.]*\s*(?:万|千)?円"),
    re.compile(r"超(?:え|過)[^。]{0,16}(?:支給|支払|払)"),
)
_NIGHT = re.compile(r"当直|宿直|日直")
_NIGHT_GIVEN = re.compile(
    r"許可|なし|無し|ありません|ございません|免除|不要|ない|応援|大学|手当|なく|別の医師|寝当直専任"
)
_NIGHT_ASKED = re.compile(
    r"(?:当直|宿直|日直)(?!室|手当|明け)(?:業務|勤務)?(?:は|が|を|も|の)?[^。、]{0,8}?(?:あり|有り|月\d|\d+回|お願い|担当|必須|入って|していただ)"
)
_FLAT = Severity.WARN


def pay_findings(field: str, text: str, plain: str, given: Mapping[str, object], on: date) -> Iterator[Finding]:
    """What the words about money and nights in one text leave open. plain: the text folded."""
    yield from _no_unit(field, text, plain, on)
    yield from _no_tax(field, text, plain, on)
    yield from _net(field, text, plain, on)
    yield from _fixed_overtime(field, text, plain, given, on)
    yield from _night_duty(field, text, plain, given, on)


def _no_unit(field: str, text: str, plain: str, on: date) -> Iterator[Finding]:
    for hit in _AMOUNT.finditer(plain):
        first, last = around(plain, *hit.span())
        sentence = plain[first:last]
        if _UNIT.search(sentence) or not _WAGE.search(sentence):
            continue
        yield _at(
            "pay_unit", _FLAT, s.DISCLOSURE, field, text, hit, on,
            "「{words}」が、年・月・日・1回のどれの額かがわかりません。", "支払いの単位を添える。例：「当直手当 1回4万円」「年俸1,200万円」",
        )  # fmt: skip


def _no_tax(field: str, text: str, plain: str, on: date) -> Iterator[Finding]:
    """The main pay alone: allowances are read together with it."""
    if _TAX.search(plain):
        return
    for hit in _AMOUNT.finditer(plain):
        first, _ = around(plain, *hit.span(), clause=True)
        if not _MAIN_PAY.search(plain, first, hit.start()):
            continue
        yield _at(
            "pay_tax", _FLAT, s.DISCLOSURE, field, text, hit, on,
            "「{words}」が、税込の額か手取りの額かがわかりません。", "税を引く前の額で書き、「税込」と添える。例：「年俸1,200万円（税込）」",
        )  # fmt: skip
        return


def _net(field: str, text: str, plain: str, on: date) -> Iterator[Finding]:
    for hit in _NET.finditer(plain):
        yield _at(
            "pay_net", _FLAT, s.DISCLOSURE, field, text, hit, on,
            "「{words}」の額は、先生ごとの税や保険料で変わります。", "税を引く前の額でお書きください。例：「日額9万円（税込）」",
        )  # fmt: skip


def _fixed_overtime(field: str, text: str, plain: str, given: Mapping[str, object], on: date) -> Iterator[Finding]:
    if given.get("fixed_overtime") is True or _NO_FIXED.search(plain):
        return  # the structured items ask for the three facts themselves
    hit = _FIXED.search(plain)
    if hit is None or all(fact.search(plain) for fact in _THREE):
        return
    yield _at(
        "fixed_overtime", Severity.BLOCK, s.FIXED_OVERTIME, field, text, hit, on,
        "「{words}」のときは、これを除いた基本給、時間数と額、超えた分を追加で支払うことの3つを示す必要があります。",
        "例：「基本給80万円、固定残業代15万円（20時間分）、20時間を超えた分は追加で支給」",
    )  # fmt: skip


def _night_duty(field: str, text: str, plain: str, given: Mapping[str, object], on: date) -> Iterator[Finding]:
    if given.get("night_duty_permission") or "許可" in plain:
        return
    for hit in _NIGHT_ASKED.finditer(plain):
        first, last = around(plain, *hit.span())
        if _NIGHT_GIVEN.search(plain, first, last):
            continue
        if given.get("night_duty") is False:
            sentence = "「{words}」とありますが、当直の欄は「なし」です。どちらが正しいか、おそろえください。"
            yield _at(
                "night_duty_differs", Severity.BLOCK, s.TRULY, field, text, hit, on, sentence,
                "当直がなければこの言葉を外し、あれば当直の欄を「あり」にしてください。",
            )  # fmt: skip
            return
        yield _at(
            "night_duty_permission", _FLAT, s.NIGHT_DUTY, field, text, hit, on,
            "「{words}」に、宿日直の許可があるかどうかが書かれていません。許可の有無で、労働時間の数え方が変わります。",
            "例：「当直 月2回（すべての時間帯で宿日直許可あり、翌日は半日勤務）」",
        )  # fmt: skip
        return


def _at(
    rule: str,
    severity: Severity,
    statute: Statute,
    field: str,
    text: str,
    hit: re.Match[str],
    on: date,
    sentence: str,
    instead: str,
) -> Finding:
    words = text[hit.start() : hit.end()]
    return Finding(
        rule, "pay", severity, field, hit.start(), hit.end(), words, statute, sentence.format(words=words), instead
    )
