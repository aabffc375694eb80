"""Answers for each of several departments in one value: 「当直 産婦人科...月3回 小児科...なし 泌尿器科...応相談」."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_FOR_WHOM = lazy(
    rf"(?:^|(?<=[\s、。,;/(・※]))(?P<names>{A_SHORT_LIST})(?:の?(?:先生方?|医師|方|医))?(?:に(?:は|も)|[はもが]|では|\.{{2,3}}|…+|[:=]|とも|・{{2,}}|\s)"
)
_ANSWER = lazy(
    r"な(?:し|い)|無|あり|有|[月週年]\s?[\d一二三四五]|\d\s*[回日戸]|相談|免除|ません|隔週|お願い|貸|用意|入居|課さ|要す|外れ|△|○|×"
)


def only_ours(items: Sequence[Item], names: Collection[str], *fields: str) -> Sequence[Item]:
    """The items with the answers for other departments blanked, where a value below a label of `fields` has one for each.

    names: the departments of the post. The same list where nothing is blanked.
    """
    if not names:
        return items
    kept = [_without_others(item, names) if item.about(*fields) else item for item in items]
    return items if all(one is other for one, other in zip(kept, items, strict=True)) else kept


def _without_others(item: Item, names: Collection[str]) -> Item:
    told = [*_FOR_WHOM.finditer(item.text)]
    if len(told) < 2:
        return item
    ends = [*(one.start() for one in told[1:]), len(item.text)]
    parts = [
        (one.start(), end, bool({canonical(m.group()) for m in LISTED.finditer(one["names"])} & {*names}))
        for one, end in zip(told, ends, strict=True)
    ]
    whole = all(_ANSWER.search(item.text, begin, end) for begin, end, _ in parts)
    if not whole or len({ours for _, _, ours in parts}) != 2:
        return item
    text = item.text
    for begin, end, ours in parts:
        if not ours:
            text = text[:begin] + patterns.sub(r"[^\n]", " ", text[begin:end]) + text[end:]
    return replace(item, text=text)
