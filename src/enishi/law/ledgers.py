"""The three ledgers of a placement business: their columns, in order, and how long a row is kept.

職業安定法32条の15, 同法施行規則24条の7. The form is free, the content is not; the order is that of the ministry's
sample forms. Values are snapshots taken at the event: a ledger does not change when a hospital is renamed later.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.law.parameters import value
from enishi.law.periods import last_day_after

_SOURCE = "職業安定法32条の15、同法施行規則24条の7"
_INDEFINITE_ONLY = "職業安定法施行規則24条の7（無期雇用就職者に関する事項）"
_SAMPLE_FORM = "厚生労働省の様式例"


class Per(StrEnum):
    """What one value of a column belongs to: the application (or fee) itself, or each referral under it."""

    ROW = "row"
    REFERRAL = "referral"


@dataclass(frozen=True)
class Column:
    """One item of a ledger. internal: never shown to the labour bureau."""

    name: str
    label: str
    source: str = _SOURCE
    per: Per = Per.ROW
    internal: bool = False


@dataclass(frozen=True)
class Ledger:
    """A ledger: its legal name and its columns in the order of print and export."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Headings as the labour bureau sees them, without internal columns."""
        return tuple(column.label for column in self.columns if not column.internal)


_AFTER_HIRE = (
    Column("selection_result", "採否結果", per=Per.REFERRAL),
    Column("hired_on", "採用年月日", per=Per.REFERRAL),
    Column("contract_kind", "無期・有期の別", _INDEFINITE_ONLY, Per.REFERRAL),
    Column("no_solicitation_until", "転職勧奨禁止期間", _INDEFINITE_ONLY, Per.REFERRAL),
    Column("left_within_six_months", "6か月以内の離職状況", _INDEFINITE_ONLY, Per.REFERRAL),
)
_INTERNAL_REMARKS = Column("internal_remarks", "内部備考", "社内の記録", internal=True)

OPENINGS_LEDGER = Ledger(
    "openings",
    "求人管理簿",
    (
        Column("reception_number", "求人受理番号", _SAMPLE_FORM),
        Column("employer_name", "求人者の氏名又は名称"),
        Column("employer_address", "求人者の所在地"),
        Column("contact_person", "連絡担当者の氏名"),
        Column("contact_phone", "連絡担当者の電話番号"),
        Column("received_on", "求人受付年月日"),
        Column("valid_until", "求人の有効期間"),
        Column("openings_count", "求人数"),
        Column("occupation", "職種"),
        Column("place", "就業場所"),
        Column("employment_term", "雇用期間"),
        Column("pay", "賃金"),
        Column("referred_on", "紹介年月日", per=Per.REFERRAL),
        Column("seeker_name", "求職者の氏名", per=Per.REFERRAL),
        *_AFTER_HIRE,
        Column("remarks", "備考", _SAMPLE_FORM),
        _INTERNAL_REMARKS,
    ),
)

SEEKERS_LEDGER = Ledger(
    "seekers",
    "求職管理簿",
    (
        Column("reception_number", "求職受理番号", _SAMPLE_FORM),
        Column("seeker_name", "求職者の氏名"),
        Column("seeker_address", "求職者の住所"),
        Column("birth_date", "生年月日"),
        Column("wished_occupation", "希望職種"),
        Column("received_on", "求職受付年月日"),
        Column("valid_until", "求職の有効期間"),
        Column("referred_on", "紹介年月日", per=Per.REFERRAL),
        Column("employer_name", "求人者の氏名又は名称", per=Per.REFERRAL),
        Column("opening_reception_number", "求人受理番号", _SAMPLE_FORM, Per.REFERRAL),
        *_AFTER_HIRE,
        Column("remarks", "備考", _SAMPLE_FORM),
        _INTERNAL_REMARKS,
    ),
)

FEES_LEDGER = Ledger(
    "fees",
    "手数料管理簿",
    (
        Column("payer_name", "手数料を支払う者の氏名又は名称"),
        Column("collected_on", "徴収年月日"),  # the day the money came, not the day of the invoice
        Column("fee_kind", "手数料の種類"),
        Column("fee_amount", "手数料の額"),
        Column("special_insurance_premium", "第二種特別加入保険料", _SAMPLE_FORM),
        Column("calculation_basis", "手数料の算出の根拠"),
        Column("remarks", "備考", _SAMPLE_FORM),
        _INTERNAL_REMARKS,
    ),
)

EMPLOYERS_LIST = Ledger(
    "form30",
    "求人者リスト（様式30）",
    tuple(
        Column(name, label, "職業紹介事業の運営についての立入検査の様式30")
        for name, label in (
            ("no", "No."),
            ("received_on", "受付日"),
            ("employer_name", "事業所名"),
            ("employer_address", "所在地"),
            ("occupation", "職種"),
            ("remarks", "備考"),
        )
    ),
)
"""Up to fifteen employers with referrals in the year before an inspection; no ledger, but asked for with them."""

LEDGERS: dict[str, Ledger] = {
    ledger.name: ledger for ledger in (OPENINGS_LEDGER, SEEKERS_LEDGER, FEES_LEDGER, EMPLOYERS_LIST)
}


def retention_until(valid_until: date) -> date:
    """Last day on which a row must be kept: two years after the validity ended, 2028-03-31 for 2026-03-31.

    For the fees ledger pass the day on which collection was complete. The figure in force on the day of the end
    applies, and a request for erasure waits until then (法定保存). Raises NotInForce before 2018-01-01.
    """
    return last_day_after(valid_until, years=value("ledger_retention_years", valid_until))
