"""Reading a Japanese advertisement for a physician's post into structured openings.

`read_text(text)` gives a Reading: openings, each fact with the characters of the text it came from, or the reason why
the text is no such advertisement. Rules and tables only, no clock, no network, no Django.
"""

from enishi.openings.reading.facts import FIELDS, Fact, Reading, ReadOpening
from enishi.openings.reading.reader import read_text

__all__ = ["FIELDS", "Fact", "ReadOpening", "Reading", "read_text"]
