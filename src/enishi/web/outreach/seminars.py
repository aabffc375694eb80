"""/ops/events: seminars written, published, cancelled; who comes, who waits, who was there; the sheet for the door."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import now, today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.workflow import StepRefused
from enishi.law.parameters import value
from enishi.outreach import seminars as acts
from enishi.outreach.enums import EntryState, SeminarStanding, SeminarWay
from enishi.outreach.models import Seminar
from enishi.outreach.news_querysets import WRITERS
from enishi.web.asking_why import asks_why
from enishi.web.components.actors import actor_in
from enishi.web.components.navigation import page_opens
from enishi.web.context import operator
from enishi.web.desk.common import press
from enishi.web.outreach.seminar_forms import CancelForm, SeminarForm, kept_facts

SEND = ["GET", "HEAD", "POST"]
PER_PAGE = 20
HOME = ("催し", "/ops/events")
BLANK_LINES = 5
"""Lines left on the sheet for who comes without a word."""


@roles(*WRITERS)
@require_safe
def office_events(request: HttpRequest) -> HttpResponse:
    page = Paginator(acts.with_counts(Seminar.objects.order_by("-begins_at", "-id")), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [{"seminar": s, "when": acts.when_words(s), "standing": s.standing} for s in page],
        "crumbs": [(HOME[0], "")],
    }
    return render(request, "outreach/events.html", context)


@roles(*WRITERS)
@require_http_methods(SEND)
def new_event(request: HttpRequest) -> HttpResponse:
    form = SeminarForm(request.POST or None, initial={"key": uuid.uuid4(), "way": SeminarWay.HALL})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.write_seminar(
                facts=form.facts, key=form.cleaned_data["key"] or uuid.uuid4(), by=actor_in(request)
            )
            messages.success(request, "下書きを保存しました。公開は、別の方が読んでから行います。")
            return redirect("office_event", made.number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {"form": form, "seminar": None, "crumbs": [HOME, ("新しい催し", "")]}
    return render(request, "outreach/event_form.html", context)


@roles(*WRITERS)
@require_http_methods(SEND)
def edit_event(request: HttpRequest, number: str) -> HttpResponse:
    seminar = acts.seminar_for(actor_in(request), number)
    form = SeminarForm(request.POST or None, initial=kept_facts(acts.as_written(seminar)))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            acts.edit_seminar(
                seminar=seminar, facts=form.facts, seen=seen if seen is not None else -1, by=actor_in(request)
            )
            messages.success(request, "直した内容を保存しました。公開は、別の方が読んでから行います。")
            return redirect("office_event", number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {
        "form": form,
        "seminar": seminar,
        "crumbs": [HOME, (number, reverse("office_event", args=[number])), ("直す", "")],
    }
    return render(request, "outreach/event_form.html", context)


@roles(*WRITERS)
@require_safe
@never_cache
def office_event(request: HttpRequest, number: str) -> HttpResponse:
    """One seminar as everybody sees it, what waits for a second person, and who comes."""
    seminar = acts.seminar_for(actor_in(request), number)
    coming = acts.as_written(seminar) if seminar.coming and seminar.waits else None
    entries = list(seminar.entries.exclude(state=EntryState.ASKED))
    context: dict[str, Any] = {
        "seminar": seminar,
        "when": acts.when_words(seminar),
        "way": SeminarWay(seminar.way).label,
        "standing": seminar.standing,
        "coming": coming,
        "coming_facts": _changed(seminar, coming) if coming else [],
        "may_publish": acts.may_publish(seminar, actor_in(request)),
        "seated": [e for e in entries if e.state == EntryState.SEATED],
        "waiting": [e for e in entries if e.state == EntryState.WAITING],
        "n_cancelled": sum(e.state == EntryState.CANCELLED for e in entries),
        "n_asked": seminar.entries.filter(state=EntryState.ASKED).count(),
        "may_change": seminar.standing not in (SeminarStanding.OVER, SeminarStanding.CANCELLED),
        "may_mark": seminar.published_at is not None and seminar.begins_at <= now() and seminar.cancelled_at is None,
        "may_mail": page_opens("/ops/mailings/new", actor_in(request).role),
        "cancel_form": CancelForm(),
        "kept_days": value("seminar_retention_days", today()),
        "crumbs": [HOME, (seminar.number, "")],
    }
    return render(request, "outreach/event.html", context)


def _changed(seminar: Seminar, coming: Seminar) -> list[dict[str, str]]:
    """What would be other than now, in the order of the form."""

    def told(one: Seminar) -> list[tuple[str, str]]:
        seats = f"{one.capacity}人" if one.capacity else "限りなし"
        return [
            ("題", one.title), ("日時", acts.when_words(one)), ("開き方", SeminarWay(one.way).label), ("会場", one.place),
            ("オンラインの入り方", one.online), ("定員", seats), ("締め切り", date_with_weekday(one.closes_on)), ("内容", one.body),
        ]  # fmt: skip

    pairs = zip(told(seminar), told(coming), strict=True)
    return [{"what": what, "now": old, "then": new} for (what, old), (_, new) in pairs if old != new]


@roles(*WRITERS)
@require_POST
def event_act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """publish, cancel or attendance."""
    actor = actor_in(request)
    seminar = acts.seminar_for(actor, number)
    form = CancelForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    seen = request.POST.get("seen", "")
    changes = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
    came = [int(pk) for pk in request.POST.getlist("came") if pk.isascii() and pk.isdecimal() and len(pk) < 18]
    known: dict[str, tuple[Callable[[], object], str]] = {
        "publish": (
            lambda: acts.publish_seminar(seminar=seminar, seen=changes, by=actor),
            "直した内容を公開しました。" if seminar.published_at else "公開しました。お申し込みを受け付けています。",
        ),
        "cancel": (
            lambda: acts.cancel_seminar(seminar=seminar, word=word, by=actor),
            "取りやめました。お申し込みの方に、メールでお知らせします。",
        ),
        "attendance": (lambda: acts.mark_attendance(seminar=seminar, came=came, by=actor), "出席を控えました。"),
    }
    if what not in known:
        raise Http404
    act, said = known[what]
    return press(request, act, said, reverse("office_event", args=[number]))


def _sheet_of(request: HttpRequest, number: str) -> str:
    acts.seminar_for(actor_in(request), number)
    return "office_event_sheet"


@roles(*WRITERS)
@asks_why(_sheet_of, back=lambda number: reverse("office_event", args=[number]))
def attendance_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet for the door: names in the order of entry, a box each, lines for others. No addresses."""
    seminar = acts.seminar_for(actor_in(request), number)
    names = [e.name for e in seminar.entries.filter(state=EntryState.SEATED)]
    made = pdf(
        "outreach/typst/attendance.typ",
        {
            "title": f"受付の名簿　{seminar.title}", "sender": operator().name, "number": seminar.number,
            "seminar": seminar.title, "when": acts.when_words(seminar), "place": seminar.place, "names": names,
            "blank": BLANK_LINES, "printed": f"{timezone.localtime():%Y-%m-%d %H:%M}",
            "kept_days": value("seminar_retention_days", today()),
        },
    )  # fmt: skip
    answer = HttpResponse(made, content_type="application/pdf")
    record_export(by=actor_in(request), what="office_event_sheet", form="pdf", rows=len(names), about=seminar.number)
    answer["Content-Disposition"] = f'attachment; filename="attendance-{seminar.number}.pdf"'
    return answer
