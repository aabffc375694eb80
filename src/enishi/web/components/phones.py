"""Telephone numbers as shown on a page."""

from enishi.common.japanese.phones import Phone, parse_phone
from enishi.common.japanese.problems import InputProblem


def shown_phone(number: Phone | str | None) -> str:
    """090-1234-5678, or the text as it is when it is no number we can read."""
    if not number:
        return ""
    try:
        return (number if isinstance(number, Phone) else parse_phone(number)).display
    except InputProblem:
        return str(number)
