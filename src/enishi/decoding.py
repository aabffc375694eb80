"""The letters of a file that somebody sent, in whatever encoding a Japanese office writes. Pure; the one place that guesses.

Standing below every other room, so that the matching core, the law and the readers of tables and advertisements read alike.
"""

import re
from dataclasses import dataclass

UTF_8, UTF_8_BOM, UTF_16 = "UTF-8", "UTF-8 with BOM", "UTF-16"
SHIFT_JIS, EUC_JP, ISO_2022_JP = "Shift_JIS", "EUC-JP", "ISO-2022-JP"

_MARKS = ((b"\xef\xbb\xbf", UTF_8_BOM), (b"\xff\xfe", UTF_16), (b"\xfe\xff", UTF_16))
_CODECS = {
    UTF_8: "utf-8",
    UTF_8_BOM: "utf-8-sig",
    UTF_16: "utf-16",
    SHIFT_JIS: "cp932",  # as Windows writes it: ①, ㈱ and 髙 included
    EUC_JP: "euc_jp",
    ISO_2022_JP: "iso2022_jp",
}
_NO_LETTERS = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""What no text holds; tabs, line breaks of every kind and form feeds stay."""
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")
_KANA = re.compile("[ぁ-ヶ]")


class NotText(ValueError):
    """These bytes are no text. `sentence`, without the leading ＊, says what to do; a reader of one kind of file may say more."""

    sentence = "文字として読み取れませんでした。UTF-8かShift_JISで保存し直してください。"

    def __init__(self) -> None:
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True)
class Decoded:
    """text without its byte order mark; encoding: one of the names above."""

    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """The text of `data`: UTF-8 or UTF-16 by its mark, else UTF-8, ISO-2022-JP, Shift_JIS or EUC-JP, whichever fits wholly.

    A file of a single wrong byte is refused rather than guessed at. UTF-16 needs its mark. The end-of-file sign of old
    programs is left out. Raises NotText.
    """
    data = data.rstrip(b"\x1a")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_as(data, encoding))
    if b"\x1b$" in data and (mail := _as(data, ISO_2022_JP)):
        return _checked(mail)
    if plain := _as(data, UTF_8):
        return _checked(plain)
    return _checked(_japanese(_as(data, SHIFT_JIS), _as(data, EUC_JP)))


def _as(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(_CODECS[encoding]), encoding)
    except UnicodeError:
        return None


def _checked(found: Decoded | None) -> Decoded:
    if found is None or _NO_LETTERS.search(found.text):
        raise NotText
    return found


def _japanese(shift_jis: Decoded | None, euc: Decoded | None) -> Decoded | None:
    """Where both encodings fit: EUC-JP shows real kana, while read as Shift_JIS it is full of half-width ones."""
    if shift_jis is None or euc is None:
        return shift_jis or euc
    betrayed = len(_HALF_WIDTH_KANA.findall(shift_jis.text)) > len(_HALF_WIDTH_KANA.findall(euc.text))
    return euc if betrayed and _KANA.search(euc.text) else shift_jis
