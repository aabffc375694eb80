"""What waits at the desk after a contract: red answers, promises seen differently, silences, other talks of who was placed."""

from collections.abc import Iterable

from django.db.models import Q

from enishi.aftercare.enums import TaskKind
from enishi.aftercare.models import CareTask

REASONS = {
    TaskKind.RED: "困りごとのお答えがありました。2営業日のうちにお話をうかがいます。",
    TaskKind.DIFFERENCE: "双方の見方が違います。お答えを相手の側に伝えずに、別々にうかがいます。",
    TaskKind.SILENT: "10日たっても、お答えがありません。重ねてのメールはお送りしません。",
    TaskKind.SIBLING: "ほかで採用が決まりました。このお話を続けるか、ご意向をうかがいます。",
    TaskKind.LEFT: "離職が記録されました。双方のお話をうかがいます。",
}


def care_tasks(mine: Q) -> Iterable[tuple[CareTask, str, str]]:
    """(task, reason, href), the earliest first. mine: which candidacies' owners."""
    rows = CareTask.objects.filter(mine, done_at=None).select_related("candidacy__physician")
    own = ("candidacy__number", "candidacy__physician__number")
    for task in rows.only("kind", "words", "due_on", "checkin", *own).order_by("due_on", "pk")[:100]:
        href = f"/desk/checkins/{task.checkin_id}" if task.checkin_id else "/desk/checkins"
        yield task, REASONS[TaskKind(task.kind)], href
