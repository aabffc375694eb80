"""Strict orders given as lists, best first, turned into the columns of a graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from enishi.engine.edges import frozen, group, meet
from enishi.engine.errors import MarketError
from enishi.engine.schema import F32, I32, I64, AnyArray, Column
from enishi.engine.validation import checked, refuse_where

LONGEST = 1 << 24  # places that float32 can tell apart

StrictLists = Sequence[Sequence[int] | AnyArray] | tuple[AnyArray, AnyArray] | AnyArray


@dataclass(frozen=True)
class _Flat:
    """One side's lists behind each other: list k is entry[pointer[k] : pointer[k + 1]]."""

    column: str
    pointer: I64
    entry: AnyArray

    @property
    def step(self) -> float:
        """The first place counts 1 and each further one this much less: a power of two, so that every place up to
        LONGEST is exact in float32."""
        longest = int(np.diff(self.pointer).max(initial=1))
        return float(2.0 ** -(longest - 1).bit_length()) if longest > 1 else 1.0

    def named(self, n_others: int) -> I32:
        """int32 entries, each from 0 to n_others - 1; MarketError names the list's row."""
        side, name = self.column.split(".")
        try:
            entry = checked(side, Column(name, np.int32, 0, n_others - 1), self.entry, None)
        except MarketError as error:
            row = error.row
            if row is not None:
                row = int(np.searchsorted(self.pointer, row, side="right")) - 1
            raise MarketError(self.column, row, error.problem) from None
        return frozen(entry)


def _from_pair(column: str, pointer: AnyArray, entry: AnyArray) -> _Flat:
    start = checked(column, Column("indptr", np.int64, 0, 2**31 - 1), pointer, None)
    if len(start) == 0 or start[0] != 0:
        raise MarketError(f"{column}.indptr", 0, "must start with 0")
    refuse_where(f"{column}.indptr", np.r_[False, np.diff(start) < 0], "is smaller than the one before")
    if start[-1] != len(entry):
        problem = f"must end with the number of indices, {len(entry)}"
        raise MarketError(f"{column}.indptr", len(start) - 1, problem)
    return _Flat(column, start, entry)


def _flat(column: str, lists: StrictLists) -> _Flat:
    if isinstance(lists, tuple) and len(lists) == 2:
        pointer, entry = lists
        if isinstance(pointer, np.ndarray) and isinstance(entry, np.ndarray):
            return _from_pair(column, pointer, entry)
    if isinstance(lists, np.ndarray) and lists.ndim == 2:
        return _Flat(column, np.arange(len(lists) + 1) * lists.shape[1], lists.reshape(-1))
    if not isinstance(lists, Sequence | np.ndarray) or isinstance(lists, str | bytes):
        raise MarketError(column, None, "must be a sequence of lists, or a pair of arrays (indptr, indices)")
    for row, listed in enumerate(lists):
        flat = isinstance(listed, list | tuple | range) or (isinstance(listed, np.ndarray) and listed.ndim == 1)
        if not flat:
            raise MarketError(column, row, "must be a list of indices, best first")
    lengths = np.fromiter(map(len, lists), np.int64, len(lists))
    pointer = np.r_[np.int64(0), np.cumsum(lengths)]
    if len(lists) and all(isinstance(listed, np.ndarray) for listed in lists):
        return _Flat(column, pointer, np.concatenate([np.asarray(listed) for listed in lists]))
    try:
        entry = np.array(list(chain.from_iterable(lists)))
    except ValueError:
        raise MarketError(column, None, "must be lists of indices, not of further lists") from None
    return _Flat(column, pointer, entry)


def _checked_lists(column: str, lists: StrictLists) -> _Flat:
    flat = _flat(column, lists)
    refuse_where(column, np.diff(flat.pointer) > LONGEST, f"must name at most {LONGEST} in one list")
    return flat


def edges_of(physician_lists: StrictLists, opening_lists: StrictLists) -> tuple[int, int, I32, I32, F32, F32]:
    """(n_physicians, n_openings, physician, opening, u, v), edges sorted; the meaning is `Graph.from_lists`'."""
    wishes = _checked_lists("graph.physician_lists", physician_lists)
    needs = _checked_lists("graph.opening_lists", opening_lists)
    n_physicians, n_openings = len(wishes.pointer) - 1, len(needs.pointer) - 1
    wish, need = wishes.named(n_openings), needs.named(n_physicians)
    most = min(len(wish), len(need))
    physician, opening = np.empty(most, np.int32), np.empty(most, np.int32)
    u, v = np.empty(most, np.float32), np.empty(most, np.float32)
    need_owner = np.repeat(np.arange(n_openings, dtype=np.int32), np.diff(needs.pointer))
    n_edges, owner, other = meet(
        wishes.pointer, wish, needs.pointer, need_owner, *group(need, n_physicians), wishes.step, needs.step,
        physician, opening, u, v,
    )  # fmt: skip
    if n_edges == -1:
        raise MarketError(wishes.column, owner, f"names opening {other} twice")
    if n_edges == -2:
        raise MarketError(needs.column, owner, f"names physician {other} twice")
    return n_physicians, n_openings, physician[:n_edges], opening[:n_edges], u[:n_edges], v[:n_edges]
