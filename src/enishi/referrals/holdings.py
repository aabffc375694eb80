"""What referrals keep of a physician, how it is handed out, and what becomes of it when he or she leaves.

Leaving takes every consent back: words that wait are wiped, and the desk tells the partners that hold them. The record of
provision stays for its three years (個人情報の保護に関する法律29条3項), then the name in it goes.
"""

from typing import Any

from django.db.models import Q

from enishi.common.clock import now, today
from enishi.common.holdings import Stage, hold
from enishi.physicians.models import Physician
from enishi.referrals.models import Arrived, Elsewhere, Provision, Referral


def _referrals(physician: Physician) -> Any:
    return Referral.objects.filter(physician=physician)


def _end_referrals(physician: Physician, _: Stage) -> int:
    rows = _referrals(physician)
    rows.filter(consented_at__isnull=False, withdrawn_at=None).update(withdrawn_at=now())
    rows.filter(ended_at=None).update(ended_at=now())
    return int(rows.exclude(facts="").update(facts=""))


hold(
    Referral,
    title="ほかの機関への紹介",
    order=56,
    find=_referrals,
    leave_out=("key", "sheet_id", "opening", "asked_by", "heard_by"),
    erase=_end_referrals,
)


def _arrived(physician: Physician) -> Any:
    return Arrived.objects.filter(physician=physician).defer("image")


def _wipe_arrived(physician: Physician, _: Stage) -> int:
    """That something came, from whom and when stays; its words and the paper go."""
    return int(_arrived(physician).exclude(facts="", image=None).update(facts="", image=None, image_type="", reason=""))


hold(
    Arrived,
    title="ほかの機関からの紹介",
    order=56,
    find=_arrived,
    leave_out=("sheet_id", "answer_id", "opening", "arrived_by", "decided_by", "about", "partner_key", "image_type"),
    labels={
        "number": "番号", "partner": "送った機関", "kind": "種類", "code": "紹介票の番号", "level": "範囲", "facts": "内容",
        "consent": "同意", "digest": "指紋", "issued_on": "出した日", "expires_on": "期限", "arrived_at": "届いた日時",
        "standing": "状態", "decided_at": "決めた日時", "reason": "理由", "outcome": "お返事", "answered_on": "お返事の日",
    },
    erase=_wipe_arrived,
)  # fmt: skip


def _provisions(physician: Physician) -> Any:
    return Provision.objects.filter(Q(referral__physician=physician) | Q(arrived__physician=physician))


def _wipe_names(physician: Physician, _: Stage) -> int:
    """Only what the law no longer asks for."""
    over = _provisions(physician).filter(keep_until__lt=today())
    return int(over.exclude(person="").update(person=""))


hold(
    Provision,
    title="第三者提供の記録",
    order=56,
    find=_provisions,
    leave_out=("referral", "arrived", "by"),
    erase=_wipe_names,
)
hold(
    Elsewhere,
    title="ほかの機関への登録",
    order=56,
    find=lambda physician: Elsewhere.objects.filter(physician=physician),
    leave_out=("noted_by",),
)
