"""/research/tables: tables that may be asked for, as pages, CSV and JSON; with noise; how to ask; what was asked."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from enishi.audit.actions import record_export
from enishi.common.access import public, roles
from enishi.common.clock import today
from enishi.common.csv_files import csv_file
from enishi.engine.bands import FEWEST
from enishi.research import asking, noise
from enishi.research.asking import Answer
from enishi.research.cubes import CUBES, Cube
from enishi.research.editions import edition_named, latest
from enishi.research.models import NoisyAnswer, ResearchEdition
from enishi.web.components.actors import actor_in
from enishi.web.research.views import HERE, READERS

TITLE = "表をつくる"
BACK = (TITLE, "/research/tables")
HIDDEN = "非公表"


def asked_in(request: HttpRequest) -> list[str]:
    """`by` once or more, or with commas between; doubles once."""
    words = [word.strip() for given in request.GET.getlist("by") for word in given.split(",")]
    return list(dict.fromkeys(word for word in words if word))


def cube_named(key: str) -> Cube:
    if key not in CUBES:
        raise Http404
    return CUBES[key]


def edition_asked(request: HttpRequest) -> ResearchEdition | None:
    """The one named by `snapshot`, else the newest. Raises Http404 for a name that never was."""
    named = request.GET.get("snapshot", "")
    found = edition_named(named) if named else latest()
    if named and found is None:
        raise Http404
    return found


@roles(*READERS)
@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    return render(
        request, "research/tables.html", {"cubes": CUBES.values(), "edition": latest(), "crumbs": [HERE, (TITLE, "")]}
    )


@roles(*READERS)
@require_safe
def table(request: HttpRequest, cube: str) -> HttpResponse:
    """One subject: choose how to part it, and read the answer below."""
    subject, edition, asked = cube_named(cube), edition_asked(request), asked_in(request)
    said = asking.refusal_of(subject, asked)
    context: dict[str, Any] = {
        "cube": subject,
        "edition": edition,
        "asked": asked,
        "said": said,
        "fewest": FEWEST,
        "query": "&".join(f"by={key}" for key in subject.in_order(asked)),
        "crumbs": [HERE, BACK, (subject.label, "")],
        "epsilons": [(e, noise.within(e)) for e in noise.EPSILONS],
        "budget": asking.budget(today().year),
        "crossed": [d for d in subject.dimensions if not d.alone],
        "answers": NoisyAnswer.objects.filter(cube=cube).select_related("edition")[:5],
    }
    if edition and not said:
        context |= drawn(asking.answer(edition, subject, asked))
    return render(request, "research/table.html", context, status=400 if said else 200)


def drawn(answer: Answer) -> dict[str, Any]:
    """One dimension: lines; two: a grid of the second across; more: lines again."""
    unit = answer.cube.unit
    rows = answer.labelled()
    if len(answer.dimensions) != 2:
        lines = [(labels, _words(count, unit)) for labels, count in rows]
        return {"answer": answer, "lines": lines}
    across = list(dict.fromkeys(labels[1] for labels, _ in rows))
    cells = dict(rows)
    grid = [
        (first, [(second, _words(cells.get((first, second)), unit)) for second in across])
        for first in dict.fromkeys(labels[0] for labels, _ in rows)
    ]
    return {"answer": answer, "grid": grid, "across": across}


def _words(count: int | None, unit: str) -> str:
    return HIDDEN if count is None else f"{count:,}{unit}"


@roles(*READERS)
@require_safe
def table_file(request: HttpRequest, cube: str, form: str) -> HttpResponse:
    """The same as CSV or JSON, with the snapshot it was answered from; each asking stands in the public log."""
    if form not in ("csv", "json"):
        raise Http404
    subject, edition, asked = cube_named(cube), edition_asked(request), asked_in(request)
    if said := asking.refusal_of(subject, asked):
        return JsonResponse({"error": said}, status=400, json_dumps_params={"ensure_ascii": False})
    if edition is None:
        return JsonResponse({"error": "はじめの版は、月が変わった夜につくられます。"}, status=404, json_dumps_params={"ensure_ascii": False})  # fmt: skip
    found = asking.answer(edition, subject, asked)
    record_export(
        by=actor_in(request), what=asking.EXPORT, form=form, rows=len(found.rows), cube=cube,
        question=",".join(d.key for d in found.dimensions), snapshot=found.snapshot,
    )  # fmt: skip
    return as_json(found, edition) if form == "json" else as_csv(found, f"{cube}.csv")


def as_json(found: Answer, edition: ResearchEdition) -> JsonResponse:
    names = [d.key for d in found.dimensions]
    told = {
        "snapshot": found.snapshot,
        "until": edition.until.isoformat(),
        "sha256": edition.digest,
        "cube": {"key": found.cube.key, "label": found.cube.label, "label_en": found.cube.english},
        "unit": found.cube.unit,
        "hidden_below": FEWEST,
        "by": [{"key": d.key, "label": d.label, "label_en": d.english} for d in found.dimensions],
        "rows": [
            {**dict(zip(names, values, strict=True)), "labels": list(labels), "count": count, "hidden": count is None}
            for (values, count), (labels, _) in zip(found.rows, found.labelled(), strict=True)
        ],
        "source": f"{settings.BASE_URL}/research/tables",
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def as_csv(found: Answer, name: str) -> HttpResponse:
    keys = [d.key for d in found.dimensions]
    rows: list[list[Any]] = [["snapshot", *keys, *(f"{key}_label" for key in keys), "count", "hidden"]]
    for (values, count), (labels, _) in zip(found.rows, found.labelled(), strict=True):
        rows.append([found.snapshot, *values, *labels, count, int(count is None)])
    response = HttpResponse(csv_file(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@roles(*READERS)
@require_POST
def ask(request: HttpRequest, cube: str) -> HttpResponse:
    """A finer table with noise, out of the year's budget; the same question again costs nothing."""
    subject, edition = cube_named(cube), latest()
    if edition is None:
        raise Http404
    try:
        epsilon = Decimal(request.POST.get("epsilon", ""))
    except InvalidOperation:
        epsilon = Decimal(0)
    asked = list(dict.fromkeys(request.POST.getlist("by")))
    found = asking.ask_with_noise(edition=edition, cube=subject, asked=asked, epsilon=epsilon, by=actor_in(request))
    if isinstance(found, NoisyAnswer):
        return redirect("research_answer", found.pk)
    messages.error(request, "".join(refusal.sentence for refusal in found))
    return redirect("research_table", cube)


