"""What the heading of a list says its columns of pay count in: thousands of yen, a day, a year."""

from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.cells import Table
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_PER = lazy(r"(?:円|千円|万円)\s*/\s*(?P<unit>半日|コマ|時間?|日|回|月|年)(?![一-龥])")
YEN = {"円": 1, "千円": 1000, "万円": 10000}
"""What the bare numbers of a list count in, by its word for it."""
_PER_WORDS = {
    "半日": "半日",
    "コマ": "コマ",
    "時間": "時間給",
    "時": "時間給",
    "日": "日額",
    "回": "1回",
    "月": "月額",
    "年": "年額",
}


_UNIT_ALONE = lazy(r"(?:[当宿日]直)?(?:1|一|毎)?(?P<unit>半日|コマ|時間|時|日|回|月|年)(?:額|給|当|あたり|につき)?")


_TELLS_UNITS = lazy(r"(?:の|別)?(?:区分|単位)$")


def _with_the_unit_beside(table: Table) -> bool:
    """Whether a column told in what the sums beside it are counted (「区分 半日」), which stands in their labels now."""
    beside = {i.label for row in table.rows for i in row if not i.about("pay", "days") or _TELLS_UNITS.search(i.label)}
    for label in sorted(beside):
        told = [item for row in table.rows for item in row if item.label == label]
        if len(told) < 2 or not all(_UNIT_ALONE.fullmatch(item.text) for item in told):
            continue
        for row in table.rows:
            unit = next((_UNIT_ALONE.fullmatch(item.text) for item in row if item.label == label), None)
            for at, item in enumerate(row):
                if item.label == label:
                    row[at] = replace(item, fields=frozenset(("other",)))
                elif unit is not None and item.about("pay"):
                    row[at] = replace(item, label=f"{item.label}({_PER_WORDS[unit['unit']]})")
        return True
    return False


def name_the_unit(table: Table, common: Sequence[Item]) -> None:
    """What the title of a list or a column beside says of its one column of pay, written to the label of its cells: 「報酬:円/日」."""
    if _with_the_unit_beside(table):
        return
    units = {m["unit"] for item in common for m in _PER.finditer(f"{item.label}:{item.text}")}
    columns = {item.label for row in table.rows for item in row if item.about("pay")}
    if len(units) != 1 or len(columns) != 1:
        return
    label = f"{next(iter(columns))}({_PER_WORDS[next(iter(units))]})"
    table.rows = [[replace(item, label=label) if item.about("pay") else item for item in row] for row in table.rows]


_OF_COLUMNS = lazy(
    r"(?P<what>年収|(?<=[(、:\s])[年月日時](?=[:=(])|年俸|年額|月額|月給|日額|日給|日当|半日額?|コマ|時給|時間給|1回|(?:当|宿|日)直料|金額|給与|報酬|単位)(?:の単位)?(?:[・、と](?P<also>年収|年俸|年額|月額|月給|日額|日給|日当|時給|半日額?|コマ|(?:当|宿|日)直料))?(?:の単位)?(?:は|:|=|\(|の?単位は|\s)\s*(?:(?:いずれ|どちら)も|ともに|とも|すべて|全て)?、?(?:単位は)?\s*(?P<unit>千円|万円|円)(?!程|以|[〜\d])"
)


# 「※給与は年額・万円」, 「給与:常勤は万円(年)、非常勤は円」
_OF_ALL_PAY = lazy(
    r"(?:給与|報酬|賃金|俸給|待遇)(?:欄)?(?:は|:)?\s*(?:(?:年額|年俸|年収|月額)[・、/]\s*(?:単位は?)?|常勤(?:は|:)\s*|[^。\n\d()]{0,24}\((?:いずれも|すべて|ともに)、?(?:単位は?)?)(?P<unit>千円|万円)"
)


def thousands_in(items: Sequence[Item]) -> dict[str, int]:
    """What the bare numbers below a label count in; "" is for any label. Empty where nothing is said."""
    found: dict[str, int] = {}
    for item in items:
        if (whole := _OF_ALL_PAY.search(f"{item.label}:{item.text}")) is not None:
            return {"": YEN[whole["unit"]]}
        for one in _OF_COLUMNS.finditer(f"{item.label}:{item.text}"):
            unit = YEN[one["unit"]]
            for what in (one["what"], one["also"]):
                if what := (what or "").removesuffix("額") if what and what.startswith("半日") else what:
                    found.setdefault("" if what in ("金額", "給与", "報酬", "単位") else what, unit)
    if not found and (general := _general_unit(items)):
        found[""] = general
    return found


def _general_unit(items: Sequence[Item]) -> int:
    for item in items:
        if found := patterns.search(
            r"単位[はが:\s]*(千円|万円|円)|(千円|万円)単位|年[俸収][^。\n\d]{0,6}(千円|万円)(?!程|以|[〜\d])",
            item.text + item.label,
        ):
            return YEN[found[1] or found[2] or found[3]]
        if "単位" in item.label and (found := patterns.match(r"\s*(千円|万円|円)", item.text)):
            return YEN[found[1]]
    return 0
