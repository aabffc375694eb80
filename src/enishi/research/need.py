"""How much a place needs one more physician, by several scales that can be laid beside each other. Pure.

One is the need of a place with the nation's mean index. The ministry warns not to use the index mechanically nor as a measure
of absolute need (医師確保計画策定ガイドライン 第8次前期, 2023-03-31), so no scale stands alone: every result names the range over
all of them, and the tables show each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from enishi.areas.enums import AreaClass

LEAST, MOST = 1 / 3, 3.0
"""An index far out says more of who commutes there than of need."""
SHORT = 1.5
"""Weight of an area short of physicians in the scale of classes, and the least of a designated place. Assumed, not measured."""
BY_CLASS: Mapping[str, float] = {AreaClass.FEW: SHORT, AreaClass.MIDDLE: 1.0, AreaClass.MANY: 0.5}


@dataclass(frozen=True, slots=True)
class Site:
    """A place as an edition of the index sees it. index, national: of the area and of the nation, physicians for 100,000;
    prefecture: index of its prefecture; designated: 医師少数スポット or 重点医師偏在対策支援区域 on the day."""

    index: float
    national: float
    area_class: str
    prefecture: float
    designated: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    label: str
    says: str
    weight: Callable[[Site], float]


def relative(index: float, national: float) -> float:
    """The nation's mean for one of the place: 2 where there are half as many physicians. Raises ValueError for an index of 0."""
    if index <= 0 or national <= 0:
        raise ValueError(f"index {index}, nation {national}; both must be above 0")
    return min(max(national / index, LEAST), MOST)


def _designated(site: Site) -> float:
    own = relative(site.index, site.national)
    return max(own, SHORT) if site.designated else own


SCHEMES: Mapping[str, Scheme] = {
    "index": Scheme(
        "圏域の指標", "全国の指標÷二次医療圏の指標（3分の1から3まで）", lambda s: relative(s.index, s.national)
    ),
    "class": Scheme("圏域の区分", "医師少数1.5、中程度1.0、医師多数0.5", lambda s: BY_CLASS[s.area_class]),
    "designated": Scheme(
        "指標と指定", "圏域の指標。医師少数スポットと重点区域は、少なくとも1.5", _designated
    ),
    "prefecture": Scheme(
        "都道府県の指標", "全国の指標÷都道府県の指標", lambda s: relative(s.prefecture, s.national)
    ),
}  # fmt: skip


def weights(site: Site | None) -> dict[str, float]:
    """Of every scheme; a place that is not known counts as the nation's mean."""
    return {key: scheme.weight(site) if site else 1.0 for key, scheme in SCHEMES.items()}
