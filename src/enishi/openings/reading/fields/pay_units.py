"""What an amount of pay is for: a year, a month, a day, half of one, an hour or a duty."""

from collections.abc import Mapping

from enishi.openings.reading import patterns
from enishi.openings.reading.fields.money import Amount
from enishi.openings.reading.fields.weekdays import TOKEN, hours
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

# In order of trust: what stands next to the amount decides, the last one before it wins.
UNITS = lazy(
    r"(?P<half_day>午前[・と]午後(?:とも|それぞれ|各|いずれも)|半日(?:給|額|勤務|単価)?|1?コマ|1枠|1単位|午前(?![・と]午後|から午後)(?:のみ|中|診療?|勤務|の部)?|(?<!午前・)(?<!午前と)(?<!から)午後(?:のみ|診療?|勤務|の部)?|夜診)"
    r"|(?P<hour>一時間|1\s?h(?=\s*[\d¥])|(?<![\d一-龥])時間(?=\s*\d[\d,.]*\s*(?:万|千)?円)|時間?給|時間(?:あたり|当たり|額|単価)|1時間|毎時|(?<![一-龥\d:])時(?=\s?\d[\d,.]*[万千]?円))"
    r"|(?P<duty>(?:日当|宿日|日|当|宿)直(?:料|手当|報酬|勤務)?|夜勤(?:手当)?|準夜|[1一]晩|1直|1当直|[1一]回(?!の)|1勤務|[1一]夜|[1一]泊|24時間)"
    r"|(?P<day>日給|日額|日当(?!直)|(?<!\d)[1一]日(?!目|[(曜])|(?<![\d月])[1一]日(?=\(\d)|(?<![一-龥\d])(?<!のみの)(?<!だけの)(?<!半日の)(?<!午前の)(?<!午後の)(?<![月火水木金土][・、〜])日(?=\s*\d(?!\s*回)|\s*$)|日に(?=\s*約?\s*$|\s*約?\s*\d)|(?<!\d)日勤(?!務)|終日|全日|通し(?:で|の日)(?!\s*1回)|午前[・と]午後|午前から午後|1出務|1回出務)"
    r"|(?P<month>月給|月額|月収|月俸|月例|毎月|月々|月(?:あたり|当たり)|(?<!\d)1[かヶケカ箇ヵ]?月(?!\s*\d{1,2}\s*日)|(?<!\d)(?<![火水木金土日][・、〜])月に?(?=\s*(?:約\s*)?(?:[\d¥]|$)))"
    r"|(?P<year>年俸|年収|年額|年棒|年報酬|年にして|年間|1年|(?<=\()年(?=\)\s*(?:\d|$))|(?<!\d)年(?:に|間に|あたり|当たり)?(?=\s*(?:約\s*)?(?:[\d¥]|$))|年給)"
)
AFTER = lazy(
    r"\s*(?:程度|税込み?|税別|税抜き?|手取り?|\((?:税込み?|税別)\))?\s*(?:[/(毎]\s*1?\s*(?P<unit>半日|コマ|時給|日給|日額|時間|時(?!代)|日(?![直当])|回|当直|日直|直|月(?!\d)|年(?!間?\d|目)|夜|勤務|day|h)(?!\s*約?\s*[\d¥])(?:あたり|当たり|額|につき|分)?(?=[\s)、。/(,※〜+・]|$|で(?:す|お|ご)|と(?:し|な|さ)|を(?:お|予)|(?:に)?(?:なり|お支払))"
    r"|1?\s*(?P<unit2>半日|コマ|時間|日|回|当直|日直|直|月|年|夜|勤務)(?:につき|あたり|当たり))"
)
AFTER_UNIT = {"半日": "half_day", "コマ": "half_day", "時間": "hour", "時給": "hour", "日給": "day", "日額": "day", "時": "hour", "h": "hour", "日": "day", "day": "day", "回": "duty", "当直": "duty",
               "日直": "duty", "直": "duty", "夜": "duty", "勤務": "duty", "月": "month", "年": "year"}  # fmt: skip
DUTY = lazy(r"当直|宿直|日直|夜勤")
_A_DUTY_SOUGHT = lazy(rf"(?:{DUTY.pattern})[^。]*(?:探し|募集|求め|お願い|引き?受け|手伝)(?!し?て(?:い|おり)?ません)")
BY_HOURS = {1: "half_day", 2: "half_day", 3: "day", 4: "duty", 7: "duty"}
A_DAY = lazy(r"(?:\d{1,2}\s*[月/]\s*)?\d{1,2}\s*日?\s*\([月火水木金土日][^()]*\)")
# What physicians are paid: less is what other occupations are, or an allowance for a call.
BOUNDS = {"year": (4_000_000, 60_000_000), "month": (30_000, 6_000_000), "day": (10_000, 500_000), "half_day": (12_000, 250_000), "hour": (5_000, 100_000), "duty": (10_000, 600_000)}  # fmt: skip


