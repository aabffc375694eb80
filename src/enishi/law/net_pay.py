"""手取りのめやす: what is left of a year's pay, as a range and never as one figure. Pure; nothing of it is stored.

Pay from employment alone: pensions, practices of one's own, rents and gains are left out. Both ends are a whole year in which
the pay stays as it is, so that the resident tax, which follows a year later, is that of the same pay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from enishi.law.income_tax import Household, TaxYear, tax_year, taxes
from enishi.law.social_insurance import Premiums, premiums


class Insured(StrEnum):
    """Whether a job brings 健康保険 and 厚生年金 with it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Job:
    """pay_yen: of a year, before everything that is taken off."""

    pay_yen: int
    insured: Insured = Insured.UNKNOWN


@dataclass(frozen=True, slots=True)
class End:
    """One end of the range; yen a year."""

    pay: int
    premiums: Premiums
    income_tax: int
    resident_tax: int

    @property
    def taken(self) -> int:
        return self.premiums.total + self.income_tax + self.resident_tax

    @property
    def net(self) -> int:
        return self.pay - self.taken


@dataclass(frozen=True, slots=True)
class NetPay:
    """low: where most is taken off; high: where least is."""

    pay: int
    low: End
    high: End
    rules: TaxYear


def net_pay(*, jobs: Sequence[Job], age: int, spouse: bool, others: int, on: date) -> NetPay:
    """The range over what is not known: insurer, place, bonuses, ages of the dependants, and jobs of which nobody knows yet
    whether they are insured. Raises ValueError for no job, for amounts below nothing."""
    if not jobs:
        raise ValueError("no job")
    rules = tax_year(on)
    ends = [
        _end(jobs, insured, age, Household(spouse, others, old=not dear), on, rules, dear=dear)
        for insured in _which(jobs)
        for dear in (True, False)
    ]
    return NetPay(
        pay=sum(job.pay_yen for job in jobs),
        low=min(ends, key=lambda end: end.net),
        high=max(ends, key=lambda end: end.net),
        rules=rules,
    )


def _which(jobs: Sequence[Job]) -> Iterator[tuple[bool, ...]]:
    """Every way in which the unknown may turn out."""
    ways = {Insured.YES: (True,), Insured.NO: (False,), Insured.UNKNOWN: (True, False)}
    return product(*(ways[job.insured] for job in jobs))


def _end(
    jobs: Sequence[Job],
    insured: tuple[bool, ...],
    age: int,
    household: Household,
    on: date,
    rules: TaxYear,
    *,
    dear: bool,
) -> End:
    pay = sum(job.pay_yen for job in jobs)
    of_insured = [job.pay_yen for job, is_insured in zip(jobs, insured, strict=True) if is_insured]
    asked = premiums(
        pay_yen=pay, insured_yen=sum(of_insured), main_yen=max(of_insured, default=0), age=age, on=on, dear=dear
    )
    owed = taxes(pay_yen=pay, insurance_yen=asked.total, household=household, rules=rules)
    return End(pay, asked, owed.income, owed.resident)
