"""One-way travel time: great-circle kilometres × detour ÷ speed, plus getting in and out of the car. An estimate, and
labelled so.

Only sums, products and one square root are used, so the same pair gives the same bits on every machine and in every
array shape.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.columns import Physicians, Posts
from enishi.engine.schema import I32, AnyArray

EARTH_KM = 6371.0
DETOUR = 1.3  # road length over straight line, a usual value for Japan's roads
KMH = 45.0
START_MIN = 10.0
UNKNOWN = -1


def minutes(p: Physicians, o: Posts) -> I32:
    """Whole minutes from the physician's municipality to the opening's, broadcast; UNKNOWN where either has no
    coordinates."""
    dx, dy, dz = p.x - o.x, p.y - o.y, p.z - o.z
    half = np.sqrt(dx * dx + dy * dy + dz * dz) * 0.5  # half the chord of the unit sphere
    square = half * half
    # arcsin by its series: under one metre off up to 3,000 km, the length of Japan.
    arc = half * (1 + square * (1 / 6 + square * (3 / 40 + square * (15 / 336 + square * (105 / 3456)))))
    road_km = 2 * EARTH_KM * DETOUR * arc
    whole = np.floor(START_MIN + road_km * (60.0 / KMH) + 0.5)
    known: AnyArray = p.located & o.located
    return np.where(known, whole, UNKNOWN).astype(np.int32)
