"""How far it is from each municipality's office to the next hospital of the imported list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db.models import Count, Max
from numpy.typing import NDArray

from enishi.areas.models import Municipality, Prefecture
from enishi.areas.rules import DETOUR, EARTH_RADIUS_KM
from enishi.institutions.listed import ListedFacility


@dataclass(frozen=True, slots=True)
class Hospitals:
    """The list that stands. beds: municipality → beds of all its hospitals; km: municipality → road km to the next one.
    unplaced: hospitals without coordinates; bedless: without a number of beds."""

    day: str
    source: str
    count: int
    unplaced: int
    bedless: int
    beds: dict[str, int]
    km: dict[str, float]


def hospitals() -> Hospitals | None:
    """None while no whole list was imported: one with hospitals in every prefecture. Rows of other, smaller lists stay out
    (an example list beside the nation's). One small query; the rest once per list and process, a quarter of a second."""
    state = ListedFacility.objects.aggregate(
        Count("pk"), Count("latitude"), Count("withdrawn_on"), Max("edition"), Max("pk")
    )
    return _read(tuple(map(str, state.values()))) if state["pk__count"] else None


@lru_cache(maxsize=2)
def _read(state: tuple[str, ...]) -> Hospitals | None:
    largest = ListedFacility.objects.open_today().values_list("source").annotate(n=Count("pk")).order_by("-n").first()
    if largest is None:
        return None
    rows = list(
        ListedFacility.objects.open_today()
        .filter(source=largest[0])
        .values_list("municipality", "latitude", "longitude", "beds_total", "edition", "source")
    )
    if len({row[0][:2] for row in rows}) < Prefecture.objects.count():
        return None
    beds: dict[str, int] = {}
    for code, _, _, count, _, _ in rows:
        beds[code] = beds.get(code, 0) + (count or 0)
    placed = [(row[1], row[2]) for row in rows if row[1] is not None]
    towns = list(
        Municipality.objects.places()
        .exclude(latitude=None)
        .order_by("code")
        .values_list("code", "latitude", "longitude")
    )
    away = next_km([(north, east) for _, north, east in towns], placed) if placed else ()
    newest = max(rows, key=lambda row: row[4])
    return Hospitals(
        day=f"{newest[4]:%Y-%m-%d}",
        source=newest[5],
        count=len(rows),
        unplaced=len(rows) - len(placed),
        bedless=sum(row[3] is None for row in rows),
        beds=beds,
        km={code: float(km) for (code, _, _), km in zip(towns, away, strict=False)},
    )


def next_km(
    of: Sequence[tuple[float, float]], to: Sequence[tuple[float, float]], *, detour: float = DETOUR
) -> NDArray[np.float64]:
    """Road km from each place to the nearest of the others, an estimate: great circle × detour. float64[len(of)].

    of, to: latitude and longitude in degrees; `to` holds at least one. Nearest on the sphere is nearest through it: the
    search is by straight chords, and a chord c of the unit sphere spans the angle 2·arcsin(c/2).
    """
    from scipy.spatial import cKDTree  # here: half a second to load, and only this asks for it

    chords, _ = cKDTree(_on_sphere(to)).query(_on_sphere(of))
    angles = 2 * np.arcsin(np.clip(np.asarray(chords, dtype=np.float64) / 2, 0, 1))
    return np.asarray(angles * EARTH_RADIUS_KM * detour, dtype=np.float64)


def _on_sphere(places: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    north, east = np.radians(np.asarray(places, dtype=np.float64).reshape(-1, 2)).T
    return np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))