def of_no_duty(item: Item, since: str, words: str) -> str | None:
    """The unit of a fee for 「1回」 of work by day whose hours are told beside it: 「健診1回 40,000円(9:00〜12:00)」."""
    last = [*UNITS.finditer(since)][-1:]
    if not last or last[0].group() != "1回" or DUTY.search(words) or DUTY.search(item.label) or item.about("night"):
        return None
    if _A_DUTY_SOUGHT.search(item.text[: item.text.find(words)].rstrip("。").rpartition("。")[2]):
        return None  # the sentence before names it
    hours_of = hours_told(words)
    return BY_HOURS[hours_of] if hours_of in (1, 2, 3) else None


_PAY_IN = lazy(
    r"(?:報酬|給与|謝[金礼]|手当|料金?|単価)\s*\((?P<unit>1時間|時間|半日|1コマ|1回|1日|日額|月額|年額)[^()]*\)"
)
_OF_EXAMPLES = lazy(r"年収|年俸|月額|月給|給与")


def scale_of(item: Item) -> str:
    """What the lines below a heading of pay without any amount tell of, as a label for them; empty if it heads none.

    「手当を含む年収の例は次のとおりです」 gives 「年収の例」, the heading 「区分 時間 報酬(1時間)」 of a list gives 「1時間」.
    """
    words = f"{item.label} {item.text}"
    if patterns.search(r"\d{4,}|\d万|\d円", item.text) or len(words) > 80:
        return ""
    if (column := _PAY_IN.search(words)) is not None:
        return column["unit"]
    if not item.about("pay") and not (
        _OF_EXAMPLES.search(words) and patterns.search(r"例|目安|めやす|モデル|次のとおり", words)
    ):
        return ""
    found = [*UNITS.finditer(words)]
    return f"{found[-1].group()}の例" if found else ""


def hours_told(words: str) -> int:
    """The parts of the day of a row with one stretch of hours; 0 without one."""
    times = [
        bits
        for m in TOKEN.finditer(words)
        if (m["time"] or m["span"]) and (bits := hours(words, m) if m["time"] and m["h2"] else 0)
    ]
    return times[0] if len(times) == 1 else 0


def of_one_day(words: str) -> str | None:
    """The unit of a fee beside one date with its hours: a day, or half of one."""
    if len(A_DAY.findall(words)) != 1:
        return None
    times = [bits for m in TOKEN.finditer(words) if m["time"] and m["h2"] and (bits := hours(words, m))]
    if len(times) == 1 and (times[0] & 4 or DUTY.search(words)):
        return "duty"
    return {3: "day", 1: "half_day", 2: "half_day"}.get(times[0]) if len(times) == 1 else None


# 「1,400万〜2,000万円(年収)」
_UNIT_IN_BRACKETS = lazy(
    r"\s*\((年俸|年収|年額|月給|月額|日給|日額|時給|半日|午[前後](?:のみ|中)?)(?:制|の?(?:例|換算|見込み?|目安|程度))?\)"
)


# 「1,900万円の年俸でお迎えします」, 「1,500万円を下回らない年俸」
_UNIT_BEHIND = lazy(
    r"\s*(?:程度|ほど|以上|前後|台)?(?:の|を(?:下回ら|下ら)ない|を超える)(年俸|年収|年額|月給|月額|日給|日額|時給)(?!\s*約?\d)"
)


def unit_of(since: str, after: str, of_label: str | None, before: str) -> str | None:
    if named := _UNIT_IN_BRACKETS.match(after) or _UNIT_BEHIND.match(after):
        return AFTER_UNIT.get("半日" if named[1][0] == "午" else named[1]) or {"年": "year", "月": "month"}[named[1][0]]
    if (found := AFTER.match(after)) and not patterns.match(r"\s*(?:半日|コマ|日|回|月|年)(?:の|に)", after):
        word = found["unit"] or found["unit2"]
        unit = AFTER_UNIT[word]
        if unit == "duty" and word in ("回", "勤務") and not DUTY.search(before) and of_label not in (None, "duty"):
            return of_label
        return unit
    last = list(UNITS.finditer(patterns.sub(r"(?<=[日回直])\(\d[^()]*\)", "", since)))  # 「1日(2コマ)7万円」
    while last:
        name = str(last[-1].lastgroup)
        word = last[-1].group()
        if name == "duty" and word in ("1回", "一回", "1勤務", "24時間"):
            # 「1回」 of a duty is a duty's fee; of a half day it is that half day's
            earlier = [m for m in last[:-1] if m.lastgroup in ("half_day", "day", "duty")]
            return str(earlier[-1].lastgroup) if earlier else of_label or "duty"
        if (
            name == "half_day"
            and word in ("午前", "午後")
            and len(last) > 1
            and last[-2].lastgroup in ("day", "hour", "duty")
            and last[-2].group() not in ("1回", "一回")
        ):
            last.pop()
            continue
        if name == "hour" and patterns.search(r"1日\d時間$|\d時間$", since[: last[-1].end()]) and word == "時間":
            last.pop()
            continue
        if word == "日勤" and of_label == "duty":
            return "duty"  # 「出務料(1回) 日勤 90,000円 準夜 60,000円」
        if word == "日当" and DUTY.search(since[: last[-1].start()]):
            return "duty"  # 「日直は日当7万円」
        return name
    return of_label


