"""Whether an opening still goes on under its own number."""

from enishi.common.workflow import Refusal, StepRefused
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening

MERGED = Refusal("merged", "この募集は、同じ募集のほかの番号と一つになりました。画面を開き直してください。")


def hold_standing(opening: Opening) -> None:
    """Hold the opening's row until the transaction ends, so that a merge waits. Raises StepRefused for one that was merged."""
    held = Opening.objects.select_for_update(of=("self",), no_key=True).only("state").get(pk=opening.pk)
    if held.state == OpeningState.MERGED:
        raise StepRefused(MERGED)
