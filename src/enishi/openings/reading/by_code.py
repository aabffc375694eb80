"""What a remark tells of the post that it names by its code: 「※7-05は充足しました」 below rows or entries that bear codes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoping import Post

_CODE = r"(?:[一-龥]{1,2})?[A-Z]{0,3}-?\d{1,6}(?:-\d{1,5})?"
_ALONE = lazy(rf"\W{{0,2}}(?P<code>{_CODE})(?=\s|\W?$)")
_NUMBERED = lazy(rf"(?:番号|No\.?|№|ID|コード|求人|案件)\s*[:.]?\s*(?P<code>{_CODE})(?![\d-])")
_LABEL = lazy(r"番号|ID|コード")
_LEAST = 3
"""Figures of a code: a number of fewer also counts people and days."""


def given_by_code(posts: Sequence[Post]) -> None:
    """Gives each post that bears a code of its own the sentences for all that name it, and takes them from the others."""
    codes = [_code_of(post.own) for post in posts]
    known = {code for code in codes if code}
    if len(known) < 2 or len(known) < sum(map(bool, codes)):
        return
    names = {code: re.compile(rf"(?<![\w-]){re.escape(code)}(?![\d-])") for code in known}
    for post, mine in zip(posts, codes, strict=True):
        shared: list[Item] = []
        for item in post.shared:
            told = [*sentences(item)] if any(code in item.text for code in known) else []
            named = [{code for code in known if names[code].search(words)} for words, _ in told]
            if not any(named):
                shared.append(item)
                continue
            for (words, start), whose in zip(told, named, strict=True):
                piece = replace(item, text=words, start=start)
                if not whose:
                    shared.append(piece)
                elif mine in whose:
                    bare = names[mine].sub(lambda found: " " * len(found.group()), words)
                    post.own = [*post.own, replace(piece, text=bare)]
        post.shared = shared


def _code_of(own: Sequence[Item]) -> str:
    """The code under which a post stands: in a cell or a line of its own, or behind a word for it; empty for none."""
    for at, item in enumerate(own):
        if at < 3 and _LABEL.search(item.label) and re.fullmatch(rf"{_CODE}(?<=\d-\d\d)", item.text.strip()):
            return item.text.strip()  # 「整理番号 07-31」, which elsewhere is a day or begins a number of a telephone
        if at < 3 and (not item.fields or item.about("process")) and (alone := _ALONE.match(item.text)):
            found = alone["code"]
        elif told := _NUMBERED.search(f"{item.label} {item.text[:40]}"):
            found = told["code"]
        else:
            continue
        if sum(map(str.isdigit, found)) >= _LEAST and not re.fullmatch(r"20\d\d|0\d{1,4}-\d{2,4}", found):
            return found
    return ""
