"""Reading a Japanese advertisement for a physician's post into structured openings.

`read_text(text)` gives a Reading: openings, each fact with the characters of the text it came from, or the reason why
the text is no such advertisement. Rules and tables only, no clock, no network, no Django.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enishi.openings.reading.facts import FIELDS, Fact, Reading, ReadOpening
    from enishi.openings.reading.reader import read_text

__all__ = ["FIELDS", "Fact", "ReadOpening", "Reading", "read_text"]


def __getattr__(name: str) -> object:
    """A name is fetched when somebody asks for it: the patterns of the whole reader take most of a second, and who only
    evens out the letters of a line needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "reader" if name == "read_text" else "facts"
    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found
