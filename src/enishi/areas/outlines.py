"""Outlines of prefectures, from the package japanmap (Apache-2.0), and of medical areas, from an imported file.

japanmap is read as a data file: importing it would want OpenCV. It has one ring a prefecture, its main island; borders
are shared lines, which are simplified once, so that neighbours still touch.
"""

import json
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from enishi.areas.models import AreaEdition, AreaOutline
from enishi.areas.shapes import Ring, simplified

TOLERANCE = 0.018
"""Degrees, about 2 km: on a map of all Japan 800 units high this is one unit."""
SOURCE = "都道府県の形：japanmap（Apache-2.0）。見やすさのため簡略にしてあり、離島の多くは省いています"


def package_version() -> str:
    return version("japanmap")


@lru_cache(maxsize=1)
def prefecture_rings() -> dict[str, Ring]:
    """Code of a prefecture → the ring of its main part, in degrees. Read once a process, about 40 ms."""
    spec = find_spec("japanmap")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package japanmap is not installed; run ./dev setup or pip install japanmap")
    points, prefectures = json.loads((Path(spec.origin).parent / "japan.json").read_text(encoding="utf-8"))
    degrees = [(float(place[0]), float(place[1])) for place, *_ in points]
    lines: dict[tuple[int, ...], list[tuple[float, float]]] = {}

    def line(numbers: list[int]) -> list[tuple[float, float]]:
        """The same points whichever neighbour asks."""
        there, back = tuple(numbers), tuple(reversed(numbers))
        key = min(there, back)
        if key not in lines:
            lines[key] = simplified([degrees[n] for n in key], TOLERANCE)
        return lines[key] if key == there else lines[key][::-1]

    rings: dict[str, Ring] = {}
    for number, borders in enumerate(prefectures, 1):
        ring: list[tuple[float, float]] = []
        for _, numbers in borders:
            # A coast that is a whole island begins where it ends: its two halves are simplified apart.
            half = len(numbers) // 2
            pieces = [numbers] if numbers[0] != numbers[-1] else [numbers[: half + 1], numbers[half:]]
            for piece in pieces:
                ring += line(piece)[:-1]
        rings[f"{number:02d}"] = ring
    return rings


def area_rings(edition: AreaEdition, prefecture: str) -> dict[str, list[Ring]]:
    """Code of an area → its rings, of one edition and prefecture; empty where nobody has imported them."""
    found = AreaOutline.objects.filter(area__edition=edition, area__prefecture=prefecture)
    return {
        code: [[(x, y) for x, y in ring] for ring in rings]
        for code, rings in found.values_list("area__code", "rings").order_by("area__code")
    }


def outline_source(edition: AreaEdition) -> str:
    """Where the outlines of an edition come from; "" while there are none."""
    return (
        AreaOutline.objects.filter(area__edition=edition).values_list("source", flat=True).order_by("area").first()
        or ""
    )
