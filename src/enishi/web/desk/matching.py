"""Suggestions for a physician and for an opening, with the reasons of both sides.

Looking for them stores what was found, so it is a POST; the page shows what the last search found and when.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from enishi.candidacies.actions import suggest
from enishi.candidacies.models import Candidacy
from enishi.candidacies.rules import Facts, solicitation_is_locked
from enishi.candidacies.suggesting import current_locks, explanation_for, openings_for, physicians_for, why_not
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.declarations import to_be_proposed
from enishi.matching.insight import what_would_help
from enishi.matching.models import Suggestion
from enishi.matching.near import near_misses, near_seekers
from enishi.matching.reading import list_for_opening, list_for_physician
from enishi.openings.access import opening_for
from enishi.openings.checking import gaps_left
from enishi.openings.conditions import pay_text
from enishi.openings.models import Opening
from enishi.openings.rules import Freshness
from enishi.physicians.access import identities_of, identity_of, physician_for
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician
from enishi.referrals.elsewhere import held_twice, registered_elsewhere
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, decides

EDIT = ["GET", "HEAD", "POST"]


@roles(*READERS)
@require_http_methods(EDIT)
def for_physician(request: HttpRequest, number: str) -> HttpResponse:
    """The openings found last for this physician; POST looks again."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    locks = current_locks([physician.pk])
    if request.method == "POST":
        if refusal := locked(physician, locks, today()):
            messages.error(request, refusal.sentence)
            return redirect("desk_doctor_match", number)
        found = openings_for(physician, by=actor)
        return _looked(request, len(found), redirect("desk_doctor_match", number))
    run, rows = list_for_physician(physician, locks)
    busy = set(Candidacy.objects.still_open().filter(physician=physician).values_list("opening_id", flat=True))
    held = _held({s.opening.institution_id for s in rows})
    talks = open_talks([s.opening_id for s in rows])
    twice = held_twice(physician, [s.opening_id for s in rows])
    asked = "near" in request.GET
    return render(
        request,
        "desk/match.html",
        {
            "physician": physician,
            "name": identity_of(physician, by=actor).family_name,
            "run": run,
            "suggestions": [
                _shown(s, s.opening_id in busy, held) | {"talks": talks[s.opening_id], "twice": twice.get(s.opening_id)}
                for s in rows
            ],
            "asked_for_near": asked,
            "near": near_misses(physician, locks) if asked and not locks else None,
            "locked_until": locks.get(physician.pk),
            "elsewhere": registered_elsewhere(physician),
            "matchable": physician.state == PhysicianState.ACTIVE,
            "decides": decides(actor),
            "crumbs": [
                ("医師", reverse("desk_doctors")),
                (number, reverse("desk_doctor", args=[number])),
                ("候補をさがす", ""),
            ],
        },
    )


@roles(*READERS)
@require_http_methods(EDIT)
def for_opening(request: HttpRequest, number: str) -> HttpResponse:
    """The physicians found last for this opening; POST looks again."""
    actor = actor_in(request)
    opening = opening_for(actor, number)
    if request.method == "POST":
        found = physicians_for(opening, by=actor)
        return _looked(request, len(found), redirect("desk_opening_match", number))
    run, rows = list_for_opening(opening, current_locks())
    names = identities_of([s.physician for s in rows], by=actor)
    busy = set(Candidacy.objects.still_open().filter(opening=opening).values_list("physician_id", flat=True))
    held = _held({opening.institution_id})
    talks = talks_of([s.physician_id for s in rows])
    asked = "near" in request.GET
    near = near_seekers(opening, current_locks()) if asked else None
    near_names = identities_of([n.physician for n in near or []], by=actor)
    return render(
        request,
        "desk/match_opening.html",
        {
            "opening": opening,
            "run": run,
            "suggestions": [
                _shown(s, s.physician_id in busy, held)
                | {
                    "rank": s.rank_for_opening,
                    "name": names[s.physician_id].family_name,
                    "talks": talks[s.physician_id],
                }
                for s in rows
            ],
            "asked_for_near": asked,
            "near": None if near is None else [(n, near_names[n.physician.pk].family_name) for n in near],
            "decides": decides(actor),
            "missing": _missing(actor, opening, request.GET.get("doctor", "").strip()),
            "asked_for_changes": "changes" in request.GET,
            **_changes(opening, asked="changes" in request.GET),
            "crumbs": [
                ("募集", reverse("desk_openings")),
                (number, reverse("desk_opening", args=[number])),
                ("候補をさがす", ""),
            ],
        },
    )


def open_talks(openings: Iterable[int]) -> Counter[int]:
    """Opening (primary key) → talks about it that are under way: what others compete for."""
    return Counter(Candidacy.objects.still_open().filter(opening__in=openings).values_list("opening_id", flat=True))


def talks_of(physicians: Iterable[int]) -> Counter[int]:
    """Physician (primary key) → talks of his or hers that are under way, with whomever: what this opening competes with."""
    return Counter(
        Candidacy.objects.still_open().filter(physician__in=physicians).values_list("physician_id", flat=True)
    )


