"""期日: what the office must not miss, the days of the law and those of its own books, the nearest first."""

from datetime import date

from enishi.law.periods import last_day_of_period
from enishi.office.deadline_rules import Deadline, deadlines
from enishi.office.incidents import tasks_of
from enishi.office.models import Incident
from enishi.office.reviews import quarter_of, to_review


def due_on(day: date, *, licensed: date | None) -> list[Deadline]:
    """Those of `deadlines`, the roles that nobody looked at in this quarter, and what is still to be done of each open incident; the
    last two may lie in the past."""
    return sorted(
        [*deadlines(day, licensed=licensed), *_roles(day), *_incidents()], key=lambda one: (one.by, one.words)
    )


def _roles(day: date) -> list[Deadline]:
    left = to_review().exclude(reviews__quarter=quarter_of(day)).count()
    if not left:
        return []
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    words = f"役割を見直す（この四半期は、あと{left:,}）"
    return [Deadline(last_day_of_period(first, months=3), words, "四半期に一度の見直し", "/ops/access-review", first)]


def _incidents() -> list[Deadline]:
    found = []
    for incident in Incident.objects.filter(closed_at=None).prefetch_related("entries"):
        for task in tasks_of(incident)[1]:
            if task.by is not None and task.done_on is None:
                words, path = f"事故 {incident.number}：{task.words}", f"/ops/incidents/{incident.number}"
                found.append(Deadline(task.by, words, task.source, path))
    return found
