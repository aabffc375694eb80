"""Enumerations with a Japanese label, usable by pure code and as model choices."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A string enumeration whose members carry the words shown to people: `NAME = "code", "ことば"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(code, label) pairs in the order of definition, as model and form fields want them."""
        return [(member.value, member.label) for member in cls]
