"""Line breaks between phrases, so that no Japanese word is torn at the end of a line."""

import functools
import html
import re
import unicodedata

import budoux

BREAK = "<wbr>"
_NEVER_FIRST = set("、。，．・：；？！ー々」』）］｝〉》】〕,.)]}!?:;%％℃〜")
_NEVER_LAST = set("「『（［｛〈《【〔([{")
WHOLE = (
    *("後期", "急がな", "当たりがない", "ふりがな", "うかがう", "うかがい", "うかがっ", "さがす", "少なさ", "なしで"),
    *("医師", "病院", "空港", "家具", "診療科", "内科", "医局", "施設", "医療法人", "少数区域", "病棟", "肩書"),
    *("体験勤務", "勤務日", "時間外", "時間数", "労働", "所定", "直接雇用", "奉公", "義務年限", "年末年始", "年度"),
    *("厚生年金", "在職老齢年金", "賦課限度額", "税込", "税引", "手数料", "時間給", "全額", "超過", "所得割"),
    *("施行規則", "禁煙", "喫煙", "心不全", "心房細動", "中心静脈", "非公開", "二人体制", "一般", "日時"),
)
"""Words that the model cuts; a break inside one is taken out. Add what is seen torn on a page (test)."""


@functools.lru_cache(maxsize=4096)
def break_phrases(text: str) -> str:
    """HTML of the text with <wbr> between phrases; the text itself is escaped, so the result is safe to mark as HTML.

    Use it with `word-break: keep-all; overflow-wrap: anywhere`. Taking out <wbr> and unescaping gives the text back.
    """
    return BREAK.join(html.escape(phrase) for phrase in phrases(text))


@functools.lru_cache(maxsize=1024)
def phrases(text: str) -> tuple[str, ...]:
    """The text cut into phrases (文節), never inside a word of `WHOLE`; joined they are the text again.

    Remembered: the papers for many societies say the same sentences, and cutting took half of their time.
    """
    inside = {
        place for word in WHOLE for found in re.finditer(word, text) for place in range(found.start() + 1, found.end())
    }
    joined: list[str] = []
    place = 0
    for chunk in _parser().parse(text):
        if joined and (place in inside or not _may_break(joined[-1], chunk)):
            joined[-1] += chunk
        else:
            joined.append(chunk)
        place += len(chunk)
    return tuple(joined)


@functools.cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _may_break(before: str, after: str) -> bool:
    # The model cuts by character: keep variation selectors (of names) with their character, closing marks on the line.
    first = after[0]
    return not (unicodedata.category(first).startswith("M") or first in _NEVER_FIRST or before[-1] in _NEVER_LAST)
