"""Japanese telephone numbers in any form."""

import re
from dataclasses import dataclass

from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width, plain_dashes

PHONE_EXAMPLE = "090-1234-5678"
_ELEVEN_DIGITS = ("050", "060", "070", "080", "090", "0800", "020")
_MOBILE = ("060", "070", "080", "090")
_EXTENSION = re.compile(r"\s*[(,]?\s*(?:内線|ext(?:ension)?\.?|x|#)\s*[:.]?\s*(?P<number>\d{1,8})\s*\)?\s*$", re.I)
_LABEL = re.compile(r"^(?:tel|phone|電話番号|電話|携帯電話|携帯|自宅|勤務先|職場)\s*[:.]?\s*", re.I)
_COUNTRY = re.compile(r"^(?:\+|00|010[-\s]*)81[-\s]*(?:\(0\)|0)?[-\s]*")
_FOREIGN = re.compile(r"^(?:\+|00[1-9]|010(?!\d{7}$))")
_PUNCTUATION = re.compile(r"[-\s().・/]")


@dataclass(frozen=True)
class Phone:
    """A Japanese number. digits: national, with the leading 0; extension: digits or ""."""

    digits: str
    extension: str = ""

    @property
    def e164(self) -> str:
        """+819012345678, without the extension."""
        return f"+81{self.digits[1:]}"

    @property
    def is_mobile(self) -> bool:
        """Whether a short message can be sent: 060, 070, 080 and 090."""
        return len(self.digits) == 11 and self.digits.startswith(_MOBILE)

    @property
    def display(self) -> str:
        """090-1234-5678, 03-1234-5678, 0195-12-3456（内線12）."""
        return _grouped(self.digits) + (f"（内線{self.extension}）" if self.extension else "")

    def __str__(self) -> str:
        return self.display


def parse_phone(text: str, *, label: str = "電話番号") -> Phone:
    """The number a person wrote: any dashes, spaces, brackets, full width, +81, with or without an extension.

    Only the count of digits is checked: which numbers are in use changes too often to refuse one. Raises InputProblem.
    """
    words = _LABEL.sub("", plain_dashes(arabic_numerals(half_width(text))).strip())
    words, extension = _without_extension(words)
    if not _PUNCTUATION.sub("", words):
        raise InputProblem(f"{label}をご入力ください。例：{PHONE_EXAMPLE}", example=PHONE_EXAMPLE)
    national = _COUNTRY.sub("0", words)
    if national == words and _FOREIGN.match(words):
        raise InputProblem(f"{label}は日本国内の番号をご入力ください。例：{PHONE_EXAMPLE}", example=PHONE_EXAMPLE)
    digits = _PUNCTUATION.sub("", national)
    if not digits.isascii() or not digits.isdigit():
        strange = next(character for character in digits if not (character.isascii() and character.isdigit()))
        raise InputProblem(
            f"{label}に「{strange}」が入っています。数字だけで1つの番号をご入力ください。例：{PHONE_EXAMPLE}",
            example=PHONE_EXAMPLE,
        )
    _check_count(digits, label)
    return Phone(digits, extension)


def _without_extension(words: str) -> tuple[str, str]:
    found = _EXTENSION.search(words)
    return (words[: found.start()], found["number"]) if found else (words, "")


def _check_count(digits: str, label: str) -> None:
    if not digits.startswith("0"):
        raise InputProblem(
            f"{label}は「0」から始まる市外局番もあわせてご入力ください。例：03-1234-5678", example="03-1234-5678"
        )
    wanted = 11 if digits.startswith(_ELEVEN_DIGITS) else 10
    missing = wanted - len(digits)
    if missing > 0:
        raise InputProblem(
            f"{label}の数字が{missing}つ足りないようです（現在{len(digits)}桁）。例：{PHONE_EXAMPLE}",
            example=PHONE_EXAMPLE,
        )
    if missing < 0:
        raise InputProblem(
            f"{label}の数字が{-missing}つ多いようです（現在{len(digits)}桁）。例：{PHONE_EXAMPLE}",
            example=PHONE_EXAMPLE,
        )


def _grouped(digits: str) -> str:
    if len(digits) == 11 and not digits.startswith("0800"):
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"  # the newest ranges (060) may be missing from the library
    import phonenumbers  # slow to load, and for the telephones of houses alone

    number = phonenumbers.parse(digits, "JP")
    grouped = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return grouped if "-" in grouped else f"{digits[:-8]}-{digits[-8:-4]}-{digits[-4:]}"
