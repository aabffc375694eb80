"""/desk: what matters now, and /desk/board: everything in progress."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import Party
from enishi.desk.lists import ALL, LANES, OWN, pipeline
from enishi.desk.today import ORDER, SHOWN, counts, todays_list
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import READERS, family_names

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class DueChip:
    """A date as a chip: kind and icon of the chip, and its words."""

    kind: str
    icon: str
    words: str


@roles(*READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The ten rows that come first, or all of them in pages."""
    actor, day = actor_in(request), today()
    tasks = todays_list(actor, day)
    page = Paginator(tasks, ON_A_PAGE).get_page(request.GET.get("page")) if "all" in request.GET else None
    shown = list(page) if page else tasks[:SHOWN]
    names = family_names((t.physician for t in shown), actor)
    return render(
        request,
        "desk/today.html",
        {
            "rows": [
                {"task": t, "title": t.title(names), "chip": due_chip(t.due, day), "band": t.band(day).label}
                for t in shown
            ],
            "rest": 0 if page else len(tasks) - len(shown),
            "page": page,
            "counts": counts(actor, tasks, day),
            "order": ORDER,
            "day": day,
        },
    )


def due_chip(due: date, day: date) -> DueChip:
    """期限 today is a caution, a date past is late, one ahead only a date."""
    late = (day - due).days
    if late > 0:
        return DueChip("late", "alert", f"期日から{late}日")
    if late == 0:
        return DueChip("due", "clock", "期限 今日")
    return DueChip("wait", "clock", f"{due.month}月{due.day}日まで")


@roles(*READERS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The pipeline in five lanes, a coordinator's own or everybody's; one lane alone shows more of it."""
    actor, day = actor_in(request), today()
    whose = ALL if request.GET.get("whose") == ALL else OWN
    waiting = request.GET.get("waiting", "")
    waiting = waiting if waiting in set(Party) else ""
    wanted = request.GET.get("lane", "")
    lane = int(wanted) if wanted in {str(n) for n in range(len(LANES))} else None
    page = request.GET.get("page", "")
    page_no = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
    lanes = pipeline(actor, whose=whose, waiting_for=waiting, lane=lane, page=page_no)
    cards = [c for lane in lanes for c in lane.cards]
    names = family_names((c.physician for c in cards), actor)
    return render(
        request,
        "desk/board.html",
        {
            "lanes": [{"lane": row, "cards": [_card(c, names, day) for c in row.cards]} for row in lanes],
            "under_way": sum(row.count for row in lanes),
            "late": sum(row.late for row in lanes),
            "alone": lane is not None,
            "next_page": page_no + 1,
            "whose": whose,
            "waiting": waiting,
            "parties": [Party.PHYSICIAN, Party.INSTITUTION, Party.COORDINATOR],
        },
    )


def _card(c: Candidacy, names: dict[int, str], day: date) -> dict[str, object]:
    return {
        "candidacy": c,
        "name": names[c.physician_id],
        "institution": c.opening.institution.name,
        "label": c.label,
        "chip": due_chip(c.due_on, day) if c.due_on else None,
        "waiting": Party(c.waiting_for).label if c.waiting_for else "",
        "days": (day - timezone.localdate(c.state_since)).days + 1,
    }
