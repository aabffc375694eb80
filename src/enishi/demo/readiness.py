"""The pinned hospital's readiness check, seen from the office and, by a link, from its physician; and a draft as others write."""

from zlib import crc32

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.demo.places import Place
from enishi.institutions.readiness import GUEST, open_link, save_answers
from enishi.institutions.readiness_items import GROUPS, Item, Seat, Standing
from enishi.openings.actions import draft_opening

AS_OTHERS_WRITE = {
    "title": "アットホームな内科外来（若手医師歓迎）",
    "specialties": ["内科"],
    "employment": ["part_time"],
    "days": 2,
    "night_duty": "negotiable",
    "on_call": "none",
    "daily_pay_yen": 90_000,
    "honest_note": "駅からすぐです。体力に自信のある先生をお待ちします。",
    "conditions": {
        "duties": "内科外来（男性医師のみ）、その他院長が命じる業務",
        "duties_change_scope": "変更なし",
        "contract_kind": "fixed",
        "contract_months": 12,
        "renewal": "possible",
        "renewal_criteria": "業務量により判断します",
        "renewal_limit": "通算5年を上限とする",
        "probation": True,
        "probation_details": "3か月、給与は別途",
        "place_change_scope": "変更なし",
        "working_hours": "8:30〜17:30",
        "breaks": "45分",
        "holidays": "応相談",
        "overtime": "残業ほぼなし",
        "pay_details": "当直手当4万円。ほかは当院規定による。年俸に時間外手当を含む",
        "fixed_overtime": False,
        "insurance": "社会保険完備",
    },
}
_SEEN_APART = {"cover": (Standing.DONE, Standing.TODO), "first_days": (Standing.HALF, Standing.TODO)}


def prepare_pinned(place: Place) -> None:
    """Both seats of the check; the draft that the checker has much to say about."""
    draft_opening(institution=place.institution, by=place.staff, terms=AS_OTHERS_WRITE)
    open_link(institution=place.institution, by=place.staff)
    for group in GROUPS:
        for seat, by in ((Seat.OFFICE, _clerk(place)), (Seat.PHYSICIAN, GUEST)):
            answers = {item.code: _standing(item, seat).value for item in group.items}
            save_answers(institution=place.institution, by=by, seat=seat, group=group.code, answers=answers)


def _clerk(place: Place) -> Actor:
    assert place.staff.role in (Role.INSTITUTION_STAFF, Role.INSTITUTION_ADMIN)
    return place.staff


def _standing(item: Item, seat: Seat) -> Standing:
    """The same every time; the two mostly agree."""
    if item.code in _SEEN_APART:
        return _SEEN_APART[item.code][seat is Seat.PHYSICIAN]
    return (Standing.DONE, Standing.DONE, Standing.HALF, Standing.TODO)[crc32(item.code.encode()) % 4]
