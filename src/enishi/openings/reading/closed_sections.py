"""What stands below a heading that says of all posts below it that they are over: 「[受付を終了したもの]」, 「以下はすでに決まりました」."""

import re
from collections.abc import Iterator, Sequence

from enishi.openings.reading.departments import FULL, LISTED
from enishi.openings.reading.entries import ENDING, RULE, form_of, indent
from enishi.openings.reading.facts import Found
from enishi.openings.reading.heads import FACILITY, STATE, SYMBOL, signals_in
from enishi.openings.reading.items import items_of
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post
from enishi.openings.reading.splitting import split_all

_OVER = lazy(rf"(?:受け?付け?|募集|公募|掲載|採用|選考)(?:を|は|が)?(?:終了|終え|締め?切|停止|中止)|{STATE.pattern}")
_OF_SEVERAL = lazy(
    r"(?:[したえげい]た|の|済み?の?|終了|中止|停止)(?:もの|求人|募集|公募|ポスト|職|案件|診療科|科|枠|医師|仕事|施設|先)(?![^\s)\]】》>])|以下|下記|次の|^\W*\d(?![\d-]*は)"
)
_STILL = lazy(r"募集中|受付中|引き?続き|まもなく|予定|次第|ません|ましたら|場合")
_WHERE = ("site", "process", "place", "institution")
_MOST = 40
"""Characters of such a heading."""


def _heads(line: Line) -> bool:
    """Whether a line may head posts that are over: it tells no more than that."""
    words = line.text.strip()
    return (
        len(words) <= _MOST
        and bool(_OVER.search(words) and _OF_SEVERAL.search(words))
        and not (_STILL.search(words) or LISTED.search(words) or FACILITY.search(words) or signals_in(words) > 1)
        and head_of(line.text) is None
    )


def _rank(line: Line) -> str:
    """The mark at the head of a line, by which headings of one rank are known."""
    symbol = SYMBOL.match(line.text)
    return form_of(line.text) or (symbol["mark"] if symbol else "") or line.text.strip()[0]


def regions(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Each such heading with the lines below it, up to the next heading of its rank or to what holds for all."""
    for at, head in enumerate(lines):
        if head.blank or not _heads(head) or (at and not lines[at - 1].blank and indent(lines[at - 1]) <= indent(head)):
            continue
        below: list[Line] = []
        for line in lines[at + 1 :]:
            if not line.blank and (
                ENDING.match(line.text)
                or RULE.match(line.text)
                or (_rank(line) == _rank(head) and indent(line) <= indent(head))
                or (below and below[-1].blank and indent(line) < indent(next(b for b in below if not b.blank)))
            ):
                break
            if not line.blank or below:
                below.append(line)
        yield head, below


def told_apart(posts: list[Post], lines: Sequence[Line], text: str) -> list[Post]:
    """The posts, those below such a heading as over, and one more for each line there that names another and is nobody's yet."""
    for head, below in regions(lines):
        numbers = {line.number for line in below}
        over = Found.at(False, head.start, head.start + len(head.text.rstrip()))
        inside = [post for post in posts if post.own and {item.line for item in post.own[:2]} & numbers]
        named = [line for line in below if not line.blank and re.search(FULL.pattern, line.text.strip()[:24])]
        if not (inside or named) or len(inside) == len(posts):
            continue
        for post in posts:
            if post in inside:
                post.given.setdefault("recruiting", over)
                continue
            post.own = [item for item in post.own if item.line != head.number and item.line not in numbers]
        if not inside:
            gone = {head.number, *numbers}
            shared = [item for item in posts[0].shared or posts[0].own if item.line not in gone]
            for post in posts:
                post.shared = [item for item in post.shared if item.line not in gone]
            new = split_all([Post(items_of([line], text), []) for line in named if signals_in(line.text)])
            for post in new:
                post.given["recruiting"] = over
                post.shared = (
                    list(shared) if posts[0].shared else [i for i in shared if i.about(*_WHERE) or not i.label]
                )
            posts = [*posts, *new]
    return posts
