"""Names of people: any character is accepted, only what cannot be printed is pointed out."""

import re
import unicodedata

from enishi.common.japanese.problems import InputProblem

NAME_LIMIT = 60
_HALF_KANA = re.compile("[\uff66-\uff9f]+")
_UNPRINTABLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def parse_name(text: str, *, label: str = "お名前") -> str:
    """A family or given name with tidy spaces and full-width kana, otherwise exactly as typed. Raises InputProblem.

    Never NFC or NFKC: both replace compatibility characters of names (U+FA10 for 塚, U+FA19 for 神) by others.
    """
    name = " ".join(_HALF_KANA.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text).split())
    if not name:
        raise InputProblem(f"{label}をご入力ください。")
    if len(name) > NAME_LIMIT:
        raise InputProblem(f"{label}は{NAME_LIMIT}字までご入力いただけます（現在{len(name)}字）。")
    return name


def name_warnings(name: str) -> list[str]:
    """Sentences to show beside a name that may not print; empty for all ordinary names. Never a reason to refuse."""
    strange = [character for character in name if _cannot_print(character)]
    if not strange:
        return []
    place = name.index(strange[0]) + 1
    return [f"お名前の{place}文字目が印刷できない文字かもしれません。違って見えるときは担当者にお知らせください。"]


def full_name(family: str, given: str) -> str:
    """田中 太郎, with one space; either part alone stands without."""
    return " ".join(part for part in (family.strip(), given.strip()) if part)


def addressed(family: str, given: str = "") -> str:
    """田中先生, or with the given name 田中 太郎 先生."""
    name = full_name(family, given)
    return f"{name} 先生" if given.strip() else f"{name}先生"


def _cannot_print(character: str) -> bool:
    # The zero-width joiners and variation selectors choose a shape and are not shown by themselves.
    return unicodedata.category(character) in _UNPRINTABLE and character not in "\u200c\u200d"
