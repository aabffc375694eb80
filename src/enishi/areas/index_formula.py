"""The index of physicians' maldistribution (医師偏在指標) from its parts. Pure: numbers in, numbers out.

Source of every formula here: 医師確保計画策定ガイドライン（第8次・前期）, 厚生労働省 2023-03-31, on which the edition of
January 2024 rests:

    医師偏在指標 = 標準化医師数 ÷ (人口 ÷ 10万 × 標準化受療率比)
    標準化医師数 = Σ 性年齢階級別医師数 × (性年齢階級別平均労働時間 ÷ 全医師の平均労働時間)
    標準化受療率比 = 期待受療率 ÷ 全国の期待受療率
    期待受療率 = Σ (全国の性年齢階級別調整受療率 × 性年齢階級別人口) ÷ 人口

The index is relative, and no measure of how many physicians a place needs: show it with its edition and its caveat.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

PER = 100_000
SECOND_WORKPLACE = 0.2
"""Since the edition of January 2024 a physician with two workplaces in different areas counts 0.8 at the main one and 0.2
at the second (same guideline)."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Steps:
    """To what the printed parts are rounded: physicians, people, ratio; and what may be off in the printed index itself."""

    physicians: float = 1.0
    population: float = 100.0
    ratio: float = 0.001
    index: float = 0.1


@dataclass(frozen=True, slots=True)
class Between:
    """Every index that the rounded parts allow, ends included."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def maldistribution_index(standardised_physicians: float, population: float, utilisation_ratio: float) -> float:
    """Standardised physicians for 100,000 people who use medicine as the nation does.

    standardised_physicians: as `standardised_physicians` gives them; population: heads; utilisation_ratio: 1 for the nation.
    Raises ValueError for a negative number of physicians, or a population or ratio that is not above 0.
    """
    if standardised_physicians < 0:
        raise ValueError(f"standardised physicians: {standardised_physicians}; expected 0 or more")
    if not (population > 0 and utilisation_ratio > 0):
        raise ValueError(f"population {population}, ratio {utilisation_ratio}; both must be above 0")
    return standardised_physicians / (population / PER * utilisation_ratio)


def index_within_rounding(
    standardised_physicians: float, population: float, utilisation_ratio: float, steps: Steps = Steps()
) -> Between:
    """All that a printed index may be when it was worked out before its parts were rounded.

    Half a step of each part to the side that moves the index most, and a whole step of the index itself for the printing:
    digits after the first are rounded in one table of the ministry and cut in another.
    Raises ValueError as `maldistribution_index`.
    """
    least, most = (
        max(0.0, standardised_physicians - steps.physicians / 2),
        standardised_physicians + steps.physicians / 2,
    )
    fewest, dearest = population - steps.population / 2, utilisation_ratio - steps.ratio / 2
    low = maldistribution_index(least, population + steps.population / 2, utilisation_ratio + steps.ratio / 2)
    return Between(low - steps.index, maldistribution_index(most, fewest, dearest) + steps.index)


def labour_weights(hours: Mapping[K, float], physicians: Mapping[K, float]) -> dict[K, float]:
    """Weight of a physician of each class of sex and age: mean hours of the class ÷ mean hours of all.

    hours: a week, by class; physicians: heads, by the same classes, by which the mean of all is weighed.
    Raises ValueError when a class with physicians has no hours, or nobody works.
    """
    if missing := sorted(str(k) for k, n in physicians.items() if n and k not in hours):
        raise ValueError(f"no hours for {missing}")
    heads = sum(physicians.values())
    worked = sum(hours[k] * n for k, n in physicians.items() if n)
    if not (heads > 0 and worked > 0):
        raise ValueError("nobody works: there is no mean to compare with")
    return {k: value * heads / worked for k, value in hours.items()}


def standardised_physicians(physicians: Mapping[K, float], weights: Mapping[K, float]) -> float:
    """Physicians of an area as so many of the nation's mean working time. physicians: heads by class, second workplaces
    counted with `SECOND_WORKPLACE`; weights: of `labour_weights`. Raises KeyError for a class without a weight."""
    return sum(heads * weights[k] for k, heads in physicians.items())


def expected_utilisation(rates: Mapping[K, float], people: Mapping[K, float]) -> float:
    """How often the people of an area would be treated if each class of sex and age went as often as in the nation.

    rates: adjusted rate of treatment by class (`adjusted_rate`); people: heads by the same classes.
    Raises ValueError without people, KeyError for a class without a rate.
    """
    heads = sum(people.values())
    if heads <= 0:
        raise ValueError("nobody lives there")
    return sum(rates[k] * n for k, n in people.items()) / heads


def adjusted_rate(
    *, clinic_demand: float, clinic_rate: float, clinic_flow: float, inpatient_rate: float, inpatient_flow: float
) -> float:
    """Rate of treatment of a class with patients who come and go: 無床診療所医療医師需要度 × 全国の無床診療所受療率 ×
    無床診療所患者流出入係数 + 全国の入院受療率 × 入院患者流出入調整係数 (same guideline). Rates per 100,000 and day."""
    return clinic_demand * clinic_rate * clinic_flow + inpatient_rate * inpatient_flow
