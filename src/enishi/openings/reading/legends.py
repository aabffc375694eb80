"""Letters that a list explains once above its posts: 「形態 A 常勤 B 定期の非常勤 C 単発」, and in a post 「A又はB。」."""

from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import terms
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_EXPLAINED = lazy(r"(?<![A-Za-z0-9])(?P<letter>[A-Z])\s*[=:.…]?\s*(?P<words>[^\sA-Z、,/;]{2,12})(?=[\s、,/;]|$)")
_ALONE = lazy(r"(?:^|(?<=[。、,\s又はと・/(]))(?P<letter>[A-Z])(?=[。、,\s又はと・/)]|$)")


def employment(own: Sequence[Item], shared: Sequence[Item]) -> Found | None:
    """The kinds of work whose letters a post names, where a legend explains at least two letters as kinds of work."""
    meant: dict[str, list[str]] = {}
    for item in shared:
        if not item.about("employment"):
            continue
        for one in _EXPLAINED.finditer(item.text):
            told = terms.read_employment([replace(item, text=one["words"], start=0)])
            if told is not None:
                meant[one["letter"]] = told.value
    if len(meant) < 2:
        return None
    for item in own:
        if item.fields and not item.about("employment"):
            continue
        found = [one for one in _ALONE.finditer(item.text) if one["letter"] in meant]
        if found:
            kinds = list(dict.fromkeys(kind for one in found for kind in meant[one["letter"]]))
            return Found(kinds, tuple((item.start + one.start(), item.start + one.end()) for one in found))
    return None
