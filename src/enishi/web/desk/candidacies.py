"""/desk/candidacies/{number}: one physician and one opening, with everything the desk can do next."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from enishi.candidacies.access import candidacy_for, placement_of, proposal_of
from enishi.candidacies.actions import NEEDS_OWN_ACT
from enishi.candidacies.agreement import OFFER_LIFE, latest_version
from enishi.candidacies.dialogue import TALKING
from enishi.candidacies.enums import State
from enishi.candidacies.introduction import introduction_of
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import AgreementVersion, Candidacy, CandidacyTransition, Inquiry, Placement
from enishi.candidacies.readiness import ready_sides
from enishi.candidacies.shielding import in_conflict
from enishi.candidacies.summary import outline_of
from enishi.candidacies.track import open_steps
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.money import man_yen_words
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party, Refusal, Step
from enishi.openings.enums import ContractKind
from enishi.physicians.access import identity_of
from enishi.physicians.enums import DisclosureLevel
from enishi.referrals.elsewhere import may_hear_twice
from enishi.web.aftercare.words import desk_rows
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.candidacy_forms import (
    AgreeForm,
    BeginTermsForm,
    HeardForm,
    InstitutionNoForm,
    InstitutionYesForm,
    OfferForm,
    PhysicianNoForm,
    RaiseForm,
    ReviseForm,
    ToldForm,
    TrackForm,
    YesForm,
)
from enishi.web.desk.common import READERS, decides
from enishi.web.desk.introduction_form import IntroductionForm
from enishi.web.desk.joint import joint_rows
from enishi.web.desk.next_line import next_line
from enishi.web.desk.sheets import Row, promise_rows, timeline
from enishi.web.desk.step_forms import StartForm, StepForm
from enishi.web.desk.terms_forms import ProposalForm
from enishi.web.desk.today import due_chip
from enishi.web.talk.agreement import agreement_of
from enishi.web.talk.board import Faulty, Place, board_of, place_in
from enishi.web.talk.extras import extras_of
from enishi.web.talk.scope import scope_plan
from enishi.web.talk.topics import Writer

Forms = Mapping[str, EnishiForm]
UNTYPED = {"resume", "channel", "hours"}
"""Refusals that only say that a field of the step's own form is still empty."""


@roles(*READERS)
@require_safe
def candidacy(request: HttpRequest, number: str) -> HttpResponse:
    return show(request, candidacy_for(actor_in(request), number))


def show_talk(request: HttpRequest, found: Candidacy, faulty: Faulty) -> HttpResponse:
    """The page with a form of the talk that was refused."""
    return show(request, found, talk=faulty)


def show(
    request: HttpRequest, found: Candidacy, back: Forms | None = None, *, talk: Faulty | None = None
) -> HttpResponse:
    """The page; `back` holds forms that were refused, by their names, with what was typed."""
    actor, day, at = actor_in(request), today(), place_in(request.GET)
    writer = Writer(found, actor, talk, at.share)
    may = {s.id: s for s in MACHINE.possible(found, by=actor)} if decides(actor) else {}
    physician = found.physician
    joint = joint_rows(found, actor, (back or {}).get("joint"))
    level, latest = writer.granted, latest_version(found)
    return render(
        request,
        "desk/candidacy.html",
        {
            "candidacy": found,
            **next_line(found),
            "physician": physician,
            "opening": found.opening,
            "institution": found.opening.institution,
            "name": identity_of(physician, by=actor).full_name,
            "turn": Party(found.waiting_for).label if found.waiting_for else "",
            "chip": due_chip(found.due_on, day) if found.due_on else None,
            "promise": promise_rows(physician),
            "level": level,
            "timeline": timeline(_STEPS_TAKEN.all(candidacy=found.pk), WORKFLOW),
            "decides": decides(actor),
            "conflict": bool(in_conflict([found])),
            "refused": next(iter((back or {}).values()), None),
            **_proposal(found, actor, may, back or {}),
            "inquiries": _INQUIRIES.all(candidacy=found.pk),
            "inquiry_form": (back or {}).get("inquiry"),
            **joint,
            **_handing_on(found, actor, may, back or {}),
            "relays": _relays(found, actor, may, back or {}, latest, _without_step(found, actor, joint, level, latest)),
            "steps": _steps(found, actor, may, back or {}),
            "visit_page": bool({"T10", "T14"} & may.keys()) or found.visits.exists(),
            **_terms(request, found, actor, may, back or {}, latest),
            "placement": _placement_rows(placement_of(found)),
            "scope": scope_plan(writer, base=_base(found)),
            **_talk(writer, at),
            "crumbs": [("進み具合", reverse("desk_board")), (found.number, "")],
        },
    )


