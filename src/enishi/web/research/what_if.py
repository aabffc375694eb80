"""/research/what-if: an area with more physicians, all openings filled; kept with the edition they were reckoned from."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from enishi.areas.enums import AreaClass
from enishi.areas.lookups import edition_on
from enishi.areas.models import MedicalArea
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.research.models import Scenario
from enishi.research.scenarios import AREA, FILLED, KINDS, OFFERS, AreaMoved, all_filled, area_with_more, keep_scenario
from enishi.research.what_if import HOURS, MOST_FTE
from enishi.web.components.actors import actor_in
from enishi.web.research.offers_words import told
from enishi.web.research.views import HERE, READERS

TITLE = "もしも"
KIND = "m60"


def row(one: AreaMoved) -> dict[str, str]:
    """An area in words, as it is shown and kept."""
    before, after = AreaClass(one.class_before).label, AreaClass(one.class_after).label
    lift = "" if one.lift is None else f"医師少数の線を越えるには{one.lift:.1f}人分"
    return {
        "area": f"{one.area.name}（{one.area.prefecture.name}）", "fte": f"{one.fte:.1f}人分", "before": f"{one.moved.before:.1f}",
        "after": f"{one.moved.after:.1f}", "change": f"{one.moved.change:+.1f}".replace("-", "−").replace("+", "＋"),
        "classes": before if before == after else f"{before}から{after}へ", "lift": lift,
    }  # fmt: skip


def fte_in(text: str) -> float | None:
    """0.1 to `MOST_FTE`; full-width digits are read too. None for anything else."""
    try:
        fte = float(text)
    except ValueError:
        return None
    return fte if 0.1 <= fte <= MOST_FTE else None


def found_for(asked: dict[str, str]) -> tuple[list[dict[str, str]], str, str]:
    """Rows, the sentence of a refusal, the edition they were reckoned from."""
    edition = edition_on(today())
    kind = asked["kind"] if asked["kind"] in HOURS else KIND
    if edition is None:
        return [], "医師偏在指標の版が、まだ取り込まれていません。", ""
    if asked["what"] == FILLED:
        return [row(one) for one in all_filled(kind)], "", edition.code
    area = (
        MedicalArea.objects.filter(edition=edition, code=asked["area"]).select_related("edition", "prefecture").first()
    )
    fte = fte_in(asked["fte"])
    if area is None:
        return [], "圏域を、一覧からお選びください。", edition.code
    if fte is None:
        return [], f"加わる勤務は、0.1から{MOST_FTE:.0f}までの数字でご入力ください。例：0.4（週2日）", edition.code
    moved = area_with_more(area, fte, kind)
    return (
        ([row(moved)], "", edition.code) if moved else ([], "この圏域は、もとの数が公表されていません。", edition.code)
    )


def asked_in(given: Any) -> dict[str, str]:
    return {
        "what": FILLED if given.get("what") == FILLED else AREA, "area": given.get("area", "")[:4],
        "fte": given.get("fte", "")[:8].strip(), "kind": given.get("kind", KIND)[:3],
    }  # fmt: skip


@roles(*READERS)
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    edition, asked = edition_on(today()), asked_in(request.GET)
    is_asked = "what" in request.GET
    rows, said, code = found_for(asked) if is_asked else ([], "", edition.code if edition else "")
    context = {
        "asked": asked, "is_asked": is_asked, "rows": rows, "said": said, "code": code, "edition": edition, "key": uuid.uuid4(),
        "kinds": [(key, label) for key, (label, _) in HOURS.items()], "whats": KINDS.items(),
        "areas": MedicalArea.objects.filter(edition=edition).select_related("prefecture").order_by("code") if edition else (),
        "kept": Paginator(Scenario.objects.all(), 10).get_page(request.GET.get("page")),
        "crumbs": [HERE, (TITLE, "")],
    }  # fmt: skip
    return render(request, "research/what_if.html", context)


@roles(*READERS)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Reckon it again and keep it: nothing of what comes out is taken from the form."""
    asked = asked_in(request.POST)
    rows, said, code = found_for(asked)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    if said or not rows:
        return redirect("research_what_if")
    title = KINDS[FILLED] if asked["what"] == FILLED else f"{rows[0]['area']}に{rows[0]['fte']}"
    made = keep_scenario(
        key=key, kind=asked["what"], title=title[:60], snapshot=code, asked=asked, found={"rows": rows}, by=actor_in(request)
    )  # fmt: skip
    return redirect("research_scenario", made.pk)


@roles(*READERS)
@require_safe
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    made = get_object_or_404(Scenario.objects.select_related("made_by"), pk=pk)
    crumbs = [HERE, (TITLE, "/research/what-if"), (made.title, "")]
    if made.kind == OFFERS:
        return render(request, "research/offers_scenario.html", told(made) | {"made": made, "crumbs": crumbs})
    context = {
        "made": made,
        "rows": made.found["rows"] if made.found and "rows" in made.found else [],
        "kind": HOURS.get(made.asked.get("kind", ""), ("", 0))[0],
        "crumbs": crumbs,
    }
    return render(request, "research/scenario.html", context)
