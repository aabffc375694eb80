"""Pay, the month in which one could begin, hours that go on elsewhere, and the specialty."""

import re
from collections.abc import Iterator
from datetime import date

from enishi.common.japanese.month_parsing import parse_month
from enishi.common.japanese.problems import InputProblem
from enishi.engine import specialties as tree
from enishi.physicians.hearing.found import ON_CONDITION, Heard, Open, Quote, left_open
from enishi.physicians.hearing.phrases import Clause
from enishi.physicians.hearing.stance import Stance, stance_of

_MONEY = re.compile(r"(?P<k>\d)\s*千\s*(?P<kh>\d)?百?\s*万|(?P<n>\d[\d,]*(?:\.\d+)?)\s*万")
_ANNUAL = re.compile(r"年収|年俸|年間|年に|収入は|手取り")
_DAILY = re.compile(r"日給|日額|日当|1[日回](?:に|あたり|当たり)?\s*(?:は|最低)?\s*$")
_OTHER_PAY = re.compile(r"時給|月給|月収|毎月|月に|月々|ローン|年金|退職金|家賃|貯|学費|手当|税")
_FLOOR = re.compile(
    r"以上|から|下回|下がると|切(?:りたくな|らな|ると)|最低|下限|は(?:ほしい|欲しい|必要|いただ)|ないと|あれば|希望|くらい(?:は|が|で|あれば)|ほど(?:は|あれば)|程度(?:は|で|が)|でいい|で(?:よい|十分)"
)
_CEILING = re.compile(r"以下|までに(?:抑|おさ)|未満|超え(?:たくな|ないよう)|まで(?:しか|に)")

_BEGIN = re.compile(
    r"(?P<when>(?:(?:令和|R)\s*\d{1,2}\s*年(?:の?\s*\d{1,2}\s*月|度)?|20\d\d\s*年(?:の?\s*\d{1,2}\s*月|度|の?(?:春|夏|秋|冬))?|(?:今年|本年|来年|再来年)度|(?:今年|来年|再来年)の?\s*(?:\d{1,2}\s*月|春|夏|秋|冬)"
    r"|来月|再来月|\d{1,2}\s*か月後|半年後|年明け|(?<!\d)\d{1,2}\s*月(?!\d)|(?:新年度|春|秋)(?=から)|すぐに?でも|いつでも))\s*(?:\d{1,2}\s*日)?\s*(?:ごろ|頃|ころ|くらい)?\s*(?P<joint>から|以降|より|には?|末?で|、|$|。|(?<=でも))"
)
_BEGINS = re.compile(
    r"始め|はじめ|働け|働き|行け|動け|着任|勤務(?:でき|可|した)|可能|空く|希望|OK|できる|大丈夫|移れ|移りたい|よい|いい|お願い"
)
_NO_BEGIN = re.compile(
    r"退職|辞め|やめ|定年|契約|更新|退く|終わ|入院|手術|生まれ|結婚|卒業|孫|引っ越|昨年|去年|勤め(?:て|た)|してい|からいる|面談|見学|連絡|電話|相談|年金|受給"
)

LEAVES = "お退きになる時期のお話です。いつから始められるかをお確かめください。"

_HOURS = re.compile(r"週\s*(?:に)?\s*(?P<n>\d{1,2}(?:\.\d)?)\s*時間")
_SPECIALTY_WORDS = sorted(
    {word for s in tree.SPECIALTIES for word in (s.name, *s.synonyms) if len(word) > 1 and not word.isascii()},
    key=len,
    reverse=True,
)
_SPECIALTY = re.compile("|".join(map(re.escape, _SPECIALTY_WORDS)))
_OWN_FIELD = re.compile(r"専門は|診療科は|科は|標榜は|専門：|専門:|診療科：|診療科:|希望(?:の)?(?:診療)?科は?")
_IN_FIELD = re.compile(
    r"^(?:の(?:仕事|診療|医師))?(?:で|を|として)\s*(?:働きたい|探し|続けたい|続けます|希望|お願い|やりたい|やっていきたい|勤務したい|診たい)"
)


