"""The statutory conditions of a version: as the law module reads them, and as people do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from enishi.common.japanese.date_display import western
from enishi.common.japanese.halfdays import count_of, mask_of, pattern_words, weekdays_of
from enishi.law.conditions import MissingItem, missing_items, unlawful_items
from enishi.openings.enums import Duty, Employment, Rotation
from enishi.openings.models import OpeningVersion

DATES = ("ends_on",)
RENEWAL = {"none": "更新なし", "possible": "更新する場合がある", "automatic": "自動的に更新する"}
PERMISSION = {"all": "すべての時間帯で宿日直許可あり", "some": "一部の時間帯で宿日直許可あり", "none": "宿日直許可なし"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the conditions as people read it. `text` is empty where nothing was said."""

    key: str
    label: str
    text: str


def as_conditions(version: OpeningVersion) -> dict[str, Any]:
    """`law.conditions.Conditions` of this version: the stored items and those that follow from its columns."""
    institution = version.opening.institution
    given = dict(version.conditions)
    for key in DATES:
        if isinstance(given.get(key), str) and given[key]:
            given[key] = date.fromisoformat(given[key])
    return {
        "place": f"{institution.name}（{institution.address}）",
        "employer_name": institution.corporation.name if institution.corporation else institution.name,
        "dispatch": False,
        **given,
        "starts_on": version.starts_on,
        "night_duty": version.night_duty in (Duty.NEGOTIABLE, Duty.REQUIRED),
        "on_call": version.on_call in (Duty.NEGOTIABLE, Duty.REQUIRED),
        "pay": pay_text(version),
    }


def statutory_gaps(version: OpeningVersion | None, on: date) -> list[MissingItem]:
    """Everything that must still be said, or may not be said so, before the opening is shown to anybody."""
    if version is None:
        return []
    given = as_conditions(version)
    return [*_unanswered(version, on), *missing_items(given, on), *unlawful_items(given)]


UNANSWERED = (
    ("specialties", "診療科", "診療科か、「科目を問わない」をお選びください。", "内科"),
    ("employment", "働き方", "常勤・非常勤・単発のどれかをお選びください。", "非常勤（定期）"),
    ("days", "週の日数", "週に何日かをご記入ください。半日は0.5日です。", "2.5"),
    ("night_duty", "当直", "当直があるか、ないかをお選びください。", "なし"),
    ("on_call", "夜間の呼び出し（オンコール）", "夜間の呼び出しがあるか、ないかをお選びください。", "相談できる"),
)
"""What a draft may leave open though the law does not name it: no physician can decide without it. Column, label, sentence."""


def _unanswered(version: OpeningVersion, on: date) -> list[MissingItem]:
    return [
        MissingItem(field, 0, label, "", on, f"{sentence}例：{example}", example, statutory=False)
        for field, label, sentence, example in UNANSWERED
        if not (getattr(version, field) or (field == "specialties" and version.any_specialty))
    ]


def pay_text(version: OpeningVersion) -> str:
    """「年俸1,200万円〜1,500万円（税込）」; empty when no figure was given."""
    parts = []
    low, high = version.annual_pay_min_yen, version.annual_pay_max_yen
    if low or high:
        parts.append(f"年俸{_range(low, high)}（税込）")
    if version.daily_pay_yen:
        parts.append(f"1日{_man(version.daily_pay_yen)}（税込）")
    return "、".join(parts)


def _range(low: int | None, high: int | None) -> str:
    if low and high:
        return _man(low) if low == high else f"{_man(low)}〜{_man(high)}"
    return f"{_man(low)}から" if low else f"{_man(high or 0)}まで"


def _man(yen: int) -> str:
    man, rest = divmod(yen, 10_000)
    return f"{man:,}万円" if not rest else f"{man:,}万{rest:,}円" if man else f"{rest:,}円"


def days_words(days: Decimal | float | None) -> str:
    """「週2日」, 「週2.5日」; 「日数は未定」 for a draft that leaves it open."""
    return "日数は未定" if days is None else f"週{float(days):g}日"


def rotation_words(version: OpeningVersion) -> str:
    """「週5日の席を2人で受け持ちます（1週間ごとに交代。お一人は平均週2.5日）」; empty where nobody shares."""
    if not version.rotation:
        return ""
    how = Rotation(version.rotation).label
    share = f"{days_words(version.rotation_days)}の席を{version.headcount}人で受け持ちます"
    return f"{share}（{how}。お一人は平均{days_words(version.days)}）"


def days_each(post_days: Decimal, physicians: int) -> Decimal:
    """Days a week of each of `physicians` who share a post of `post_days` a week, on average, to a tenth, at least 0.1."""
    return max(Decimal("0.1"), (post_days / physicians).quantize(Decimal("0.1")))


