"""Line breaks between phrases, so that no Japanese word is torn at the end of a line."""

import functools
import html
import unicodedata

import budoux

BREAK = "<wbr>"
_NEVER_FIRST = set("、。，．・：；？！ー々」』）］｝〉》】〕,.)]}!?:;%％℃〜")
_NEVER_LAST = set("「『（［｛〈《【〔([{")


@functools.lru_cache(maxsize=4096)
def break_phrases(text: str) -> str:
    """HTML of the text with <wbr> between phrases; the text itself is escaped, so the result is safe to mark as HTML.

    Use it with `word-break: keep-all; overflow-wrap: anywhere`. Taking out <wbr> and unescaping gives the text back.
    """
    return BREAK.join(html.escape(phrase) for phrase in phrases(text))


def phrases(text: str) -> list[str]:
    """The text cut into phrases (文節); joined they are the text again."""
    joined: list[str] = []
    for chunk in _parser().parse(text):
        if joined and not _may_break(joined[-1], chunk):
            joined[-1] += chunk
        else:
            joined.append(chunk)
    return joined


@functools.cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _may_break(before: str, after: str) -> bool:
    # The model cuts by character: keep variation selectors (of names) with their character, closing marks on the line.
    first = after[0]
    return not (unicodedata.category(first).startswith("M") or first in _NEVER_FIRST or before[-1] in _NEVER_LAST)
