"""One row of either side, validated as in a whole market."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from enishi.engine.kernels.tables import pack_posts, pack_seekers
from enishi.engine.market import Market
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS, AnyArray, Schema

_NO_SHIELDS = {"shield_row": np.zeros(0, np.int64), "shield_key": np.zeros(0, np.int64)}


def physician_row(number: str, columns: Mapping[str, Any], schema: Schema) -> tuple[dict[str, Any], Any]:
    """(every column, derived ones too, as scalars; the SEEKER row). MarketError as `Market.from_columns`."""
    nobody: dict[str, AnyArray] = {column.name: np.zeros(0, column.dtype) for column in POST_COLUMNS}
    given = {"number": np.array([number], np.object_), **_alone(columns), **_NO_SHIELDS}
    one = Market.from_columns(given, {"number": np.zeros(0, "U1"), **nobody}, schema)
    return vars(one.physicians.row(0)), pack_seekers(one.physicians, one.as_of)[0]


def opening_row(number: str, columns: Mapping[str, Any], schema: Schema) -> tuple[dict[str, Any], Any]:
    """As `physician_row`, with the POST row."""
    nobody: dict[str, AnyArray] = {column.name: np.zeros(0, column.dtype) for column in PHYSICIAN_COLUMNS}
    given = {"number": np.array([number], np.object_), **_alone(columns)}
    one = Market.from_columns({"number": np.zeros(0, "U1"), **nobody, **_NO_SHIELDS}, given, schema)
    return vars(one.posts.row(0)), pack_posts(one.posts, one.as_of)[0]


def _alone(columns: Mapping[str, Any]) -> dict[str, AnyArray]:
    """Columns of length one; unsigned, where a set of bits would not fit otherwise."""
    return {
        name: np.array([value], np.uint64) if _is_wide(value) else np.array([value]) for name, value in columns.items()
    }


def _is_wide(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool) and 2**63 <= int(value) < 2**64
