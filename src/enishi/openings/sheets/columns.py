"""The columns of the list: a heading, how a cell is read, how a fact is written. What is written is read back as the same. Pure."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from enishi.common.japanese.date_parsing import parse_date
from enishi.common.japanese.halfdays import codes_of, mask_of, parse_pattern, pattern_words
from enishi.common.japanese.money import man_yen_words, parse_yen, without_about
from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width
from enishi.engine.schema import WISHES
from enishi.engine.specialties import NAMES, find
from enishi.law.condition_requirements import REQUIREMENTS
from enishi.openings.enums import ContractKind, Duty, Employment, Rotation
from enishi.openings.portrait import MOST_CHARACTERS, QUESTIONS

OUR_NUMBER, THEIR_NUMBER = "number", "external_number"
LONGEST = 1000
MOST_MAN = 100_000
"""In a column of 万円 a number beyond this was meant in yen."""
RENEWAL = {"none": "更新なし", "possible": "更新する場合がある", "automatic": "自動的に更新する"}
PERMISSION = {"all": "すべての時間帯で許可あり", "some": "一部の時間帯で許可あり", "none": "許可なし"}
ANY = "科目不問"


class CellProblem(ValueError):
    """A cell that cannot be read; carries a sentence without the leading ＊."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Column:
    """key: a fact as in `openings.versions`, or one of the two numbers. read: of a cell's text; show: the text of a fact.

    choices: words of a drop-down list; several: more than one of them, with 、 between. what: the explanation.
    """

    key: str
    heading: str
    what: str
    example: str
    read: Callable[[str], Any]
    show: Callable[[Any], str]
    choices: tuple[str, ...] = ()
    several: bool = False
    width: int = 18