def unit_of_label(item: Item) -> str | None:
    found = list(UNITS.finditer(item.label))
    if len({m.lastgroup for m in found}) > 1 and item.cell:
        return None  # 「日額・半日額」: each cell says which
    if patterns.search(r"半日|コマ", item.label):
        return "half_day"
    if found:
        return str(found[-1].lastgroup)
    if item.about("night"):
        return "duty"
    return None


def from_whole(words: str, before: str) -> str | None:
    """In prose: the nearest word of a unit before the amount in the same sentence (年収は…水準の2400万円)."""
    found = [m for m in UNITS.finditer(before) if m.lastgroup in ("year", "month", "day", "hour", "duty")]
    return str(found[-1].lastgroup) if found and found[-1].group() not in ("1年", "1回", "年間") else None


def by_size(amount: Amount) -> str | None:
    most = amount.high or amount.low or 0
    return "year" if 5_000_000 <= most <= 60_000_000 else None


def small_by_the_year(unit: str, amount: Amount, since: str) -> bool:
    """What a school pays its physician for a year: 「年額 320,000円」."""
    return (
        unit == "year"
        and bool(patterns.search(r"年額|年(?:間の?)?(?:報酬|謝[金礼]|委嘱料|手当)", since))
        and (amount.low or 0) >= 100_000
    )


def plausible(unit: str, amount: Amount) -> bool:
    least, most = BOUNDS[unit]
    return all(least <= side <= most for side in (amount.low, amount.high) if side is not None)


# 「年俸(単位:万円) 1,500〜2,200」: no year is paid with so many yen.
_BARE_OF_A_YEAR = lazy(r"(?:\d{1,2},?\d{3}\s*[〜-]\s*)?(?P<most>(?:[1-5]|\d{2}),?\d{3})\s*〜?")


def bare_unit(item: Item, thousands: Mapping[str, int] | None) -> int:
    """What a number without a unit counts in: the label says (千円) or (万円), or the heading of the table does."""
    if "千円" in item.label:
        return 1_000
    if "万円" in item.label:
        return 10_000
    if told := patterns.search(r"\(?単位\s*(?:[:は])?\s*(千円|万円)\)?|\d\s*\((千円|万円)(?:/年)?\)", item.text):
        return {"千円": 1_000, "万円": 10_000}[told[1] or told[2]]
    if patterns.search(r"年[俸収額]", item.label) and (of_year := _BARE_OF_A_YEAR.fullmatch(item.text.strip())):
        return 10_000 if len(of_year["most"].replace(",", "")) == 4 else 1_000
    if patterns.search(r"\(円\)|円$", item.label):
        return 1
    if thousands and item.cell and (own := patterns.match(r"\s*(年|月|日|時)[俸額収給]?\s*\d", item.text)):
        return next(
            (unit for word, unit in thousands.items() if word.startswith(own[1])),
            thousands.get("", 10_000 if 10_000 in thousands.values() and own.end() >= len(item.text) else 0),
        )
    if thousands and item.cell:
        named = [unit for word, unit in thousands.items() if word and (word[:-1] or word) in item.label]
        if named or "" in thousands:
            return named[0] if named else general(item, thousands[""])
        if len(thousands) == 1 and patterns.search(r"年", item.label + next(iter(thousands))):
            return 1 if not patterns.search(r"年", item.label) else next(iter(thousands.values()))
    return 1 if item.cell and patterns.search(r"日|時|回|コマ|半日|月", item.label) else 0


def general(item: Item, unit: int) -> int:
    """What a bare number counts in where the list says 「単位：万円」 of all its amounts: 「10」 a day is 万円, 「80,000」 is yen."""
    number = patterns.search(r"\d[\d,]*", item.text)
    if number and int(number.group().replace(",", "")) * unit > BOUNDS["year"][1]:
        return 1  # more than anybody is paid
    if patterns.search(r"年|給与|報酬|金額|待遇|処遇", item.label):
        return unit
    return unit if number and int(number.group().replace(",", "")) * unit <= 1_000_000 and unit > 1 else 1
