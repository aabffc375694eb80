"""What an opening must state, as one row for each field, with the wording that asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from enishi.law.condition_fields import SINCE_2018, SINCE_2020, SINCE_2024, item

Given = Mapping[str, object]

# Words that fill a field without disclosing anything.
_NO_ANSWER = frozenset(
    {"未定", "不明", "後日", "後日連絡", "追って連絡", "別途", "別途連絡", "応相談", "要相談", "-", "ー", "?", "？"}
)


@dataclass(frozen=True)
class MissingItem:
    """One thing an opening must still say.

    field: key of `Conditions`. number, article: the statutory item. in_force_since: day from which this is required.
    sentence: what is missing and what to write; example: model wording. statutory: False for what we ask beyond the
    law because a physician cannot decide without it.
    """

    field: str
    number: int
    label: str
    article: str
    in_force_since: date
    sentence: str
    example: str
    statutory: bool = True


@dataclass(frozen=True)
class Requirement:
    """One row of the table. applies: whether it concerns these conditions; is_given: how an answer is recognised."""

    field: str
    number: int
    label: str
    sentence: str
    example: str
    since: date = SINCE_2018
    applies: Callable[[Given], bool] = lambda given: True
    is_given: Callable[[Given], bool] | None = None
    statutory: bool = True

    def missing_from(self, given: Given) -> bool:
        """Whether these conditions lack the answer."""
        if not self.applies(given):
            return False
        return not (self.is_given(given) if self.is_given else _is_answer(given.get(self.field)))

    def as_missing(self) -> MissingItem:
        """The finding for a person, with the article."""
        statute = item(self.number)
        return MissingItem(
            field=self.field,
            number=self.number,
            label=self.label,
            article=statute.article,
            in_force_since=max(self.since, statute.since),
            sentence=f"{self.sentence}例：{self.example}",
            example=self.example,
            statutory=self.statutory,
        )


def _is_answer(value: object) -> bool:
    if value is None:
        return False
    if isinstance(value, str):
        return bool(value.strip()) and value.strip() not in _NO_ANSWER
    if isinstance(value, list | tuple | set | frozenset | dict):
        return bool(value)
    return True


def _is_fixed(given: Given) -> bool:
    return given.get("contract_kind") == "fixed"


def _may_be_renewed(given: Given) -> bool:
    return _is_fixed(given) and given.get("renewal") in ("possible", "automatic")


def _has(field: str) -> Callable[[Given], bool]:
    return lambda given: given.get(field) is True


def _one_of(field: str, *values: str) -> Callable[[Given], bool]:
    return lambda given: given.get(field) in values


def _is_bool(field: str) -> Callable[[Given], bool]:
    return lambda given: isinstance(given.get(field), bool)


def _term_is_given(given: Given) -> bool:
    return bool(given.get("contract_months")) or all(
        isinstance(given.get(key), date) for key in ("starts_on", "ends_on")
    )


def _dates_in_order(given: Given) -> bool:
    starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
    return not (isinstance(starts_on, date) and isinstance(ends_on, date)) or starts_on <= ends_on


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "duties",
        1,
        "業務内容（雇入れ直後）",
        "採用後に担当する業務をご記入ください。",
        "内科外来、病棟管理（20床程度）",
    ),
    Requirement(
        "duties_change_scope",
        1,
        "業務の変更の範囲",
        "将来変わりうる業務の範囲をご記入ください（変わらない場合は「変更なし」）。",
        "法人の定める診療業務",
        SINCE_2024,
    ),
    Requirement(
        "contract_kind",
        2,
        "契約期間の定め",
        "契約期間の定めの有無をお選びください。",
        "期間の定めあり（1年）",
        is_given=_one_of("contract_kind", "indefinite", "fixed"),
    ),
    Requirement(
        "ends_on",
        2,
        "契約期間",
        "契約の始まりと終わりの日、または月数をご記入ください。",
        "2027年4月1日から2028年3月31日まで",
        applies=_is_fixed,
        is_given=_term_is_given,
    ),
    Requirement(
        "renewal",
        3,
        "契約の更新の有無",
        "契約の更新があるかどうかをお選びください。",
        "更新する場合がある",
        SINCE_2024,
        _is_fixed,
        _one_of("renewal", "none", "possible", "automatic"),
    ),
    Requirement(
        "renewal_criteria",
        3,
        "更新の判断の基準",
        "何によって更新を判断するかをご記入ください。",
        "契約満了時の業務量、勤務成績、健康状態により判断する",
        SINCE_2024,
        lambda given: _may_be_renewed(given) and given.get("renewal") != "automatic",
    ),
    Requirement(
        "renewal_limit",
        3,
        "更新の上限",
        "通算契約期間または更新回数の上限をご記入ください（ない場合は「上限なし」）。",
        "通算契約期間は5年を上限とする",
        SINCE_2024,
        _may_be_renewed,
    ),
    Requirement(
        "probation",
        4,
        "試用期間の有無",
        "試用期間の有無をお選びください。",
        "試用期間なし",
        is_given=_is_bool("probation"),
    ),
    Requirement(
        "probation_details",
        4,
        "試用期間の内容",
        "試用期間の長さと、その間の条件の違いをご記入ください。",
        "3か月、条件は本採用と同じ",
        applies=_has("probation"),
    ),
    Requirement("place", 5, "就業場所（雇入れ直後）", "採用後に勤務する場所をご記入ください。", "本院（〇〇町1-2-3）"),
    Requirement(
        "place_change_scope",
        5,
        "就業場所の変更の範囲",
        "将来変わりうる勤務場所の範囲をご記入ください（変わらない場合は「変更なし」）。",
        "本院および法人の出張診療所",
        SINCE_2024,
    ),
    Requirement(
        "working_hours", 6, "始業・終業の時刻", "始業と終業の時刻をご記入ください。", "午前8時30分〜午後5時15分"
    ),
    Requirement(
        "overtime",
        6,
        "時間外労働の有無",
        "所定の時間を超える勤務の有無または見込みをご記入ください。",
        "あり（月10時間程度）",
    ),
    Requirement("breaks", 6, "休憩時間", "休憩時間をご記入ください。", "60分"),
    Requirement("holidays", 6, "休日", "休日をご記入ください。", "土曜、日曜、祝日、年末年始（12月29日〜1月3日）"),
    Requirement(
        "night_duty",
        6,
        "当直・日直の有無",
        "当直・日直の有無をお選びください。",
        "当直なし",
        is_given=_is_bool("night_duty"),
        statutory=False,
    ),
    Requirement(
        "night_duty_permission",
        6,
        "宿日直許可の有無",
        "宿日直許可の有無を時間帯とあわせてお選びください。",
        "すべての時間帯で許可あり",
        applies=_has("night_duty"),
        is_given=_one_of("night_duty_permission", "all", "some", "none"),
        statutory=False,
    ),
    Requirement("pay", 7, "賃金の額", "賃金の額を支払いの単位とともにご記入ください。", "年俸1,200万円（税込）"),
    Requirement(
        "pay_details",
        7,
        "賃金の内訳",
        "手当や賞与の内訳をご記入ください（ない場合は「手当なし」）。",
        "当直手当1回4万円、地域手当を含む",
    ),
    Requirement(
        "fixed_overtime",
        7,
        "固定残業代の有無",
        "固定残業代の有無をお選びください。",
        "固定残業代なし",
        is_given=_is_bool("fixed_overtime"),
    ),
    Requirement(
        "fixed_overtime_base_pay",
        7,
        "固定残業代を除いた基本給",
        "固定残業代を除いた基本給の額をご記入ください。",
        "月額80万円",
        applies=_has("fixed_overtime"),
    ),
    Requirement(
        "fixed_overtime_hours",
        7,
        "固定残業代の時間数",
        "固定残業代が何時間分かをご記入ください。",
        "月20時間分",
        applies=_has("fixed_overtime"),
    ),
    Requirement(
        "fixed_overtime_amount",
        7,
        "固定残業代の額",
        "固定残業代の額をご記入ください。",
        "月額15万円",
        applies=_has("fixed_overtime"),
    ),
    Requirement(
        "fixed_overtime_excess_paid",
        7,
        "超過分の支払い",
        "固定残業の時間を超えた分を追加で支払うことをお示しください。",
        "超えた分の割増賃金は追加で支給",
        applies=_has("fixed_overtime"),
        is_given=_is_bool("fixed_overtime_excess_paid"),
    ),
    Requirement(
        "insurance",
        8,
        "社会保険・労働保険",
        "適用される保険をお選びください。",
        "健康保険、厚生年金、労災保険、雇用保険",
    ),
    Requirement("employer_name", 9, "雇用主の名称", "雇用主となる法人などの名称をご記入ください。", "医療法人青葉会"),
    Requirement("smoking", 11, "受動喫煙を防ぐ措置", "受動喫煙を防ぐ措置をご記入ください。", "敷地内禁煙", SINCE_2020),
)

REFUSALS: tuple[Requirement, ...] = (
    Requirement(
        "ends_on",
        2,
        "契約期間",
        "契約の終わりの日が始まりの日より前になっています。",
        "2027年4月1日から2028年3月31日まで",
        is_given=_dates_in_order,
    ),
    Requirement(
        "fixed_overtime_excess_paid",
        7,
        "超過分の支払い",
        "固定残業の時間を超えた分は、追加で支払う必要があります。",
        "超えた分の割増賃金は追加で支給",
        applies=_has("fixed_overtime"),
        is_given=lambda given: given.get("fixed_overtime_excess_paid") is not False,
    ),
    Requirement(
        "dispatch",
        10,
        "派遣",
        "医師の派遣は原則として認められていないため、直接雇用の求人としてご登録ください。",
        "派遣ではない",
        is_given=lambda given: given.get("dispatch") is not True,
    ),
)
