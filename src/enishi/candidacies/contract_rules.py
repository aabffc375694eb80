"""Where a contract as it is recorded differs from the agreement that both sides approved. Pure.

An agreement is words, which the coordinator may have written anew; a contract is figures. What the words say is read where it is
beyond doubt (有期か無期か, 終わりの日か月数, 始まりの日, 週のコマ数, 年俸); of what they leave open nothing is claimed.

職業安定法5条の3第3項 (changed conditions are stated before the contract is made; 2018-01-01) and 同法施行規則4条の2 are why a difference
is never kept in silence: whoever records it is asked, and the physician, the institution and the desk read it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from enishi.candidacies.track_rules import canonical_hash
from enishi.common.japanese.date_display import western
from enishi.common.japanese.days_in_words import days_in
from enishi.common.japanese.money import man_yen_words, parse_yen
from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import half_width
from enishi.law.contracts import ContractKind
from enishi.law.periods import last_day_of_period

START_BEFORE_HIRING = "勤務の始まる日が、採用の日より前になっています。どちらかの日をお確かめください。"

_UNTIL = re.compile(r"\s*まで")
_FROM = re.compile(r"\s*(?:から|より|~|〜|-)")
_MONTHS = re.compile(r"(\d{1,3})\s*[かカヶヵケ箇]月")
_YEARS = re.compile(r"(\d{1,2})年(?:間|契約|ごと|\)|$)")
_DAYS_A_WEEK = re.compile(r"週\s*(\d+(?:\.\d+)?)\s*日")
_HALF_DAYS = re.compile(r"週\s*(\d{1,2})\s*コマ")
_AMOUNT = r"[\d,]+(?:\.\d+)?(?:億|万|円)[\d,万円]*"
_A_YEAR = re.compile(rf"年[俸収額]\s*({_AMOUNT})(?:\s*[~〜-]\s*({_AMOUNT}))?(から|以上|まで|以下)?")


@dataclass(frozen=True, slots=True)
class Contract:
    """What the institution records: days, コマ a week (half a day or a night each) and yen a year, None where not said."""

    contract_kind: str
    hired_on: date
    starts_on: date
    ends_on: date | None
    half_days_per_week: int
    expected_annual_pay_yen: int | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """The version both approved. terms: key → words; first_phase: (day, days a week) of a plan in phases; on: day of the last approval."""

    terms: Mapping[str, str]
    first_phase: tuple[date, Decimal] | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: the words of the agreement beside those of the contract."""

    label: str
    agreed: str
    contract: str


def differences(contract: Contract, agreed: Agreed) -> list[Difference]:
    """Everything in which the two differ, in the order of the form; empty where they do not, as far as the words can be read."""
    return [found for rule in RULES if (found := rule(contract, agreed))]


def fingerprint(found: Sequence[Difference]) -> str:
    """Of exactly these differences; "" for none. It tells that somebody who goes on has read them."""
    return canonical_hash([asdict(row) for row in found]) if found else ""


def _kind(contract: Contract, agreed: Agreed) -> Difference | None:
    words = agreed.terms.get("contract", "")
    said = (
        ContractKind.INDEFINITE
        if re.search(r"期間の?定め(?:は|が)?な[しい]|無期", words)
        else ContractKind.FIXED
        if re.search(r"期間の?定め(?:は|が)?あ[りる]|有期", words) or _days_before(_UNTIL, half_width(words))
        else None
    )
    if said is None or said == contract.contract_kind:
        return None
    return Difference("契約期間", words, _term_words(contract))


def _end(contract: Contract, agreed: Agreed) -> Difference | None:
    words = agreed.terms.get("contract", "")
    if contract.ends_on is None or contract.contract_kind != ContractKind.FIXED:
        return None
    plain = half_width(words)
    until = next(reversed(_days_before(_UNTIL, plain)), None)
    if until is None and (months := _months_in(plain)):
        until = last_day_of_period(contract.starts_on, months=months)
    if until is None or until == contract.ends_on:
        return None
    return Difference("契約の終わりの日", words, f"{western(contract.ends_on)}まで")


def _start(contract: Contract, agreed: Agreed) -> Difference | None:
    words = agreed.terms.get("contract", "")
    since = agreed.first_phase[0] if agreed.first_phase else next(iter(_days_before(_FROM, half_width(words))), None)
    if since is not None and since != contract.starts_on:
        told = f"{western(since)}から" + ("（段階的な働き方の第1期）" if agreed.first_phase else "")
        return Difference("勤務の始まる日", told, western(contract.starts_on))
    return None


def _before_the_agreement(contract: Contract, agreed: Agreed) -> Difference | None:
    """A contract is made after its conditions were stated and agreed to; an earlier day is seldom more than a slip of the pen."""
    first = min(contract.hired_on, contract.starts_on)
    if agreed.on is None or first >= agreed.on:
        return None
    label = "採用の日" if contract.hired_on <= contract.starts_on else "勤務の始まる日"
    return Difference(label, f"合意の成立は{western(agreed.on)}", f"{western(first)}（合意より前の日）")


def _half_days(contract: Contract, agreed: Agreed) -> Difference | None:
    """A day is two コマ; where the days of the week are listed, their コマ count too."""
    words = half_width(agreed.terms.get("days", ""))
    if agreed.first_phase:
        said = {int(agreed.first_phase[1] * 2)}
        told = f"週{agreed.first_phase[1]:g}日（段階的な働き方の第1期）"
    else:
        days = _DAYS_A_WEEK.search(words)
        said = {int(Decimal(days[1]) * 2)} if days else set()
        said |= {int(count) for count in _HALF_DAYS.findall(words)}
        told = agreed.terms.get("days", "")
    if not said or contract.half_days_per_week in said:
        return None
    return Difference("1週間のコマ数", told, f"週{contract.half_days_per_week}コマ")


def _pay(contract: Contract, agreed: Agreed) -> Difference | None:
    """Only a pay by the year can be compared: how many days of a daily pay a year has is nowhere said."""
    words, pay = agreed.terms.get("pay", ""), contract.expected_annual_pay_yen
    found = _A_YEAR.search(half_width(words))
    if pay is None or found is None:
        return None
    try:
        low = parse_yen(found[1])
        high = parse_yen(found[2]) if found[2] else low
    except InputProblem:
        return None
    least = 0 if found[3] in ("まで", "以下") else low
    most = None if found[3] in ("から", "以上") else high
    if pay >= least and (most is None or pay <= most):
        return None
    return Difference("1年の見込みの報酬", words, f"{man_yen_words(pay)}（税込）")


Rule = Callable[[Contract, Agreed], Difference | None]
RULES: tuple[Rule, ...] = (_kind, _before_the_agreement, _start, _end, _half_days, _pay)


def _term_words(contract: Contract) -> str:
    if contract.contract_kind == ContractKind.INDEFINITE:
        return "期間の定めなし"
    return "期間の定めあり" + (f"（{western(contract.ends_on)}まで）" if contract.ends_on else "")


def _days_before(mark: re.Pattern[str], plain: str) -> list[date]:
    """The days of half-width words that stand right before a mark, without months that name none: 「2027年3月31日まで」."""
    return [found.day for found in days_in(plain) if found.day and found.whole and mark.match(plain, found.end)]


def _months_in(plain: str) -> int:
    """Length of the term in months, 0 where it is not said."""
    if found := _MONTHS.search(plain):
        return int(found[1])
    found = _YEARS.search(plain)
    return int(found[1]) * 12 if found else 0
