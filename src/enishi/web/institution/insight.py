"""/inst/openings/{number}/insight: what single change would bring physicians, in bands, and why they passed until now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.candidacies.declines import reasons_told
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.engine.bands import PHYSICIANS
from enishi.engine.what_if import QUESTIONS_A_DAY
from enishi.matching.asking import ask, latest_answer, questions_left
from enishi.matching.models import InsightAnswer
from enishi.openings.access import opening_for
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.web.institution.access import MEMBERS, actor_on, may_edit

FEW = PHYSICIANS[0].key
_RANK = {band.key: band.rank for band in PHYSICIANS}
_WORDS = {band.key: band.text for band in PHYSICIANS}


@dataclass(frozen=True, slots=True)
class Line:
    """One change and the band of physicians it would newly bring."""

    phrase: str
    band: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored answer as the page shows it. telling: the changes that bring enough to tell, most first; hardly: the others."""

    at: Any
    version_no: int
    already: str
    already_is_few: bool
    telling: list[Line]
    hardly: list[Line]

    @property
    def says_nothing(self) -> bool:
        """So few physicians that no number may be told: honest words instead."""
        return self.already_is_few and not self.telling


@roles(*MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def insight(request: HttpRequest, number: str) -> HttpResponse:
    """Reading shows what was answered last; asking is a button."""
    actor = actor_on(request)
    opening = opening_for(actor, number)
    if request.method == "POST":
        try:
            ask(opening=opening, by=actor)
        except StepRefused as refused:
            return _page(request, opening, "".join(r.sentence for r in refused.refusals))
        messages.success(request, "いまの条件で調べました。")
        return redirect("inst_opening_insight", number=number)
    return _page(request, opening)


def _page(request: HttpRequest, opening: Opening, refused: str = "") -> HttpResponse:
    answer = latest_answer(opening)
    context = {
        "opening": opening,
        "answer": _answer(answer) if answer else None,
        "is_current": answer is not None and answer.version_id == opening.current_id,
        "is_today": answer is not None and answer.day == today(),
        "reasons": reasons_told(opening.institution),
        "left": questions_left(opening.institution),
        "a_day": QUESTIONS_A_DAY,
        "is_published": opening.state == OpeningState.PUBLISHED,
        "may_edit": may_edit(actor_on(request)),
        "refused": refused,
        "crumbs": [
            ("今日のご案内", "/inst"),
            ("募集", "/inst/openings"),
            (opening.number, reverse("inst_opening", args=[opening.number])),
            ("何が変われば来てもらえるか", ""),
        ],
    }
    return render(request, "institution/insight.html", context)


def _answer(stored: InsightAnswer) -> Answer:
    told: Mapping[str, Any] = stored.answer
    effects = sorted(told["effects"], key=lambda e: -_RANK.get(e["band"], 0))
    return Answer(
        at=stored.asked_at,
        version_no=stored.version.no,
        already=_WORDS.get(told["already"]["band"], told["already"]["text"]),
        already_is_few=told["already"]["band"] == FEW,
        telling=[Line(e["phrase"], _WORDS.get(e["band"], e["text"])) for e in effects if e["band"] != FEW],
        hardly=[Line(e["phrase"], "") for e in effects if e["band"] == FEW],
    )
