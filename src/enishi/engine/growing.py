"""Columns with room behind them, so that a row can be changed or added without moving the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from enishi.engine.schema import AnyArray

RESERVE = 4096  # rows that may be added to one side before everything is made anew


@dataclass
class Growing:
    """`buffers`: name → array with at least `n` rows along its first axis; of each, the first `n` are in use."""

    buffers: dict[str, AnyArray]
    n: int

    @classmethod
    def of(cls, columns: dict[str, AnyArray]) -> Growing:
        """Copies with RESERVE rows to spare."""
        n = len(next(iter(columns.values())))
        buffers = {}
        for name, column in columns.items():
            buffers[name] = np.zeros((n + RESERVE, *column.shape[1:]), column.dtype)
            buffers[name][:n] = column
        return cls(buffers, n)

    @property
    def is_full(self) -> bool:
        return any(self.n >= len(buffer) for buffer in self.buffers.values())

    def views(self) -> dict[str, AnyArray]:
        return {name: buffer[: self.n] for name, buffer in self.buffers.items()}

    def grow(self) -> int:
        """One more row; returns its index."""
        self.n += 1
        return self.n - 1

    def write(self, index: int, values: dict[str, Any]) -> None:
        """Set the named columns of one row."""
        for name, value in values.items():
            self.buffers[name][index] = value
