"""Proposals chosen from the lists of the first night, so that the report on neutrality has lists to lay beside them."""

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership, User
from enishi.accounts.roles import Role
from enishi.candidacies.actions import edit_proposal, propose, suggest
from enishi.common.workflow import StepRefused
from enishi.matching.models import MatchRun, Suggestion
from enishi.office.models import ChosenFrom
from enishi.physicians.models import Physician

MOST = 16
FROM_PLACE = (1, 1, 2, 1, 3, 1, 1, 4, 1, 2)
"""From which place of the list a coordinator chooses, one after the other; the next one where that cannot be proposed."""
WORDS = "先生のご希望に合うことを確かめて、計算の一覧からお選びしました。気になるところを、どうぞお尋ねください。"


def propose_from_lists() -> int:
    """Returns how many were proposed; 0 where no night has computed lists, or it was done before."""
    run = MatchRun.objects.finished().newest_first().first()
    if run is None or ChosenFrom.objects.filter(run__isnull=False).exists():
        return 0
    listed = Suggestion.objects.filter(run=run, rank_for_physician=1).order_by("physician__number")
    done = 0
    for pk in listed.values_list("physician", flat=True)[: 4 * MOST]:
        if done == MOST:
            break
        physician = Physician.objects.select_related("coordinator").get(pk=pk)
        if physician.coordinator is not None:
            done += _propose_one(run, physician, physician.coordinator, FROM_PLACE[done % len(FROM_PLACE)])
    return done


def _propose_one(run: MatchRun, physician: Physician, coordinator: User, place: int) -> bool:
    held = Membership.objects.in_force().filter(user=coordinator, role=Role.COORDINATOR).select_related("user").first()
    if held is None:
        return False
    by = actor_of(held)
    rows = Suggestion.objects.filter(run=run, physician=physician, rank_for_physician__gte=place)
    for row in rows.select_related("opening").order_by("rank_for_physician")[:3]:
        try:
            made = suggest(physician=physician, opening=row.opening, by=by, reasons=row.explanation)
            edit_proposal(candidacy=made, by=by, opening_words=WORDS)
            propose(candidacy=made, by=by)
        except StepRefused:
            continue
        return True
    return False
