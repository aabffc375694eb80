"""Social insurance on a year's pay, from the dear end and from the cheap end of what insurers and places ask. Pure."""

from dataclasses import dataclass
from datetime import date

from enishi.law.dated import NotInForce
from enishi.law.income_tax import earned_income_yen, tax_year
from enishi.law.parameters import TABLE, value

MONTHS = 12
PARTS = 100_000
BONUSES_A_YEAR = 2
RESIDENT_BASIC_YEN = 430_000
"""What incomes are measured above for 国民健康保険 and 後期高齢者医療 (the basic deduction of the resident tax)."""
CARE_STAGES = ((1_200_000, 120), (2_100_000, 130), (3_200_000, 150), (4_200_000, 170), (5_200_000, 190), (6_200_000, 210),
               (7_200_000, 230))  # fmt: skip
CARE_TOP_STAGE = 240
"""Per cent of the base by income (介護保険法施行令38条, from 2024-04-01); a municipality may ask its wealthier more."""
CARE_STAGE_OWN_MOST = 150
"""Per cent that municipalities with more stages add at the dear end. To be confirmed by place."""


@dataclass(frozen=True, slots=True)
class Premiums:
    """Yen a year out of the physician's own pocket."""

    pension: int
    health: int
    care: int
    unemployment: int

    @property
    def total(self) -> int:
        return self.pension + self.health + self.care + self.unemployment


def figure(name: str, on: date) -> int:
    """The value of a day, past the last published year that of the last one. Raises NotInForce before the first."""
    try:
        return value(name, on)
    except NotInForce:
        last = TABLE.history(name)[-1]
        if last.valid_from > on:
            raise
        return last.value


def premiums(*, pay_yen: int, insured_yen: int, main_yen: int, age: int, on: date, dear: bool) -> Premiums:
    """Premiums of a year. pay_yen: from all jobs; insured_yen: from those that bring 健康保険 and 厚生年金 with them, added up
    (二以上事業所勤務); main_yen: of the largest of these, which alone counts for 雇用保険; dear: which end of the range.

    Bonuses are not asked for: at the dear end a part of the pay is taken to be two of them, above the top grade of the months.
    Raises ValueError for amounts below nothing.
    """
    if not 0 <= main_yen <= insured_yen <= pay_yen or age < 0:
        raise ValueError("amounts do not fit")
    income = earned_income_yen(pay_yen, tax_year(on))
    is_later = age >= figure("later_first_age", on)
    pays_care = figure("care_first_age", on) <= age < figure("care_own_age", on)
    if is_later:
        health, care = _later(income, on, dear), 0
    elif insured_yen:
        base = _health_base(insured_yen, on, dear)
        end = "high" if dear else "low"
        health = base * (figure(f"health_rate_{end}", on) + figure("children_rate", on)) // PARTS
        care = base * figure("care_rate", on) // PARTS if pays_care else 0
    else:
        health, care = _without_employer(income, on, dear, pays_care), 0
    if age >= figure("care_own_age", on):
        care = _own_care(income, on, dear)
    return Premiums(
        pension=_pension(insured_yen, age, on, dear),
        health=health,
        care=care,
        unemployment=main_yen * figure("unemployment_rate", on) // PARTS,
    )


def _pension(insured_yen: int, age: int, on: date, dear: bool) -> int:
    if insured_yen and age < figure("pension_contribution_last_age", on):
        most = figure("pension_top_grade_yen", on) * MONTHS
        if dear:
            most += figure("pension_bonus_top_yen", on) * BONUSES_A_YEAR
        return min(insured_yen, most) * figure("pension_rate", on) // PARTS
    if not insured_yen and age < figure("basic_pension_last_age", on):
        return figure("basic_pension_month_yen", on) * MONTHS
    return 0


def _health_base(insured_yen: int, on: date, dear: bool) -> int:
    most = figure("health_top_grade_yen", on) * MONTHS + (figure("health_bonus_top_yen", on) if dear else 0)
    return min(insured_yen, most)


def _later(income: int, on: date, dear: bool) -> int:
    end = "high" if dear else "low"
    part = max(0, income - RESIDENT_BASIC_YEN) * figure(f"later_rate_{end}", on) // PARTS
    return min(figure(f"later_head_{end}_yen", on) + part, figure(f"later_top_{end}_yen", on))


def _without_employer(income: int, on: date, dear: bool, pays_care: bool) -> int:
    """国民健康保険; at the cheap end 任意継続, where that is less (two years at most, 健康保険法38条)."""
    end = "high" if dear else "low"
    most = figure("nhi_top_yen", on) + (figure("nhi_care_top_yen", on) if pays_care else 0)
    if dear:
        most += figure("nhi_children_top_yen", on)
    part = max(0, income - RESIDENT_BASIC_YEN) * figure(f"nhi_rate_{end}", on) // PARTS
    national = min(figure(f"nhi_head_{end}_yen", on) + part, most)
    if dear:
        return national
    rate = figure("voluntary_rate_low", on) + 2 * figure("children_rate", on)
    rate += 2 * figure("care_rate", on) if pays_care else 0
    return min(national, figure("voluntary_top_grade_yen", on) * MONTHS * rate // PARTS)


def _own_care(income: int, on: date, dear: bool) -> int:
    stage = next((percent for most, percent in CARE_STAGES if income < most), CARE_TOP_STAGE)
    base = figure("care_base_high_yen" if dear else "care_base_low_yen", on)
    if dear:
        stage = stage * CARE_STAGE_OWN_MOST // 100
    return base * MONTHS * stage // 100
