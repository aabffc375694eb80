"""What pages say of a contract: its class for the yearly report, and its part of a full-time post."""

from typing import Any

from enishi.aftercare.enums import StartItem
from enishi.aftercare.models import FeeEvent, StartTick
from enishi.candidacies.models import Placement
from enishi.candidacies.placement import record_hash, recorded_differences
from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.money import man_yen_words
from enishi.law.placement_classes import placement_class

FULL_TIME_HALF_DAYS = 10
Row = tuple[str, str]


def contract_words(placement: Placement | None) -> dict[str, Any]:
    """placement, placement_class (常用, 臨時, 日雇), fte (0.4), contract_differences (against the agreement) and record_hash for a template."""
    if placement is None:
        return {"placement": None, "placement_class": "", "fte": "", "contract_differences": [], "record_hash": ""}
    return {
        "placement": placement,
        "contract_differences": recorded_differences(placement),
        "record_hash": record_hash(placement),
        "placement_class": class_words(placement),
        "fte": fte_words(placement),
    }


def class_words(placement: Placement) -> str:
    return placement_class(placement.contract_kind, placement.starts_on, placement.ends_on).label


def fte_words(placement: Placement) -> str:
    """Half-days a week over ten, as the net effect is counted (product.md N5)."""
    return f"{placement.half_days_per_week / FULL_TIME_HALF_DAYS:.1f}"


def fee_rows(fee: FeeEvent) -> list[Row]:
    """All that a bill is reckoned from, so that nobody has to look into the agreement again."""
    kinds = [words for words in (fee.get_scheme_display(), fee.get_kind_display()) if words]
    rows = [("手数料の事由", "\n".join([f"{western_with_era(fee.on)} 勤務の開始", "・".join(kinds)]).strip())]
    rows.append(("手数料の額", _amount_words(fee)))
    agreed = fee.terms.get("terms", {})
    told = [f"{label}：{text}" for label, text in agreed.values() if text]
    if told:
        rows.append((f"合意した条件（第{fee.terms['version']}版）", "\n".join(told)))
    rows.append(("そのときの手数料表", fee.policy))
    return rows


def _amount_words(fee: FeeEvent) -> str:
    """「225,000円（税別）」 with how it came about; what is missing where there is no amount."""
    if fee.flat_yen is not None:
        return f"{fee.flat_yen:,}円（定額、税別）"
    if fee.rate_permille is None:
        return "手数料表に、この採用に当たる行がありません" if fee.kind else "記録なし"
    months = "1年分" if fee.months == 12 else f"{fee.months}か月分"
    rate = f"{fee.rate_permille / 10:g}%"
    if fee.amount_yen is None or fee.base_yen is None:
        return f"見込みの報酬が未記入のため、出せません（見込みの報酬の{months}の{rate}）"
    return f"{fee.amount_yen:,}円（税別）\n見込みの年収 {man_yen_words(fee.base_yen)}の{months}の{rate}"


def desk_rows(placement: Placement) -> list[Row]:
    """For the desk: class, part of a full-time post, who saw the licence, the event a fee is asked for, why one left."""
    tick = StartTick.objects.filter(placement=placement, item=StartItem.LICENCE).select_related("author").first()
    fee = FeeEvent.objects.filter(placement=placement).first()
    event = getattr(placement, "leave_event", None)
    rows = [("届け出の区分", class_words(placement)), ("常勤換算", fte_words(placement))]
    if tick:
        who = tick.who or (tick.author.name if tick.author else "")
        rows.append(("原本を見た方", f"{who}（{tick.get_side_display()}の記録、{western_with_era(tick.done_on)}）"))
    if fee:
        rows += fee_rows(fee)
    rows += [
        (f"合意書との違い：{d.label}", f"合意書：{d.agreed}\n契約：{d.contract}")
        for d in recorded_differences(placement)
    ]
    if event:
        rows.append(("離職の理由", f"{event.get_cause_display()}（{event.get_how_display()}）"))
    return rows
