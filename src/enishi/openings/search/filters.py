"""What a person asks of the list of openings, as a value and as the query of a URL. Pure.

`read_query(canonical_query(f)) == (f, ())` for every normal `Filters`: a state of the search is its URL. What stands for
"no filter" is left out of the URL; what cannot be read is left out of the filters and said in a sentence.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from enishi.common.japanese.halfdays import CODES
from enishi.common.japanese.widths import arabic_numerals, half_width
from enishi.engine import specialties
from enishi.engine.schema import WISHES
from enishi.openings.enums import Duty, Employment

ADMINISTRATION = "administration"
ROLES: dict[str, str] = {
    "mentoring": "若い医師の指導",
    "management": "管理職",
    "checkups": "健診",
    "home_visits": "在宅・訪問診療",
    "industrial": "産業医",
    "care_facility": "老健・介護施設",
    "online": "オンライン診療",
    "research_day": "研究日",
    ADMINISTRATION: "行政・自治体",
    "outpatient": "外来",
    "wards": "病棟",
    "dialysis": "透析",
    "endoscopy": "内視鏡",
    "remote_island": "離島",
}
"""Kinds of work one may look for; any of them will do. All but 行政 (an opening of a municipality) are offers."""
SUPPORT: dict[str, str] = {
    "housing": "官舎・住まいの用意",
    "no_weekend": "土日の休み",
    "travel_paid": "交通費の支給",
    "retraining": "学び直しの支援",
    "extension_after_retirement": "定年後も続けられる",
    "family_support": "ご家族への支援",
    "new_field": "新しい分野への挑戦",
}
"""What an opening offers the physician; all that is asked for must be there."""

MAX_WORDS, MAX_WORD_LENGTH = 3, 30
MAX_PLACES = 20
DAYS = tuple(half / 2 for half in range(1, 15))
WITHIN = (30, 60, 90, 120)
MAX_MAN_YEN = 99_999
_DUTY_WORDS = {"any": Duty.REQUIRED}  # the word of older links


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything one can ask for; the defaults ask for nothing but no night duty and no on-call.

    specialties: keys of `engine.specialties`, any of them, with the matching core's meaning (循環器内科 finds 内科 too).
    prefectures, areas, municipalities: codes (2, 4, 5 digits); the narrowest level that is given counts, any of its codes.
    Areas are those of the edition in force. days_min, days_max: days a week, steps of a half. slots: half-days that are free
    (`mon_am`), () for no restriction. employment: any of them. most_night, most_call: the heaviest duty that is all right.
    roles: any of `ROLES`. offers: all of `engine.schema.WISHES` keys. without: none of these (a physician's "never").
    annual_pay, daily_pay: floors in 万円; openings that state no pay are left out. near: code of a municipality (or, before
    `finding.resolve`, what was typed); within: minutes by car from there, an estimate; by_distance: the nearest first.
    words: each must stand in the name, title, place or department.
    """

    words: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    prefectures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    days_min: float | None = None
    days_max: float | None = None
    slots: tuple[str, ...] = ()
    most_night: Duty = Duty.NONE
    most_call: Duty = Duty.NONE
    roles: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    few: bool = False
    annual_pay: int | None = None
    daily_pay: int | None = None
    near: str = ""
    within: int | None = None
    by_distance: bool = False


NOTHING_ASKED = Filters()
EVERYTHING = Filters(most_night=Duty.REQUIRED, most_call=Duty.REQUIRED)
"""Every public opening, whatever its duties."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of the query that was left out. parameter: its name in the URL; sentence: for the person."""

    parameter: str
    sentence: str


Read = Callable[[Sequence[str]], tuple[Any, str]]
Write = Callable[[Any], list[str]]


def read_query(query: Mapping[str, Sequence[str]]) -> tuple[Filters, tuple[Problem, ...]]:
    """The filters of a query (name → all its values) and what could not be read. Never raises; unknown names are ignored."""
    found: dict[str, Any] = {}
    problems = []
    for name, parameter in _PARAMETERS.items():
        given = [value.strip() for value in query.get(parameter.key, ()) if value.strip()]
        if not given:
            continue
        value, unread = parameter.read(given)
        if value not in (None, ()):
            found[name] = value
        if unread:
            problems.append(Problem(parameter.key, f"{parameter.label}「{unread[:20]}」{parameter.advice}"))
    return Filters(**found), tuple(problems)


def canonical_query(filters: Filters, **more: str | int) -> str:
    """The one query of this state, without the question mark: unset filters left out, values in their own order.

    more: parameters behind the filters (page=2).
    """
    pairs: list[tuple[str, str]] = []
    for field in fields(Filters):
        value = getattr(filters, field.name)
        if value != getattr(NOTHING_ASKED, field.name):
            parameter = _PARAMETERS[field.name]
            pairs += [(parameter.key, text) for text in parameter.write(value)]
    return urlencode([*pairs, *((name, str(value)) for name, value in more.items())])


@dataclass(frozen=True, slots=True)
class _Parameter:
    """How one field is read from the URL and written to it. `read` gives the value and the first piece it could not read."""

    key: str
    label: str
    read: Read
    write: Write
    advice: str = "は見当たりませんでした。この条件を外してさがしています。"


def _pieces(given: Iterable[str]) -> list[str]:
    return [piece.strip() for value in given for piece in value.split(",") if piece.strip()]


def _several(known: Sequence[str], find: Callable[[str], str | None]) -> Read:
    order = {code: place for place, code in enumerate(known)}

    def read(given: Sequence[str]) -> tuple[tuple[str, ...], str]:
        pieces = _pieces(given)
        found = {code for piece in pieces if (code := find(piece)) in order}
        unread = next((piece for piece in pieces if find(piece) not in order), "")
        return tuple(sorted(found, key=lambda code: order[code])), unread

    return read


