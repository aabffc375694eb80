"""Income tax and resident tax on pay from employment, by the year in which it was earned. Pure.

What every taxpayer has is here: 給与所得控除, 基礎控除, 配偶者控除, 扶養控除, 社会保険料控除. Medical expenses, gifts to home
towns, insurances and housing loans are left out: they lower the tax further.
"""

from dataclasses import dataclass
from datetime import date

from enishi.law.dated import Evidence

MAN = 10_000
NO_LIMIT = 10**12


@dataclass(frozen=True, slots=True)
class TaxYear:
    """The figures of one year. Rows are (up to and including, figure…) in yen; per cent as whole numbers.

    earned: (pay up to, per cent taken off, added yen); basic: (income up to, deduction); spouse, spouse_old: (income up to,
    income tax, resident tax); bands: (taxable up to, per cent, minus yen).
    """

    year: int
    earned_least: int
    earned: tuple[tuple[int, int, int], ...]
    basic: tuple[tuple[int, int], ...]
    resident_basic: tuple[tuple[int, int], ...]
    spouse: tuple[tuple[int, int, int], ...]
    spouse_old: tuple[tuple[int, int, int], ...]
    dependant: tuple[int, int]
    dependant_old: tuple[int, int]
    bands: tuple[tuple[int, int, int], ...]
    surtax_per_mille: int
    resident_percent: int
    resident_head: int
    resident_free_up_to: int
    source: str
    evidence: Evidence


_BANDS = (
    (1_949_000, 5, 0),
    (3_299_000, 10, 97_500),
    (6_949_000, 20, 427_500),
    (8_999_000, 23, 636_000),
    (17_999_000, 33, 1_536_000),
    (39_999_000, 40, 2_796_000),
    (NO_LIMIT, 45, 4_796_000),
)
_EARNED = ((3_600_000, 30, 80_000), (6_600_000, 20, 440_000), (8_500_000, 10, 1_100_000), (NO_LIMIT, 0, 1_950_000))
_SPOUSE = ((900 * MAN, 38 * MAN, 33 * MAN), (950 * MAN, 26 * MAN, 22 * MAN), (1_000 * MAN, 13 * MAN, 11 * MAN))
_SPOUSE_OLD = ((900 * MAN, 48 * MAN, 38 * MAN), (950 * MAN, 32 * MAN, 26 * MAN), (1_000 * MAN, 16 * MAN, 13 * MAN))
_RESIDENT_BASIC = ((2_400 * MAN, 43 * MAN), (2_450 * MAN, 29 * MAN), (2_500 * MAN, 15 * MAN))
_ABOVE = ((2_400 * MAN, 48 * MAN), (2_450 * MAN, 32 * MAN), (2_500 * MAN, 16 * MAN))
_SOURCE = "所得税法28条・83条・84条・86条・89条、租税特別措置法41条の16の2、地方税法34条・35条・38条"

YEARS = (
    TaxYear(
        year=2025,
        earned_least=65 * MAN,
        earned=_EARNED,
        basic=((132 * MAN, 95 * MAN), (336 * MAN, 88 * MAN), (489 * MAN, 68 * MAN), (655 * MAN, 63 * MAN),
               (2_350 * MAN, 58 * MAN), *_ABOVE),
        resident_basic=_RESIDENT_BASIC,
        spouse=_SPOUSE,
        spouse_old=_SPOUSE_OLD,
        dependant=(38 * MAN, 33 * MAN),
        dependant_old=(58 * MAN, 45 * MAN),
        bands=_BANDS,
        surtax_per_mille=21,
        resident_percent=10,
        resident_head=5_000,
        resident_free_up_to=45 * MAN,
        source=_SOURCE,
        evidence=Evidence.PUBLISHED,
    ),
    TaxYear(
        year=2026,
        earned_least=74 * MAN,
        earned=_EARNED,
        basic=((489 * MAN, 104 * MAN), (655 * MAN, 67 * MAN), (2_350 * MAN, 62 * MAN), *_ABOVE),
        resident_basic=_RESIDENT_BASIC,
        spouse=_SPOUSE,
        spouse_old=_SPOUSE_OLD,
        dependant=(38 * MAN, 33 * MAN),
        dependant_old=(58 * MAN, 45 * MAN),
        bands=_BANDS,
        surtax_per_mille=21,
        resident_percent=10,
        resident_head=5_000,
        resident_free_up_to=45 * MAN,
        source=f"{_SOURCE}（令和8年度の税制改正による額）",
        evidence=Evidence.TO_CONFIRM,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Household:
    """spouse: with an income small enough for 配偶者控除; others: dependants from 16 years on; old: whether they are 70 or
    older (parents living with the taxpayer), which takes more off."""

    spouse: bool = False
    others: int = 0
    old: bool = False


@dataclass(frozen=True, slots=True)
class Taxes:
    """Yen a year. income: with the surtax for reconstruction; resident: of the year that follows."""

    income: int
    resident: int


def tax_year(on: date) -> TaxYear:
    """The rules of the year, else of the last one known (`year` tells the reader). Raises LookupError for earlier years."""
    known = [rules for rules in YEARS if rules.year <= on.year]
    if not known:
        raise LookupError(f"no tax figures for {on.year}")
    return known[-1]


def earned_income_yen(pay_yen: int, rules: TaxYear) -> int:
    """給与所得の金額 of a year's pay from all employers (所得税法28条)."""
    _, percent, added = next(row for row in rules.earned if pay_yen <= row[0])
    return max(0, pay_yen - max(rules.earned_least, pay_yen * percent // 100 + added))


def taxes(*, pay_yen: int, insurance_yen: int, household: Household, rules: TaxYear) -> Taxes:
    """Both taxes on a year's pay. insurance_yen: social insurance paid in that year, all of it is taken off.

    Raises ValueError for amounts below nothing.
    """
    if pay_yen < 0 or insurance_yen < 0 or household.others < 0:
        raise ValueError("amounts may not be negative")
    income = earned_income_yen(pay_yen, rules)
    spouse = rules.spouse_old if household.old else rules.spouse
    each = rules.dependant_old if household.old else rules.dependant
    off_income, off_resident = _spouse_yen(income, spouse) if household.spouse else (0, 0)
    off_income += each[0] * household.others + insurance_yen + _up_to(income, rules.basic)
    off_resident += each[1] * household.others + insurance_yen + _up_to(income, rules.resident_basic)
    return Taxes(_income_tax(income - off_income, rules), _resident_tax(income, income - off_resident, rules))


def _up_to(income: int, rows: tuple[tuple[int, int], ...]) -> int:
    return next((figure for most, figure in rows if income <= most), 0)


def _spouse_yen(income: int, rows: tuple[tuple[int, int, int], ...]) -> tuple[int, int]:
    return next(((of_income, of_resident) for most, of_income, of_resident in rows if income <= most), (0, 0))


def _income_tax(taxable: int, rules: TaxYear) -> int:
    """所得税法89条 and the surtax; the taxable amount loses what is below a thousand, the tax what is below a hundred."""
    amount = max(0, taxable) // 1_000 * 1_000
    _, percent, minus = next(row for row in rules.bands if amount <= row[0])
    tax = amount * percent // 100 - minus
    return tax * (1_000 + rules.surtax_per_mille) // 1_000 // 100 * 100


def _resident_tax(income: int, taxable: int, rules: TaxYear) -> int:
    if income <= rules.resident_free_up_to:
        return 0
    amount = max(0, taxable) // 1_000 * 1_000
    return amount * rules.resident_percent // 100 // 100 * 100 + rules.resident_head