@roles(*READERS)
@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    made = get_object_or_404(NoisyAnswer.objects.select_related("edition"), pk=pk)
    found = asking.noisy_answer(made)
    context = {
        "made": made,
        "off": noise.within(made.epsilon),
        **drawn(found),
        "crumbs": [HERE, BACK, (found.cube.label, f"/research/tables/{found.cube.key}"), ("ゆらぎを加えた表", "")],
    }
    return render(request, "research/answer.html", context)


@roles(*READERS)
@require_safe
def answer_csv(request: HttpRequest, pk: int) -> HttpResponse:
    made = get_object_or_404(NoisyAnswer.objects.select_related("edition"), pk=pk)
    return as_csv(asking.noisy_answer(made), f"answer-{made.pk}.csv")


@roles(*READERS)
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """How programs ask, what the answers hold, what keeps them safe."""
    context = {
        "cubes": CUBES.values(),
        "edition": latest(),
        "base": settings.BASE_URL,
        "fewest": FEWEST,
        "a_year": noise.A_YEAR,
        "crumbs": [HERE, BACK, ("プログラムからの使い方", "")],
    }
    return render(request, "research/tables_guide.html", context)


@public
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Everything that was asked of the records of research, for everybody to see; not who asked."""
    page = Paginator(asking.log_of_questions(), 20).get_page(request.GET.get("page"))
    rows = [_question(entry) for entry in page]
    context = {"page": page, "rows": rows, "budget": asking.budget(today().year), "crumbs": CRUMBS}
    return render(request, "public/questions.html", context)


CRUMBS = [("はじめ", "/"), ("オープンデータ", "/opendata"), ("尋ねられた表", "")]


def _question(entry: Any) -> dict[str, str]:
    key = entry.data.get("cube") or entry.object_number
    cube = CUBES.get(key)
    asked = [word for word in entry.data.get("question", "").split(",") if word]
    by = [cube.dimension(word).label for word in asked] if cube else asked
    noisy = entry.action == "ask_with_noise"
    return {
        "day": f"{timezone.localdate(entry.at):%Y-%m-%d}",
        "cube": cube.label if cube else key,
        "by": "、".join(by) or "合計だけ",
        "form": f"ゆらぎを加えた表（枠を{entry.data['epsilon']}）" if noisy else entry.object_number.upper(),
        "snapshot": entry.data.get("snapshot", ""),
    }
