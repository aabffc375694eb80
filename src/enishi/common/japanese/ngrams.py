"""Pairs of letters, by which a text is found again however it was typed: Japanese has no blanks between words. Pure."""

import unicodedata

from enishi.common.japanese.kana import to_hiragana

VARIANTS = str.maketrans(
    "髙﨑邊邉齋齊斎濵濱澤櫻廣龍瀧惠德眞國嶋嶌槗𠮷髮黑淸增靑圓榮豐與實爲會壽",
    "高崎辺辺斉斉斉浜浜沢桜広竜滝恵徳真国島島橋吉髪黒清増青円栄豊与実為会寿",
)
"""Letters of names and the usual ones for them: who looks for 高崎 finds 髙﨑."""

SHORTEST = 2


def searchable(text: str) -> str:
    """One shape for all ways of typing: full and half width, katakana and hiragana, old letters, no blanks or marks.

    Taken again until nothing changes, as a mark left out may let its neighbours join (「U」 and a lone 「¨」 become 「ü」): what
    was made searchable once stays as it is.
    """
    plain = to_hiragana(unicodedata.normalize("NFKC", text)).casefold().translate(VARIANTS)
    kept = "".join(ch for ch in plain if ch == "ー" or unicodedata.category(ch)[0] in "LNM")
    return kept if kept == text else searchable(kept)


def pairs(text: str) -> set[str]:
    """All pairs of neighbouring letters of a text that is already `searchable`."""
    return {text[i : i + 2] for i in range(len(text) - 1)}
