"""Posts that prose tells of one after the other: 「ひとつめのお願い。循環器科の常勤の先生を…」, 「ふたつめ。土曜の夜の当直を…」, 「もう一つ。泌尿器科の…」."""

from collections.abc import Sequence

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.heads import KIND_OF_WORK, signals_in
from enishi.openings.reading.items import items_of
from enishi.openings.reading.line import Line, blanked
from enishi.openings.reading.noise import PHYSICIAN
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post

_LEAD = r"(?:^|(?<=[。!?」)]))\s*(?:さて、?|では、?|それでは、?|で、|そして、?|なお、?|あと、?)?"
_FIRST = lazy(
    rf"{_LEAD}(?P<words>(?:まず|(?:ひとつ|一つ|1つ|ひとり|お?一人|1人)(?:め|目|は)|(?:1|一)(?:件|人|点)目|第一(?:に|は)|最初(?:に|は)))"
)
_NEXT = lazy(
    rf"{_LEAD}(?P<words>もう(?:一つ|ひとつ|1つ|一件|1件|お?一人|ひとり|お?一方|1人|1名|一名|一本)|(?:ふたつ|二つ|2つ|ふたり|二人|2人|みっつ|三つ|3つ)(?:め|目)|(?:2|二|3|三)(?:件|人|点)目|第[二三](?:に|は)"
    r"|(?:つぎ|次)に|(?:つぎ|次)は|続いて|つづいて|それ(?:から|とは別に)|これとは別に|(?:また|一方|このほか|そのほか|あわせて|併せて|加えて|さらに|他方)、)"
)
TELLING = 3
"""Signals of a post, of which a kind of work, a sum, a number of people are one each, that a part of prose has at least."""


def told_apart(lines: Sequence[Line], text: str) -> list[Post] | None:
    """A post for each part of the text that begins with such words; None where not two of them tell of posts."""
    first = [line.start + found.start("words") for line in lines for found in _FIRST.finditer(line.text)]
    cuts = [line.start + found.start("words") for line in lines for found in _NEXT.finditer(line.text)]
    opening = next((at for at in first if not cuts or at < cuts[0]), 0)
    cuts = [at for at in cuts if at > opening and _begins_a_post(text[at : _end_of_line(lines, at)])]
    if not cuts:
        return None
    ends = [*cuts, _end_of_line(lines, cuts[-1])]
    parts = [(opening, cuts[0]), *zip(cuts, ends[1:], strict=True)]
    if not all(_tells_of_a_post(text[begin:end]) for begin, end in parts):
        return None
    outer = _only(lines, text, [(0, opening), (ends[-1], len(text))])
    posts = [Post(items_of(_only(lines, text, [part]), text), items_of(outer, text)) for part in parts]
    return posts if all(post.own for post in posts) else None


def _begins_a_post(words: str) -> bool:
    """Whether one of the first sentences says whom it is about."""
    head = "。".join(words.split("。")[:2])
    return bool(KIND_OF_WORK.search(head) or LISTED.search(head) or PHYSICIAN.search(head)) and _tells_of_a_post(words)


def _tells_of_a_post(words: str) -> bool:
    return signals_in(words) >= TELLING


def _end_of_line(lines: Sequence[Line], at: int) -> int:
    """Where the paragraph ends in which a place stands."""
    end, number = at, None
    for line in lines:
        if line.start + len(line.text) < at:
            continue
        if number is not None and (line.blank or line.number > number + 1):
            break
        end, number = line.start + len(line.text), line.number
    return end


def _only(lines: Sequence[Line], text: str, parts: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines with blanks for what stands outside of some parts of the text."""
    kept = []
    for line in lines:
        words, at = line.text, 0
        for begin, end in [*parts, (len(text), len(text))]:
            gap = min(max(begin - line.start, at), len(words))
            words = blanked(words, at, gap)
            at = max(at, min(end - line.start, len(words)))
        kept.append(Line(words, line.start, line.number))
    return kept
