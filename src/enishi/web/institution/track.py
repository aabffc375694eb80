"""/inst/talks/{number}/track: the way of an agreement inside the institution, for the clerk at a desk and the director on a phone."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.candidacies import agreement, track
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.agreement import OFFER_LIFE
from enishi.candidacies.enums import State
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import Candidacy
from enishi.candidacies.track_rules import APPROVERS
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.institution.access import MEMBERS, actor_on
from enishi.web.institution.ended import or_its_end
from enishi.web.institution.talk_forms import OfferForm
from enishi.web.talk.agreement import agreement_of
from enishi.web.talk.person import is_welcomed
from enishi.web.talk.track import TrackView, earlier_tracks

ACT = ["GET", "HEAD", "POST"]


class SeenVersionForm(EnishiForm):
    """Bound to the version on the screen: another one since then is read first."""

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    no = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=99)


class PassForm(SeenVersionForm):
    on = EraDateField(label="決裁の日", help_text="例：11月20日", yearless="last")
    note = forms.CharField(
        label="控え",
        required=False,
        max_length=200,
        help_text="起案の番号など。貴院と担当者だけが読みます。先生のご事情やお名前は書かないでください。例：起案 第112号",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )


class ReturnForm(SeenVersionForm):
    note = forms.CharField(
        label="直したい所",
        max_length=600,
        help_text="担当者が読み、次の版をつくります。先生には伝わりません。例：賃金を、規程の表に合わせたい",
        error_messages={"required": "直したい所を、ひとことご記入ください。例：賃金を、規程の表に合わせたい"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DaysForm(EnishiForm):
    """The expected day of each step that is still open."""

    seen_hash = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, view: TrackView, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="days_%s", **kwargs)
        for line in view.lines:
            if not line.through:
                self.fields[f"day_{line.no}"] = EraDateField(
                    label=f"{line.label}の予定", initial=line.expected_on, help_text="例：12月15日", yearless="next"
                )

    def days(self) -> dict[int, date]:
        return {int(n.removeprefix("day_")): day for n, day in self.cleaned_data.items() if n.startswith("day_")}


@roles(*MEMBERS)
@require_safe
@never_cache
@or_its_end
def page(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, _talk(request, number))


@roles(*MEMBERS)
@require_http_methods(ACT)
@or_its_end
def pass_step(request: HttpRequest, number: str) -> HttpResponse:
    """The step that stands first is through; an approver's own is given by pressing, any other is noted down."""
    form = PassForm(request.POST or None, auto_id="pass_%s")

    def act(candidacy: Candidacy) -> str:
        step = track.pass_step(candidacy=candidacy, by=actor_on(request), **form.cleaned_data)
        return f"「{step.label}」の段を済みにしました。"

    return _try(request, number, "pass_form", form, act)


@roles(*MEMBERS)
@require_http_methods(ACT)
@or_its_end
def return_step(request: HttpRequest, number: str) -> HttpResponse:
    """差し戻し: the coordinator is told what is to be mended."""
    form = ReturnForm(request.POST or None, auto_id="return_%s")

    def act(candidacy: Candidacy) -> str:
        track.return_step(candidacy=candidacy, by=actor_on(request), **form.cleaned_data)
        return "差し戻しを担当者に伝えました。次の版ができましたら、お知らせします。"

    return _try(request, number, "return_form", form, act)


@roles(*MEMBERS)
@require_http_methods(ACT)
@or_its_end
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Other expected days for the steps to come."""
    candidacy = _talk(request, number)
    found = agreement_of(candidacy, actor_on(request))
    if found is None:
        raise Http404
    form = DaysForm(request.POST or None, view=found.track)

    def act(candidacy: Candidacy) -> str:
        moved = track.move_steps(
            candidacy=candidacy, by=actor_on(request), seen_hash=form.cleaned_data["seen_hash"], days=form.days()
        )
        return "予定の日を直しました。先生と担当者にも見えています。" if moved else "予定の日は、前のままです。"

    return _try(request, number, "days_form", form, act)


def _talk(request: HttpRequest, number: str) -> Candidacy:
    candidacy = candidacy_for(actor_on(request), number)
    if not is_welcomed(candidacy) or agreement.latest_version(candidacy) is None:
        raise Http404
    return candidacy


def _try(
    request: HttpRequest, number: str, name: str, form: EnishiForm, act: Callable[[Candidacy], str]
) -> HttpResponse:
    candidacy = _talk(request, number)
    if request.method != "POST":
        return redirect("inst_track", number)
    if form.is_valid():
        try:
            messages.success(request, act(candidacy))
            return redirect("inst_track", number)
        except StepRefused as refused:
            candidacy.refresh_from_db()
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    return _page(request, candidacy, refused=form, **{name: form})


def _page(
    request: HttpRequest, candidacy: Candidacy, *, refused: EnishiForm | None = None, **came_back: EnishiForm
) -> HttpResponse:
    actor = actor_on(request)
    found = agreement_of(candidacy, actor)
    assert found is not None
    step = found.track.next
    running = candidacy.state == State.TERMS
    seen = {"seen_hash": found.version.content_hash}
    last_is_ours = step is not None and step.in_person and found.track.left == 1 and actor.role in APPROVERS
    may_pass = running and step is not None and (not step.in_person or actor.role in APPROVERS)
    offers = running and (last_is_ours or step is None)
    against = MACHINE.refusals(candidacy, "T17", by=actor) if offers else []
    context = {
        "candidacy": candidacy,
        "base": f"/inst/talks/{candidacy.number}",
        "agreement": found,
        "running": running,
        "step": step,
        "may_pass": may_pass and not last_is_ours,
        "may_return": may_pass,
        "waits_for_approver": running and step is not None and step.in_person and actor.role not in APPROVERS,
        "offer_form": _offer_form(found.version.content_hash, actor) if offers and not against else None,
        "offer_refusals": against,
        "pass_form": PassForm(initial={**seen, "no": step.no, "on": today()}, auto_id="pass_%s") if step else None,
        "return_form": ReturnForm(initial={**seen, "no": step.no}, auto_id="return_%s") if step else None,
        "days_form": DaysForm(initial=seen, view=found.track) if running and step else None,
        "earlier": earlier_tracks(candidacy, found.version, actor),
        "refused": refused,
        **_kept(came_back, found.version.content_hash),
        "crumbs": [
            ("今日のご案内", "/inst"),
            ("候補の先生", "/inst/candidates"),
            (f"番号 {candidacy.number}", f"/inst/talks/{candidacy.number}"),
            ("中の決裁", ""),
        ],
    }
    return render(request, "institution/track.html", context)


def _kept(came_back: dict[str, EnishiForm], now_hash: str) -> dict[str, EnishiForm]:
    """A form that came back keeps what was typed, unless it was about a version that is no longer the latest."""
    return {name: form for name, form in came_back.items() if form.data.get("seen_hash") == now_hash}


def _offer_form(content_hash: str, actor: Actor) -> OfferForm | None:
    if actor.role not in APPROVERS:
        return None
    return OfferForm(initial={"seen_hash": content_hash, "valid_until": today() + OFFER_LIFE})
