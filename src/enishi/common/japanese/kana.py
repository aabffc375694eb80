"""Readings in hiragana: unifying what is typed, guessing a first proposal, and the order of the kana."""

import functools
import re
import threading
import unicodedata
from typing import TYPE_CHECKING

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import half_width

if TYPE_CHECKING:
    from pykakasi import kakasi

READING_EXAMPLE = "たなか"
_TO_HIRAGANA = {code: code - 0x60 for code in [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]}
_READING = re.compile("[ぁ-ゖゝゞー・ ]+")
_KANJI_OR_KANA = re.compile("[ぁ-ゖァ-ヺ一-鿿々㐀-䶿𠀀-𪛟豈-﫿]")

# Variant characters of family names which the dictionary does not know, with the usual form of the same reading.
_USUAL_FORMS = str.maketrans("髙﨑𠮷濵濱邉邊齋齊斉德槗廣澤瀨嶋嶌冨𣘺祐神", "高崎吉浜浜辺辺斎斎斎徳橋広沢瀬島島富橋祐神")

_VOICED = {"\u3099": "1", "\u309a": "2"}
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_VOWELS = {
    "あ": "あかさたなはまやらわ",
    "い": "いきしちにひみりゐ",
    "う": "うくすつぬふむゆる",
    "え": "えけせてねへめれゑ",
    "お": "おこそとのほもよろを",
}
_VOWEL_OF = {kana: vowel for vowel, row in _VOWELS.items() for kana in row}


def to_hiragana(text: str) -> str:
    """Katakana of either width as hiragana; all else in half width (NFKC). ヷ–ヺ have no hiragana."""
    return half_width(text).translate(_TO_HIRAGANA)


def parse_reading(text: str, *, label: str = "ふりがな") -> str:
    """A reading in hiragana with single spaces; katakana and half width are converted. Raises InputProblem."""
    reading = " ".join(to_hiragana(text).split())
    if not reading:
        raise InputProblem(f"{label}をひらがなでご入力ください。例：{READING_EXAMPLE}", example=READING_EXAMPLE)
    if not _READING.fullmatch(reading):
        strange = next(character for character in reading if not _READING.fullmatch(character))
        raise InputProblem(
            f"{label}に「{strange}」が入っています。「{READING_EXAMPLE}」のようにひらがなでご入力ください。",
            example=READING_EXAMPLE,
        )
    return reading


def is_reading(text: str) -> bool:
    """Whether the text is a reading in either kana of any width."""
    try:
        parse_reading(text)
    except InputProblem:
        return False
    return True


def guess_reading(name: str) -> str:
    """A proposal for the reading of a family or given name, in hiragana; "" where the dictionary does not know it.

    Names have many readings: show it in an editable field, never store it unseen.
    """
    if not _KANJI_OR_KANA.search(name):
        return ""
    plain = "".join(character for character in name if not _is_variation_selector(character))
    with _LOCK:
        words = _converter().convert(plain.translate(_USUAL_FORMS))
    if any(not word["hira"] for word in words if word["orig"].strip()):
        return ""
    reading = " ".join(to_hiragana("".join(word["hira"] for word in words)).split())
    return reading if _READING.fullmatch(reading) else ""


def collation_key(*parts: str) -> str:
    """A string whose code-point order is the dictionary order of the readings (family name first, then given name).

    After JIS X 4061: base kana decide first (ば as は, ゃ as や, ー as the vowel before), then voiced marks, then size.
    Made for a database column under the C locale.
    """
    bases, voices, sizes = [], [], []
    for part in parts:
        base, voice, size = _levels(to_hiragana(part).replace(" ", "").replace("・", ""))
        bases.append(base)
        voices.append(voice)
        sizes.append(size)
    # Space and tab sort below every kana, so a shorter name comes first.
    return "\t".join((" ".join(bases), "".join(voices), "".join(sizes)))


def sound_key(*parts: str) -> str:
    """What stays of a reading whatever way it is written: for finding one person who wrote it twice, never for showing.

    Without voiced marks (やまざき and やまさき), small kana (しょう, しよう), long vowels (おおの, おーの, おの) and blanks.
    """
    bases = _levels("".join(to_hiragana(part) for part in parts).translate(_OLD_KANA))[0]
    kept = ""
    for character in bases:
        is_kana = character in _VOWEL_OF or character == "ん"
        if is_kana and character not in _LENGTHENS.get(_VOWEL_OF.get(kept[-1:], ""), ""):
            kept += character
    return kept


_OLD_KANA = str.maketrans("ぢづをゐゑ", "じずおいえ")
_LENGTHENS = {"あ": "あ", "い": "い", "う": "う", "え": "えい", "お": "おう"}

_LOCK = threading.Lock()


@functools.cache
def _converter() -> "kakasi":
    # The dictionaries take half a second to load; most requests never need them.
    from pykakasi import kakasi

    return kakasi()  # type: ignore[no-untyped-call]  # typed package, untyped constructor


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _levels(reading: str) -> tuple[str, str, str]:
    base, voice, size = "", "", ""
    for character in reading:
        if character == "ー":
            base, voice, size = base + _VOWEL_OF.get(base[-1:], "ー"), voice + "0", size + "0"
            continue
        if character in "ゝゞ" and base:
            base, voice, size = base + base[-1], voice + ("1" if character == "ゞ" else "0"), size + "2"
            continue
        plain, *marks = list(unicodedata.normalize("NFD", character))
        base += _SMALL.get(plain, plain)
        voice += _VOICED.get(marks[0], "0") if marks else "0"
        size += "1" if plain in _SMALL else "3"
    return base, voice, size
