"""The net effect in sentences. Pure: what an edition keeps → words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enishi.research.cubes import CLASSES
from enishi.research.need import SCHEMES
from enishi.research.net_effect import RETURNED, Sum

UNIT = "人分"
TITLES = {
    "class": ("採用の圏域の区分ごと", "区分"), "region": ("地方ごと", "地方"),
    "year": ("採用の年ごと", "年"), "area": ("二次医療圏ごと", "二次医療圏"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One placement in words."""

    key: str
    place: str
    origin: str
    effect: str
    sentence: str


def signed(number: float) -> str:
    """「＋1.2」「−0.3」「0.0」."""
    rounded = round(number, 1)
    return "0.0" if not rounded else f"{'＋' if rounded > 0 else '−'}{abs(rounded):.1f}"


def between(low: float, high: float) -> str:
    return signed(low) if round(low, 1) == round(high, 1) else f"{signed(low)}〜{signed(high)}"


def verdict(low: float, high: float) -> str:
    """What the range says, and where it says nothing."""
    if low > 0:
        return "どの目盛りでも、差し引きはプラスです。"
    if high < 0:
        return "どの目盛りでも、差し引きはマイナスです。"
    if low == high == 0:
        return "どの目盛りでも、差し引きはありません。"
    if low == 0 or high == 0:
        return f"差し引きは、ないか{'プラス' if high > 0 else 'マイナス'}です。"
    return "目盛りによってプラスにもマイナスにもなり、どちらとも言えません。"


def whole(line: Sum) -> str:
    """The sentence of all placements, or that they are too few."""
    if line.placements is None:
        return "数えられる採用が5件になるまで、差し引きはお示ししません。"
    gained, net = f"{line.fte:.1f}{UNIT}", f"{between(line.low, line.high)}{UNIT}"
    return f"採用{line.placements}件で{gained}の勤務が加わり、もとの地域の分を差し引くと{net}です。{verdict(line.low, line.high)}"


def placement(stored: Sequence[Any]) -> Shown:
    key, to_class, origin, low, high = stored
    place = "圏域の区分は公表していません" if to_class is None else f"{_area(to_class)}での採用"
    if origin is None:
        before, left = "公表していません", "もとのお仕事のことは、同じ方が少ないため公表していません。"
    elif origin == RETURNED:
        before, left = "お仕事を離れていた", "お仕事を離れていた方なので、もとの地域の勤務は減りません。"
    else:
        before, left = f"{_area(origin)}から", f"{_area(origin)}から、同じ時間の勤務が移ったとみています。"
    began = "ある圏域で勤務が始まりました。" if to_class is None else f"{_area(to_class)}で勤務が始まりました。"
    said = f"{began}{left}差し引きは、全国平均の地域で週5日働く医師にして{between(low, high)}{UNIT}です。{verdict(low, high)}"
    return Shown(key, place, before, f"{between(low, high)}{UNIT}", said)


def _area(area_class: str) -> str:
    return f"区分が{CLASSES[area_class]}の圏域" if area_class else "区分の分からない圏域"


def cells(line: Sum) -> list[tuple[str, str]]:
    """Scheme and number of a line."""
    return [(SCHEMES[key].label, signed(line.effects[key])) for key in SCHEMES]


def sensitivity(line: Sum) -> list[tuple[str, str, str, str]]:
    """Scheme, what it says, the effect when the hours moved, when they did not."""
    if line.placements is None:
        return []
    return [(s.label, s.says, signed(line.effects[key]), signed(line.kept[key])) for key, s in SCHEMES.items()]


def lines_of(effects: Mapping[str, Any], table: str) -> list[Sum]:
    return [Sum(*line) for line in effects["sums"][table] if line[0] or line[2] is not None]
