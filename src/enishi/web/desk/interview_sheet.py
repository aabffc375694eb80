"""The sheet drafted from the notes of an interview, and the physician's yes to it: on the screen, on the telephone, on paper."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.workflow import Channel
from enishi.desk import paper
from enishi.desk.enums import PaperKind, PaperState
from enishi.desk.models import PaperSheet
from enishi.outreach.paper_codes import shown
from enishi.physicians import wishes as approvals
from enishi.physicians.access import identity_of, physician_for
from enishi.physicians.actions import MACHINE
from enishi.physicians.enums import PhysicianState
from enishi.physicians.hearing.found import SHIELD
from enishi.physicians.hearing.topics import BY_KEY
from enishi.physicians.interview_notes import (
    texts_of,
)
from enishi.physicians.models import Physician, WishSheet
from enishi.physicians.wish_drafts import draft_of, quotes_by_field, save_drafted, words_of
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import READERS, send
from enishi.web.desk.interview import crumbs_to
from enishi.web.desk.interview_prep import explained
from enishi.web.desk.sheets import wish_rows
from enishi.web.desk.wish_form import WishForm

EDIT = ["GET", "HEAD", "POST"]
HEARD_WAYS = [(c.value, c.label) for c in (Channel.PHONE, Channel.FAX, Channel.PAPER, Channel.MAIL)]


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
            "open": [(BY_KEY[o.quote.topic].title, o.quote, o.why, o.field == SHIELD) for o in made.questions],
            "notes": texts_of(physician),
            "lines": len(made.lines),
            "crumbs": crumbs_to(number, "希望整理シートの下書き"),
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
            "crumbs": crumbs_to(number, "先生のご確認"),
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
