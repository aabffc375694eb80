"""A letter that takes back the post whose terms it quotes, and asks for another: two posts, of which the quoted one is over."""

from collections.abc import Sequence

from enishi.openings.reading import corrections
from enishi.openings.reading.facts import Found
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Item, Line, sentences, without
from enishi.openings.reading.scoping import Post


def told_apart(lines: Sequence[Line], every: Sequence[Line], text: str) -> list[Post] | None:
    """The post that is over and the one that is asked for; None for other letters. lines: that are read for posts; every: of the whole text."""
    if not (older := corrections.taken_back(every)):
        return None
    letter = items_of(corrections.of_the_letter(lines), text)
    said = [(words, start) for i in letter for words, start in sentences(i) if corrections.TAKES_BACK.search(words)]
    if not said:
        return None
    for words, start in said:
        letter = [without(item, words, start) for item in letter]
    letter = [item for item in letter if item.text.strip()]
    words, start = said[0]
    over = Found.at(False, start, start + len(words.rstrip()))
    named = [item for item in letter if not item.label]
    closing = Item(frozenset(), "", words, start, -1)
    return [Post([*items_of(older, text), closing], named, {"recruiting": over}), Post(letter, [])]
