"""Who runs this service: names, licence, telephone and policies that every page, notice and document repeats.

A profile is a TOML file: the packaged `sample` (fictional, each page marked 見本) and `md2`, or a file of the operator's own.
A fact that is not known yet is left out of the file; it is then "" here, shown as 未設定 to staff and left out in public. Pure.
"""

import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from enishi.common.japanese.date_display import western_with_era

PACKAGED = Path(__file__).with_name("profiles")
NOT_SET = "未設定"
FREE, PAID = "free", "paid"


class ProfileFault(ValueError):
    """The profile cannot be used; the message lists every fault with the key to mend."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A body that runs the service. licence: number of the placement licence it holds, or ""."""

    name: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the fee table an employer sees, and the same in figures for the event a fee is asked for.

    applies: full_time, part_time, spot or any, "" for a line that is no fee of an employment; percent of the pay of `months`
    months (12 where left out), or a flat sum of `yen`, 0 too. Both before tax. since, until: first and last day of the line
    as it was filed, "" for always.
    """

    what: str
    amount: str
    applies: str = ""
    percent: str = ""
    months: str = ""
    yen: str = ""
    since: str = ""
    until: str = ""

    @property
    def times(self) -> str:
        """2027年（令和9年）1月1日から, "" for a line without days."""
        return _times_words(self.since, self.until)


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Share of the fee given back when a person leaves within a period.

    months, percent: the same in figures, so many months from the first day of work and so much of the fee; since, until as
    of a fee line, asked of the first day of work.
    """

    within: str
    share: str
    months: str = ""
    percent: str = ""
    since: str = ""
    until: str = ""

    @property
    def times(self) -> str:
        """2027年（令和9年）1月1日から, "" for a line without days."""
        return _times_words(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Message:
    """A word of a supporting body. person, title: who says it (〇〇会長), "" while not to be named."""

    supporter: str
    text: str
    person: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs formal letters. body: the supporting body; person, title: its head, "" while not to be named."""

    body: str
    title: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Facts about the operator. Optional ones are "" or () while unknown.

    phone, fax: as displayed; `phone_digits` for tel: links. licence: 13-ユ-123456 (職業安定法30条, 有料職業紹介事業);
    licensed: the day it was given, 2020-08-01.
    invoice_registration: 適格請求書発行事業者の登録番号, T and thirteen digits (消費税法57条の4), "" for who has none; bank: where to pay.
    fee_scheme: filed (届出制手数料) or capped (上限制手数料), 職業安定法32条の3第1項. responsible: 職業紹介責任者. reply_within: when a person first answers, as promised, e.g. 1営業日以内.
    """

    name: str
    short_name: str
    phone: str
    mail: str
    supporters: tuple[str, ...]
    operators: tuple[Operator, ...]
    sample: bool = False
    hours: str = ""
    fax: str = ""
    mail_openings: str = ""
    web: str = ""
    link_base: str = ""
    started: str = ""
    postcode: str = ""
    address: str = ""
    licence: str = ""
    licensed: str = ""
    business_kind: str = PAID
    fee_scheme: str = ""
    responsible: str = ""
    scope_occupations: str = ""
    scope_regions: str = ""
    fees: tuple[FeeLine, ...] = ()
    refunds: tuple[RefundLine, ...] = ()
    invoice_registration: str = ""
    bank: str = ""
    refund_note: str = ""
    penalty_note: str = ""
    complaints_contact: str = ""
    complaints_phone: str = ""
    privacy_contact: str = ""
    accessibility_contact: str = ""
    reply_within: str = ""
    purposes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    signatories: tuple[Signatory, ...] = ()

    @property
    def signing(self) -> tuple[Signatory, ...]:
        """Who signs a letter: those named, else the supporting bodies without a person."""
        return self.signatories or tuple(Signatory(body) for body in self.supporters)

    def fees_on(self, day: date) -> tuple[FeeLine, ...]:
        """The fee table that stood on a day."""
        return tuple(line for line in self.fees if _stood(line, day))

    def refunds_on(self, day: date) -> tuple[RefundLine, ...]:
        """The schedule of refunds that stood on a day, the shortest time first."""
        return tuple(sorted((r for r in self.refunds if _stood(r, day)), key=lambda r: int(r.months or 0)))

    @property
    def phone_digits(self) -> str:
        return re.sub(r"\D", "", self.phone)

    @property
    def phone_with_hours(self) -> str:
        """03-0000-0000（平日 午前9時〜午後5時）, without brackets while the hours are unknown."""
        return f"{self.phone}（{self.hours}）" if self.hours else self.phone

    @property
    def full_address(self) -> str:
        """〒100-0000 見本県…, "" while unknown."""
        return " ".join(part for part in (f"〒{self.postcode}" if self.postcode else "", self.address) if part)

    @property
    def started_words(self) -> str:
        """2020年8月, "" while unknown."""
        year, _, month = self.started.partition("-")
        return f"{year}年{int(month)}月" if month else ""

    @property
    def licensed_words(self) -> str:
        """2020年（令和2年）8月1日, "" while unknown."""
        return western_with_era(date.fromisoformat(self.licensed)) if self.licensed else ""

    @property
    def business_words(self) -> str:
        return "有料職業紹介事業" if self.business_kind == PAID else "無料職業紹介事業"

    @property
    def missing(self) -> tuple[str, ...]:
        """Japanese names of the facts that are not set, for the office's list of things to complete."""
        return tuple(label for key, label in LABELS.items() if not getattr(self, key))


def _times_words(since: str, until: str) -> str:
    first, last = (western_with_era(date.fromisoformat(day)) if day else "" for day in (since, until))
    return (f"{first}から" if first else "") + (f"{last}まで" if last else "")


def _stood(line: FeeLine | RefundLine, day: date) -> bool:
    return line.since <= day.isoformat() and (not line.until or day.isoformat() <= line.until)


LABELS = {
    "hours": "受付時間",
    "postcode": "郵便番号",
    "address": "所在地",
    "licence": "許可番号",
    "licensed": "許可年月日",
    "responsible": "職業紹介責任者",
    "scope_occupations": "取扱職種の範囲",
    "scope_regions": "取扱地域の範囲",
    "fees": "手数料",
    "refunds": "返戻金制度",
    "penalty_note": "違約金の定め",
    "complaints_contact": "苦情の窓口",
    "privacy_contact": "個人情報の窓口",
    "accessibility_contact": "見やすさについての窓口",
    "reply_within": "最初にご連絡する期限",
    "messages": "支えている団体からのことば",
    "signatories": "依頼状に名を連ねる方",
}
"""Facts the law or the pages ask for (職業安定法32条の13, 則24条の5 for the placement business)."""

_CHECKS = {
    "phone": (re.compile(r"0[\d-]{8,12}\d"), "a Japanese number such as 03-0000-0000"),
    "fax": (re.compile(r"0[\d-]{8,12}\d"), "a Japanese number such as 03-0000-0000"),
    "complaints_phone": (re.compile(r"0[\d-]{8,12}\d"), "a Japanese number such as 03-0000-0000"),
    "mail": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "a mail address"),
    "mail_openings": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "a mail address"),
    "postcode": (re.compile(r"\d{3}-\d{4}"), "seven digits such as 100-0000"),
    "licence": (re.compile(r"\d{2}-[ユム]-\d{6}"), "a licence number such as 13-ユ-123456"),
    "licensed": (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "a day such as 2020-08-01"),
    "started": (re.compile(r"\d{4}-\d{2}"), "a month such as 2020-08"),
    "invoice_registration": (re.compile(r"T\d{13}"), "T and thirteen digits"),
    "fee_scheme": (re.compile("filed|capped"), "filed or capped"),
    "business_kind": (re.compile(f"{FREE}|{PAID}"), "free or paid"),
    "link_base": (re.compile(r"[a-z0-9.-]+"), "a host name without https://"),
}
_ROWS: dict[str, type[Operator] | type[FeeLine] | type[RefundLine] | type[Message] | type[Signatory]] = {
    "operators": Operator,
    "fees": FeeLine,
    "refunds": RefundLine,
    "messages": Message,
    "signatories": Signatory,
}
_FEE_FIGURES = {
    "applies": (re.compile("full_time|part_time|spot|any"), "full_time, part_time, spot or any"),
    "percent": (re.compile(r"\d{1,2}(\.\d)?"), 'a share such as "10" or "10.5"'),
    "months": (re.compile(r"[1-9]|1[0-2]"), 'months from "1" to "12"'),
    "yen": (re.compile(r"\d{1,9}"), 'whole yen such as "0" or "50000"'),
}
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_REFUND_FIGURES = {
    "months": (re.compile(r"[1-9]|1[0-2]"), 'months from "1" to "12"'),
    "percent": (re.compile(r"100|\d{1,2}"), 'a share from "0" to "100"'),
}
_LISTS = frozenset({"supporters", "purposes", "features"})


