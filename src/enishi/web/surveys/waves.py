"""/research/surveys/waves: the four follow-up waves and the one after leaving, told as every survey is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.aftercare.enums import CheckKind
from enishi.aftercare.waves import wave_for
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import Party
from enishi.engine.bands import FEWEST
from enishi.surveys.access import READERS
from enishi.surveys.waves import wave_figures, waves_codebook
from enishi.web.surveys.shown import figure_of


@roles(*READERS)
@never_cache
@require_safe
def waves(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("wave", CheckKind.MONTHS_3.value)
    if chosen not in set(CheckKind):
        raise Http404
    kind = CheckKind(chosen)
    count, figures = wave_figures(kind, today())
    wave = wave_for(Party.PHYSICIAN, kind)
    context = {
        "tabs": [(k.value, k.label, k is kind) for k in CheckKind], "kind": kind.label, "count": count, "least": FEWEST, "version": wave.version,
        "figures": [figure_of(no, one, weighted=False) for no, one in enumerate(figures, 1)], "questions": wave.questions,
        "crumbs": [("調査", "/research/surveys"), ("着任のあとの追跡", "")],
    }  # fmt: skip
    return render(request, "surveys/waves.html", context)


@roles(*READERS)
@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(waves_codebook(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="waves-codebook.csv"'
    return answer
