"""Which colour a figure is drawn in, and the words of the legend. Pure: by the edition's lines, or by fifths of all places."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from enishi.areas.enums import AreaClass
from enishi.areas.rules import PREFECTURES_PER_CLASS, Lines
from enishi.research.measures import FEW, Measured

DARKEST, MIDDLE, PALEST = 1, 3, 5
SHADE_OF = {AreaClass.FEW: DARKEST, AreaClass.MIDDLE: MIDDLE, AreaClass.MANY: PALEST}
FIFTHS = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Shading:
    """of: code → 1 (darkest) to 5; words: shade → what it means, darkest first; how: where the borders come from."""

    of: dict[str, int]
    words: dict[int, str]
    how: str

    def said(self, code: str) -> str:
        return self.words.get(self.of.get(code, 0), "")


def by_class(classes: Mapping[str, AreaClass], lines: Lines | None) -> Shading:
    """The three classes of the index. lines: of the edition, for areas; None for prefectures, which are classed by rank."""
    if lines is None:
        n = PREFECTURES_PER_CLASS
        words = {DARKEST: "医師少数県", MIDDLE: "どちらでもない県", PALEST: "医師多数県"}
        how = f"指標の順位で、低い方の{n}を少数、高い方の{n}を多数としています。"
    else:
        words = {
            DARKEST: f"医師少数（{lines.few_below}未満）",
            MIDDLE: f"中程度（{lines.few_below}〜{lines.many_from}未満）",
            PALEST: f"医師多数（{lines.many_from}以上）",
        }
        how = "この版の境目で、表示の指標を分けたものです。都道府県の計画による指定とは別です。"
    return Shading({code: SHADE_OF[kind] for code, kind in classes.items()}, words, how)


def yes_or_no(measured: Measured) -> Shading:
    """Whether there is any: for counts that are nought almost everywhere."""
    of = {code: DARKEST if value else PALEST for code, value in measured.values.items()}
    return Shading(of, {DARKEST: "指定あり", PALEST: "登録なし"}, "運営が登録した指定の有無です。")


def by_fifths(measured: Measured) -> Shading:
    """Five classes with about as many places each, fewer where figures repeat; borders at the decimals that are shown."""
    measure = measured.measure
    values = {code: round(value, measure.places) for code, value in measured.values.items()}
    found = np.quantile(np.asarray(list(values.values()), dtype=np.float64), FIFTHS) if values else []
    edges = sorted({round(float(edge), measure.places) for edge in found})
    edges = [edge for edge in edges if any(value < edge for value in values.values())]
    last = len(edges)

    def shade(place: int) -> int:
        """place: 0 for the smallest figures."""
        step = MIDDLE if last == 0 else DARKEST + round(place * (PALEST - DARKEST) / last)
        return step if measure.dark == FEW else DARKEST + PALEST - step

    said = [measure.said(edge) + measure.unit for edge in edges]
    texts = [f"{said[0]}未満"] if edges else ["すべて"]
    texts += [f"{measure.said(low)}〜{high}未満" for low, high in zip(edges[:-1], said[1:], strict=True)]
    texts += [f"{said[-1]}以上"] if edges else []
    words = {shade(n): text for n, text in enumerate(texts)}
    of = {code: shade(bisect_right(edges, value)) for code, value in values.items()}
    return Shading(of, dict(sorted(words.items())), "全国を、ほぼ同じ数ずつに分けたものです。")
