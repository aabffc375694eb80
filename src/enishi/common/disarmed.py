"""Words for a cell of a spreadsheet that is given to somebody: none is taken for a formula. Pure."""

import re

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def disarmed(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would work it out; a plain number stays one.

    Full-width signs too: Excel in Japanese reads them as the narrow ones. Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) and not _NUMBER.fullmatch(text) else text
