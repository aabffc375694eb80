"""What in a free text may point at one person: no count can be made of words, so these signs are shown to be looked at.

Pure. A sign is a hint, never a verdict: 「院長」 in a text about a future wish is harmless, and a nickname is not found.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

POSTS = re.compile(
    r"(名誉教授|教授|准教授|学長|学部長|医学部長|院長|副院長|病院長|理事長|理事|会長|副会長|大会長|センター長|所長|部長|医局長)"
)
YEARS = re.compile(r"((?:19|20)\d{2}年|(?:昭和|平成|令和)(?:元|\d{1,2})年|[SHR]\d{1,2}年)")
SOCIETIES = re.compile(r"([^\s、。・（）]{1,20}(?:学会|医師会|研究会|協議会))")
_NAME = "[\u4e00-\u9fff\u30a0-\u30ffA-Za-z]"
PLACES = re.compile(
    rf"({_NAME}{{2,20}}(?:大学|病院|医院|診療所|クリニック|センター|医療圏)|[\u4e00-\u9fff]{{1,4}}[市町村区](?![分民医内外立間]))"
)
CONTACTS = re.compile(r"([\w.+-]+@[\w.-]+|0\d{1,4}-?\d{1,4}-?\d{3,4})")

CHECKLIST = (
    "お名前、勤務先、大学、病院、町の名前がないこと",
    "「何年に、どこの、何の役」と組み合わせて読めるところがないこと",
    "学会や医師会の役、受賞、著書、メディアへの出演がないこと",
    "その地方に一人しかいないような手技や肩書きがないこと",
)
"""What the physician and the desk look for themselves."""


@dataclass(frozen=True, slots=True)
class Sign:
    """found: the words as they stand; why: what they may give away."""

    found: str
    why: str


def signs_in(text: str, names: Iterable[str] = ()) -> list[Sign]:
    """In the order of kinds, each word once. names: of the person, of employers, of institutions known to us."""
    plain = unicodedata.normalize("NFKC", text)
    found: dict[str, str] = {}
    squeezed = "".join(plain.split())
    for name in names:
        wanted = "".join(unicodedata.normalize("NFKC", name).split())
        if len(wanted) > 1 and wanted in squeezed:
            found.setdefault(wanted, "お名前や、知られている施設の名前です")
    for pattern, why in (
        (CONTACTS, "連絡先のようです"),
        (PLACES, "施設や地名のようです"),
        (SOCIETIES, "学会や団体の名前のようです"),
        (POSTS, "肩書きは、年や場所と合わさると、お一人に絞られます"),
        (YEARS, "年は、肩書きや場所と合わさると、お一人に絞られます"),
    ):
        for match in pattern.finditer(plain):
            found.setdefault(match[1], why)
    return [Sign(word, why) for word, why in found.items()]
