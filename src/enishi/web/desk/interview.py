"""The interview at the desk: preparation, the guide of twelve topics, the sheet drafted from the notes, its approval."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.times import time_words
from enishi.common.profile import load_profile
from enishi.common.workflow import Channel, StepRefused
from enishi.desk import paper
from enishi.desk.enums import PaperKind, PaperState
from enishi.desk.models import PaperSheet
from enishi.outreach.paper_codes import shown
from enishi.physicians import wishes as approvals
from enishi.physicians.access import identity_of, physician_for
from enishi.physicians.actions import MACHINE, begin_interview
from enishi.physicians.contact import promise_of
from enishi.physicians.enums import PhysicianState
from enishi.physicians.hearing.topics import BY_KEY, TOPICS
from enishi.physicians.interview_notes import (
    Typed,
    earlier_notes,
    mark_of,
    notes_of,
    texts_of,
    version_of,
    write_notes,
)
from enishi.physicians.models import Physician, WishSheet
from enishi.physicians.wish_drafts import draft_of, quotes_by_field, save_drafted, words_of
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, READERS, decides, send
from enishi.web.desk.interview_prep import explained, prep_of
from enishi.web.desk.sheets import wish_rows
from enishi.web.desk.wish_form import WishForm
from enishi.web.registration.drafts import number_in

EDIT = ["GET", "HEAD", "POST"]
HEARD_WAYS = [(c.value, c.label) for c in (Channel.PHONE, Channel.FAX, Channel.PAPER, Channel.MAIL)]


def _crumbs(number: str, last: str) -> list[tuple[str, str]]:
    return [("医師", reverse("desk_doctors")), (number, reverse("desk_doctor", args=[number])), (last, "")]


# -- before -----------------------------------------------------------------------------------------
@roles(*READERS)
@require_safe
@never_cache
def prep(request: HttpRequest, number: str) -> HttpResponse:
    """準備の1枚: what we know, what is missing, what to ask, what was promised."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    context = {"physician": physician, "prep": prep_of(physician, actor), "crumbs": _crumbs(number, "面談の準備")}
    return render(request, "desk/prep.html", context)


@roles(*READERS)
@require_safe
@never_cache
def prep_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The same on paper, for who speaks away from a screen."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    made, profile = prep_of(physician, actor), load_profile(settings.PROFILE)
    body = pdf(
        "web/desk/typst/prep.typ",
        {
            "title": f"面談の準備　{made.name} 先生",
            "sender": profile.name,
            "code": number,
            "printed": date_with_weekday(today()),
            "talk": made.talk,
            "known": [list(row) for row in made.known],
            "missing": made.missing,
            "promises": made.promises,
            "asks": [{"title": a.topic.title, "asks": list(a.topic.asks), "why": list(a.why)} for a in made.asks],
        },
    )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="prep-{number}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