@lru_cache(maxsize=8)
def load_profile(which: str) -> Profile:
    """The profile `sample` or `md2`, or the one in the TOML file at this path.

    Raises ProfileFault naming every fault. Read once per process: restart after editing.
    """
    path = PACKAGED / f"{which}.toml" if re.fullmatch(r"[a-z0-9_]+", which) else Path(which)
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise ProfileFault(f"operator profile {which!r}: there is no file {path}") from None
    except UnicodeDecodeError:
        raise ProfileFault(f"operator profile {which!r} is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        raise ProfileFault(f"operator profile {which!r} is not valid TOML: {fault}") from None
    return profile_from(data, source=which, text=text)


def profile_from(data: dict[str, Any], *, source: str = "profile", text: str = "") -> Profile:
    """A checked profile from the tables of a TOML file. Raises ProfileFault with all faults at once, each with its line in `text`."""
    faults = [*_missing(data), *_unknown(data), *(fault for key in data for fault in _faults_of(key, data[key]))]
    if faults:
        raise ProfileFault(f"operator profile {source!r}: " + "; ".join(_placed(fault, text) for fault in faults))
    values = {key: _built(key, value) for key, value in data.items()}
    if faults := _free_faults(values):
        raise ProfileFault(f"operator profile {source!r}: " + "; ".join(_placed(fault, text) for fault in faults))
    return Profile(**values)


def _free_faults(values: dict[str, Any]) -> list[str]:
    """A free licence (無料職業紹介事業, 職業安定法33条) asks no fee. Lines of a paid time before it may stay, ended by `until`."""
    if values.get("business_kind") != FREE:
        return []
    return [
        f'fees {number}: a free placement business asks no fee; end the line with until, or give yen = "0"'
        for number, line in enumerate(values.get("fees", ()), 1)
        if (line.percent or line.yen.strip("0")) and not line.until
    ]


def _placed(fault: str, text: str) -> str:
    """The fault with the line it is about, where it stands in the file: 「fees 2: …」 is the second row of fees."""
    found = re.match(r"(\w+)(?: (\d+))?", fault)
    line = line_of(text, found[1], int(found[2] or 0)) if found else 0
    return f"line {line}: {fault}" if line else fault


def line_of(text: str, key: str, row: int = 0) -> int:
    """The line (1, 2 …) at which a key, or the row-th table of a list, begins in the text of a TOML file; 0 if nowhere."""
    tables = [number for number, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", line)]
    if tables:
        return tables[row - 1] if 0 < row <= len(tables) else tables[0]
    begun = re.search(rf"^[ \t]*{key}[ \t]*=", text, re.M)
    if begun is None:
        return 0
    place = begun.end()
    for _ in range(row):
        at = text.find("{", place)
        if at < 0:
            break
        place = at + 1
    return text.count("\n", 0, place) + 1


def _missing(data: dict[str, Any]) -> list[str]:
    required = [f.name for f in fields(Profile) if f.default is MISSING]
    return [f"{key} is missing" for key in required if not data.get(key)]


def _unknown(data: dict[str, Any]) -> list[str]:
    known = {f.name for f in fields(Profile)}
    return [f"{key} is not a known key" for key in data if key not in known]


def _faults_of(key: str, value: Any) -> list[str]:
    if key in _ROWS:
        return _row_faults(key, value)
    if key in _LISTS:
        good = isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        return [] if good else [f"{key} must be a list of texts"]
    if key == "sample":
        return [] if isinstance(value, bool) else ["sample must be true or false"]
    if not isinstance(value, str):
        return [f"{key} must be a text"]
    pattern, wanted = _CHECKS.get(key, (re.compile(".*", re.S), ""))
    return [] if not value or pattern.fullmatch(value) else [f"{key} is {value!r}, expected {wanted}"]


def _row_faults(key: str, rows: Any) -> list[str]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [f"{key} must be a list of tables"]
    columns = fields(_ROWS[key])
    needed = [c.name for c in columns if c.default is MISSING]
    known = {c.name for c in columns}
    faults = []
    for number, row in enumerate(rows, 1):
        faults += [f"{key} {number}: {name} is missing" for name in needed if not row.get(name)]
        faults += [f"{key} {number}: {name} is not a known key" for name in row if name not in known]
        faults += [f"{key} {number}: {name} must be a text" for name in row if not isinstance(row[name], str)]
        if key == "fees" and all(isinstance(value, str) for value in row.values()):
            faults += _fee_faults(number, row)
        if key == "refunds" and all(isinstance(value, str) for value in row.values()):
            faults += _refund_faults(number, row)
        faults += [
            f"{key} {number}: {name} is {row[name]!r}, expected a day such as 2026-04-01"
            for name in ("since", "until")
            if isinstance(row.get(name), str) and row[name] and not _DAY.fullmatch(row[name])
        ]
    return faults


def _refund_faults(number: int, row: dict[str, str]) -> list[str]:
    faults = [
        f"refunds {number}: {name} is {row[name]!r}, expected {wanted}"
        for name, (pattern, wanted) in _REFUND_FIGURES.items()
        if row.get(name) and not pattern.fullmatch(row[name])
    ]
    if bool(row.get("months")) != bool(row.get("percent")):
        faults.append(f"refunds {number}: months and percent belong together")
    return faults


def _fee_faults(number: int, row: dict[str, str]) -> list[str]:
    faults = [
        f"fees {number}: {name} is {row[name]!r}, expected {wanted}"
        for name, (pattern, wanted) in _FEE_FIGURES.items()
        if row.get(name) and not pattern.fullmatch(row[name])
    ]
    if row.get("percent") and row.get("yen"):
        faults.append(f"fees {number}: percent and yen exclude each other")
    if (row.get("percent") or row.get("yen") or row.get("months")) and not row.get("applies"):
        faults.append(f"fees {number}: figures need applies")
    return faults


def _built(key: str, value: Any) -> Any:
    if key in _ROWS:
        return tuple(_ROWS[key](**row) for row in value)
    return tuple(value) if key in _LISTS else value
