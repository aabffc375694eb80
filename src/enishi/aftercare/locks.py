"""The two years after an indefinite-term placement (許可条件, 2025-01-01), as the mailer asks for them.

The database refuses T1 and T2 itself (migration 0002); the suggestions leave such physicians out (candidacies/suggesting).
"""

from enishi.candidacies.models import Placement
from enishi.common.clock import today
from enishi.notices.actions import withhold_urging
from enishi.physicians.models import Physician, SavedSearch


def may_not_be_urged(number: str) -> bool:
    """Whether a confirmed placement of this physician forbids to urge him or her today."""
    return Placement.objects.filter(
        candidacy__physician__number=number, confirmed_at__isnull=False, no_solicitation_until__gte=today()
    ).exists()


def begin_silence(physician: Physician) -> None:
    """What waits does not leave, and the weekly word about new openings rests until the physician asks for it again."""
    withhold_urging(number=physician.number)
    SavedSearch.objects.filter(physician=physician, weekly=True).update(weekly=False)
