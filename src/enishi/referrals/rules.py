"""The file of a referral: what may stand in it, in which one form it is written, what is wrong with one that came. Pure.

A sheet is JSON in one canonical form (keys sorted, no spaces, UTF-8, NFC), so that two programs that write the same facts
write the same bytes and the signature of one can be checked by the other. `read` believes nothing: size, depth, kinds of
values, version, addressee, dates; it says one sentence about the first fault and the caller changes nothing.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.phones import parse_phone
from enishi.common.japanese.problems import InputProblem
from enishi.referrals.enums import Level, Outcome, SheetKind

FORMAT = "enishi-referral"
VERSION = 1
LARGEST_BYTES = 64 * 1024
DEEPEST = 6
MOST_FACTS = 60
LONGEST = 2_000
LIVES_DAYS = 90
"""A referral is open for three months; longer than that nobody remembers what was agreed to."""

IDENTITY_FACTS: dict[str, str] = {
    "family_name": "姓",
    "given_name": "名",
    "family_kana": "姓のふりがな",
    "given_kana": "名のふりがな",
    "birth_date": "生年月日",
    "phone": "電話番号",
    "mail": "メールアドレス",
    "address": "ご住所",
    "licence_number": "医籍登録番号",
    "employer": "現在の勤務先",
    "career": "経歴",
}
"""Facts that say who somebody is; none of them stands in an outline."""

WORK_FACTS: dict[str, str] = {
    "outline": "お名前を伏せた概要",
    "specialties": "診療科",
    "employment": "働き方",
    "days": "日数",
    "prefectures": "ご希望の都道府県",
    "night_duty": "当直・オンコール",
    "available_from": "始められる時期",
    "wishes": "ご希望",
    "note": "お伝えになりたいこと",
}
OPENING_FACTS: dict[str, str] = {
    "title": "募集",
    "institution": "医療機関",
    "place": "所在地",
    "specialties": "診療科",
    "employment": "働き方",
    "days": "日数",
    "duty": "当直・呼び出し",
    "pay": "報酬",
    "starts_on": "始まり",
    "offers": "用意できること",
    "duties": "業務の内容",
    "working_hours": "就業の時間",
    "contact": "お問い合わせ先",
}
OUTLINE_KEYS = frozenset({"outline"})
"""What an outline may say: the words the meter chose (ADR 0021), which hold the wishes already, and nothing besides."""

CRITICAL = ("family_kana", "given_kana", "birth_date", "phone", "licence_number")
"""Facts of a printed twin that are typed twice: by them somebody is found again, or called."""


class Faulty(ValueError):
    """What came cannot be taken; `sentence` says why, without the leading ＊."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Bank:
    """Who sends or receives: name and number of the placement licence ("" for bodies that need none)."""

    name: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of one file. id: never used twice; code: eight characters that stand on the printed twin.

    about: id of the referral an outcome or a withdrawal speaks of. consent: day and way of the yes it rests on, and whose.
    facts: (key, value) in the order of the vocabulary.
    """

    id: UUID
    kind: SheetKind
    code: str
    sender: Bank
    recipient: Bank
    issued_on: date
    expires_on: date
    level: str = ""
    consent: tuple[str, str, str] = ("", "", "")
    facts: tuple[tuple[str, str], ...] = ()
    about: UUID | None = None
    outcome: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical body, as it stands on the printed twin."""
        return hashlib.sha256(canonical(body_of(self))).hexdigest()


def labels_of(kind: str) -> dict[str, str]:
    """Key of a fact → its words, in the order in which they are shown."""
    return OPENING_FACTS if kind == SheetKind.OPENING else {**IDENTITY_FACTS, **WORK_FACTS}