_STEPS_TAKEN = Worded(lambda: CandidacyTransition.objects.filter(candidacy=Given("candidacy")).select_related("actor"))
_INQUIRIES = Worded(lambda: Inquiry.objects.filter(candidacy=Given("candidacy")).select_related("answered_by"))


def _talk(writer: Writer, at: Place) -> dict[str, Any]:
    """The board and what stands around it, once there is a talk."""
    if not _talks(writer.candidacy):
        return {"board": None, "extras": None}
    base = _base(writer.candidacy)
    return {"board": board_of(writer, base=base, at=at), "extras": extras_of(writer, base=base, at=at)}


def _base(found: Candidacy) -> str:
    return reverse("desk_candidacy", args=[found.number])


def _talks(found: Candidacy) -> bool:
    return found.state in TALKING or found.questions.exists() or found.clauses.exists() or found.letters.exists()


def _against(found: Candidacy, step: Step, actor: Actor) -> list[Refusal]:
    """What stands against a step whose reason and date have not been typed yet."""
    refusals = MACHINE.refusals(found, step.id, by=actor, reason="—")
    return [r for r in refusals if r.code not in UNTYPED]


def _proposal(found: Candidacy, actor: Actor, may: Mapping[str, Step], back: Forms) -> dict[str, Any]:
    """The draft with its editor until it was sent; the frozen words afterwards."""
    proposal = proposal_of(found)
    editable = "T2" in may and proposal is not None and proposal.sent_at is None
    return {
        "proposal": proposal,
        "proposal_form": back.get("proposal")
        or (ProposalForm(proposal=proposal, auto_id="proposal_%s") if editable else None),
        "may_hear_twice": may_hear_twice(found.physician, found.opening) if editable else [],
        "may_propose": editable,
        "propose_refusals": _against(found, may["T2"], actor) if editable else [],
    }


def _handing_on(found: Candidacy, actor: Actor, may: Mapping[str, Step], back: Forms) -> dict[str, Any]:
    """The exact words the institution will read, and what stands against giving them."""
    shown = "T7" in may or found.state in (State.PHYSICIAN_ASKED, State.INSTITUTION_ASKED)
    page = introduction_of(found) if shown else None
    return {
        "outline": outline_of(found) if shown else "",
        "introduction": page,
        "introduction_form": back.get("introduction")
        or (IntroductionForm(page=page, auto_id="intro_%s") if page and "T7" in may else None),
        "may_pass_on": "T7" in may,
        "pass_on_refusals": _against(found, may["T7"], actor) if "T7" in may else [],
    }


RELAYS: tuple[tuple[str, tuple[str, ...], str, str, type[HeardForm]], ...] = (
    ("physician-yes", ("T5",), "先生が「話を聞いてみたい」とおっしゃった", "お返事を記録する", YesForm),
    ("institution-yes", ("T8",), "医療機関が「会ってみたい」とおっしゃった", "お返事を記録する", InstitutionYesForm),
    ("track", (), "医療機関の中の決裁が、進んだ（または差し戻された）", "決裁のようすを記録する", TrackForm),
    ("offer", ("T17",), "医療機関が、この版の条件で提示された", "ご提示を記録する", OfferForm),
    ("agreement", ("T19",), "先生が、この版の条件を承認された", "ご承認を記録する", AgreeForm),
    ("revise", ("T18",), "提示された条件を、直してほしいとおっしゃった", "お申し出を記録する", ReviseForm),
    ("disclosure", (), "先生が、見せてよい範囲を広げられた", "同意を記録する", RaiseForm),
    ("alone", (), "先生が、お一人でも続けるとおっしゃった", "お返事を記録する", ToldForm),
    ("contract", ("T21",), "先生が、契約の内容を確認された", "確認を記録する", ToldForm),
    ("physician-no", ("T6", "T25"), "先生が見送られた", "見送りを記録する", PhysicianNoForm),
    ("institution-no", ("T9", "T26"), "医療機関が見送られた", "見送りを記録する", InstitutionNoForm),
)
"""Decisions that belong to a side: name, steps, heading, button, form. The desk only passes them on."""


SETTLED_BY_FORM = {"consent", "confirmation", "confirmer", "approval", "track"}
"""What the form itself brings: the consent of a yes, the confirmation of a contract."""


