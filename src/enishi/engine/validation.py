"""Checks of the caller's columns. Every failure is a MarketError that names the column and the caller's row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.schema import FORBIDDEN_COLUMNS, AnyArray, Bool, Column


def check_names(side: str, given: Iterable[str], known: set[str]) -> None:
    """Every known column is there and no other. Personal attributes are refused by name."""
    names = set(given)
    for name in sorted(names - known):
        why = (
            "is personal and never an input of matching" if name in FORBIDDEN_COLUMNS else "is not a column of a market"
        )
        raise MarketError(f"{side}.{name}", None, why)
    for name in sorted(known - names):
        raise MarketError(f"{side}.{name}", None, "is missing")


def refuse_where(column: str, bad: Bool, problem: str) -> None:
    """Raise for the first row where `bad` holds."""
    if bad.any():
        raise MarketError(column, int(np.argmax(bad)), problem)


def checked(side: str, column: Column, values: AnyArray, length: int | None) -> AnyArray:
    """`values` as a one-dimensional array of the column's dtype, every value finite, whole where it must be, and in
    range."""
    name = f"{side}.{column.name}"
    array = np.asarray(values)
    if array.ndim != 1:
        raise MarketError(name, None, f"must be one-dimensional, got {array.ndim} dimensions")
    if length is not None and len(array) != length:
        raise MarketError(name, None, f"must have {length} rows like `number`, got {len(array)}")
    if array.size == 0:
        return np.zeros(0, column.dtype)
    if array.dtype.kind not in "biuf":
        raise MarketError(name, None, f"must be numeric, got {array.dtype}")
    if array.dtype.kind == "f":
        refuse_where(name, ~np.isfinite(array), "is not a finite number")
        if not np.issubdtype(column.dtype, np.floating):
            refuse_where(name, array != np.floor(array), "must be a whole number")
    # Compared in the array's own dtype: a u64 bit column does not survive the way through a float.
    low = np.zeros(len(array), np.bool_) if array.dtype.kind == "b" else array < column.low
    refuse_where(name, low, f"must be at least {column.low:g}")
    if not (array.dtype == np.uint64 and column.dtype is np.uint64 and column.high >= 2.0**63):
        refuse_where(name, array > column.high, f"must be at most {column.high:g}")
    return array.astype(column.dtype)


def checked_numbers(side: str, values: AnyArray) -> AnyArray:
    """The `number` column as a unicode array: one-dimensional, not empty, each number once."""
    name = f"{side}.number"
    array = np.asarray(values)
    if array.ndim != 1:
        raise MarketError(name, None, f"must be one-dimensional, got {array.ndim} dimensions")
    array = array.astype(np.str_) if array.size else np.zeros(0, "U1")
    refuse_where(name, array == "", "is empty")
    order = np.argsort(array, kind="stable")
    again = np.zeros(len(array), np.bool_)
    again[order[1:]] = array[order[1:]] == array[order[:-1]]
    refuse_where(name, again, "is given twice")
    return array


def checked_shields(columns: Mapping[str, AnyArray], n_physicians: int) -> tuple[AnyArray, AnyArray]:
    """`shield_row` (a physician's row) and `shield_key` (an institution's or corporation's key), as two int64 arrays
    of one length."""
    row = checked(
        "physicians", Column("shield_row", np.int64, 0, max(n_physicians - 1, 0)), columns["shield_row"], None
    )
    key = checked("physicians", Column("shield_key", np.int64, 1, float(2**62)), columns["shield_key"], None)
    if len(row) != len(key):
        raise MarketError("physicians.shield_key", None, f"must have {len(row)} rows like `shield_row`, got {len(key)}")
    if len(row) and n_physicians == 0:
        raise MarketError("physicians.shield_row", 0, "names a physician's row that is not there")
    return row, key
