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
    range: no value changes on its way into the column, except that a float may be rounded to fewer digits."""
    name = f"{side}.{column.name}"
    array = _array(name, values)
    if array.ndim != 1:
        raise MarketError(name, None, f"must be one-dimensional, got {array.ndim} dimensions")
    if length is not None and len(array) != length:
        raise MarketError(name, None, f"must have {length} rows like `number`, got {len(array)}")
    if array.size == 0:
        return np.zeros(0, column.dtype)
    if array.dtype.kind == "O":
        refuse_where(name, _beyond_64_bits(array), "must be a number of at most 64 bits")
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
    if array.dtype.kind != "b" and np.issubdtype(column.dtype, np.integer):
        # The end of the range may be a float, and the one above 2^64 - 1 or 2^63 - 1 lets that power of two itself pass.
        kept = np.dtype(column.dtype)
        most = 2 ** (8 * kept.itemsize - (kept.kind == "i")) - 1
        refuse_where(
            name, array >= float(most + 1) if array.dtype.kind == "f" else array > most, f"must be at most {most}"
        )
    return array.astype(column.dtype)


def _array(name: str, values: AnyArray) -> AnyArray:
    try:
        return np.asarray(values)
    except (ValueError, OverflowError):  # lists of unequal length; a number beyond the dtype asked for
        raise MarketError(name, None, "must be one-dimensional, each value a single one") from None


def _beyond_64_bits(array: AnyArray) -> Bool:
    """bool[n] of an object array: whole numbers that no column holds."""
    return np.array([isinstance(one, int) and not -(2**63) <= one < 2**64 for one in array], np.bool_)


def checked_numbers(side: str, values: AnyArray) -> AnyArray:
    """The `number` column as a unicode array: one-dimensional, text, not empty, without control characters, each number
    once.

    A number is a name: `7` and `"07"` would be one person to a caller and two to the market, so that whole numbers, bytes
    and None are refused, not written out as text. A unicode array of NumPy's cannot say whether a text ended in NUL; a
    list or an object array can, and is refused then.
    """
    name = f"{side}.number"
    array = _texts(name, values)
    refuse_where(name, array == "", "is empty")
    refuse_where(name, _control_characters(array), "has a control character")
    order = np.argsort(array, kind="stable")
    again = np.zeros(len(array), np.bool_)
    again[order[1:]] = array[order[1:]] == array[order[:-1]]
    refuse_where(name, again, "is given twice")
    return array


def _texts(name: str, values: AnyArray) -> AnyArray:
    """`values` as a unicode array in the machine's byte order."""
    array = values if isinstance(values, np.ndarray) else np.asarray(values, np.object_)
    if array.ndim != 1:
        raise MarketError(name, None, f"must be one-dimensional, got {array.ndim} dimensions")
    if array.size == 0:
        return np.zeros(0, "U1")
    if array.dtype.kind in "OT":
        refuse_where(name, np.array([not isinstance(one, str) for one in array], np.bool_), "must be text")
        # NumPy drops a NUL at the end, and what is left may be somebody else's number.
        refuse_where(name, np.array(["\0" in one for one in array], np.bool_), "has a control character")
    elif array.dtype.kind != "U":
        raise MarketError(name, None, f"must be text, got {array.dtype}")
    return np.ascontiguousarray(array, array.dtype.newbyteorder("=") if array.dtype.kind == "U" else np.str_)


def _control_characters(array: AnyArray) -> Bool:
    """bool[n]: texts with a character below U+0020 or from U+007F to U+009F; NULs that only fill the width are none."""
    if array.size == 0:
        return np.zeros(0, np.bool_)
    code = array.view(np.uint32).reshape(len(array), -1)
    control = (code < 0x20) & (code > 0) | (code >= 0x7F) & (code < 0xA0)
    control[:, :-1] |= (code[:, :-1] == 0) & (code[:, 1:] != 0)
    return np.asarray(control.any(axis=1))


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