# -- while one speaks -------------------------------------------------------------------------------
@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def guide(request: HttpRequest, number: str) -> HttpResponse:
    """Twelve topics on one page. Every button saves all of them; 「保存して次へ」 leads to the next topic."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    clashes: list[str] = []
    refusals: list[str] = []
    if request.method == "POST":
        try:
            clashes = write_notes(
                physician=physician, by=actor, typed=_typed(request), page=_page_mark(request),
                turn=number_in(request.POST.get("turn", "")) or 0, both="both" in request.POST,
            )  # fmt: skip
        except StepRefused as refused:
            refusals = [refusal.sentence for refusal in refused.refusals]
        if not clashes and not refusals:
            return _saved(request, physician)
    begins = "P2" in {s.id for s in MACHINE.possible(physician, by=actor)} and decides(actor)
    return render(
        request,
        "desk/guide.html",
        {
            "physician": physician,
            "name": identity_of(physician, by=actor).full_name,
            "promise": promise_of(physician),
            "topics": _topics(request, physician, keep_typed=bool(clashes or refusals)),
            "page": _page_mark(request) if clashes or refusals else secrets.token_hex(8),
            "clashes": clashes,
            "refusals": refusals,
            "begins": begins,
            "earlier": earlier_notes(physician),
            "crumbs": _crumbs(number, "面談"),
            "own_keys": True,  # here the numbers lead to the topics, not to the menu
        },
    )


def _saved(request: HttpRequest, physician: Physician) -> HttpResponse:
    """On to the next topic, or to the sheet that is drafted from the notes."""
    if "sheet" in request.POST:
        return redirect("desk_sheet", physician.number)
    keys = [topic.key for topic in TOPICS]
    at = request.POST.get("next", "")
    after = keys[keys.index(at) + 1] if at in keys[:-1] else at if at in keys else ""
    if not after:
        messages.success(request, "面談の記録を保存しました。")
    return redirect(reverse("desk_guide", args=[physician.number]) + (f"#t-{after}" if after else ""))


def _typed(request: HttpRequest) -> dict[str, Typed]:
    post = request.POST
    return {
        topic.key: Typed(post[topic.key], post.get(f"base-{topic.key}", ""), post.get(f"seen-{topic.key}", ""))
        for topic in TOPICS
        if topic.key in post
    }


def _page_mark(request: HttpRequest) -> str:
    return request.POST.get("page", "")[:16]


def _topics(request: HttpRequest, physician: Physician, *, keep_typed: bool) -> list[dict[str, Any]]:
    notes, rows = notes_of(physician), dict(wish_rows(physician.wishes))
    made = []
    for number, topic in enumerate(TOPICS, 1):
        row = notes.get(topic.key)
        stored = row.text if row else ""
        typed = request.POST.get(topic.key, stored) if keep_typed else stored
        made.append(
            {
                "topic": topic, "number": number, "text": typed, "base": mark_of(stored), "seen": version_of(row),
                "other": stored if keep_typed and typed.rstrip() != stored else "", "row": row,
                "known": [(label, rows[label]) for label in topic.know if rows.get(label)],
            }
        )  # fmt: skip
    if keep_typed:  # what the page was made of stays what it was, so that what was typed still counts as typed
        for part in made:
            key = part["topic"].key  # type: ignore[attr-defined]
            part["base"], part["seen"] = request.POST.get(f"base-{key}", ""), request.POST.get(f"seen-{key}", "")
    return made


@roles(*READERS)
@require_POST
def keep(request: HttpRequest, number: str) -> HttpResponse:
    """While typing (htmx): kept, and said so. Nothing is refused but a text that is too long."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    turn = number_in(request.POST.get("turn", "")) or 0
    try:
        clashes = write_notes(physician=physician, by=actor, typed=_typed(request), page=_page_mark(request), turn=turn)
    except StepRefused as refused:
        return JsonResponse({"words": refused.refusals[0].sentence, "echoes": {}, "proposals": {}})
    words = f"{time_words(timezone.localtime().time())}に保存しました。"
    if clashes:
        words = f"「{'」「'.join(clashes)}」は、ほかの方も書いています。「保存する」を押すと、並べてお見せします。"
    return JsonResponse({"words": words, "echoes": {}, "proposals": {}})


