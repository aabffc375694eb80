"""A row of pay, and rows that say together what one says."""

from dataclasses import dataclass


@dataclass(slots=True)
class Row:
    unit: str
    low: int | None
    high: int | None
    place: tuple[int, int]
    example: bool
    item: int


def joined(rows: list[Row]) -> list[Row]:
    """Examples by years of experience become one row; the same rate said twice is one."""
    kept: list[Row] = []
    for row in rows:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.unit == row.unit
            and last.high is None
            and row.low is None
            and row.high is not None
            and last.low is not None
            and last.low <= row.high
        ):  # 「1,700万円以上。経験により2,300万円まで」
            last.high, last.place = row.high, (last.place[0], row.place[1])
            continue
        if (
            last is not None
            and last.unit == row.unit
            and last.low is not None
            and last.low == last.high
            and row.low is None
            and last.low < (row.high or 0)
            and 0 <= row.place[0] - last.place[1] <= 12
        ):  # 「年額1,200万円(経験により1,400万円まで)」
            last.high, last.place = row.high, (last.place[0], row.place[1])
            continue
        if (
            last is not None
            and row.example
            and not last.example
            and (last.unit, last.high) == (row.unit, None)
            and row.low == row.high
            and (last.low or 0) < (row.low or 0)
        ):  # 「1,700万円から、卒後25年の方で2,100万円」
            last.high, last.place = row.high, (last.place[0], row.place[1])
            continue
        same = next((k for k in kept if k.unit == row.unit and k.example and row.example), None)
        if same is not None:
            same.low = None if same.low is None or row.low is None else min(same.low, row.low)
            same.high = None if same.high is None or row.high is None else max(same.high, row.high)
            same.place = (min(same.place[0], row.place[0]), max(same.place[1], row.place[1]))
            continue
        if any((k.unit, k.low, k.high) == (row.unit, row.low, row.high) for k in kept):
            continue
        if (
            row.low is not None
            and row.low == row.high
            and any((k.unit, k.low, k.high) == (row.unit, row.low, None) for k in kept)
        ):
            continue  # a headline 「2,300万円以上」, and below it 「2,300万円」
        kept.append(row)
    return _without_examples_inside(kept)


def _without_examples_inside(rows: list[Row]) -> list[Row]:
    """An example within a stated range (年俸1,400万円〜2,000万円、経験10年の例1,600万円) is no rate of its own."""
    plain = [row for row in rows if not row.example]
    kept = []
    for row in rows:
        inside = row.example and any(
            other.unit == row.unit
            and (other.low or 0) <= (row.low or 0)
            and (other.high is None or (row.high or 0) <= other.high)
            for other in plain
            if other.low != other.high
        )
        if not inside:
            kept.append(row)
    return kept
