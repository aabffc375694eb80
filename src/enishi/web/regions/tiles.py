"""Japan as 47 tiles: where each stands, and how it is drawn. The same numbers always stand in a table beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Left and upper edge of each prefecture's tile in a drawing of 868 × 808; 北海道 is twice as wide and high.
_CORNERS = {
    "01": (746, 2), "02": (746, 145), "03": (746, 207), "04": (746, 269), "05": (684, 207),
    "06": (684, 269), "07": (746, 331), "08": (808, 393), "09": (746, 393), "10": (684, 393),
    "11": (684, 455), "12": (808, 455), "13": (746, 455), "14": (684, 517), "15": (684, 331),
    "16": (622, 331), "17": (560, 331), "18": (498, 393), "19": (622, 455), "20": (622, 393),
    "21": (560, 393), "22": (622, 517), "23": (560, 455), "24": (560, 517), "25": (498, 455),
    "26": (436, 455), "27": (436, 517), "28": (374, 455), "29": (498, 517), "30": (498, 579),
    "31": (312, 455), "32": (250, 455), "33": (312, 517), "34": (250, 517), "35": (188, 517),
    "36": (312, 659), "37": (312, 597), "38": (250, 597), "39": (250, 659), "40": (126, 535),
    "41": (64, 535), "42": (2, 535), "43": (64, 597), "44": (126, 597), "45": (126, 659),
    "46": (64, 659), "47": (2, 746),
}  # fmt: skip
_SIDE, _HOKKAIDO_SIDE = 58, 120
_FEW_SIZE = 19


@dataclass(frozen=True, slots=True)
class Tile:
    """shade: class of the colour, q1 (darkest) to q5; value: what stands in the tile; few: with the red corner."""

    code: str
    name: str
    value: str
    shade: str
    few: bool
    href: str

    @property
    def x(self) -> int:
        return _CORNERS[self.code][0]

    @property
    def y(self) -> int:
        return _CORNERS[self.code][1]

    @property
    def side(self) -> int:
        return _HOKKAIDO_SIDE if self.code == "01" else _SIDE

    @property
    def centre(self) -> int:
        return self.x + self.side // 2

    @property
    def middle(self) -> int:
        return self.y + self.side // 2

    @property
    def initial(self) -> str:
        return self.name[0]

    @property
    def corner(self) -> str:
        """The path of the red corner, top right."""
        right = self.x + self.side - 1
        return f"M{right - _FEW_SIZE} {self.y + 1}h{_FEW_SIZE}v{_FEW_SIZE}z"


def tile(code: str, prefecture: str, *, value: str, shade: int, few: bool = False, href: str = "") -> Tile:
    """The tile of a prefecture. prefecture: its whole name (岩手県); shade: 1 to 5."""
    return Tile(code, short_name(prefecture), value, f"q{shade}", few, href)


def short_name(prefecture: str) -> str:
    """岩手 for 岩手県; 北海道 stays."""
    return re.sub("[都府県]$", "", prefecture)


def all_there(tiles: Iterable[Tile]) -> list[Tile]:
    """Checked: each prefecture once. Raises ValueError otherwise."""
    found = list(tiles)
    if sorted(t.code for t in found) != sorted(_CORNERS):
        raise ValueError("a map shows each of the 47 prefectures once")
    return found
