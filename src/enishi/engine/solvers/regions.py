"""Checks of the regions and floors that the solvers take."""

from __future__ import annotations

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.schema import I32, I64, AnyArray, Column
from enishi.engine.validation import checked

LARGEST_FLOOR = 2**31 - 1
MOST_REGIONS = 1_000_000  # a region's code sizes arrays: a stray one must not take the machine's memory


def check_rows(name: str, values: AnyArray, length: int, like: str) -> None:
    """Raise MarketError where a one-dimensional column has not `length` rows, like `like`."""
    array = np.asarray(values)
    if array.ndim == 1 and len(array) != length:
        raise MarketError(name, None, f"must have {length} rows like {like}, got {len(array)}")


def checked_regions(who: str, n_openings: int, region: AnyArray | None, floor: AnyArray | None) -> tuple[I32, I64]:
    """(int32[n_openings] region of each opening, int64[n_regions] floor of each region); one region without a floor when
    none is given. Raises MarketError for a region out of range, a negative floor, floors without regions, or more than
    MOST_REGIONS regions."""
    if region is None:
        if floor is not None:
            raise MarketError(f"{who}.floor", None, "needs the region of each opening")
        return np.zeros(n_openings, np.int32), np.zeros(1, np.int64)
    check_rows(f"{who}.region", region, n_openings, "the openings")
    if floor is None:
        places = checked(who, Column("region", np.int32, 0, MOST_REGIONS - 1), region, n_openings)
        return places, np.zeros(int(places.max(initial=-1)) + 1, np.int64)
    floors = checked(who, Column("floor", np.int64, 0, LARGEST_FLOOR), floor, None)
    if len(floors) > MOST_REGIONS:
        raise MarketError(f"{who}.floor", None, f"must have at most {MOST_REGIONS} rows")
    return checked(who, Column("region", np.int32, 0, len(floors) - 1), region, n_openings), floors