def text_of(cell: object) -> str:
    """What stands in a cell as people see it: 2.0 is 2, a date is its day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "あり" if cell else "なし"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def _words(longest: int = LONGEST) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest:
            raise CellProblem(f"{longest}字まででご記入ください（いまは{len(text)}字）。")
        return text

    return read


def _whole(least: int, most: int, unit: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        digits = _plain(text).removesuffix(unit).removesuffix("名" if unit == "人" else unit).strip()
        if not _short_number(digits) or not least <= int(digits) <= most:
            raise CellProblem(f"{least}から{most}までの数字でご記入ください。例：{least}")
        return int(digits)

    return read


def _days(text: str) -> Decimal:
    words = _plain(text).removeprefix("週").replace("日", "").strip()
    half = words.endswith("半")
    digits = words.removesuffix("半") or "0"
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", digits):
        raise CellProblem("週の日数を読み取れませんでした。例：2、2.5")
    days = Decimal(digits) + (Decimal("0.5") if half else 0)
    if not 0 < days <= 7 or days * 10 % 1:
        raise CellProblem("週の日数は、7までの数字でご記入ください。例：2.5")
    return days


def _yen(text: str) -> int:
    try:
        yen = parse_yen(text, bare="man")
    except InputProblem as problem:
        raise CellProblem(problem.sentence) from None
    if yen > MOST_MAN * 10_000:
        raise CellProblem("万円の欄です。1,200万円は「1200」とご記入ください。")
    return yen


_MONTH = re.compile(r"(?P<year>.*\S)?\s*(?:年|[-/.])?\s*(?<!\d)(?P<month>\d{1,2})\s*月?")


def _day(text: str) -> date:
    """A day; a month alone (令和9年4月) is its first."""
    return _day_or_month(text, "1日")


def _last_day(text: str) -> str:
    """A day; a month alone is its last."""
    return _day_or_month(text, "末").isoformat()


def _day_or_month(text: str, which: str) -> date:
    try:
        return parse_date(text, yearless="next", label="日付")
    except InputProblem as problem:
        month = _MONTH.fullmatch(_plain(text))
        if month is None or problem.candidates or not (month["year"] or "月" in text):
            raise CellProblem(f"{problem.sentence}年と月だけでもかまいません。") from None
        year = f"{month['year'].removesuffix('年').rstrip('-/. ')}年" if month["year"] else ""
        try:
            return parse_date(f"{year}{month['month']}月{which}", yearless="next", label="日付")
        except InputProblem:
            raise CellProblem(problem.sentence) from None


def _week(text: str) -> list[str]:
    try:
        return list(codes_of(parse_pattern(text)))
    except InputProblem as problem:
        raise CellProblem(problem.sentence) from None


def _specialties(text: str) -> list[str]:
    if text == ANY:
        return [ANY]
    found = []
    for word in _pieces(text):
        index = find(word)
        if index is None:
            raise CellProblem(f"「{word}」という診療科が見つかりませんでした。例：循環器内科、人工透析内科")
        found.append(NAMES[index])
    return list(dict.fromkeys(found))


ALSO = {
    "part_time": ("非常勤", "定期非常勤", "非常勤定期", "パート"), "full_time": ("正職員", "常勤医", "フルタイム"),
    "spot": ("単発", "短期", "スポット", "スポット勤務", "非常勤(単発)", "非常勤(スポット)"),
    "yes": ("有", "有り", "あります", "はい", "○", "〇"), "no": ("無", "無し", "ありません", "いいえ", "×", "ナシ"),
    "none": ("無", "無し", "ありません", "不要", "×", "ナシ"), "required": ("有", "有り", "あります", "必要", "○", "〇"),
    "negotiable": ("相談", "応相談", "要相談", "相談可", "相談による", "ご相談"),
    "indefinite": ("無期", "無期雇用", "期限なし", "定めなし"), "fixed": ("有期", "有期雇用", "期限あり", "定めあり"),
}  # fmt: skip
"""Other words for a choice, as hospitals write them in a cell; only where the choice stands in the column."""


def _one(words: Mapping[str, str], label: str) -> Callable[[str], str]:
    codes = {_word(word): code for code, word in words.items()}
    for code in words:
        for other in ALSO.get(code, ()):
            codes.setdefault(_word(other), code)

    def read(text: str) -> str:
        if _word(text) in codes:
            return codes[_word(text)]
        raise CellProblem(f"{label}は、「{'」「'.join(words.values())}」からお選びください。")

    return read


def _many(words: Mapping[str, str], label: str) -> Callable[[str], list[str]]:
    one = _one(words, label)
    return lambda text: list(dict.fromkeys(one(piece) for piece in _pieces(text)))


def _yes_no(text: str) -> bool:
    return _one({"yes": "あり", "no": "なし"}, "ここ")(text) == "yes"


def _number_with_unit(unit: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        digits = _plain(text).removesuffix(unit).replace(",", "").strip()
        return f"{int(digits)}{unit}" if _short_number(digits) else _words(MOST_CHARACTERS)(text)

    return read


def _short_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= 9


def _word(text: str) -> str:
    """A choice without its widths and blanks: 非常勤(定期) is 非常勤（定期）."""
    return re.sub(r"\s", "", half_width(text))


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[、，,／/\n]", text) if piece.strip()]


def _plain(text: str) -> str:
    return arabic_numerals(half_width(text)).strip()


PAY = {"annual_pay_min_yen": "年俸の下限", "annual_pay_max_yen": "年俸の上限", "daily_pay_yen": "日額"}
REMARK = re.compile(r"(?P<what>" + "|".join(PAY.values()) + r")は、約[^。]{1,20}です。")


def remark_of(column: "Column", text: str, value: Any) -> str:
    """The sentence that keeps 「約」 of a cell, whose figure alone would sound certain; "" where nothing was rounded."""
    said = text.strip()
    if column.key not in PAY or without_about(half_width(said)) == half_width(said):
        return ""
    return f"{PAY[column.key]}は、約{man_yen_words(value)}です。"


def with_remarks(details: str, remarks: Sequence[str], keys: Collection[str] = ()) -> str:
    """The words about pay with these remarks, in place of earlier ones of the same amounts.

    keys: columns that now say their amounts for certain, so that an earlier remark goes too.
    """
    told = {PAY[key] for key in keys if key in PAY} | {
        found["what"] for text in remarks if (found := REMARK.match(text))
    }
    kept = REMARK.sub(lambda one: "" if one["what"] in told else one[0], details).strip()
    return "\n".join(part for part in (kept, "".join(remarks)) if part)


def same_words(written: str, shown: str) -> bool:
    """Whether a cell says to the letter, but for widths and blanks, what it was understood as."""
    return _word(written).removesuffix("00:00:00") == _word(shown)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _show_one(words: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda code: words.get(str(code), "") if code not in (None, "") else ""


def _show_many(words: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda codes: "、".join(words[code] for code in codes or () if code in words)


def _show_days(days: Any) -> str:
    return "" if days is None else f"{float(days):g}"


def _show_man(yen: Any) -> str:
    return "" if not yen else f"{Decimal(yen) / 10_000:f}"


def _show_day(day: Any) -> str:
    return "" if not day else (day if isinstance(day, str) else day.isoformat())


def _show_bool(value: Any) -> str:
    return {True: "あり", False: "なし"}.get(value, _text(value)) if isinstance(value, bool) else _text(value)


def _choice(key: str, heading: str, what: str, words: Mapping[str, str], example: str) -> Column:
    return Column(key, heading, what, example, _one(words, heading), _show_one(words), tuple(words.values()))


def _said(key: str, heading: str, what: str, example: str, longest: int = LONGEST) -> Column:
    return Column(
        key, heading, what, example, _words(longest), _show_bool if key == "conditions.overtime" else _text, width=28
    )


DUTY = {str(code): label for code, label in Duty.choices()}
WAYS = {str(code): label for code, label in Employment.choices()}
CONTRACT = {str(code): label for code, label in ContractKind.choices()}
SHARES = {str(code): label for code, label in Rotation.choices()}
_LAW = {need.field: need for need in REQUIREMENTS}


def _law(field: str, example: str = "") -> Column:
    need = _LAW[field]
    return _said(f"conditions.{field}", need.label, need.sentence, example or need.example)


def _law_choice(field: str, words: Mapping[str, str], example: str) -> Column:
    return _choice(f"conditions.{field}", _LAW[field].label, _LAW[field].sentence, words, example)


def _law_yes_no(field: str, example: str) -> Column:
    need = _LAW[field]
    return Column(f"conditions.{field}", need.label, need.sentence, example, _yes_no, _show_bool, ("あり", "なし"))


COLUMNS: tuple[Column, ...] = (
    Column(OUR_NUMBER, "募集番号", "縁の番号です。新しい募集は空欄に。", "", _words(12), _text),
    Column(
        THEIR_NUMBER, "管理番号", "貴院でお付けになる番号です。同じ番号の行は、二度取り込んでも一つの募集です。", "R8-01", _words(40), _text
    ),
    Column("title", "見出し", "80字まで。", "海辺の町の内科外来（週2日から）", _words(80), _text, width=34),
    Column(
        "specialties", "診療科", "「、」で区切ります。どの科でもよいときは「科目不問」。", "内科、循環器内科", _specialties,
        lambda names: "、".join(names or ()), (ANY, *NAMES[:19]), several=True,
    ),
    Column("employment", "働き方", "「、」で区切ります。", "非常勤（定期）", _many(WAYS, "働き方"), _show_many(WAYS), tuple(WAYS.values()), several=True),
    Column("headcount", "人数", "お求めの人数。", "1", _whole(1, 99, "人"), _text, width=8),
    Column("days", "週の日数", "お一人の日数。半日は0.5。", "2.5", _days, _show_days, width=10),
    Column("slots", "曜日と時間", "決まっているときだけ。", "火曜の午前・午後、木曜の午前", _week, lambda codes: pattern_words(mask_of(codes)) if codes else "", width=28),
    _choice("rotation", "分けて受け持つ", "一つの席を何人かで分けるときだけ。", SHARES, ""),
    Column("rotation_days", "席の週の日数", "分けて受け持つときだけ。", "", _days, _show_days, width=10),
    _choice("night_duty", "当直", "あるか、ないか。", DUTY, "なし"),
    _law_choice("night_duty_permission", PERMISSION, ""),
    _choice("on_call", "夜間の呼び出し", "あるか、ないか。", DUTY, "相談できる"),
    Column("on_call_per_month", "呼び出しの回数（月）", "数えた数字。", "2", _whole(0, 31, "回"), _text, width=10),
    Column("starts_on", "始まりの日", "ご相談のときは空欄に。", "2027-04-01", _day, _show_day, width=14),
    Column("annual_pay_min_yen", "年俸の下限（万円）", "税込。年俸か日額のどちらか。", "", _yen, _show_man, width=12),
    Column("annual_pay_max_yen", "年俸の上限（万円）", "税込。", "", _yen, _show_man, width=12),
    Column("daily_pay_yen", "日額（万円）", "税込。", "9", _yen, _show_man, width=10),
    Column("offers", "用意できること", "「、」で区切ります。", "住まいの用意、交通費の支給", _many(WISHES, "用意できること"), _show_many(WISHES), tuple(WISHES.values()), several=True),
    _law("duties"), _law("duties_change_scope"),
    _law_choice("contract_kind", CONTRACT, "期間の定めあり"),
    Column("conditions.ends_on", "契約の終わりの日", "期間の定めがあるとき。", "2028-03-31", _last_day, _show_day, width=14),
    Column("conditions.contract_months", "契約の月数", "日で決められないとき。", "", _whole(1, 120, "か月"), _text, width=10),
    _law_choice("renewal", RENEWAL, "更新する場合がある"),
    _law("renewal_criteria"), _law("renewal_limit"),
    _law_yes_no("probation", "なし"), _said("conditions.probation_details", _LAW["probation_details"].label, _LAW["probation_details"].sentence, ""),
    _said("conditions.place", "就業の場所（雇入れ直後）", "空欄のときは、ご登録の所在地です。", ""), _law("place_change_scope"),
    _said("conditions.employer_name", "雇い主の名称", "空欄のときは、ご登録の法人名です。", ""),
    _law("working_hours"), _law("breaks"), _law("overtime"), _law("holidays"),
    _law("pay_details"), _law_yes_no("fixed_overtime", "なし"),
    *(_said(f"conditions.{f}", _LAW[f].label, _LAW[f].sentence, "") for f in ("fixed_overtime_base_pay", "fixed_overtime_hours", "fixed_overtime_amount")),
    Column(
        "conditions.fixed_overtime_excess_paid", _LAW["fixed_overtime_excess_paid"].label, "固定残業代があるときだけ。", "", _yes_no, _show_bool, ("あり", "なし")
    ),
    _law("insurance"), _law("smoking"),
    *(
        Column(
            f"portrait.{q.key}", q.label, q.group.label, "",
            _number_with_unit(q.unit) if q.unit else _words(MOST_CHARACTERS), _text, q.choices, width=22,
        )
        for q in QUESTIONS
    ),
    Column("honest_note", "困りそうなこと", "1行に1つずつ。", "冬は列車が止まる日が年に6日ほどあります。", _words(2000), _text, width=34),
)  # fmt: skip
BY_HEADING = {column.heading: column for column in COLUMNS}
assert len(BY_HEADING) == len(COLUMNS), "two columns have one heading"


def as_cells(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of an opening as the columns hold them: 科目不問 is a word in the column of the specialties."""
    shown = dict(facts)
    if shown.pop("any_specialty", False):
        shown["specialties"] = [ANY]
    return shown


def as_facts(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The way back."""
    any_specialty = cells.get("specialties") == [ANY]
    return {**cells, "any_specialty": any_specialty, **({"specialties": []} if any_specialty else {})}


def headings_of(cells: Sequence[object]) -> list[str]:
    """The first row, without the marks and line breaks people add."""
    return [re.sub(r"[\s※＊*]", "", text_of(cell)) for cell in cells]