@roles(*DECIDERS)
@require_POST
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """P2 from the guide: the talk begins."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    try:
        begin_interview(physician=physician, by=actor)
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect("desk_guide", number)


# -- the sheet --------------------------------------------------------------------------------------
@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The form filled with what the notes say, each field beside the words; saved, it is a new version to be approved."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    last, made = physician.wishes, draft_of(physician)
    before = WishForm.of(last)
    form = WishForm(request.POST or None, initial=before | _initial(last, made.changes(last.wishes)), shown=last.no)
    back = reverse("desk_sheet_approval", args=[number])

    def act() -> None:
        save_drafted(physician=physician, by=actor, wishes=form.wishes())

    def again() -> HttpResponse:
        context = {
            "form": form,
            "physician": physician,
            "sheet": last,
            "fields": _fields(form, before, quotes_by_field(made)),
            "open": [(BY_KEY[o.quote.topic].title, o.quote, o.why) for o in made.questions],
            "notes": texts_of(physician),
            "lines": len(made.lines),
            "crumbs": _crumbs(number, "希望整理シートの下書き"),
        }
        return render(request, "desk/sheet.html", context)

    return send(request, form, act, "希望整理シートの新しい版を保存しました。先生のご確認をお願いします。", back, again)


def _initial(last: WishSheet, changes: dict[str, Any]) -> dict[str, Any]:
    """The drafted fields as the form takes them."""
    given = dict(changes)
    wishes = given.pop("wishes", None)
    if wishes is not None:
        for level in ("must", "want", "never"):
            given[level] = [key for key, value in wishes.items() if value == level]
    if "weekly_hours_committed" in given:
        given["weekly_hours_committed"] = f"{given['weekly_hours_committed']:g}"
    low, high = given.get("days_min"), given.get("days_max")
    if low is not None and high is None and float(last.days_max) < low:
        given["days_max"] = low
    if high is not None and low is None and float(last.days_min) > high:
        given["days_min"] = high
    return given


def _fields(form: WishForm, before: dict[str, Any], quotes: dict[str, Any]) -> list[dict[str, Any]]:
    """Each field with its words and whether the draft differs from the sheet that stands."""
    return [
        {
            "field": bound,
            "quotes": [(BY_KEY[quote.topic].title, quote.text) for quote in quotes.get(bound.name, ())],
            "changed": bound.name in quotes and _told(form.initial.get(bound.name)) != _told(before.get(bound.name)),
        }
        for bound in form.visible_fields()
    ]


def _told(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    return "" if value is None else str(value)


class HeardForm(EnishiForm):
    """The physician said yes by another way than the screen."""

    channel = forms.ChoiceField(label="ご確認の方法", choices=HEARD_WAYS, widget=ChoiceCards(two_columns=True))
    himself = forms.BooleanField(
        label="先生ご本人が、この版のとおりでよいとおっしゃいました",
        error_messages={"required": "ご本人のお返事でなければ、ご確認とはなりません。ご本人にお確かめください。"},
    )
    no = forms.IntegerField(widget=forms.HiddenInput)


@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def approval(request: HttpRequest, number: str) -> HttpResponse:
    """The newest version as the physician reads it, and his or her yes: on the screen, on the telephone, on paper."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    last = physician.wishes
    form = HeardForm(request.POST or None, initial={"channel": Channel.PHONE.value, "no": last.no})

    def act() -> None:
        given = form.cleaned_data
        approvals.approve_wishes(physician=physician, by=actor.by(Channel(given["channel"])), no=given["no"])
        if physician.state == PhysicianState.ACTIVE:
            messages.success(request, "求職管理簿に載りました。法律で定められたご説明を、先生にお届けします。")

    def again() -> HttpResponse:
        physician.refresh_from_db()
        words, approved = words_of(last), approvals.approval_of(last)
        context = {
            "physician": physician,
            "name": identity_of(physician, by=actor).full_name,
            "sheet": last,
            "rows": [(label, said, words.get(label, [])) for label, said in wish_rows(last) if said],
            "form": form,
            "approved": approved,
            "how": Channel(approved.channel).label if approved else "",
            "refusals": MACHINE.refusals(physician, "P3", by=actor)
            if physician.state == PhysicianState.INTERVIEWING
            else [],
            "papers": _papers(physician),
            "explained": explained(physician),
            "crumbs": _crumbs(number, "先生のご確認"),
        }
        return render(request, "desk/sheet_approval.html", context)

    here = reverse("desk_sheet_approval", args=[number])
    return send(request, form, act, f"第{last.no}版のご確認を記録しました。", here, again)


def _papers(physician: Physician) -> list[tuple[PaperSheet, str, str, int]]:
    """(sheet, code as it is read, how far it has come, version printed) of the paper twins, the newest first."""
    rows = PaperSheet.objects.filter(physician=physician, kind=PaperKind.WISHES).defer("image")
    return [(row, shown(row.code), PaperState(row.state).label, row.printed.get("sheet", 0)) for row in rows]


@roles(*READERS)
@require_POST
def on_paper(request: HttpRequest, number: str) -> HttpResponse:
    """The twin on paper of the version that stands; asked for twice, the same sheet."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    out = PaperSheet.objects.filter(physician=physician, kind=PaperKind.WISHES, state=PaperState.OUT).defer("image")
    for row in out:
        if row.printed.get("sheet") == physician.wishes.no:
            return redirect("desk_paper", row.code)
    made = paper.make_sheet(kind=PaperKind.WISHES, by=actor, physician=physician)
    return redirect("desk_paper", made.code)
