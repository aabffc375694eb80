"""Age limits in an opening: forbidden, but for the coded exceptions.

労働施策総合推進法9条 (in force since 2007-10-01), 同法施行規則1条の3第1項. Public bodies hiring local civil servants
fall outside that law (同法38条の2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.law.contracts import ContractKind
from enishi.law.parameters import Evidence, NotInForce, value

IN_FORCE_SINCE = date(2007, 10, 1)
_RULE = "労働施策総合推進法施行規則1条の3第1項"


class AgeException(StrEnum):
    """The exceptions by their numbers in 施行規則1条の3第1項."""

    BELOW_RETIREMENT = "1"
    BY_LAW = "2"
    LONG_CAREER = "3i"
    SKILLS_GAP = "3ro"
    ART = "3ha"
    SENIORS = "3ni"

    @property
    def code(self) -> str:
        """例外事由の番号, as written on job offers."""
        return {"1": "1号", "2": "2号", "3i": "3号イ", "3ro": "3号ロ", "3ha": "3号ハ", "3ni": "3号ニ"}[self.value]


@dataclass(frozen=True)
class AgeCondition:
    """The ages an opening wants. Both bounds inclusive, in years; None means no bound.

    「60歳未満」 is oldest=59; 「60歳以上」 is youngest=60. retirement_age: 定年 of the employer, None if there is
    none. reason: the employer's sentence, kept and shown. legal_basis: the other law's article, for 2号.
    local_civil_service: appointment as a local civil servant, outside this law.
    """

    youngest: int | None = None
    oldest: int | None = None
    exception: AgeException | None = None
    contract_kind: ContractKind | None = None
    retirement_age: int | None = None
    reason: str = ""
    legal_basis: str = ""
    experience_required: bool = False
    local_civil_service: bool = False


@dataclass(frozen=True)
class AgeRuling:
    """Whether the condition may stand. problems: sentences for the employer, empty if allowed."""

    allowed: bool
    article: str
    label: str
    problems: tuple[str, ...] = ()
    evidence: Evidence = Evidence.PUBLISHED


def rule_on_age(condition: AgeCondition, on: date) -> AgeRuling:
    """Rule on an age condition; all objections at once.

    No bounds: allowed. 1号: below the retirement age, indefinite term, no lower bound. 2号: named law. 3号イ:
    indefinite, no lower bound, no experience asked. 3号ロ: 5 to 10 years within 30–49, indefinite. 3号ハ is for
    artists and never fits a physician. 3号ニ: exactly 60 and over, no upper bound. Anything else, such as 55–70, is
    refused. Raises NotInForce before 2007-10-01.
    """
    if on < IN_FORCE_SINCE:
        raise NotInForce(f"the ban on age limits begins on {IN_FORCE_SINCE.isoformat()}")
    if condition.youngest is None and condition.oldest is None:
        return AgeRuling(True, "労働施策総合推進法9条", "年齢不問")
    if condition.local_civil_service:
        label = f"{age_words(condition)}（地方公務員としての任用）"
        return AgeRuling(True, "労働施策総合推進法38条の2", label, evidence=Evidence.TO_CONFIRM)
    if condition.exception is None:
        return AgeRuling(False, "労働施策総合推進法9条", age_words(condition), (_NO_EXCEPTION,))
    article = f"{_RULE}{condition.exception.code}"
    problems = _CHECKS[condition.exception](condition, on)
    if condition.oldest is not None and not condition.reason.strip():
        # 高年齢者雇用安定法20条: the reason for an upper bound is to be shown to the applicant.
        problems.append("年齢の上限を設ける理由をご記入ください。例：定年が65歳のため")
    label = f"{age_words(condition)}（例外事由{condition.exception.code}）"
    return AgeRuling(not problems, article, label, tuple(problems))


def age_words(condition: AgeCondition) -> str:
    """年齢不問, 60歳以上, 64歳以下, 30歳〜39歳."""
    youngest, oldest = condition.youngest, condition.oldest
    if youngest is not None and oldest is not None:
        return f"{youngest}歳〜{oldest}歳"
    if youngest is not None:
        return f"{youngest}歳以上"
    return "年齢不問" if oldest is None else f"{oldest}歳以下"


_NO_EXCEPTION = (
    "募集の年齢を限ることは法律で禁じられています。年齢不問とするか、「60歳以上」（例外事由3号ニ）または"
    "「定年未満・期間の定めなし」（例外事由1号）をお選びください。"
)
_INDEFINITE = "この例外は期間の定めのない契約に限られます。契約期間を「定めなし」とするか、年齢不問としてください。"
_NO_YOUNGEST = "この例外では年齢の下限を設けられません。下限を外してください。"


def _below_retirement(condition: AgeCondition, on: date) -> list[str]:
    problems = []
    if condition.contract_kind is not ContractKind.INDEFINITE:
        problems.append(_INDEFINITE)
    if condition.youngest is not None:
        problems.append(_NO_YOUNGEST)
    if condition.retirement_age is None:
        problems.append("定年の年齢をご記入ください。例：65歳")
    elif condition.oldest != condition.retirement_age - 1:
        problems.append(f"上限は定年と同じ「{condition.retirement_age}歳未満」としてください。")
    return problems


def _by_law(condition: AgeCondition, on: date) -> list[str]:
    return (
        [] if condition.legal_basis.strip() else ["年齢を限っている法令の名称と条をご記入ください。例：労働基準法62条"]
    )


def _long_career(condition: AgeCondition, on: date) -> list[str]:
    problems = []
    if condition.contract_kind is not ContractKind.INDEFINITE:
        problems.append(_INDEFINITE)
    if condition.youngest is not None:
        problems.append(_NO_YOUNGEST)
    if condition.experience_required:
        problems.append("この例外では職務の経験を条件にできません。経験不問とするか、年齢不問としてください。")
    return problems


def _skills_gap(condition: AgeCondition, on: date) -> list[str]:
    problems = []
    if condition.contract_kind is not ContractKind.INDEFINITE:
        problems.append(_INDEFINITE)
    first, last = value("skills_gap_youngest_age", on), value("skills_gap_oldest_age", on)
    youngest, oldest = condition.youngest, condition.oldest
    if youngest is None or oldest is None or youngest < first or oldest > last or not 5 <= oldest - youngest + 1 <= 10:
        problems.append(f"この例外では{first}歳から{last}歳までの中の5〜10歳の幅で年齢をご記入ください。例：30歳〜39歳")
    return problems


def _art(condition: AgeCondition, on: date) -> list[str]:
    return ["この例外（芸術・芸能）は医師の募集には使えません。年齢不問としてください。"]


def _seniors(condition: AgeCondition, on: date) -> list[str]:
    from_age = value("seniors_only_from_age", on)
    problems = []
    if condition.youngest != from_age:
        problems.append(f"この例外で限れるのは「{from_age}歳以上」だけです。下限を{from_age}歳としてください。")
    if condition.oldest is not None:
        problems.append(f"この例外では年齢の上限を設けられません。「{from_age}歳以上」としてください。")
    return problems


_CHECKS: dict[AgeException, Callable[[AgeCondition, date], list[str]]] = {
    AgeException.BELOW_RETIREMENT: _below_retirement,
    AgeException.BY_LAW: _by_law,
    AgeException.LONG_CAREER: _long_career,
    AgeException.SKILLS_GAP: _skills_gap,
    AgeException.ART: _art,
    AgeException.SENIORS: _seniors,
}
