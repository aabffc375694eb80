"""/desk/records/{number}: what comes next of a record, everything that happened with it, and the forms to write it down."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.audit.actions import record_reading
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, StepRefused
from enishi.desk.enums import NoteKind, NoteWay, Reached
from enishi.desk.handover import handover_of, handover_pdf
from enishi.desk.models import DeskNote
from enishi.desk.next_actions import Standing, finish_next, next_of, set_next, who_may_own
from enishi.desk.notes import restore_note, strike_note, write_note
from enishi.desk.records import Subject, owner_of, record_for
from enishi.desk.timeline import Kind, also_here, timeline_of
from enishi.physicians.access import identity_of
from enishi.physicians.contact import record_sent
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.common import READERS, press, send
from enishi.web.desk.record_forms import CallLogForm, NextForm, NoteForm, PostForm, SentForm
from enishi.web.desk.today import due_chip
from enishi.web.desk.undo import offer_undo

ON_A_PAGE = 40
READ_LEVEL = 3
HOMES = {
    "physician": ("医師", "desk_doctors"),
    "institution": ("医療機関", "desk_institutions"),
    "opening": ("募集", "desk_openings"),
    "candidacy": ("進み具合", "desk_board"),
}
Forms = dict[str, EnishiForm]


@roles(*READERS)
@require_safe
@never_cache
def timeline(request: HttpRequest, number: str) -> HttpResponse:
    """Everything of a record; reading it is logged, by which others at the desk see who is here."""
    actor = actor_in(request)
    return _page(request, record_for(actor, number), actor)


def _page(request: HttpRequest, subject: Subject, actor: Actor, back: Forms | None = None) -> HttpResponse:
    record_reading(by=actor, what="timeline", object_type=subject.kind, object_number=subject.number, level=READ_LEVEL)
    kind = request.GET.get("kind", "")
    only = Kind(kind) if kind in set(Kind) else None
    everything = timeline_of(subject, actor)
    present = {event.kind for event in everything}
    page = Paginator([e for e in everything if only in (None, e.kind)], ON_A_PAGE).get_page(request.GET.get("page"))
    standing, back = next_of(subject), back or {}
    return render(
        request,
        "desk/record.html",
        {
            "subject": subject,
            "title": title_of(subject, actor),
            "owner": owner_of(subject),
            "standing": standing,
            "chip": due_chip(standing.due, today()) if standing else None,
            "others": also_here(subject, actor),
            "page": page,
            "kind": kind if only else "",
            "kinds": [k for k in Kind if k in present],
            "reader": actor.user_id,
            "supervises": actor.role == "supervisor",
            "note_form": back.get("note") or NoteForm(auto_id="note_%s"),
            "call_form": back.get("call") or CallLogForm(auto_id="call_%s"),
            "post_form": back.get("post") or PostForm(auto_id="post_%s"),
            "sent_form": back.get("sent") or SentForm(auto_id="sent_%s"),
            "next_form": back.get("next") or _next_form(standing),
            "refused": next(iter(back.values()), None),
            "results": [(r.value, r.label) for r in Reached],
            "crumbs": [
                (HOMES[subject.kind][0], reverse(HOMES[subject.kind][1])),
                (subject.number, subject.href),
                ("これまでと次", ""),
            ],
        },
    )


def _next_form(standing: Standing | None) -> NextForm:
    may_be_done = standing is not None and standing.action is not None
    return NextForm(auto_id="next_%s", standing=standing, people=who_may_own(), needed=not may_be_done)


def title_of(subject: Subject, actor: Actor) -> str:
    """Its name on a page; the reading of a physician's name is logged."""
    row = subject.row
    match subject.kind:
        case "physician":
            return f"{identity_of(row, by=actor).full_name} 先生"
        case "institution":
            return str(row.name)
        case "opening":
            return f"{row.institution.name}：{row.current.title if row.current else row.number}"
    return f"{identity_of(row.physician, by=actor).full_name} 先生 × {row.opening.institution.name}"