def readable_terms(version: OpeningVersion) -> list[Row]:
    """The conditions as labelled sentences, in the order of the law: what pages, agreements and letters show."""
    c = as_conditions(version)
    rows = [
        ("duties", "仕事の内容", _with_scope(c, "duties")),
        ("employment", "働き方", "・".join(Employment(e).label for e in version.employment)),
        ("contract", "契約期間", _contract(c)),
        ("renewal", "契約の更新", _renewal(c)),
        ("probation", "試用期間", _probation(c)),
        ("place", "就業の場所", _with_scope(c, "place")),
        ("days", "勤務の日", _days(version)),
        ("working_hours", "始業・終業", str(c.get("working_hours") or "")),
        ("breaks", "休憩", str(c.get("breaks") or "")),
        ("holidays", "休日・休暇", str(c.get("holidays") or "")),
        ("overtime", "所定外労働", _overtime(c)),
        ("night_duty", "当直", _night_duty(version, c)),
        ("on_call", "夜間の呼び出し", _on_call(version)),
        ("pay", "賃金", str(c["pay"])),
        ("pay_details", "賃金の内訳", _pay_details(c)),
        ("insurance", "社会保険など", str(c.get("insurance") or "")),
        ("employer", "雇い主", str(c["employer_name"])),
        ("smoking", "受動喫煙の防止", str(c.get("smoking") or "")),
    ]
    return [Row(*row) for row in rows]


def _with_scope(c: dict[str, Any], key: str) -> str:
    if not c.get(key):
        return ""
    scope = c.get(f"{key}_change_scope")
    return f"（雇入れ直後）{c[key]}" + (f"（変更の範囲）{scope}" if scope else "")


def _contract(c: dict[str, Any]) -> str:
    if c.get("contract_kind") == "indefinite":
        return "期間の定めなし"
    if c.get("contract_kind") != "fixed":
        return ""
    if c.get("ends_on"):
        return f"期間の定めあり（{western(c['ends_on'])}まで）"
    months = c.get("contract_months")
    return f"期間の定めあり（{months}か月）" if months else "期間の定めあり"


def _renewal(c: dict[str, Any]) -> str:
    if c.get("contract_kind") != "fixed":
        return "—"
    parts = [
        RENEWAL.get(str(c.get("renewal")), ""),
        str(c.get("renewal_criteria") or ""),
        str(c.get("renewal_limit") or ""),
    ]
    return "。".join(p for p in parts if p)


def _probation(c: dict[str, Any]) -> str:
    if c.get("probation") is None:
        return ""
    return f"あり（{c.get('probation_details') or ''}）" if c["probation"] else "なし"


def _days(version: OpeningVersion) -> str:
    """「週2日：火曜の午前・午後、…（週4コマ）」; of more weekdays than days some are chosen, as matching reads it, and no コマ are counted."""
    if version.days is None and not version.slots:
        return ""
    mask, days = mask_of(version.slots), version.rotation_days if version.rotation else version.days
    slots = f"：{pattern_words(mask)}" if mask else ""
    if days and weekdays_of(mask) > days and count_of(mask) > 2 * days:
        slots = f"（次のうち{float(days):g}日）：{pattern_words(mask).partition('（')[0]}"
    shared = f"。{rotation_words(version)}" if version.rotation else ""
    return f"{days_words(version.days)}{slots}{shared}"


def _overtime(c: dict[str, Any]) -> str:
    value = c.get("overtime")
    if isinstance(value, bool):
        return "あり" if value else "なし"
    return str(value or "")


def _night_duty(version: OpeningVersion, c: dict[str, Any]) -> str:
    if not version.night_duty:
        return ""
    label = Duty(version.night_duty).label
    permission = PERMISSION.get(str(c.get("night_duty_permission")), "")
    return f"{label}（{permission}）" if permission and version.night_duty != Duty.NONE else label


def _on_call(version: OpeningVersion) -> str:
    if not version.on_call:
        return ""
    times = f"（月{version.on_call_per_month}回）" if version.on_call_per_month else ""
    return f"{Duty(version.on_call).label}{times}"


def _pay_details(c: dict[str, Any]) -> str:
    fixed = ""
    if c.get("fixed_overtime"):
        fixed = (
            f"固定残業代{c.get('fixed_overtime_amount')}（{c.get('fixed_overtime_hours')}）、"
            f"これを除く基本給{c.get('fixed_overtime_base_pay')}、超えた分は追加で支給"
        )
    return "。".join(p for p in (str(c.get("pay_details") or ""), fixed) if p)
