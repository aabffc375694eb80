"""Posts on cards: stretches between rules or empty lines that bear the same labels, as a page that lists what it found prints them."""

import itertools
from collections.abc import Callable, Iterator, Sequence

from enishi.openings.reading.entries import RULE
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.labels import OPENING_FIELDS
from enishi.openings.reading.line import Line

Run = tuple[int, int]
LEAST_LABELS = 2
"""Labels that a card has in common with another."""


def every_run(lines: Sequence[Line]) -> Iterator[list[Run]]:
    """The cards between rules, and those between empty lines; each way only where it finds at least two."""
    for found in (between_rules(lines), _alike(lines, _between(lines, _is_empty))):
        if len(found) >= 2:
            yield found


def between_rules(lines: Sequence[Line]) -> list[Run]:
    """The cards between rules; none where they are no two."""
    return _alike(lines, _between(lines, _is_rule))


def cut(cards: Sequence[Run], runs: Sequence[Run]) -> bool:
    """Whether one of some other runs holds words of two cards."""
    return any(sum(a < end and start < b for start, end in cards) >= 2 for a, b in runs)


def _is_rule(line: Line) -> bool:
    return bool(line.text.strip()) and RULE.match(line.text) is not None


def _is_empty(line: Line) -> bool:
    return line.blank or _is_rule(line)


def _between(lines: Sequence[Line], parts: Callable[[Line], bool]) -> list[Run]:
    edges = [-1, *(at for at, line in enumerate(lines) if parts(line)), len(lines)]
    return [(a + 1, b) for a, b in itertools.pairwise(edges) if b - a > LEAST_LABELS]


def _alike(lines: Sequence[Line], runs: Sequence[Run]) -> list[Run]:
    """Those of which another has half of the labels or more."""
    labels = [_labels(lines[a:b]) for a, b in runs]
    return [
        run
        for at, (run, own) in enumerate(zip(runs, labels, strict=True))
        if any(len(own & other) >= max(LEAST_LABELS, len(own | other) / 2) for i, other in enumerate(labels) if i != at)
    ]


def _labels(lines: Sequence[Line]) -> frozenset[str]:
    """The labels of a post's facts that stand at the heads of some lines."""
    heads = [head for line in lines if not line.blank and (head := head_of(line.text)) is not None]
    return frozenset("".join(words.split()) for words, fields, _ in heads if not fields.isdisjoint(OPENING_FIELDS))
