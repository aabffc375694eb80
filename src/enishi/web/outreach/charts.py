"""Bars and bands as small drawings, each beside the words it shows. Pure: numbers for an SVG and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from enishi.outreach.enums import Stage
from enishi.outreach.estimates import Band
from enishi.outreach.funnel import Row
from enishi.outreach.report import NOT_TOLD, people_words

WIDTH = 300
"""Of a drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """sure: as far as it certainly goes; perhaps: as far as it may go."""

    label: str
    words: str
    sure: int
    perhaps: int


@dataclass(frozen=True, slots=True)
class Whisker:
    """A band with its point, None where there is none."""

    low: int
    wide: int
    point: int | None


def bars(row: Row) -> list[Bar]:
    """The stages of a line, the longest as wide as the drawing."""
    ranges = {stage: row.between(stage) for stage in Stage}
    full = max((high or low for low, high in ranges.values()), default=0)
    if not full:
        return []
    drawn = []
    for stage, (low, high) in ranges.items():
        words = people_words(row, stage)
        most = 0 if words == NOT_TOLD else low if high is None else high
        drawn.append(Bar(stage.label, words, round(WIDTH * low / full), round(WIDTH * most / full)))
    return drawn


def end_of(bands: Iterable[Band]) -> float:
    """The right end of a scale that holds all bands: 1, 2 or 5 times a power of ten."""
    most = max((band.high for band in bands), default=0.0)
    size = 1e-6
    while True:
        for step in (1, 2, 5):
            if step * size >= most:
                return step * size
        size *= 10


def whisker(band: Band, end: float) -> Whisker:
    low, high = round(WIDTH * band.low / end), round(WIDTH * min(band.high, end) / end)
    return Whisker(low, max(high - low, 2), None if band.point is None else round(WIDTH * band.point / end))