@roles(*READERS)
@require_POST
def add_note(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """`what`: note, call, post or sent, the form that was filled in."""
    actor = actor_in(request)
    subject = record_for(actor, number)
    if what not in WRITERS or (what == "sent") != (subject.kind == "physician" and what != "note"):
        raise Http404
    made, act = WRITERS[what](request, subject, actor)
    back = reverse("desk_record", args=[number])

    def written() -> None:
        note = act()
        if isinstance(note, DeskNote):
            offer_undo(request, "記録しました。書き間違いのときは、元に戻せます。", "note_written", number, note.pk)
        else:
            messages.success(request, "連絡簿に記録しました。")

    return send(request, made, written, "", back, lambda: _page(request, subject, actor, {what: made}))


Writer = Callable[[HttpRequest, Subject, Actor], tuple[EnishiForm, Callable[[], object]]]


def _note(request: HttpRequest, subject: Subject, actor: Actor) -> tuple[EnishiForm, Callable[[], object]]:
    form = NoteForm(request.POST, auto_id="note_%s")
    return form, lambda: write_note(subject=subject, by=actor, **form.cleaned_data)


def _call(request: HttpRequest, subject: Subject, actor: Actor) -> tuple[EnishiForm, Callable[[], object]]:
    form = CallLogForm(request.POST, auto_id="call_%s")

    def act() -> object:
        given = form.cleaned_data
        return write_note(
            subject=subject, by=actor, kind=NoteKind.CALL, way=NoteWay.OUT, reached=Reached(given["reached"]),
            whom=given["whom"], text=given["text"], key=given["key"],
        )  # fmt: skip

    return form, act


def _post(request: HttpRequest, subject: Subject, actor: Actor) -> tuple[EnishiForm, Callable[[], object]]:
    form = PostForm(request.POST, auto_id="post_%s")

    def act() -> object:
        given = form.cleaned_data
        return write_note(
            subject=subject, by=actor, kind=NoteKind(given["kind"]), way=NoteWay(given["way"]), whom=given["whom"],
            text=given["text"], key=given["key"],
        )  # fmt: skip

    return form, act


def _sent(request: HttpRequest, subject: Subject, actor: Actor) -> tuple[EnishiForm, Callable[[], object]]:
    form = SentForm(request.POST, auto_id="sent_%s")
    return form, lambda: record_sent(
        physician=subject.row,
        by=actor,
        channel=Channel(form.cleaned_data["channel"]),
        about=form.cleaned_data["about"],
    )


WRITERS: dict[str, Writer] = {"note": _note, "call": _call, "post": _post, "sent": _sent}


@roles(*READERS)
@require_POST
def strike(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """取り消す, and 元に戻す with `restore`."""
    actor = actor_in(request)
    subject = record_for(actor, number)
    back = reverse("desk_record", args=[number])
    if "restore" in request.POST:
        return press(request, lambda: restore_note(subject=subject, pk=pk, by=actor), "控えを元に戻しました。", back)
    try:
        strike_note(subject=subject, pk=pk, by=actor)
        offer_undo(request, "控えを取り消しました。", "note", number, pk)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect(back)


@roles(*READERS)
@require_POST
def next_action(request: HttpRequest, number: str) -> HttpResponse:
    """次にすること: set, or done with what comes then; `done` says which button was pressed."""
    actor = actor_in(request)
    subject = record_for(actor, number)
    done = "done" in request.POST
    form = NextForm(request.POST, auto_id="next_%s", standing=None, people=who_may_own(), needed=not done)

    def act() -> None:
        words, due, owner = form.given
        seen = form.cleaned_data["seen"]
        if done:
            made = finish_next(subject=subject, by=actor, words=words, due=due, owner=owner, seen=seen)
            if made is None and seen:
                offer_undo(request, "取り消すときは、こちらを押してください。", "next", number, seen)
        elif due:
            made = set_next(subject=subject, by=actor, words=words, due=due, owner=owner, seen=seen)
            offer_undo(
                request,
                "決めたばかりのことを取り消すときは、こちらを押してください。",
                "next_set",
                number,
                made.pk,
                seen or 0,
            )
        if standing := next_of(subject):
            messages.success(request, f"次は「{standing.words}」、{standing.due.month}月{standing.due.day}日までです。")

    said = "済みと記録しました。" if done else "次にすることを決めました。"
    back = reverse("desk_record", args=[number])
    return send(request, form, act, said, back, lambda: _page(request, subject, actor, {"next": form}))


@roles(*READERS)
@require_safe
@never_cache
def handover(request: HttpRequest, number: str) -> HttpResponse:
    """引き継ぎの一枚 as a PDF; what stands on it is logged as read."""
    actor = actor_in(request)
    subject = record_for(actor, number)
    record_reading(by=actor, what="handover", object_type=subject.kind, object_number=subject.number, level=READ_LEVEL)
    sheet: dict[str, Any] = handover_of(subject, actor, title_of(subject, actor))
    response = HttpResponse(handover_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="handover-{subject.number}.pdf"'
    return response
