"""手数料の事由: what a fee is reckoned from when work begins, by the fee table of that day. Pure.

The event is the start of work, the base is pay as agreed (手数料管理簿: 算出の根拠, 職業安定法施行規則24条の7), and nobody but the
institution ever pays (職業安定法32条の3第2項). A line of the table is a share of some months of the expected pay, or so many yen,
0 too. What a line does not say in figures is left open and said so: no amount is guessed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from enishi.aftercare.enums import FeeKind
from enishi.common.profile import FeeLine

FULL_TIME_HALF_DAYS = 8
"""Half-days a week from which an opening for either is taken as 常勤 here: four days."""


@dataclass(frozen=True, slots=True)
class Fee:
    """line: words of the table, "" where it has none for this kind; amount_yen: before tax, whole yen, None while open."""

    kind: FeeKind
    line: str
    rate_permille: int | None = None
    months: int | None = None
    flat_yen: int | None = None
    amount_yen: int | None = None


def kind_of(employment: Collection[str], half_days_per_week: int) -> FeeKind:
    """Which line of the table: the opening's own word where it has one, else by the half-days of the contract."""
    words = set(employment)
    if words == {"spot"}:
        return FeeKind.SPOT
    if words == {"full_time"} or ("full_time" in words and half_days_per_week >= FULL_TIME_HALF_DAYS):
        return FeeKind.FULL_TIME
    return FeeKind.PART_TIME


def fee_of(lines: Sequence[FeeLine], kind: FeeKind, annual_pay_yen: int | None) -> Fee:
    """The fee of this employment; fractions of a yen are dropped, for the one who pays."""
    line = next((line for line in lines if line.applies == kind), None) or next(
        (line for line in lines if line.applies == "any"), None
    )
    if line is None:
        return Fee(kind, "")
    words = f"{line.what}：{line.amount}"
    if line.yen:
        return Fee(kind, words, flat_yen=int(line.yen), amount_yen=int(line.yen))
    if not line.percent:
        return Fee(kind, words)
    share, months = Decimal(line.percent), int(line.months or 12)
    amount = None
    if annual_pay_yen is not None:
        exact = Decimal(annual_pay_yen) * months / 12 * share / 100
        amount = int(exact.to_integral_value(ROUND_FLOOR))
    return Fee(kind, words, rate_permille=int(share * 10), months=months, amount_yen=amount)
