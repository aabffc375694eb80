"""The eleven items of working conditions to be disclosed for each opening, as data, and the fields that carry them.

職業安定法5条の3, 同法施行規則4条の2第3項. Three additions hold since 2024-04-01 (令和5年厚生労働省令89号): the range
in which duties and place may change, and the criteria and limit for renewing a fixed term.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from enishi.law.contracts import ContractKind

SINCE_2018 = date(2018, 1, 1)
SINCE_2020 = date(2020, 4, 1)
SINCE_2024 = date(2024, 4, 1)
_RULE = "職業安定法施行規則4条の2第3項"


class Conditions(TypedDict, total=False):
    """What an opening says about its conditions. Texts are Japanese as shown to physicians; a blank text is no answer.

    Item 1: duties right after hiring; duties_change_scope, the range in which they may change.
    Item 2: contract_kind; for a fixed term starts_on with ends_on (last day), or contract_months where the start is
    open.
    Item 3 (fixed terms only): renewal; renewal_criteria if it is merely possible; renewal_limit, 「上限なし」 if there
    is none.
    Item 4: probation; probation_details (length, differences) if there is one.
    Item 5: place right after hiring; place_change_scope.
    Item 6: working_hours (start and end), breaks, holidays, overtime (whether there is any, or how much);
      flexible_hours names 裁量労働制 and the like where used. For physicians also night_duty, and if so whether it is
      permitted as 宿日直 (all bands, some bands, none), and on_call.
    Item 7: pay; pay_details (allowances, bonus, raises; 「手当なし」 if none). fixed_overtime, and if so the base
      without it, its hours a month, its amount, and whether work beyond these hours is paid in addition.
    Item 8: insurance, the ones that apply, as text or as names. Item 9: employer_name.
    Item 10: dispatch, always False: physicians may not be dispatched in general. Item 11: smoking, the measures taken.
    """

    duties: str
    duties_change_scope: str
    contract_kind: ContractKind | Literal["indefinite", "fixed"]
    starts_on: date | None
    ends_on: date | None
    contract_months: int | None
    renewal: Literal["none", "possible", "automatic"]
    renewal_criteria: str
    renewal_limit: str
    probation: bool
    probation_details: str
    place: str
    place_change_scope: str
    working_hours: str
    breaks: str
    holidays: str
    overtime: bool | str
    flexible_hours: str
    night_duty: bool
    night_duty_permission: Literal["all", "some", "none"]
    on_call: bool
    pay: str
    pay_details: str
    fixed_overtime: bool
    fixed_overtime_base_pay: int | str
    fixed_overtime_hours: int | str
    fixed_overtime_amount: int | str
    fixed_overtime_excess_paid: bool
    insurance: str | Collection[str]
    employer_name: str
    dispatch: bool
    smoking: str


@dataclass(frozen=True)
class Item:
    """One statutory item: its number in our list, the law's wording, its article, and since when our table knows it."""

    number: int
    label: str
    article: str
    since: date = SINCE_2018


ITEMS: tuple[Item, ...] = (
    Item(1, "業務の内容（変更の範囲を含む）", f"{_RULE}1号"),
    Item(2, "労働契約の期間", f"{_RULE}2号"),
    Item(3, "有期労働契約を更新する場合の基準（通算契約期間又は更新回数の上限を含む）", f"{_RULE}2号の3", SINCE_2024),
    Item(4, "試用期間", f"{_RULE}2号の2"),
    Item(5, "就業の場所（変更の範囲を含む）", f"{_RULE}3号"),
    Item(6, "始業・終業の時刻、所定労働時間を超える労働、休憩時間、休日", f"{_RULE}4号"),
    Item(7, "賃金の額", f"{_RULE}5号"),
    Item(8, "健康保険、厚生年金、労災保険、雇用保険の適用", f"{_RULE}6号"),
    Item(9, "労働者を雇用しようとする者の氏名又は名称", f"{_RULE}7号"),
    Item(10, "派遣労働者として雇用しようとする旨", f"{_RULE}8号"),
    Item(11, "就業の場所における受動喫煙を防止するための措置", f"{_RULE}9号", SINCE_2020),
)

_BY_NUMBER = {item.number: item for item in ITEMS}


def item(number: int) -> Item:
    """The item with this number, 1 to 11. Raises KeyError."""
    return _BY_NUMBER[number]


def items_in_force(on: date) -> tuple[Item, ...]:
    """The items to be disclosed on a day; empty before 2018, where our table begins."""
    return tuple(item for item in ITEMS if item.since <= on)
