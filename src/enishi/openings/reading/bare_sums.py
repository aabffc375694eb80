"""Sums of a table without their yen: 「半日 4.5」 below 「報酬は1回あたり・万円」, 「時12,000」 below 「年・月=万円、時・日=円」."""

from collections.abc import Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.cells import Table
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.pay_units import BOUNDS
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.pay_columns import YEN

# What a sum is paid for, and the unit of a rate.
_UNITS = (
    (r"[日当宿]*直|1?回|1?勤務", "duty"), (r"半日?額?|1?コマ", "half_day"), (r"年[俸収額]?", "year"), (r"月[額給]?", "month"),
    (r"1?日[額給当]?", "day"), (r"1?時(?:間|給)?", "hour"),
)  # fmt: skip
_PER = r"(?:[日当宿]+直)?(?:年[俸収額]?|月[額給]?|半日?額?|1?日[額給当]?|1?時(?:間|給)?|1?コマ|1?回|1?勤務)|[日当宿]+直"
_SUM = lazy(
    rf"\s*(?P<per>{_PER})?\s*(?P<low>\d[\d,]*(?:\.\d+)?)\s*(?:(?P<open>〜|以上|から|-)\s*(?P<high>\d[\d,]*(?:\.\d+)?)?)?\s*(?:\([^()]*\))?\s*"
)
# 「年=万円、月=万円、時・日=円」, 「年=年俸(万円)、半=半日(万円)」
_BY_KEY = lazy(
    rf"(?P<keys>(?:{_PER})(?:[・/](?:{_PER}))*)料?(?:の単位)?\s*[=:は]\s*(?:{_PER})?\s*\(?(?P<yen>千円|万円|円)"
)
# 「報酬は1回あたり・万円」, 「手当の単位は千円(1回)」
_FOR_ALL = lazy(
    rf"(?:報酬|手当|単価|謝金|謝礼|金額|給与|料金)[^。\n]{{0,8}}?(?P<per>{_PER})(?:あたり|につき)?[・、/\s(]*(?P<yen>千円|万円|円)"
    rf"|(?:報酬|手当|単価|謝金|謝礼|金額|料金)(?:額)?は、?(?P<per3>{_PER})(?:あたり|につき)"
    rf"|単位[はが:\s]*(?P<yen2>千円|万円|円)\s*\((?P<per2>{_PER})(?:あたり|につき)?\)"
)
_PAID = lazy(r"(?:出務|当直|日直|宿直|勤務|診察|派遣)?(?:手当|料|料金|単価|謝金|謝礼|金額)(?:額)?(?:\([^()]*\))?")


def given(table: Table, common: Sequence[Item]) -> dict[int, Found]:
    """The rates of each row, by row, whose cells are numbers that a legend beside the table explains; empty without one."""
    legends = [f"{item.label}:{item.text}" for item in common]
    by_key = {
        unit: YEN[one["yen"]]
        for words in legends
        for one in _BY_KEY.finditer(words)
        for key in patterns.split(r"[・/]", one["keys"])
        if (unit := _unit_of(key)) is not None
    }
    for_all = next((one for words in legends if (one := _FOR_ALL.search(words))), None)
    if not by_key and for_all is None:
        return {}
    found: dict[int, Found] = {}
    for index, row in enumerate(table.rows):
        rates, places = [], []
        for item in row:
            told = _SUM.fullmatch(item.text) if item.about("pay") or _PAID.fullmatch(item.label) else None
            if told is None:
                continue
            of_label = _unit_of(item.label)
            unit = _unit_of(told["per"]) if told["per"] else of_label if of_label in by_key else None
            if unit is None and for_all is not None:
                unit = _unit_of(for_all["per"] or for_all["per2"] or for_all["per3"])
            beside = patterns.search(r"千円|万円|円", item.label)
            of_all = for_all and (for_all["yen"] or for_all["yen2"] or (beside and beside.group()))
            yen = by_key.get(unit or "") or YEN.get(of_all or "", 0)
            rate = _rate(unit, yen, told["low"], told["high"], is_open=bool(told["open"]))
            if rate is not None:
                rates.append(rate)
                places.append((item.start, item.end))
        if rates:
            found[index] = Found(rates, tuple(places))
    return found


def _unit_of(words: str) -> str | None:
    return next((unit for pattern, unit in _UNITS if patterns.match(pattern, words)), None)


def _rate(unit: str | None, yen: int, low: str, high: str | None, *, is_open: bool) -> dict[str, object] | None:
    """A row of pay, if its sums are such as are paid for the unit."""
    bounds = BOUNDS.get(unit or "")
    sums = [round(float(words.replace(",", "")) * yen) for words in (low, high) if words]
    if bounds is None or not all(bounds[0] <= one <= bounds[1] for one in sums):
        return None
    return {"unit": unit, "min_yen": sums[0], "max_yen": sums[1] if len(sums) > 1 else None if is_open else sums[0]}
