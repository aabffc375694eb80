"""Programs that look at links without anybody reading: told by what they say of themselves. Pure."""

import re
from collections.abc import Mapping
from functools import lru_cache

from crawleruseragents import is_crawler

WORDS = re.compile(r"bot\b|crawl|spider|preview|fetch|monitor|curl|wget|python-|headless|http-?client", re.IGNORECASE)
"""What no browser says of itself and most programs do that are too new or too small for the list."""
AHEAD = ("sec-purpose", "purpose", "x-moz", "x-purpose")
"""Headers by which a browser says that it fetches a page ahead, which nobody may ever look at."""
LONGEST = 400


@lru_cache(maxsize=2048)
def is_program(agent: str) -> bool:
    """Whether these words are those of a program; nothing said at all is one too. Kept in memory: looking takes a millisecond."""
    agent = agent[:LONGEST]
    return not agent.strip() or WORDS.search(agent) is not None or is_crawler(agent)


def is_person(headers: Mapping[str, str]) -> bool:
    """Whether somebody is likely to read the page that is asked for with these headers (any case, as Django's)."""
    if any(word in headers.get(name, "").lower() for name in AHEAD for word in ("prefetch", "preview", "prerender")):
        return False
    return not is_program(headers.get("User-Agent", ""))