def in_order(kind: str, facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Facts that say something, by the vocabulary, in NFC and without control characters."""
    return tuple((key, tidy(facts[key])) for key in labels_of(kind) if tidy(facts.get(key, "")))


def shown(kind: str, facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """(label, words) in their order as people read them: a day with its era, a telephone number in groups."""
    labels = labels_of(kind)
    return [(labels[key], SHOWN.get(key, str)(words)) for key, words in in_order(kind, facts)]


def _day_words(text: str) -> str:
    try:
        return western_with_era(date.fromisoformat(text))
    except ValueError:
        return text


def _phone_words(text: str) -> str:
    try:
        return parse_phone(text).display
    except InputProblem:
        return text


SHOWN: dict[str, Callable[[str], str]] = {"birth_date": _day_words, "phone": _phone_words}


def tidy(text: str) -> str:
    kept = "".join(
        ch for ch in unicodedata.normalize("NFC", text) if ch == "\n" or unicodedata.category(ch) not in ("Cc", "Cs")
    )
    return kept.strip()[:LONGEST]


def facts_allowed(kind: str, level: str) -> frozenset[str]:
    """Keys that a sheet of this kind may hold."""
    if kind == SheetKind.PHYSICIAN:
        return OUTLINE_KEYS if level == Level.OUTLINE else frozenset(IDENTITY_FACTS) | frozenset(WORK_FACTS)
    return frozenset(OPENING_FACTS) if kind == SheetKind.OPENING else frozenset()


def canonical(value: Any) -> bytes:
    """The one form that is signed: keys sorted, no spaces, UTF-8, strings in NFC."""
    return json.dumps(_composed(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _composed(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {_composed(k): _composed(v) for k, v in value.items()}
        case list() | tuple():
            return [_composed(v) for v in value]
    return value


def body_of(sheet: Sheet) -> dict[str, Any]:
    """The sheet as plain values; what is empty is left out."""
    given_on, way, by = sheet.consent
    body: dict[str, Any] = {
        "id": str(sheet.id),
        "kind": str(sheet.kind),
        "code": sheet.code,
        "from": {"name": sheet.sender.name, "licence": sheet.sender.licence},
        "to": {"name": sheet.recipient.name, "licence": sheet.recipient.licence},
        "issued_on": sheet.issued_on.isoformat(),
        "expires_on": sheet.expires_on.isoformat(),
    }
    if sheet.level:
        body["level"] = sheet.level
    if given_on:
        body["consent"] = {"given_on": given_on, "way": way, "by": by}
    if sheet.facts:
        body["facts"] = [{"key": key, "value": value} for key, value in sheet.facts]
    if sheet.about:
        body["about"] = str(sheet.about)
    if sheet.outcome:
        body["outcome"] = sheet.outcome
    return body


@dataclass(frozen=True, slots=True)
class Signed:
    """A file as it came: its sheet, the bytes that were signed, the fingerprint of the key it names, and the signature."""

    sheet: Sheet
    signed: bytes
    key: str
    signature: bytes


def read(data: bytes, *, today: date) -> Signed:
    """The file, all but its signature checked. Raises Faulty with one sentence.

    today: a file that is expired or of the future is refused. Who sent it and to whom is the caller's to ask.
    """
    if not data.strip():
        raise Faulty("ファイルの中身がありません。もう一度お選びください。")
    if len(data) > LARGEST_BYTES:
        raise Faulty(
            f"ファイルが大きすぎます（{len(data) // 1024}KB）。紹介のファイルは{LARGEST_BYTES // 1024}KBまでです。"
        )
    outer = _parsed(data)
    if not isinstance(outer, dict) or outer.get("format") != FORMAT:
        raise Faulty("紹介のファイルではないようです。相手の機関が書き出したファイル（.json）をお選びください。")
    if outer.get("version") != VERSION or isinstance(outer.get("version"), bool):
        raise Faulty(
            "このファイルの版は、まだ読めません。相手の機関に、第1版で書き出していただくよう、お伝えください。"
        )
    if set(outer) != {"format", "version", "body", "signature"} or not isinstance(outer["body"], dict):
        raise Faulty(SHAPE)
    key, signature = _signature(outer["signature"])
    sheet = _sheet(outer["body"])
    if sheet.issued_on > today + timedelta(days=1):
        raise Faulty("ファイルの日付が、先の日になっています。相手の機関にお確かめください。")
    if sheet.expires_on < today:
        raise Faulty(
            f"このファイルの期限（{sheet.expires_on.year}年{sheet.expires_on.month}月{sheet.expires_on.day}日）が過ぎています。"
            "相手の機関に、新しく出していただいてください。"
        )
    return Signed(sheet, canonical(outer["body"]), key, signature)


SHAPE = "ファイルの形が決まりと違います。手で直したり、ほかの道具で開いて保存し直したりせず、届いたままのファイルをお選びください。"
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-HJ-NP-Z2-9]{8}")


def _parsed(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Faulty(
            "文字を読み取れませんでした（UTF-8ではありません）。届いたままのファイルをお選びください。"
        ) from None
    if _depth(text) > DEEPEST:
        raise Faulty(SHAPE)
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number, parse_float=_no_number)
    except (ValueError, RecursionError) as fault:
        if isinstance(fault, Faulty):
            raise
        raise Faulty(SHAPE) from None


def _depth(text: str) -> int:
    """Deepest nesting of brackets outside of strings, without parsing: a bomb is not unpacked to be measured."""
    deepest = level = 0
    quoted = escaped = False
    for ch in text:
        if quoted:
            quoted, escaped = not (ch == '"' and not escaped), ch == "\\" and not escaped
        elif ch == '"':
            quoted = True
        elif ch in "[{":
            level += 1
            deepest = max(deepest, level)
        elif ch in "]}":
            level -= 1
    return deepest


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name: which was signed nobody could say."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Faulty(SHAPE)
    return found


def _no_number(_: str) -> Any:
    raise Faulty(SHAPE)


def _signature(given: Any) -> tuple[str, bytes]:
    if not isinstance(given, dict) or set(given) != {"algorithm", "key", "value"} or given["algorithm"] != "Ed25519":
        raise Faulty("署名が付いていないか、知らない方式の署名です。相手の機関にお確かめください。")
    key, value = given["key"], given["value"]
    if not isinstance(key, str) or not _FINGERPRINT.fullmatch(key) or not isinstance(value, str):
        raise Faulty(SHAPE)
    try:
        signature = bytes.fromhex(value)
    except ValueError:
        raise Faulty(SHAPE) from None
    if len(signature) != 64:
        raise Faulty(SHAPE)
    return key, signature


BODY = {"id", "kind", "code", "from", "to", "issued_on", "expires_on"}
OPTIONAL = {"level", "consent", "facts", "about", "outcome"}


def _sheet(body: dict[str, Any]) -> Sheet:
    if not set(body) >= BODY or set(body) - BODY - OPTIONAL or body["kind"] not in set(SheetKind):
        raise Faulty(SHAPE)
    kind = SheetKind(body["kind"])
    code, level, outcome = _text(body["code"], 8), _text(body.get("level", ""), 10), _text(body.get("outcome", ""), 10)
    if not _CODE.fullmatch(code):
        raise Faulty(SHAPE)
    about = _uuid(body["about"]) if "about" in body else None
    speaks_of_another = kind in (SheetKind.OUTCOME, SheetKind.WITHDRAWAL)
    if (about is not None) != speaks_of_another or (outcome in set(Outcome)) != (kind is SheetKind.OUTCOME):
        raise Faulty(SHAPE)
    if (level in set(Level)) != (kind is SheetKind.PHYSICIAN):
        raise Faulty(SHAPE)
    consent = _consent(body.get("consent"))
    if kind in (SheetKind.PHYSICIAN, SheetKind.OPENING) and not consent[0]:
        raise Faulty("ご本人（募集では医療機関）の同意の日が書かれていません。同意のないご紹介は、お預かりできません。")
    sheet = Sheet(
        id=_uuid(body["id"]), kind=kind, code=code, sender=_bank(body["from"]), recipient=_bank(body["to"]),
        issued_on=_day(body["issued_on"]), expires_on=_day(body["expires_on"]), level=level, consent=consent,
        facts=_facts(body.get("facts", []), kind, level), about=about, outcome=outcome,
    )  # fmt: skip
    if bool(sheet.facts) == speaks_of_another or sheet.expires_on < sheet.issued_on:
        raise Faulty(SHAPE)
    return sheet


def _text(given: Any, longest: int) -> str:
    if not isinstance(given, str) or len(given) > longest or tidy(given) != given:
        raise Faulty(SHAPE)
    return given


def _uuid(given: Any) -> UUID:
    try:
        return UUID(_text(given, 36))
    except ValueError as fault:
        raise fault if isinstance(fault, Faulty) else Faulty(SHAPE) from None


def _day(given: Any) -> date:
    try:
        return date.fromisoformat(_text(given, 10))
    except ValueError as fault:
        raise fault if isinstance(fault, Faulty) else Faulty(SHAPE) from None


def _bank(given: Any) -> Bank:
    if not isinstance(given, dict) or set(given) != {"name", "licence"} or not given["name"]:
        raise Faulty(SHAPE)
    return Bank(_text(given["name"], 120), _text(given["licence"], 40))


def _consent(given: Any) -> tuple[str, str, str]:
    if given is None:
        return ("", "", "")
    if not isinstance(given, dict) or set(given) != {"given_on", "way", "by"}:
        raise Faulty(SHAPE)
    return (_day(given["given_on"]).isoformat(), _text(given["way"], 20), _text(given["by"], 60))


def _facts(given: Any, kind: SheetKind, level: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(given, list) or len(given) > MOST_FACTS:
        raise Faulty(SHAPE)
    allowed, found = facts_allowed(kind, level), {}
    for row in given:
        if not isinstance(row, dict) or set(row) != {"key", "value"}:
            raise Faulty(SHAPE)
        key, value = _text(row["key"], 40), _text(row["value"], LONGEST)
        if key not in allowed:
            raise Faulty("知らない項目が書かれています。お預かりする項目の決まりは、この画面の下からご覧になれます。")
        if key in found or not value:
            raise Faulty(SHAPE)
        found[key] = value
    return in_order(kind, found)


def plain_name(name: str) -> str:
    """A name of a body for comparing: width and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def is_for(sheet: Sheet, us: Bank) -> bool:
    """Whether the sheet is addressed to us: by the number of the licence where both have one, else by name."""
    if us.licence and sheet.recipient.licence:
        return plain_name(us.licence) == plain_name(sheet.recipient.licence)
    return plain_name(us.name) == plain_name(sheet.recipient.name)
