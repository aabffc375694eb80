"""The one error the engine raises for malformed input."""

from __future__ import annotations


class MarketError(ValueError):
    """Malformed input, named by column and row.

    `column` is written `side.column` (`physicians.days_min`); `row` is the 0-based row of the caller's arrays, or
    None when the whole column is at fault (missing, wrong shape, unknown).
    """

    def __init__(self, column: str, row: int | None, problem: str) -> None:
        self.column = column
        self.row = row
        self.problem = problem
        place = column if row is None else f"{column}[{row}]"
        super().__init__(f"{place}: {problem}")
