"""Reflections, calendar files and itineraries of a visit. Four itineraries: each says only what its reader may know."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.candidacies.access import candidacy_for, disclosed_identity
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.documents import pdf
from enishi.common.icalendar import Appointment, appointment_file
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.physicians.access import identity_of
from enishi.visits import reading
from enishi.visits.enums import CostItem, Length, VisitEnd, VisitKind
from enishi.visits.models import Reflection, Visit
from enishi.visits.reflection_questions import FAMILY
from enishi.visits.reflections import reflect
from enishi.visits.rules import template_lines
from enishi.web.context import operator
from enishi.web.talk.person import is_welcomed
from enishi.web.visits.forms import ReflectionForm
from enishi.web.visits.pages import Place

ITINERARY = "web/visits/typst/itinerary.typ"


def _door(place: Place, request: HttpRequest, number: str) -> tuple[Actor, Candidacy]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    candidacy = candidacy_for(actor, number)
    if place.side is not None and not is_welcomed(candidacy):
        raise Http404
    return actor, candidacy


def reflection_of(place: Place) -> Callable[..., HttpResponse]:
    """Six questions of one side; at the desk `?side=` says whose answers are typed. `?side=family`: of who came along."""

    @roles(*place.acts)
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    def reflection(request: HttpRequest, number: str) -> HttpResponse:
        actor, candidacy = _door(place, request, number)
        asked = request.GET.get("side", "")
        family = asked == FAMILY and place.side is not Party.INSTITUTION
        side = FAMILY if family else str(place.side or asked)
        visit = Visit.objects.filter(candidacy=candidacy, result=VisitEnd.DONE).order_by("-closed_at").first()
        known = (Party.PHYSICIAN, Party.INSTITUTION, FAMILY)
        if visit is None or side not in known or (family and not visit.with_family):
            raise Http404
        back = f"{place.base_of(candidacy)}/visit"
        form = ReflectionForm(request.POST or None, side=side, desk=place.is_desk)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            by = actor.by(Channel(given["channel"])) if place.is_desk else actor
            try:
                reflect(
                    visit=visit, by=by, answers=form.answers, wish=form.wish, words=given["words"], family=family,
                    speaks_for=Party.PHYSICIAN if family else Party(side) if place.is_desk else None,
                )  # fmt: skip
                messages.success(request, "ご感想を承りました。担当者だけが読みます。")
                return redirect(back)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
        context = {
            "form": form,
            "visit": visit,
            "when": reading.when_words(visit),
            "kind": VisitKind(visit.kind).label,
            "side": side,
            "desk": place.is_desk,
            "back": back,
            "again": Reflection.objects.filter(visit=visit, side=side).exists(),
            "crumbs": [
                *place.crumbs(candidacy),
                ("面談・見学の日程", back),
                ("ご家族のご感想" if family else "ご感想", ""),
            ],
        }
        return render(request, "visits/reflection_staff.html" if place.is_desk else "visits/reflection.html", context)

    return reflection


def calendar_of(place: Place) -> Callable[..., HttpResponse]:
    """The appointment as a file; of the physician's the name of the place is left out unless `?names=1` asks for it."""

    @roles(*place.readers)
    @require_safe
    @never_cache
    def calendar(request: HttpRequest, number: str) -> HttpResponse:
        _, candidacy = _door(place, request, number)
        visit = Visit.objects.filter(candidacy=candidacy).order_by("-opened_at", "-id").first()
        if visit is None or (visit.begins_at is None and visit.sequence == 0):
            raise Http404
        entry = _entry(place, candidacy, visit, names=request.GET.get("names") == "1")
        response = HttpResponse(appointment_file(entry, made_at=now()), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="yotei.ics"'
        return response

    return calendar


def _entry(place: Place, candidacy: Candidacy, visit: Visit, *, names: bool) -> Appointment:
    cancelled = visit.begins_at is None or visit.result == VisitEnd.CANCELLED
    kind, house = VisitKind(visit.kind), candidacy.opening.institution
    title, words, where = "予定", "", ""
    if place.side is Party.PHYSICIAN:
        if names:
            title, where = f"{_short(kind)}（{house.name}）", f"{house.name} {house.address}".strip()
            words = str(visit.plan.get("place", ""))
    elif place.side is Party.INSTITUTION:
        title, words = f"{_short(kind)}のお迎え（番号 {candidacy.number}）", str(visit.plan.get("place", ""))
    else:
        title = f"{_short(kind)}（{candidacy.number}）"
    return Appointment(
        uid=f"{visit.uid}@yotei",
        begins=visit.begins_at,
        ends=visit.ends_at,
        title=title,
        words=words,
        place=where,
        sequence=visit.sequence,
        cancelled=cancelled,
    )


def _short(kind: VisitKind) -> str:
    return {VisitKind.TOUR: "見学", VisitKind.TRIAL: "体験勤務"}.get(kind, "面談")


# -- itineraries ------------------------------------------------------------------------------------
def itinerary_of(place: Place, *, family: bool = False, driver: bool = False) -> Callable[..., HttpResponse]:
    """The plan on A4: for the physician, for the host, for who travels along, or for who drives."""

    @roles(*place.readers)
    @require_safe
    @never_cache
    def itinerary(request: HttpRequest, number: str) -> HttpResponse:
        actor, candidacy = _door(place, request, number)
        visit = reading.current_visit(candidacy)
        if visit is None or visit.begins_at is None or not visit.is_open:
            raise Http404
        visit.candidacy = candidacy
        if family:
            data = for_family(visit, named=request.GET.get("names") == "1")
        elif driver:
            data = for_driver(visit)
        elif place.side is Party.PHYSICIAN:
            data = for_physician(visit, actor)
        else:
            data = for_host(visit, actor)
        return HttpResponse(
            pdf(ITINERARY, data),
            content_type="application/pdf",
            headers={"Content-Disposition": 'attachment; filename="yotei.pdf"', "X-Content-Type-Options": "nosniff"},
        )

    return itinerary


def for_physician(visit: Visit, actor: Actor) -> dict[str, Any]:
    """Everything the host wrote, who pays, and what the way from home means."""
    house, plan = visit.candidacy.opening.institution, visit.plan
    minutes = reading.way_to(visit.candidacy)
    way = reading.hints_of(visit)
    return _sheet(
        visit,
        title=f"{_short(VisitKind(visit.kind))}のご予定",
        to=f"{identity_of(visit.candidacy.physician, by=actor).full_name} 先生",
        rows=[
            ("訪問先", f"{house.name}\n{house.address}".strip()),
            ("待ち合わせ", plan.get("place", "")),
            ("お迎えする人", plan.get("meets", "")),
            ("行き来", "\n".join(filter(None, (_way_words(minutes), plan.get("travel", ""))))),
            ("お泊まり", plan.get("lodging", "")),
            ("当日のご連絡先", plan.get("reach", "")),
            ("ご家族", plan.get("family", "") if visit.with_family else ""),
        ],
        costs=reading.cost_rows(visit),
        notes=[*(hint.words for hint in way), *_work_notes(visit)],
        lines=_lines(visit),
    )


def for_host(visit: Visit, actor: Actor) -> dict[str, Any]:
    """For those who receive: the name only as far as the physician lets this institution see it; nothing of the home."""
    plan = visit.plan
    identity = disclosed_identity(visit.candidacy, by=actor)
    who = (
        f"{identity.full_name} 先生"
        if identity
        else f"番号 {visit.candidacy.number} の先生（お名前は、まだ伺っていません）"
    )
    return _sheet(
        visit,
        title=f"{_short(VisitKind(visit.kind))}のお迎え",
        to=visit.candidacy.opening.institution.name,
        rows=[
            ("お越しになる方", who + ("、ご家族" if visit.with_family else "")),
            ("待ち合わせ", plan.get("place", "")),
            ("お迎えする人", plan.get("meets", "")),
            ("旅費と行き来", plan.get("travel", "")),
            ("お泊まり", plan.get("lodging", "")),
            ("ご家族のために", plan.get("family", "") if visit.with_family else ""),
            ("当日のご連絡先", plan.get("reach", "")),
        ],
        costs=reading.cost_rows(visit),
        notes=_work_notes(visit),
        lines=_lines(visit),
    )


def for_driver(visit: Visit) -> dict[str, Any]:
    """For who fetches the guests: when, where and how many. No name, no reason for coming, no money."""
    house, plan = visit.candidacy.opening.institution, visit.plan
    return _sheet(
        visit,
        title="お迎えの車の予定",
        to=f"{house.name} 運転のご担当者さま",
        rows=[
            ("お客さま", f"番号 {visit.candidacy.number}" + ("。ご家族もごいっしょです" if visit.with_family else "")),
            ("待ち合わせ", plan.get("place", "")),
            ("ごいっしょする人", plan.get("meets", "")),
            ("行き先", f"{house.name}\n{house.address}".strip()),
            ("お泊まり", plan.get("lodging", "")),
            ("当日のご連絡先", plan.get("reach", "")),
        ],
        costs=[],
        notes=[
            "お名前を書いた札は、お出しにならないでください。番号か、病院の車でお分かりいただけます。",
            "ご来訪の理由やご経歴は、お客さまから話されるまで、お尋ねにならないでください。",
            "雪や渋滞で遅れそうなときは、すぐに当日のご連絡先へお知らせください。",
        ],
        lines=[],
        kind="お客さまのお迎え",
    )


def for_family(visit: Visit, *, named: bool) -> dict[str, Any]:
    """For who travels along: day, town, meals and beds. No pay, no terms, and the institution only if the physician wants."""
    house, plan = visit.candidacy.opening.institution, visit.plan
    place = house.municipality
    kept = {key: plan.get(key, "") for key in ("place", "lodging", "family")}
    if not named:
        hidden = [house.name, house.corporation.name if house.corporation else ""]
        kept = {key: _without(words, hidden) for key, words in kept.items()}
    items = (CostItem.FAMILY, CostItem.LODGING, CostItem.MEALS)
    return _sheet(
        visit,
        title="ご家族のためのご予定",
        to="ごいっしょになるご家族へ",
        rows=[
            ("行き先", f"{place.prefecture.name}{place.name}" + (f"\n{house.name}" if named else "")),
            ("待ち合わせ", kept["place"]),
            ("ご家族のために", kept["family"]),
            ("お泊まり", kept["lodging"]),
        ],
        costs=reading.cost_rows(visit, only=items),
        notes=["わからないことは、先生か、下の番号へお尋ねください。"],
        lines=[],
        code="",
    )


def _sheet(visit: Visit, *, title: str, to: str, rows: list[tuple[str, str]], costs: list[tuple[str, str]], notes: list[str], lines: list[str], code: str | None = None, kind: str = "") -> dict[str, Any]:  # fmt: skip
    profile = operator()
    return {
        "title": title,
        "to": to,
        "when": reading.when_words(visit),
        "kind": kind or VisitKind(visit.kind).label,
        "rows": [list(row) for row in rows if row[1]],
        "costs": [list(row) for row in costs],
        "notes": notes,
        "lines": lines,
        "code": visit.candidacy.number if code is None else code,
        "sender": profile.name,
        "phone": profile.phone_with_hours,
        "sample": profile.sample,
        "printed": f"{timezone.localdate(now()):%Y年%-m月%-d日}",
    }


def _lines(visit: Visit) -> list[str]:
    written = [line.strip() for line in str(visit.plan.get("itinerary", "")).splitlines() if line.strip()]
    return written or list(template_lines(VisitKind(visit.kind), Length(visit.length)))


def _work_notes(visit: Visit) -> list[str]:
    """The hard switch, said to both sides on paper."""
    if visit.is_trial and visit.contract_from and visit.contract_until:
        return [
            f"体験勤務です。雇用契約（{visit.contract_from:%Y年%-m月%-d日}から{visit.contract_until:%Y年%-m月%-d日}まで）、労災保険、"
            f"医賠責保険（{visit.get_liability_display()}）、医師免許証の原本を、前もって確かめています。"
        ]
    if visit.kind == VisitKind.TOUR:
        return [
            "見学です。診療・処方・指示は行いません。診療をお試しになるときは、あらためて体験勤務としてお決めします。"
        ]
    return []


def _way_words(minutes: int | None) -> str:
    from enishi.visits.rules import duration_words

    return f"ご自宅の市区町村から、車で約{duration_words(minutes)}（目安）" if minutes else ""


def _without(words: str, hidden: list[str]) -> str:
    for name in sorted((n for n in hidden if n), key=len, reverse=True):
        words = words.replace(name, "訪問先")
    return words