def _codes(digits: int) -> Read:
    def is_code(piece: str) -> bool:
        return len(piece) == digits and piece.isascii() and piece.isdigit()

    def read(given: Sequence[str]) -> tuple[tuple[str, ...], str]:
        pieces = _pieces(given)
        found = sorted({piece for piece in pieces if is_code(piece)})[:MAX_PLACES]
        return tuple(found), next((piece for piece in pieces if not is_code(piece)), "")

    return read


def _one(convert: Callable[[str], Any]) -> Read:
    def read(given: Sequence[str]) -> tuple[Any, str]:
        try:
            return convert(given[-1]), ""
        except (ValueError, KeyError):
            return None, given[-1]

    return read


def _days(text: str) -> float:
    days = float(arabic_numerals(half_width(text)).removeprefix("週").removesuffix("日"))
    if days not in DAYS:
        raise ValueError(text)
    return days


def _man_yen(text: str) -> int:
    number = int(arabic_numerals(half_width(text)).replace(",", "").removesuffix("円").removesuffix("万"))
    if not 0 < number <= MAX_MAN_YEN:
        raise ValueError(text)
    return number


def _minutes(text: str) -> int:
    minutes = int(half_width(text).removesuffix("分"))
    if not 0 < minutes <= 24 * 60:
        raise ValueError(text)
    return minutes


def _duty(text: str) -> Duty:
    return _DUTY_WORDS.get(text) or Duty(text)


def _is(word: str) -> Callable[[str], bool]:
    def convert(text: str) -> bool:
        if text != word:
            raise ValueError(text)
        return True

    return convert


def _words(given: Sequence[str]) -> tuple[tuple[str, ...], str]:
    words = list(dict.fromkeys(word for value in given for word in folded(value).split()))
    long = [word for word in words if len(word) > MAX_WORD_LENGTH]
    kept = [word for word in words if len(word) <= MAX_WORD_LENGTH]
    return tuple(kept[:MAX_WORDS]), (long + kept[MAX_WORDS:] or [""])[0]


def _place(given: Sequence[str]) -> tuple[str, str]:
    text = " ".join(given[-1].split())
    return (text, "") if len(text) <= MAX_WORD_LENGTH else ("", text)


def folded(text: str) -> str:
    """Width and case do not matter when words are sought."""
    return half_width(text).casefold().strip()


def _specialty(word: str) -> str | None:
    index = specialties.find(word)
    return None if index is None else specialties.SPECIALTIES[index].key


def _same(piece: str) -> str:
    return piece


def _joined(value: Iterable[str]) -> list[str]:
    return list(value)


def _number(value: Any) -> list[str]:
    return [f"{value:g}"]


def _text(value: Any) -> list[str]:
    return [str(value)]


_KEYS = [specialty.key for specialty in specialties.SPECIALTIES]
_OFFERS = list(WISHES)
_PARAMETERS: dict[str, _Parameter] = {
    "words": _Parameter(
        "q",
        "言葉",
        _words,
        lambda words: [" ".join(words)],
        f"は使えませんでした。言葉は{MAX_WORDS}つまでにしてください。",
    ),
    "specialties": _Parameter("specialty", "診療科", _several(_KEYS, _specialty), _joined),
    "prefectures": _Parameter("prefecture", "都道府県", _codes(2), _joined),
    "areas": _Parameter("area", "医療圏", _codes(4), _joined),
    "municipalities": _Parameter("municipality", "市区町村", _codes(5), _joined),
    "employment": _Parameter("employment", "働き方", _several(list(Employment), _same), _joined),
    "days_min": _Parameter("days_min", "週の日数", _one(_days), _number),
    "days_max": _Parameter("days_max", "週の日数", _one(_days), _number),
    "slots": _Parameter("slots", "曜日と時間", _several(CODES, _same), _joined),
    "most_night": _Parameter("night", "当直", _one(_duty), _text),
    "most_call": _Parameter("call", "呼び出し", _one(_duty), _text),
    "roles": _Parameter("role", "仕事の内容", _several(list(ROLES), _same), _joined),
    "offers": _Parameter("offer", "用意されること", _several(_OFFERS, _same), _joined),
    "without": _Parameter("without", "避けたいこと", _several(_OFFERS, _same), _joined),
    "few": _Parameter("few", "医師の少ない地域", _one(_is("1")), lambda _: ["1"]),
    "annual_pay": _Parameter(
        "annual_pay",
        "年俸",
        _one(_man_yen),
        _text,
        "を読み取れませんでした。「1000」のように、万円の数字でご入力ください。",
    ),
    "daily_pay": _Parameter(
        "daily_pay",
        "日額",
        _one(_man_yen),
        _text,
        "を読み取れませんでした。「9」のように、万円の数字でご入力ください。",
    ),
    "near": _Parameter("near", "出発地", _place, _text, "は長すぎます。郵便番号か市区町村の名前でご入力ください。"),
    "within": _Parameter("within", "車での時間", _one(_minutes), _number),
    "by_distance": _Parameter("sort", "並べ方", _one(_is("near")), lambda _: ["near"]),
}
KEYS = tuple(parameter.key for parameter in _PARAMETERS.values())
"""The names of all filter parameters in a URL, in their order there."""
KEY_OF = {name: parameter.key for name, parameter in _PARAMETERS.items()}
assert list(_PARAMETERS) == [field.name for field in fields(Filters)]
