"""/desk/referrals: what goes out to partner banks: chosen, agreed to, handed over, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.workflow import Channel, StepRefused
from enishi.desk.enums import PaperKind, PaperState
from enishi.desk.models import PaperSheet
from enishi.desk.paper import make_sheet
from enishi.openings.access import opening_for
from enishi.openings.enums import OpeningState
from enishi.outreach.paper_codes import shown
from enishi.physicians.access import identities_of, identity_of, physician_for
from enishi.referrals import going_out as acts
from enishi.referrals.access import referral_for, referrals_for, working_partners
from enishi.referrals.enums import Arrival, Level, Outcome, SheetKind, Standing, Way
from enishi.referrals.hiding import hidden_partners
from enishi.referrals.models import Arrived, Partner, Referral
from enishi.referrals.partners import our_key
from enishi.referrals.signing import grouped
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, decides, page_of, press
from enishi.web.referrals.forms import AskForm, FileForm, HandForm, HeardForm, LevelForm
from enishi.web.referrals.office import as_file, as_pdf
from enishi.web.referrals.papers import twin_pdf, withdrawal_pdf
from enishi.web.referrals.words import opening_facts, physician_facts

EDIT = ["GET", "HEAD", "POST"]
HOME = ("ほかの機関との紹介", "/desk/referrals")
JSON = "application/json; charset=utf-8"
CHIPS = {
    Standing.ASKED: ("wait", "clock"), Standing.REFUSED: ("", "info"), Standing.CONSENTED: ("due", "alert"),
    Standing.SENT: ("wait", "mail"), Standing.ANSWERED: ("ok", "ok"), Standing.WITHDRAWN: ("late", "alert"),
    Standing.EXPIRED: ("", "clock"),
}  # fmt: skip


@roles(*READERS)
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """What waits to be decided or told, and everything that went out or came in, the newest first."""
    return home_page(request, FileForm())


def home_page(request: HttpRequest, file_form: FileForm, status: int = 200) -> HttpResponse:
    actor = actor_in(request)
    page = page_of(request, referrals_for(actor))
    waiting = list(Arrived.objects.filter(standing=Arrival.HERE).select_related("partner").defer("image"))
    owed = [r for r in referrals_for(actor).filter(withdrawn_at__isnull=False, withdrawn_told_at=None) if r.owes_word]
    decided = Arrived.objects.exclude(standing=Arrival.HERE).select_related("partner", "physician").defer("image")
    names = identities_of({r.physician for r in [*page.object_list, *owed] if r.physician}, by=actor, names_only=True)
    context = {
        "page": page,
        "rows": [row_of(r, names) for r in page.object_list],
        "owed": [row_of(r, names) for r in owed],
        "waiting": [{"arrived": a, "kind": SheetKind(a.kind).label, "signed": a.partner_key_id} for a in waiting],
        "decided": [
            {"arrived": a, "kind": SheetKind(a.kind).label, "standing": Arrival(a.standing).label} for a in decided[:20]
        ],
        "file_form": file_form,
        "partners": bool(working_partners()),
        "decides": decides(actor),
        "crumbs": [(HOME[0], "")],
    }
    return render(request, "referrals/home.html", context, status=status)


def row_of(referral: Referral, names: Any) -> dict[str, Any]:
    standing = referral.standing
    whom = ""
    if referral.physician_id in names:
        whom = f"{names[referral.physician_id].family_name}先生"
    elif referral.opening:
        whom = f"{referral.opening.institution.name}の募集"
    kind, icon = CHIPS[standing]
    return {
        "referral": referral, "whom": whom, "standing": standing.label, "chip": kind, "icon": icon,
        "level": Level(referral.level).label if referral.level else "募集の概要",
        "outcome": Outcome(referral.outcome).label if referral.outcome else "",
    }  # fmt: skip


# -- choosing ---------------------------------------------------------------------------------------
@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def refer_physician(request: HttpRequest, number: str) -> HttpResponse:
    """First the partner and the level, then exactly the facts, each to be left out; then the physician is asked."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    every = working_partners()
    hidden = hidden_partners(physician, every)
    open_to = [p for p in every if p.pk not in hidden]
    back = reverse("desk_doctor", args=[number])
    context: dict[str, Any] = {
        "name": f"{identity_of(physician, by=actor).family_name}先生",
        "hidden": [p.name for p in every if p.pk in hidden],
        "crumbs": [("医師", reverse("desk_doctors")), (number, back), ("ほかの機関へ紹介する", "")],
        "partners": open_to,
    }
    chosen = _chosen(request, open_to)
    level = request.GET.get("level", "")
    if chosen is None or level not in set(Level):
        form = LevelForm(_pressed(request), partners=open_to)
        return render(request, "referrals/choose.html", context | {"form": form})
    words = physician_facts(physician, Level(level), by=actor)
    ask = AskForm(request.POST or None, kind=SheetKind.PHYSICIAN, words=words)
    return _ask(request, ask, context | {"partner": chosen, "level": Level(level).label}, lambda: acts.ask_physician(
        physician=physician, partner=chosen, level=Level(level), by=actor, key=ask.cleaned_data["key"],
        own_wish=ask.cleaned_data["own_wish"], facts={k: words[k] for k in ask.cleaned_data["facts"]},
    ))  # fmt: skip


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def refer_opening(request: HttpRequest, number: str) -> HttpResponse:
    """The outline of an opening, for which the institution's yes is heard."""
    actor = actor_in(request)
    opening = opening_for(actor, number)
    every = working_partners()
    back = reverse("desk_opening", args=[number])
    if opening.state != OpeningState.PUBLISHED:
        messages.error(request, "公開中の募集だけ、ほかの機関へ紹介できます。")
        return redirect(back)
    context: dict[str, Any] = {
        "name": f"{opening.institution.name}の募集",
        "hidden": [],
        "crumbs": [("募集の鮮度", reverse("desk_openings")), (number, back), ("ほかの機関へ紹介する", "")],
        "partners": every,
    }
    chosen = _chosen(request, every)
    if chosen is None:
        form = LevelForm(_pressed(request), partners=every, with_level=False)
        return render(request, "referrals/choose.html", context | {"form": form})
    words = opening_facts(opening)
    ask = AskForm(request.POST or None, kind=SheetKind.OPENING, words=words)
    return _ask(request, ask, context | {"partner": chosen, "level": ""}, lambda: acts.ask_institution(
        opening=opening, partner=chosen, by=actor, key=ask.cleaned_data["key"],
        facts={k: words[k] for k in ask.cleaned_data["facts"]},
    ))  # fmt: skip