def _changes(opening: Opening, *, asked: bool) -> dict[str, object]:
    """What single changes would bring: those that bring enough to tell, and the others; both in the table's order."""
    bands = what_would_help(opening) if asked else None
    effects = bands.effects if bands else ()
    few = [effect for effect in effects if effect.band.key == "few"]
    return {"changes": bands, "telling": [effect for effect in effects if effect not in few], "hardly": few}


@dataclass(frozen=True)
class Missing:
    """Why one physician is not on an opening's list. `number`: as it was asked for, empty when nobody was."""

    number: str = ""
    error: str = ""
    fits: bool = False
    listed: bool = False
    sentences: tuple[str, ...] = ()
    change: str = ""


def _missing(actor: Actor, opening: Opening, number: str) -> Missing:
    if not number:
        return Missing()
    physician = Physician.objects.visible_to(actor).filter(number__iexact=number).first()
    if physician is None:
        return Missing(number, f"「{number}」という番号の先生は見つかりませんでした。番号をお確かめください。")
    reason = why_not(physician, opening)
    if reason is None:
        return Missing(number, "診療科か募集の条件がまだ書かれていないため、比べられません。")
    return Missing(
        number=physician.number,
        fits=reason.key == "eligible",
        listed=physician.state == PhysicianState.ACTIVE,
        sentences=tuple(sentence.text for sentence in reason.physician),
        change=(reason.smallest_change or {}).get("text", ""),
    )


@roles(*DECIDERS)
@require_POST
def keep(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """候補にする: a candidacy inside the desk, with the reasons as they are now, not as on the day of the list, as the draft of the proposal."""
    actor = actor_in(request)
    row = Suggestion.objects.filter(pk=suggestion_id).first()
    if row is None:
        raise Http404
    physician = physician_for(actor, row.physician.number)
    opening = opening_for(actor, row.opening.number)
    to_list = (
        redirect("desk_doctor_match", physician.number)
        if row.rank_for_physician
        else redirect("desk_opening_match", opening.number)
    )
    if refusal := locked(physician, current_locks([physician.pk]), today()):  # placed since the list was made
        messages.error(request, refusal.sentence)
        return to_list
    reasons = explanation_for(physician, opening)
    if reasons is None:
        messages.warning(
            request,
            "先生のご希望か募集の条件が変わり、この組はいまは合わなくなっています。もう一度さがし直してください。",
        )
        return to_list
    try:
        candidacy = suggest(physician=physician, opening=opening, by=actor, reasons=reasons)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
        return to_list
    messages.success(request, "候補にしました。ことばを整えてから、先生にご提案ください。")
    return redirect("desk_candidacy", candidacy.number)


def locked(physician: Physician, locks: Mapping[int, date], on: date) -> Refusal | None:
    """Why nothing may be urged on this physician now, in the words of the rule; None where something may."""
    return solicitation_is_locked(Facts(today=on, no_solicitation_until=locks.get(physician.pk)))


def _looked(request: HttpRequest, found: int, back: HttpResponse) -> HttpResponse:
    if found:
        messages.success(request, f"{found}件見つかりました。")
    else:
        messages.warning(
            request, "いまの条件に合うものは見つかりませんでした。条件を一つゆるめられないか、うかがってみてください。"
        )
    return back


def _held(institutions: set[int]) -> set[int]:
    """Those of them for which the yearly declaration keeps anything new from being proposed."""
    return institutions - set(to_be_proposed().filter(pk__in=institutions).values_list("pk", flat=True))


def _shown(s: Suggestion, busy: bool, held: set[int]) -> dict[str, object]:
    e = s.explanation
    return {
        "suggestion": s,
        "opening": s.opening,
        "physician": s.physician,
        "rank": s.rank_for_physician,
        "busy": busy,
        "marks": marks(s.physician, s.opening, held),
        "pay": pay_text(s.opening.current) if s.opening.current else "",
        "reasons_physician": e.get("physician", []),
        "reasons_institution": e.get("institution", []),
        "unmet": [{"text": u.get("text", ""), "question": u.get("question", "")} for u in e.get("unmet", [])],
        "smallest_change": e.get("smallest_change", ""),
    }


def marks(physician: Physician, opening: Opening, held: set[int]) -> list[str]:
    """What must be mended before this pair can be proposed. held: institutions whose declaration is over or says something."""
    found = []
    if physician.licence_verified_on is None:
        found.append("医籍の確認がまだです")
    if opening.freshness is not Freshness.FRESH:
        found.append(f"募集は{opening.freshness.label}")
    if opening.institution_id in held:
        found.append("医療機関の自己申告をうかがう必要があります")
    if opening.current:
        opening.current.opening = opening  # read already: the conditions need the institution
    if gaps := gaps_left(opening.current, today()):
        found.append(f"明示事項が{len(gaps)}項目足りません")
    return found
