"""What the register of complaints keeps of a physician who sent one signed in."""

from enishi.common.holdings import Stage, hold
from enishi.complaints.models import Complaint
from enishi.physicians.models import Physician


def _sent(physician: Physician):  # type: ignore[no-untyped-def]
    return Complaint.objects.filter(user=physician.user_id) if physician.user_id else Complaint.objects.none()


def _erase(physician: Physician, stage: Stage) -> int:
    """That there was a complaint, when it was received and answered, stays in the register; whose it was and its words go."""
    rows = _sent(physician).exclude(text="（消去しました）")
    return int(rows.update(name="", phone="", mail="", text="（消去しました）"))


hold(
    Complaint,
    title="お申し出（苦情）",
    order=55,
    find=_sent,
    leave_out=("key", "code", "user", "about", "recorded_by", "handler", "lesson"),
    erase=_erase,
)
