"""自己申告: what an institution is asked once a year, and what an answer allows. Pure.

職業安定法5条の6 (article number since 2022-10-01; in force since 2020-03-30): every opening must be accepted, but for the six
cases of its first paragraph; by the second we may ask the institution to report, by the third it must answer.
The wording is ours; a change of words is a new `Wording` here, never an edit. To be confirmed with the licence holder.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from enishi.common.choices import Labelled
from enishi.common.workflow import Refusal

REMIND_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wording:
    """One version. items: (code, what may apply to the institution, hint)."""

    version: str
    valid_from: date
    lead: str
    items: tuple[tuple[str, str, str], ...]
    promise: str


WORDINGS: tuple[Wording, ...] = (
    Wording(
        "2026-04",
        date(2026, 4, 1),
        "職業安定法第5条の6は、職業紹介事業者が求人をお断りできる場合を定めています。"
        "当てはまるものがないかを、年に1回お尋ねします。当てはまるものがあっても、是正が済んでいればご相談いただけます。",
        (
            (
                "labour_standards",
                "過去1年に2回以上、労働基準法または最低賃金法の同じ条項の違反で、是正の指導を受けた",
                "賃金、労働時間、休日、年少者の労働条件などの定めです。",
            ),
            (
                "prosecuted",
                "上の法律の違反で、送検されて公表された。または、是正の指導のあとの改善がまだ済んでいない",
                "是正が済んでから6か月（公表から1年）を過ぎていないものを含みます。",
            ),
            (
                "published",
                "職業安定法、男女雇用機会均等法、育児・介護休業法、労働施策総合推進法の違反で、勧告に従わず公表された",
                "ハラスメント対策の義務を含みます。是正から6か月を過ぎていないものを含みます。",
            ),
            (
                "gangs",
                "暴力団員である、役員に暴力団員がいる、または暴力団員が事業活動を支配している",
                "暴力団員でなくなった日から5年を過ぎない方を含みます。",
            ),
            (
                "terms",
                "労働条件の明示（職業安定法第5条の3第2項）を、求める事項のとおりに行えない",
                "業務・就業場所の変更の範囲、更新の基準と上限（2024年4月から）を含みます。",
            ),
        ),
        "申告のあとに当てはまることが起きたときは、すぐにお知らせください。申告は記録に残り、あとから書きかえられません。",
    ),
)


class Standing(Labelled):
    """How an institution stands today by its last declaration."""

    MISSING = "missing", "申告がまだありません"
    HOLDS = "holds", "有効"
    ENDS_SOON = "ends_soon", "期限が近づいています"
    EXPIRED = "expired", "期限が過ぎています"
    APPLIES = "applies", "当てはまるものがあると申告されています"


def wording_on(day: date) -> Wording:
    """The wording in force; the first one for any day before it."""
    held = [wording for wording in WORDINGS if wording.valid_from <= day]
    return held[-1] if held else WORDINGS[0]


def standing(valid_until: date | None, applies: bool, today: date) -> Standing:
    """valid_until: of the last declaration, None without one; it holds up to and including that day."""
    if valid_until is None:
        return Standing.MISSING
    if applies:
        return Standing.APPLIES
    if valid_until < today:
        return Standing.EXPIRED
    return Standing.ENDS_SOON if valid_until - today <= REMIND_BEFORE else Standing.HOLDS


def proposed_until(valid_until: date, grace_days: int) -> date:
    """The last day on which openings of an institution may newly be proposed to physicians, without another declaration.

    grace_days: days after the declaration ends (`law.parameters`, declaration_grace_days). What is public stays public: the
    opening was accepted while the declaration held, and its monthly confirmation stops by itself.
    """
    return valid_until + timedelta(days=grace_days)


def may_be_proposed(valid_until: date | None, applies: bool, today: date, grace_days: int) -> bool:
    """Whether openings may newly be proposed: at once not where something applies or nothing was declared, else until the grace ends."""
    return valid_until is not None and not applies and today <= proposed_until(valid_until, grace_days)


TO_BE_HEARD = Refusal(
    "to_be_heard",
    "前の申告に、当てはまるものがあります。是正が済みましたら、担当者へご連絡ください。お話をうかがい、担当者が改めて申告を記録します。",
)
"""To an institution that declares that nothing applies after it has declared that something does."""


def refusals(found: Standing) -> list[Refusal]:
    """What stands against publishing an opening."""
    match found:
        case Standing.MISSING:
            return [
                Refusal("declaration", "法令順守の自己申告がまだです。「法令順守の自己申告」のページでお答えください。")
            ]
        case Standing.EXPIRED:
            return [Refusal("declaration", "法令順守の自己申告の期限が過ぎました。もう一度お答えください。")]
        case Standing.APPLIES:
            return [
                Refusal(
                    "declaration",
                    "自己申告に当てはまるものがあるため、いまは公開できません。是正が済みましたら、担当者へご連絡ください。",
                )
            ]
    return []