def pay(clause: Clause) -> Iterator[Heard | Open]:
    """`min_annual_pay_yen`, `min_daily_pay_yen`: yen."""
    for found in _MONEY.finditer(clause.text):
        before = clause.text[: found.start()]
        daily, annual = _DAILY.search(before), _ANNUAL.search(before)
        if _OTHER_PAY.search(before) or not (daily or annual):
            continue
        field = "min_daily_pay_yen" if daily else "min_annual_pay_yen"
        if not clause.plain or clause.present:
            if (one := left_open(field, clause)) is not None:
                yield one
            continue
        rest, quote = clause.text[found.end() :], Quote.of(clause)
        if _CEILING.search(rest):
            yield Open(field, quote, "上の限りのお話のようです。下回ると困る額をお確かめください。")
            continue
        if not (_FLOOR.search(clause.text) or rest.strip("円。、 ") == ""):
            continue
        if clause.under:
            yield Open(field, quote, ON_CONDITION)
            continue
        amount = _amount(found)
        if 10_000 <= amount <= (100_000_000 if annual and not daily else 1_000_000):
            yield Heard(field, amount, quote, clause.mends)


def _amount(found: re.Match[str]) -> int:
    if found["k"]:
        return (int(found["k"]) * 1000 + int(found["kh"] or 0) * 100) * 10_000
    return round(float(found["n"].replace(",", "")) * 10_000)


def begins(clause: Clause, today: date) -> Iterator[Heard | Open]:
    """`available_from`: the first day of a month. A day on which one leaves is no day on which one begins: it is asked."""
    for found in _BEGIN.finditer(clause.text):
        field, quote = "available_from", Quote.of(clause)
        if _NO_BEGIN.search(clause.text):
            if clause.plain and re.search(r"退職|辞め|やめ|定年|契約", clause.text) and not clause.keeps:
                yield Open(field, quote, LEAVES)
            continue
        rest = clause.text[found.end() :]
        if not (
            _BEGINS.search(rest)
            or (
                not rest.strip("。、 ")
                and clause.text.startswith(found.group())
                and found["joint"] in ("から", "以降", "より")
            )
        ):
            continue
        if not clause.plain or clause.present:
            if (one := left_open(field, clause)) is not None:
                yield one
            continue
        if stance_of(rest) is Stance.NO or clause.under:
            yield Open(field, quote, ON_CONDITION)
            continue
        try:
            month = parse_month(found["when"], today=today)
        except InputProblem:
            continue
        if month >= today.replace(day=1):
            yield Heard(field, month, quote, clause.mends)


def hours(clause: Clause) -> Iterator[Heard | Open]:
    """`weekly_hours_committed`: of work that goes on beside the new one."""
    for found in _HOURS.finditer(clause.text):
        if clause.keeps and clause.plain and not clause.under and 0 < float(found["n"]) <= 120:
            yield Heard("weekly_hours_committed", float(found["n"]), Quote.of(clause), clause.mends)


def fields(clause: Clause) -> Iterator[Heard | Open]:
    """`specialties`: names, the main one first."""
    led = _OWN_FIELD.search(clause.text)
    names: list[str] = []
    for found in _SPECIALTY.finditer(clause.text):
        wished = found.group().endswith("科") and _IN_FIELD.match(clause.text[found.end() :])
        if (led and found.start() >= led.end()) or wished:
            index = tree.find(found.group())
            if index is not None:
                names.append(tree.NAMES[index])
    if not names:
        return
    if not clause.plain:
        if (one := left_open("specialties", clause)) is not None:
            yield one
        return
    if stance_of(clause.text[led.end() if led else 0 :]) in (Stance.NO, Stance.HARD):
        return
    yield Heard("specialties", tuple(dict.fromkeys(names)), Quote.of(clause), clause.mends)
