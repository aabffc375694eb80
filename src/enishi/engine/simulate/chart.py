"""The comparison as a picture: plain SVG with system fonts, no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

FONTS = "'Hiragino Sans','Yu Gothic UI','Meiryo','Noto Sans CJK JP','Noto Sans JP',sans-serif"
INK, QUIET, LINE = "#1b1f23", "#4a5560", "#c9d1d9"
COLOURS = (
    "#6b7785",
    "#2f6fb2",
    "#0b6b4f",
    "#8a4b08",
    "#7a3e9d",
    "#9c2f4e",
    "#1f6f78",
)  # on white at least 4.5 : 1; the first method is the yardstick, grey
WIDTH, MARGIN = 1040, 36
COLUMN_GAP, LABEL_WIDTH, VALUE_WIDTH = 40, 168, 124
BAR, BAR_GAP, TITLE_SPACE = 22, 8, 30

LISTS = {"one_sided": "自分の希望の順", "product": "双方の希望の積の順", "tu": "混み具合もみた順（TU）"}
PROPOSALS = {
    "one_sided": "希望の順に先着",
    "deferred_acceptance": "受入保留方式（DA）",
    "assignment": "全体での割当",
    "regional_caps": "地域の上限つきDA",
    "regional_floors": "地域の下限つき割当",
    "weekly": "二つの募集を同時に",
    "whole_contracts": "半日数でみるDA",
}
MODES = (
    ("lists", "一覧を見てもらうとき", LISTS),
    ("proposals", "コーディネーターが引き合わせるとき", PROPOSALS),
)


@dataclass(frozen=True)
class Measure:
    """One block of bars: a metric, its title, its unit and how a value is written."""

    metric: str
    title: str
    unit: str
    write: Callable[[float], str]
    scale: float = 1.0


MEASURES = (
    Measure("matches", "決まった人数", "人", lambda value: f"{value:,.0f}"),
    Measure("short_fill", "医師少数区域の席のうち、うまった割合", "%", lambda value: f"{value:.1f}", 100.0),
    Measure(
        "depth", "決まった先は、本人の本当の希望で何番目か（小さいほどよい）", "番目", lambda value: f"{value:.1f}"
    ),
)


def chart(result: dict[str, Any]) -> str:
    """The SVG text of one `simulation.json`."""
    block = TITLE_SPACE + max(len(names) for _, _, names in MODES) * (BAR + BAR_GAP) + 22
    top = 150
    height = top + len(MEASURES) * block + 92
    column = (WIDTH - 2 * MARGIN - COLUMN_GAP) / 2
    parts = [_head(result, height)]
    for at, (mode, title, names) in enumerate(MODES):
        x = MARGIN + at * (column + COLUMN_GAP)
        title = f"{title}（{result['rounds']}回まで）" if mode == "proposals" else title
        parts.append(_text(x, top - 22, title, 18, weight=700))
        parts.append(f'<line x1="{x:.0f}" y1="{top - 10}" x2="{x + column:.0f}" y2="{top - 10}" stroke="{LINE}"/>')
        for row, measure in enumerate(MEASURES):
            most = max(_reach(result, each, measure) for each, _, _ in MODES)
            parts.extend(_bars(result[mode], names, measure, most, x, top + row * block, column))
    parts.append(_foot(result, height))
    return "\n".join((*parts, "</svg>", ""))


def _head(result: dict[str, Any], height: int) -> str:
    size = f"医師{result['physicians']:,}人・募集{result['openings']:,}件"
    title = f"{size}の模擬の市場で、どのやり方だと何人決まるか"
    drawn = f"乱数の種をかえた{result['seeds']}回の平均"
    about = f"{drawn}。細い線は標準偏差の幅。東北6県・内科系の医師を想定した架空の人と募集です。"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" role="img" aria-labelledby="t d" font-family="{FONTS}" fill="{INK}">',
            f'<title id="t">{escape(title)}</title>',
            f'<desc id="d">{escape(_spoken(result))}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(MARGIN, 52, title, 25, weight=700),
            _text(MARGIN, 82, about, 15, colour=QUIET),
        )
    )


def _spoken(result: dict[str, Any]) -> str:
    """The picture in words, for those who hear it."""
    said = []
    for mode, title, names in MODES:
        each = "、".join(f"{name} {result[mode][key]['matches']['mean']:,.0f}人" for key, name in names.items())
        said.append(f"{title}に決まった人数: {each}。")
    return "".join(said)


def _reach(result: dict[str, Any], mode: str, measure: Measure) -> float:
    found = [one[measure.metric] for one in result[mode].values()]
    return max(float(value["mean"]) + float(value["sd"]) for value in found)


def _bars(
    found: dict[str, Any], names: dict[str, str], measure: Measure, most: float, x: float, y: float, column: float
) -> list[str]:
    """The bars under their title; the first method has no comparison beside it."""
    parts = [_text(x, y + 18, f"{measure.title}", 15, weight=600)]
    room = column - LABEL_WIDTH - VALUE_WIDTH
    base = found[next(iter(names))][measure.metric]["mean"]
    for place, (key, name) in enumerate(names.items()):
        mean, sd = found[key][measure.metric]["mean"], found[key][measure.metric]["sd"]
        top = y + TITLE_SPACE + place * (BAR + BAR_GAP)
        middle, left = top + BAR / 2, x + LABEL_WIDTH
        length = room * mean / most if most > 0 else 0.0
        reach = room * sd / most if most > 0 else 0.0
        parts.append(_text(x, middle + 5, name, 14))
        parts.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(length, 1):.1f}" height="{BAR}" rx="2" '
            f'fill="{COLOURS[place]}"/>'
        )
        if reach >= 1:
            parts.append(_whisker(left + length, reach, middle))
        value = f"{measure.write(mean * measure.scale)}{measure.unit}"
        if place and base > 0 and measure.metric == "matches":
            value += f"（{mean / base:.2f}倍）"
        parts.append(_text(left + length + reach + 7, middle + 5, value, 14, weight=600))
    return parts


def _whisker(centre: float, reach: float, y: float) -> str:
    """Mean ± one standard deviation, in ink with a white edge so that it shows on the bar and beside it."""
    low, high = centre - reach, centre + reach
    path = f"M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - 5:.1f}v10M{high:.1f} {y - 5:.1f}v10"
    return (
        f'<path d="{path}" stroke="#ffffff" stroke-width="4" fill="none"/>'
        f'<path d="{path}" stroke="{INK}" stroke-width="1.5" fill="none"/>'
    )


def _foot(result: dict[str, Any], height: int) -> str:
    chances = result["assumptions"]
    lines = (
        f"仮定: ふつうの組で「はい」は医師{chances['physician']['typical_yes']:.0%}・"
        f"医療機関{chances['institution']['typical_yes']:.0%}、"
        f"よく合う組（上位5%）で{chances['physician']['best_yes']:.0%}・{chances['institution']['best_yes']:.0%}。"
        f"一覧は{chances['list_length']}件まで、k番目を見る割合は 1/log2(k+1)。",
        "医師の数・診療科・所在は厚生労働省の公表値に比例させ、希望と応じ方は仮定です。実際の成約数を予測するものではありません。",
    )
    return "\n".join(_text(MARGIN, height - 48 + 22 * at, line, 13, colour=QUIET) for at, line in enumerate(lines))


def _text(x: float, y: float, words: str, size: int, weight: int = 400, colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