def _chosen(request: HttpRequest, partners: list[Partner]) -> Partner | None:
    return next((p for p in partners if str(p.pk) == request.GET.get("partner", "")), None)


def _pressed(request: HttpRequest) -> QueryDict | None:
    """What was chosen; None where the page was only opened. No partner sends no field, so the form says that it was sent."""
    return request.GET if {"asked", "partner"} & request.GET.keys() else None


def _ask(request: HttpRequest, form: AskForm, context: dict[str, Any], act: Any) -> HttpResponse:
    if form.is_valid():
        try:
            made: Referral = act()
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "紹介の内容を決めました。ご同意をいただくまで、何も伝わりません。")
            return redirect("desk_referral", made.number)
    return render(request, "referrals/facts.html", context | {"form": form})


# -- one referral -----------------------------------------------------------------------------------
@roles(*READERS)
@require_safe
@never_cache
def referral(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    return _page(request, referral_for(actor, number))


def _page(request: HttpRequest, found: Referral, faulty: dict[str, Any] | None = None) -> HttpResponse:
    actor, back = actor_in(request), faulty or {}
    names = identities_of([found.physician], by=actor, names_only=True) if found.physician else {}
    standing = found.standing
    sheets = PaperSheet.objects.filter(kind=PaperKind.REFERRAL, printed__referral=found.pk).defer("image")
    context = {
        **row_of(found, names),
        "facts": acts.rows_of(found),
        "code": shown(found.code),
        "digest": grouped(found.digest),
        "channel": Channel(found.consent_channel).label if found.consent_channel else "",
        "provisions": [{"row": p, "way": Way(p.way).label} for p in found.provisions.select_related("by")],
        "asked": standing is Standing.ASKED,
        "may_hand": standing in (Standing.CONSENTED, Standing.SENT)
        or (standing is Standing.ANSWERED and found.ended_at is None),
        "may_withdraw": bool(found.consented_at) and not found.withdrawn_at,
        "has_key": our_key() is not None,
        "sheets": [{"sheet": s, "state": PaperState(s.state).label, "code": shown(s.code)} for s in sheets],
        "heard_form": back.get("heard") or HeardForm(referral=found, auto_id="heard_%s"),
        "refuse_form": back.get("refuse") or HeardForm(referral=found, confirmer=False, auto_id="refuse_%s"),
        "withdraw_form": back.get("withdraw") or HeardForm(referral=found, confirmer=False, auto_id="withdraw_%s"),
        "hand_form": back.get("hand") or HandForm(auto_id="hand_%s", initial={"way": Way.FILE}),
        "decides": decides(actor),
        "crumbs": [HOME, (found.number, "")],
    }
    return render(request, "referrals/referral.html", context)


SAID = {
    "heard": "ご同意を記録しました。紹介先に渡せます。",
    "refuse": "同意なさらないことを記録しました。何も伝わりません。",
    "withdraw": "ご同意の取り消しを記録しました。いまから、何も渡せません。",
}


@roles(*DECIDERS)
@require_POST
def act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """heard, refuse, withdraw, told or paper."""
    actor = actor_in(request)
    found = referral_for(actor, number)
    back = reverse("desk_referral", args=[number])
    if what == "told":
        return press(
            request, lambda: acts.told(referral=found, by=actor), "取り消しをお知らせしたことを記録しました。", back
        )
    if what == "paper":
        return _on_paper(request, found, back)
    if what not in SAID:
        raise Http404
    form = HeardForm(request.POST, referral=found, confirmer=what == "heard", auto_id=f"{what}_%s")

    def do() -> None:
        channel = Channel(form.cleaned_data["channel"])
        match what:
            case "heard":
                confirmer = form.cleaned_data.get("confirmer", "")
                acts.consent(referral=found, by=actor, channel=channel, confirmer=confirmer)
            case "refuse":
                acts.refuse(referral=found, by=actor, channel=channel)
            case "withdraw":
                acts.withdraw(referral=found, by=actor, channel=channel)

    return press(request, do, SAID[what], back) if form.is_valid() else _page(request, found, {what: form})


def _on_paper(request: HttpRequest, found: Referral, back: str) -> HttpResponse:
    """The question on paper, with a code of its own; asked for again, the sheet that is out is shown."""
    if found.physician is None or found.standing is not Standing.ASKED:
        messages.error(request, "同意を待っている先生にだけ、用紙をつくれます。")
        return redirect(back)
    rows = PaperSheet.objects.filter(kind=PaperKind.REFERRAL, printed__referral=found.pk, state=PaperState.OUT)
    sheet = rows.defer("image").first() or make_sheet(
        kind=PaperKind.REFERRAL, by=actor_in(request), physician=found.physician, printed={"referral": found.pk}
    )
    return redirect("desk_paper", sheet.code)


@roles(*DECIDERS)
@require_POST
def hand(request: HttpRequest, number: str) -> HttpResponse:
    """渡す: the file, or the printed twin; each time a delivery and a record of provision."""
    actor = actor_in(request)
    found = referral_for(actor, number)
    form = HandForm(request.POST, auto_id="hand_%s")
    if not form.is_valid():
        return _page(request, found, {"hand": form})
    way = Way(form.cleaned_data["way"])
    try:
        data = acts.hand_over(referral=found, by=actor, way=way)
    except StepRefused as refused:
        for refusal in refused.refusals:  # the page of today may not offer the form any more
            messages.error(request, refusal.sentence)
        return redirect("desk_referral", number)
    if way is Way.FILE:
        return as_file(data, f"enishi-{found.number}.json", JSON)
    return as_file(twin_pdf(found), f"enishi-{found.number}.pdf", "application/pdf")


@roles(*DECIDERS)
@require_safe
@never_cache
def withdrawal(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The word to the partner, on paper or as a signed file. It names no fact; nothing is written by looking."""
    found = referral_for(actor_in(request), number)
    if not (found.withdrawn_at and found.sent_at) or form not in ("pdf", "json"):
        raise Http404
    if form == "pdf":
        return as_pdf(withdrawal_pdf(found), f"enishi-{found.number}-withdrawal")
    try:
        return as_file(acts.withdrawal_file(found), f"enishi-{found.number}-withdrawal.json", JSON)
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
        return redirect("desk_referral", number)
