"""Whether a registration still stands: nothing is written down of who has left, lest it stay when all else is erased."""

from enishi.common.workflow import Refusal, StepRefused
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician

LEFT = Refusal("left", "この先生は登録を終えられ、情報は消してあります。新しく書き加えることはできません。")

MERGED = Refusal("merged", "この登録は、同じ先生のほかの登録と一つになりました。画面を開き直してください。")


def hold_standing(physician: Physician) -> None:
    """Hold the physician's row until the transaction ends, so that leaving waits. Raises StepRefused for who has left,
    and for a registration that was merged into another."""
    held = Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if held.state == PhysicianState.CLOSED:
        raise StepRefused(LEFT)
    if held.state == PhysicianState.MERGED:
        raise StepRefused(MERGED)
