"""What waits at the desk around a contract: one that differs from the agreement; then red answers, promises seen differently,
silences, other talks of who was placed."""

from collections.abc import Iterable

from django.db.models import Q

from enishi.aftercare.enums import TaskKind
from enishi.aftercare.models import CareTask
from enishi.candidacies.enums import State
from enishi.candidacies.models import Placement
from enishi.candidacies.placement import recorded_differences

REASONS = {
    TaskKind.RED: "困りごとのお答えがありました。2営業日のうちにお話をうかがいます。",
    TaskKind.DIFFERENCE: "双方の見方が違います。お答えを相手の側に伝えずに、別々にうかがいます。",
    TaskKind.SILENT: "10日たっても、お答えがありません。重ねてのメールはお送りしません。",
    TaskKind.SIBLING: "ほかで採用が決まりました。このお話を続けるか、ご意向をうかがいます。",
    TaskKind.CONTRACT: "先生が確かめられた契約が、双方の承認した条件合意書と違います。",
    TaskKind.LEFT: "離職が記録されました。双方のお話をうかがいます。",
}


MOST_CONTRACTS = 100


def unconfirmed_differing(mine: Q) -> Iterable[tuple[Placement, str]]:
    """Contracts that await the physician's word and differ from the agreement, with the labels of what differs, the earliest first.

    mine: which candidacies' owners. A fixed number of queries.
    """
    rows = Placement.objects.filter(mine, candidacy__state=State.AGREED, confirmed_at=None).order_by("recorded_at")
    rows = rows.select_related("candidacy__physician", "candidacy__opening__institution")
    for placement in rows.prefetch_related("candidacy__agreement_versions__approvals")[:MOST_CONTRACTS]:
        if found := recorded_differences(placement):
            yield placement, "・".join(row.label for row in found)


def care_tasks(mine: Q) -> Iterable[tuple[CareTask, str, str]]:
    """(task, reason, href), the earliest first. mine: which candidacies' owners."""
    rows = CareTask.objects.filter(mine, done_at=None).select_related("candidacy__physician")
    own = ("candidacy__number", "candidacy__physician__number")
    for task in rows.only("kind", "words", "due_on", "checkin", *own).order_by("due_on", "pk")[:100]:
        href = f"/desk/checkins/{task.checkin_id}" if task.checkin_id else "/desk/checkins"
        yield task, REASONS[TaskKind(task.kind)], href
