"""A fact that a person put in other words: read by the rules the advertisement itself was read by."""

from collections.abc import Callable
from typing import Any

from enishi.common.japanese.date_parsing import parse_date
from enishi.common.japanese.halfdays import codes_of, parse_pattern
from enishi.common.japanese.problems import InputProblem
from enishi.openings.reading.facts import DRAFT_FIELDS, Found
from enishi.openings.reading.fields import contract, days, duty, headcount, housing, pay, specialties, terms
from enishi.openings.reading.line import Item
from enishi.openings.reading.normal import plain

EXAMPLES = {
    "specialties": "内科、総合診療科",
    "employment": "常勤、非常勤",
    "headcount": "1名",
    "days_per_week": "週3〜4日",
    "slots": "月・水の午前、金の午後",
    "pay": "年 1,400万円〜1,800万円、1日 9万円",
    "night_duty": "なし",
    "on_call": "相談できる",
    "housing": "あり",
    "fixed_term": "期間の定めなし",
    "working_hours": "8時30分〜17時15分",
    "breaks": "60分",
    "probation": "3か月、条件は同じ",
    "starts_on": "令和9年4月1日",
    "insurance": "健康、厚生年金、雇用、労災",
    "smoking": "敷地内禁煙",
}
_READERS: dict[str, tuple[str, str, Callable[[list[Item]], Found | None]]] = {
    "employment": ("employment", "雇用形態", terms.read_employment),
    "headcount": ("headcount", "募集人員", headcount.read_headcount),
    "days_per_week": ("days", "勤務日数", days.read),
    "pay": ("pay", "給与", pay.read),
    "night_duty": ("night", "当直", duty.read_night),
    "on_call": ("on_call", "オンコール", duty.read_on_call),
    "housing": ("housing", "住宅", housing.read),
    "fixed_term": ("term", "契約期間", contract.read_fixed_term),
}


def value_of(field: str, words: str) -> Any:
    """The value of one of EXAMPLES' fields from a person's words, full width or not. Raises InputProblem."""
    if field in DRAFT_FIELDS and field != "starts_on":
        if words.strip():
            return words.strip()  # in the words in which the opening says it
        raise InputProblem("空欄です。書かないときは、「使わない」をお選びください。", example=EXAMPLES[field])
    text = plain(words).strip()
    if field == "starts_on":
        return parse_date(text).isoformat()
    if field == "slots":
        return list(codes_of(parse_pattern(text.split("(週")[0])))
    if field == "specialties":
        named, _ = specialties.read([Item(frozenset(("specialty",)), "診療科", text, 0, 0)])
        if named is not None:
            return named.value
    else:
        about, label, reader = _READERS[field]
        found = reader([Item(frozenset((about,)), label, text, 0, 0)])
        if found is not None:
            return found.value
    raise InputProblem(f"読み取れませんでした。例：{EXAMPLES[field]}", example=EXAMPLES[field])
