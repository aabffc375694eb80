"""A department after another below a post's head, each with terms of its own."""

import itertools
import re

from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.entries import indent
from enishi.openings.reading.heads import KIND_OF_WORK
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.line import Line

_DEPARTMENT = re.compile(rf"\s*[・*○●◇\-]?\s*(?P<list>{A_SHORT_LIST})(?=\s|:|\(|$)")
_FOR_ALL = re.compile(r"\s*[・※*]?\s*(?:いずれも|どちらも|両科|各科|共\s*通|ともに|すべて|全て)")
_OF_ONE_OWN = re.compile(r"[月火水木金土日](?:曜|・|〜)|週\s*\d|\d[\d,.]*\s*(?:万|千)?円|\d+\s*万")


def by_department(block: list[Line]) -> list[list[Line]]:
    """A block parted where a department after another has terms of its own below the block's head; else the block alone.

    The head and what is said of all go to each: 「2 非常勤医師 各1名」, below it 「眼科 月曜午後 半日…」, 「皮膚科 …」.
    """
    told = [line for line in block if not line.blank]
    if len(told) < 3 or not KIND_OF_WORK.search(told[0].text) or LISTED.search(told[0].text):
        return [block]
    depth: int | None = None
    parts: list[list[Line]] = []
    everybody = [told[0]]
    for line in told[1:]:
        named = _DEPARTMENT.match(line.text)
        if named and depth is None and not parts and head_of(line.text) is None:
            depth = indent(line)
        if _FOR_ALL.match(line.text):
            everybody.append(line)
        elif named and indent(line) == depth:
            parts.append([line])
        elif parts and depth is not None and indent(line) > depth:
            parts[-1].append(line)
        else:
            everybody.append(line)
    names = [{canonical(m.group()) for m in LISTED.finditer(part[0].text.split("(")[0])} for part in parts]
    apart = len(parts) >= 2 and all(_OF_ONE_OWN.search("\n".join(line.text for line in part)) for part in parts)
    if not apart or len(set().union(*names)) < sum(map(len, names)):
        return [block]
    made = []
    for part in parts:
        chosen = sorted([*everybody, *part], key=lambda line: line.number)
        made.append([chosen[0]])
        for above, line in itertools.pairwise(chosen):
            gap = [Line("", line.start, line.number)] if line.number != above.number + 1 else []
            made[-1] += [*gap, line]  # no words of another department stand between a label and its words
    return made
