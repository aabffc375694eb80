"""Names, telephone numbers and mail addresses in a text, found although they are written in full width, kanji or with gaps. Pure.

What is found is a hint for the writer before anything is sent; positions are those of the text as it was typed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enishi.common.choices import Labelled
from enishi.common.surnames import SURNAMES


class Kind(Labelled):
    NAME = "name", "お名前"
    PLACE = "place", "勤め先の名前"
    PHONE = "phone", "電話番号"
    MAIL = "mail", "メールアドレス"
    CONTACT = "contact", "連絡先"


@dataclass(frozen=True, slots=True)
class Giveaway:
    """words: as they stand in the text from start to end."""

    kind: Kind
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """Whose name must not stand in the text; "" for what is not known. kana in hiragana or katakana."""

    family: str = ""
    given: str = ""
    family_kana: str = ""
    given_kana: str = ""
    employer: str = ""


_GAPS = re.compile(r"[\s\u3000・･,、。.「」『』（）()\[\]【】_＿]")
_DASHES = "-‐‑‒–—―−ーｰ－~〜"
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_PHONE = re.compile(
    rf"(?<![0-9A-Za-z])(?:\+?81[{_DASHES}\s().の]{{0,2}}|0)(?:[{_DASHES}\s().の/]{{0,3}}[0-9]){{8,10}}(?![0-9])"
)
_AT = r"(?:\s*(?:@|\(at\)|\[at\]|<at>|あっとまーく|あっと|アットマーク|アット)\s*)"
_DOT = r"(?:\s*(?:\.|ドット|どっと|\(dot\))\s*)"
_MAIL = re.compile(rf"[A-Za-z0-9._%+-]+{_AT}[A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+)+", re.I)
_CONTACT = re.compile(r"(?:LINE|ライン|Skype|スカイプ|Facebook|フェイスブック|Instagram|X)(?:の)?\s*(?:ID|アイディー|アカウント)\s*[はが:]?\s*[「]?[A-Za-z0-9._@-]{3,}", re.I)  # fmt: skip
_AFTER_NAME = (
    r"(?:先生|せんせい|医師|ドクター|氏|様|さま|さん|です|でございます|と申し|ともうし|といい|拝|より(?:$|\n))"
)
_NO_NAME_AFTER = re.compile(r"[県市町村区郡駅線港湾山川島岳橋]|大学|病院|医院|診療所|地方|地域|医療圏")
_SURNAME = re.compile(
    rf"(?<![\u4e00-\u9fff々])({'|'.join(sorted(SURNAMES, key=len, reverse=True))})(?=先生|医師|ドクター|氏)"
)


class _Plain:
    """The text in one form, each letter with its place in the text as typed."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        places: list[int] = []
        for place, letter in enumerate(text):
            for plain in unicodedata.normalize("NFKC", letter):
                if plain in "\u3099\u309a" and letters:  # ｶﾞ: the mark belongs to the letter before it
                    letters[-1] = unicodedata.normalize("NFC", letters[-1] + plain)
                    continue
                letters.append(plain)
                places.append(place)
        self.text, self.places, self.length = "".join(letters), places, len(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.places[start], (self.places[end] if end < len(self.places) else self.length)

    def without_gaps(self) -> "_Plain":
        """Spaces and stops left out, so that 「北 川」 is found; hiragana for katakana."""
        kept = [(c, p) for c, p in zip(self.text, self.places, strict=True) if not _GAPS.match(c)]
        made = _Plain("")
        made.text, made.places, made.length = "".join(c for c, _ in kept), [p for _, p in kept], self.length
        return made


def giveaways_in(text: str, person: Person | None = None) -> list[Giveaway]:
    """Everything found, in the order of the text, none inside another.

    person: whose names to look for. Without one, only what looks like a name by itself (a usual family name before 「先生」)
    is found, so that a writer who does not know the name cannot learn by trying whether he guessed it.
    """
    plain = _Plain(text)
    found = [*_contacts(text, plain), *_names(text, plain, person)]
    kept: list[Giveaway] = []
    for one in sorted(found, key=lambda g: (g.start, -g.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _made(kind: Kind, text: str, plain: _Plain, start: int, end: int) -> Giveaway:
    first, last = plain.span(start, end)
    while last > first and text[last - 1].isspace():
        last -= 1
    return Giveaway(kind, text[first:last], first, last)


def _contacts(text: str, plain: _Plain) -> Iterator[Giveaway]:
    for kind, pattern in ((Kind.MAIL, _MAIL), (Kind.CONTACT, _CONTACT)):
        for hit in pattern.finditer(plain.text):
            yield _made(kind, text, plain, hit.start(), hit.end())
    digits = plain.text.translate(_KANJI_DIGITS)
    for hit in _PHONE.finditer(digits):
        if len(re.sub(r"\D", "", hit[0])) in (10, 11, 12):
            yield _made(Kind.PHONE, text, plain, hit.start(), hit.end())


def _names(text: str, plain: _Plain, person: Person | None) -> Iterator[Giveaway]:
    for hit in _SURNAME.finditer(plain.text):
        yield _made(Kind.NAME, text, plain, hit.start(1), hit.end(1))
    if person is None:
        return
    squeezed = plain.without_gaps()
    kana = _hiragana(squeezed.text)
    for kind, words, marked in _looked_for(person):
        shown = _hiragana(words) if _is_kana(words) else words
        within = kana if _is_kana(words) else squeezed.text
        for hit in re.finditer(re.escape(shown), within):
            rest = within[hit.end() :]
            if marked and not re.match(_AFTER_NAME, rest):
                continue
            if kind is Kind.NAME and not marked and _NO_NAME_AFTER.match(rest):
                continue
            yield _made(kind, text, squeezed, hit.start(), hit.end())


def _looked_for(person: Person) -> Iterator[tuple[Kind, str, bool]]:
    """(kind, words, whether they are a name only before 「先生」, 「です」 and the like)."""
    family, given = _squeeze(person.family), _squeeze(person.given)
    kana, given_kana = _squeeze(person.family_kana), _squeeze(person.given_kana)
    if family and given:
        yield Kind.NAME, family + given, False
    if kana and given_kana:
        yield Kind.NAME, kana + given_kana, False
    if family:
        yield Kind.NAME, family, len(family) == 1
    for words in (given, kana, given_kana):
        if len(words) > 1:
            yield Kind.NAME, words, True
    employer = _squeeze(person.employer)
    if len(employer) > 2:
        yield Kind.PLACE, employer, False


def _squeeze(words: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFKC", words))


def _is_kana(words: str) -> bool:
    return bool(words) and all("\u3041" <= c <= "\u30ff" for c in words)


def _hiragana(words: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "\u30a1" <= c <= "\u30f6" else c for c in words)


def kinds_of(found: Iterable[Giveaway]) -> str:
    """「お名前と電話番号」."""
    return "と".join(dict.fromkeys(g.kind.label for g in found))


def pieces(text: str, found: Iterable[Giveaway]) -> list[tuple[str, bool]]:
    """The text cut into (words, whether they were found), for a page that marks them."""
    made: list[tuple[str, bool]] = []
    here = 0
    for one in found:
        if one.start > here:
            made.append((text[here : one.start], False))
        made.append((text[one.start : one.end], True))
        here = one.end
    if here < len(text):
        made.append((text[here:], False))
    return made
