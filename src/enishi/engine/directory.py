"""From a number to its index, by bisection: no dictionary of a third of a million strings in every process."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from enishi.engine.schema import I32, AnyArray


@dataclass(frozen=True)
class Directory:
    """`numbers`: unicode[n]; `order`: int32[n], indices in ascending order of their numbers; `added`: numbers that came
    later, by index."""

    numbers: AnyArray
    order: I32
    added: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, numbers: AnyArray) -> Self:
        return cls(numbers, np.argsort(numbers, kind="stable").astype(np.int32))

    def find(self, number: str) -> int:
        """The index of this number; KeyError when there is none."""
        if number in self.added:
            return self.added[number]
        at = bisect_left(self.order, number, key=lambda index: str(self.numbers[index]))
        if at == len(self.order) or str(self.numbers[self.order[at]]) != number:
            raise KeyError(number)
        return int(self.order[at])
