"""Full and half width, kanji numerals and the many dashes of Japanese input."""

import re
import unicodedata

_DIGIT_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_DIGIT_VALUES |= {"零": 0, "○": 0, "壱": 1, "壹": 1, "弐": 2, "貳": 2, "参": 3, "參": 3}
_DIGIT_TABLE = str.maketrans({kanji: str(value) for kanji, value in _DIGIT_VALUES.items()})
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_JOINED_TENS = {"廿": "二十", "卅": "三十"}
_NUMERAL_RUN = re.compile("[" + "".join([*_DIGIT_VALUES, *_SMALL_UNITS, *_JOINED_TENS]) + "]+")

# Hyphen, dashes, minus, box-drawing lines: people type whichever key is near. The long-vowel mark ー is included,
# so never apply this to words written in katakana.
_DASHES = "‐‑‒–—―−ー─━－ｰ﹣⁃˗"
_DASH_TABLE = str.maketrans(dict.fromkeys(_DASHES, "-"))
_DASH_BEFORE_NFKC = str.maketrans({"゛": "\u3099", "゜": "\u309a"})


def half_width(text: str) -> str:
    """NFKC form: full-width letters become ASCII, half-width kana full, ㍼ becomes 昭和. Not for names."""
    # Spacing sound marks would become a space plus a combining mark; combine them with the kana before.
    return unicodedata.normalize("NFKC", text.translate(_DASH_BEFORE_NFKC))


def plain_dashes(text: str) -> str:
    """Every kind of dash as the ASCII hyphen, the long-vowel mark included."""
    return text.translate(_DASH_TABLE)


def arabic_numerals(text: str) -> str:
    """Kanji numerals below ten thousand as Arabic ones: 三十三年 → 33年, 一九五八 → 1958. 万 and 億 stay."""
    return _NUMERAL_RUN.sub(lambda run: _arabic(run.group()), text)


def kanji_digits(text: str) -> str:
    """Single kanji digits as Arabic ones, place by place; 十, 百 and 千 stay: 九万 → 9万, 千二百 → 千2百."""
    return text.translate(_DIGIT_TABLE)


def _arabic(run: str) -> str:
    for joined, plain in _JOINED_TENS.items():
        run = run.replace(joined, plain)
    if not any(unit in run for unit in _SMALL_UNITS):
        return "".join(str(_DIGIT_VALUES[character]) for character in run)
    total, pending = 0, None
    for character in run:
        if character in _SMALL_UNITS:
            total += (1 if pending is None else pending) * _SMALL_UNITS[character]
            pending = None
        else:
            pending = (pending or 0) * 10 + _DIGIT_VALUES[character]
    return str(total + (pending or 0))
