"""The eight characters on a paper form: easy to read out, with a last one that tells a slip from a real code. Pure."""

import secrets
import unicodedata

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without 0, O, 1 and I, which look alike on paper."""

LENGTH = 8
_LOOK_ALIKE = frozenset("01OI")


class NotACode(ValueError):
    """What was typed is no code; `sentence` says what to look at."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def new_paper_code() -> str:
    """A code nobody can guess from another one."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Luhn's algorithm modulo 32: finds every single wrong character and nearly every pair that changed places."""
    total, factor = 0, 2
    for character in reversed(body):
        product = ALPHABET.index(character) * factor
        total += product // len(ALPHABET) + product % len(ALPHABET)
        factor = 3 - factor
    return ALPHABET[-total % len(ALPHABET)]


def shown(code: str) -> str:
    """ABCD-EFGH, as it stands on paper."""
    return f"{code[:4]}-{code[4:]}"


def parse_paper_code(text: str) -> str:
    """The code as stored, from any width, case and hyphens. Raises NotACode."""
    plain = unicodedata.normalize("NFKC", text).upper()
    code = "".join(character for character in plain if character.isalnum())
    if len(code) != LENGTH:
        raise NotACode(f"用紙の番号は8文字です（現在{len(code)}文字）。例：ABCD-EFGH")
    if wrong := next((character for character in code if character not in ALPHABET), ""):
        alike = "0とO、1とIは使っていません。" if wrong in _LOOK_ALIKE else ""
        raise NotACode(f"用紙の番号に使わない文字「{wrong}」が入っています。{alike}もう一度お確かめください。")
    if check_character(code[:-1]) != code[-1]:
        raise NotACode("用紙の番号のどれか1文字が違うようです。用紙の右上を、もう一度お確かめください。")
    return code