def _relays(
    found: Candidacy,
    actor: Actor,
    may: Mapping[str, Step],
    back: Forms,
    latest: AgreementVersion | None,
    without_step: set[str],
) -> list[dict[str, Any]]:
    rows = []
    inside = next(iter(open_steps(latest)), None)
    until = today() + OFFER_LIFE
    read: dict[str, Any] = {"seen_hash": latest.content_hash, "valid_until": until} if latest else {}
    read |= {"no": inside.no} if inside else {}
    for name, steps, heading, button, form in RELAYS:
        step = next((may[s] for s in steps if s in may), None)
        if step is None and name not in back and name not in without_step:
            continue
        rows.append(
            {
                "name": name,
                "heading": heading,
                "button": button,
                "form": back.get(name) or form(auto_id=f"{name}_%s", initial=dict(read)),
                "refusals": _against_relay(found, step, actor) if step and name not in back else [],
                "open": name in back,
            }
        )
    return rows


def _without_step(
    found: Candidacy,
    actor: Actor,
    joint: Mapping[str, Any],
    level: DisclosureLevel | None,
    latest: AgreementVersion | None,
) -> set[str]:
    """Answers that are no steps of the table and may be recorded now."""
    may_raise = found.state in TALKING and level is not None and level < DisclosureLevel.L3
    inside = found.state == State.TERMS and bool(open_steps(latest))
    open_now = {"alone": joint["joint"] is not None, "disclosure": may_raise, "track": inside}
    return {name for name, is_open in open_now.items() if is_open and decides(actor)}


def _against_relay(found: Candidacy, step: Step, actor: Actor) -> list[Refusal]:
    return [r for r in _against(found, step, actor) if r.code not in SETTLED_BY_FORM]


def _steps(found: Candidacy, actor: Actor, may: Mapping[str, Step], back: Forms) -> list[dict[str, Any]]:
    """Every other step of the table, each with its refusals when it is closed."""
    shown = [
        s
        for s in WORKFLOW
        if s.id in back or (s.id in may and (s.id not in NEEDS_OWN_ACT or s.id in PAGES) and s.id not in BY_VISITS)
    ]
    return [
        {
            "step": s,
            "form": back.get(s.id) or _step_form(s, actor),
            "refusals": [] if s.id in back else [r for r in _against(found, s, actor) if r.code != "original"],
            "open": s.id in back,
            "href": reverse(PAGES[s.id], args=[found.number])
            if s.id in PAGES
            else reverse("desk_step", args=[found.number, s.id]),
        }
        for s in shown
    ]


BY_VISITS = frozenset({"T10", "T11", "T14"})
"""Steps that are taken on the page of the visit, where there are times and checks to them."""

PAGES = {"T20": "desk_reopen", "T22": "desk_start"}
"""Steps with an act of their own that stand among the others."""


def _step_form(step: Step, actor: Actor) -> EnishiForm:
    auto_id = f"{step.id}_%s"
    return StartForm(auto_id=auto_id) if step.id == "T22" else StepForm(step=step, party=actor.party, auto_id=auto_id)


BOTH = frozenset({Party.PHYSICIAN, Party.INSTITUTION})


def _terms(
    request: HttpRequest,
    found: Candidacy,
    actor: Actor,
    may: Mapping[str, Step],
    back: Forms,
    latest: AgreementVersion | None,
) -> dict[str, Any]:
    wanted = request.GET.get("version", "")
    return {
        "agreement": agreement_of(found, actor, int(wanted) if wanted.isdecimal() else None) if latest else None,
        "may_begin_terms": "T16" in may,
        "terms_form": back.get("begin_terms") or BeginTermsForm(missing=BOTH - ready_sides(found))
        if "T16" in may
        else None,
        "terms_refusals": [r for r in _against(found, may["T16"], actor) if r.code != "ready"] if "T16" in may else [],
        "may_revise": decides(actor) and found.state == State.TERMS,
    }


def _placement_rows(p: Placement | None) -> list[Row]:
    if p is None:
        return []
    return [
        ("契約期間", ContractKind(p.contract_kind).label),
        ("採用年月日", western_with_era(p.hired_on)),
        ("就業の開始", western_with_era(p.starts_on)),
        ("契約の終わり", western_with_era(p.ends_on) if p.ends_on else "定めなし"),
        ("週のコマ数", f"{p.half_days_per_week}コマ"),
        ("見込みの年収", man_yen_words(p.expected_annual_pay_yen) if p.expected_annual_pay_yen else "記録なし"),
        ("先生の確認", western_with_era(timezone.localdate(p.confirmed_at)) if p.confirmed_at else "まだです"),
        (
            "免許証原本の確認",
            western_with_era(p.licence_original_seen_on) if p.licence_original_seen_on else "まだです",
        ),
        ("転職勧奨の禁止", f"{western_with_era(p.no_solicitation_until)}まで" if p.no_solicitation_until else "対象外"),
        ("離職の日", western_with_era(p.left_on) if p.left_on else "—"),
        *desk_rows(p),
    ]
