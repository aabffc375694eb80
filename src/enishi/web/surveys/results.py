"""/research/surveys/{number}/results: figures after the closing, cross tables, files with their entry in the log."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.profile import load_profile
from enishi.engine.bands import FEWEST
from enishi.surveys import files, papers
from enishi.surveys.access import READERS, WRITERS, survey_for
from enishi.surveys.crossing import make_cross, tables_of, variables_in
from enishi.surveys.enums import Trait, Way
from enishi.surveys.models import Survey
from enishi.surveys.panel import label_of, told
from enishi.surveys.results import answered_of, results_of
from enishi.web.asking_why import asks_why
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import press
from enishi.web.surveys.shown import cross_of, figure_of


@roles(*READERS)
@never_cache
@require_safe
def results(request: HttpRequest, number: str) -> HttpResponse:
    found = survey_for(actor_in(request), number)
    made = results_of(found)
    seats, variables = found.seats, variables_in(found)
    # Who came by the common link has no class of people: such a column would say 不明 of everybody.
    by_trait = found.way != Way.OPEN
    context: dict[str, Any] = {
        "survey": found, "made": made, "closed": found.closed_at is not None, "least": FEWEST, "invited": f"{seats.count()}名" if found.way == Way.OPEN else told(seats.count()),
        "sent": seats.filter(sent_at__isnull=False).count(), "is_open_way": found.way == Way.OPEN, "figures": [], "crosses": [],
        "row_choices": [(key, words) for key, words in variables.items() if key not in set(Trait)],
        "column_choices": [(key, words) for key, words in variables.items() if by_trait or key not in set(Trait)], "effective": "", "may_take": actor_in(request).role in WRITERS,
        "empty": [], "twins": 0, "crumbs": [("調査", "/research/surveys"), (number, reverse("survey", args=[number])), ("結果", "")],
    }  # fmt: skip
    if made is not None:
        context["figures"] = [figure_of(no, one, weighted=made.weighted) for no, one in enumerate(made.figures, 1)]
        context["effective"] = f"{made.effective:.0f}"
        context["empty"] = [f"{Trait(trait).label}「{label_of(trait, code)}」" for trait, code in made.empty]
        context["crosses"] = [cross_of(one) for one in tables_of(found)]
        context["twins"] = _twins(found) if found.way == Way.OPEN else 0
    return render(request, "surveys/results.html", context)


@roles(*WRITERS)
@require_POST
def make(request: HttpRequest, number: str) -> HttpResponse:
    """One more cross table, for good. 404 while the survey runs."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    if found.closed_at is None:
        raise Http404
    row, column = (request.POST.get(name, "")[:40] for name in ("row", "column"))
    return press(
        request,
        lambda: make_cross(survey=found, row=row, column=column, by=actor),
        "表をつくりました。",
        f"{reverse('survey_results', args=[number])}#cross",
    )


def _twins(survey: Survey) -> int:
    """How many answers are word for word like another one: told, not removed, since two may well agree."""
    seen: dict[str, int] = {}
    for one in answered_of(survey):
        key = repr(sorted(one.answers.items(), key=str))
        seen[key] = seen.get(key, 0) + 1
    return sum(count for count in seen.values() if count > 1)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


CSV, PDF = "text/csv; charset=utf-8", "application/pdf"


@roles(*READERS)
@require_safe
def codebook(request: HttpRequest, number: str) -> HttpResponse:
    found = survey_for(actor_in(request), number)
    return _file(files.codebook_csv(found), f"{number}-codebook.csv", CSV)


@roles(*READERS)
@require_safe
def codebook_paper(request: HttpRequest, number: str) -> HttpResponse:
    found = survey_for(actor_in(request), number)
    made = papers.codebook_pdf(found, profile=load_profile(settings.PROFILE))
    return _file(made, f"{number}-codebook.pdf", PDF)


@roles(*READERS)
@never_cache
@require_safe
def table(request: HttpRequest, number: str) -> HttpResponse:
    """The figures of the page as CSV; 404 while there are none."""
    found = survey_for(actor_in(request), number)
    made = results_of(found)
    if made is None:
        raise Http404
    return _file(files.results_csv(made), f"{number}-results.csv", CSV)


def _answers_of(request: HttpRequest, number: str) -> str:
    """Raises Http404 for a survey that runs."""
    if survey_for(actor_in(request), number).closed_at is None:
        raise Http404
    return "survey_answers"


@roles(*WRITERS)
@asks_why(_answers_of, back=lambda number: reverse("survey_results", args=[number]))
def answers(request: HttpRequest, number: str) -> HttpResponse:
    """One row for each answer, nobody's any more; taking it out stands in the log. 404 while the survey runs."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    made, rows = files.answers_csv(found)
    record_export(by=actor, what="survey_answers", form="csv", rows=rows, about=number)
    return _file(made, f"{number}-answers.csv", CSV)
