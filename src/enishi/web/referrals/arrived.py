"""/desk/referrals/in: what came from partner banks: a file, or its printed twin typed; looked at, taken in or given back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.workflow import Channel, StepRefused
from enishi.desk import arrivals
from enishi.institutions.models import Institution
from enishi.openings.access import opening_for
from enishi.outreach.paper_codes import shown
from enishi.physicians.access import identities_of, physician_for
from enishi.physicians.likeness import Sign
from enishi.referrals import arrived_drafts
from enishi.referrals import coming_in as acts
from enishi.referrals.access import arrived_for, working_partners
from enishi.referrals.enums import Arrival, Level, Outcome, SheetKind
from enishi.referrals.likeness import known_already
from enishi.referrals.models import Arrived
from enishi.referrals.rules import LARGEST_BYTES, Faulty, labels_of
from enishi.referrals.signing import grouped
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, decides, press, send
from enishi.web.openings.advertisement import house_named
from enishi.web.referrals.forms import DraftForm, FileForm, GiveBackForm, JoinForm, OpeningForm, TakeForm, TwinForm
from enishi.web.referrals.office import as_file, as_pdf
from enishi.web.referrals.out import HOME, JSON, home_page
from enishi.web.referrals.papers import answer_pdf

EDIT = ["GET", "HEAD", "POST"]


@roles(*DECIDERS)
@require_POST
@never_cache
def receive(request: HttpRequest) -> HttpResponse:
    """A file: taken whole, or one sentence and nothing kept."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            made = acts.receive(data=form.cleaned_data["file"], by=actor_in(request))
        except Faulty as fault:
            form.add_error("file", fault.sentence)
        else:
            messages.success(request, "署名を確かめて、受け取りました。内容をご覧ください。")
            return redirect("desk_arrived", made.number)
    return home_page(request, form)


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def twin(request: HttpRequest) -> HttpResponse:
    """紹介票を入力する: by its code, what matters most twice, the paper kept."""
    actor, partners = actor_in(request), working_partners()
    form = TwinForm(request.POST or None, request.FILES or None, partners=partners)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = acts.type_twin(
                partner=next(p for p in partners if str(p.pk) == given["partner"]),
                code=given["code"],
                level=Level(given["level"]),
                facts=form.facts,
                issued_on=given["issued_on"],
                consent_on=given["consent_on"],
                by=actor,
                image=given["image"],
            )
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "紹介票を受け取りました。内容をご覧ください。")
            return redirect("desk_arrived", made.number)
    context = {"form": form, "partners": partners, "crumbs": [HOME, ("紹介票を入力する", "")]}
    return render(request, "referrals/twin.html", context)


@roles(*READERS)
@require_safe
@never_cache
def arrived(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, arrived_for(actor_in(request), number))


def _page(request: HttpRequest, found: Arrived, faulty: dict[str, Any] | None = None) -> HttpResponse:
    actor, back = actor_in(request), faulty or {}
    here = found.standing == Arrival.HERE
    is_person, is_opening = found.kind == SheetKind.PHYSICIAN, found.kind == SheetKind.OPENING
    doubles = known_already(acts.identity_in(found)) if here and is_person else []
    names = identities_of([p for p, _ in doubles], by=actor, names_only=True) if doubles else {}
    facts = acts.facts_of(found)
    context = {
        "arrived": found,
        "kind": SheetKind(found.kind).label,
        "level": Level(found.level).label if found.level else "",
        "standing": Arrival(found.standing).label,
        "outcome": Outcome(found.outcome).label if found.outcome else "",
        "code": shown(found.code),
        "digest": grouped(found.digest),
        "facts": acts.rows_of(found),
        "here": here,
        "is_person": is_person,
        "is_opening": is_opening,
        "lacks": acts.lacks(found) if here and is_person else "",
        "doubles": [(p, names[p.pk].full_name, [Sign(s).label for s in signs]) for p, signs in doubles],
        "provision": found.provisions.first(),
        "take_form": back.get("take") or TakeForm(initial=acts.identity_in(found), auto_id="take_%s"),
        "join_form": back.get("join") or JoinForm(auto_id="join_%s"),
        "back_form": back.get("decline") or GiveBackForm(auto_id="decline_%s"),
        "draft_form": back.get("draft")
        or DraftForm(auto_id="draft_%s", initial={"institution": facts.get("institution", "")}),
        "drafts": arrived_drafts.drafts_of(found) if is_opening else None,
        "opening_form": back.get("opening") or OpeningForm(auto_id="opening_%s"),
        "may_tell_placed": found.standing == Arrival.TAKEN
        and found.outcome == Outcome.ACCEPTED
        and bool(found.physician_id),
        "decides": decides(actor),
        "crumbs": [HOME, (found.number, "")],
    }
    return render(request, "referrals/arrived.html", context)


FORMS: dict[str, type] = {
    "take": TakeForm,
    "join": JoinForm,
    "decline": GiveBackForm,
    "opening": OpeningForm,
    "draft": DraftForm,
}
SAID = {
    "take": "新しい登録をつくりました。次にすることは「最初のご連絡」です。ご同意とご希望は、お電話でうかがってください。",
    "join": "もとからの登録と結びました。登録の内容は変わっていません。",
    "decline": "お引き受けしないことにしました。内容は消しました。相手の機関へお知らせください。",
    "opening": "記録しました。",
    "draft": "書かれていることを読み取りました。一つずつ確かめて、下書きにしてください。",
}


@roles(*DECIDERS)
@require_POST
@never_cache
def act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """take, join, decline, opening, draft or placed."""
    actor = actor_in(request)
    found = arrived_for(actor, number)
    back = reverse("desk_arrived", args=[number])
    if what == "placed":
        return press(
            request,
            lambda: acts.tell_placed(arrived=found, by=actor),
            "お勤め先が決まったことを記録しました。相手の機関へお知らせください。",
            back,
        )
    if what not in FORMS:
        raise Http404
    form = FORMS[what](request.POST, auto_id=f"{what}_%s")

    if what == "draft":
        return _read_as_draft(request, found, form)

    def do() -> None:
        given = form.cleaned_data
        match what:
            case "take":
                arrivals.take_in(arrived=found, identity=form.identity, by=actor)
            case "join":
                acts.join_arrived(arrived=found, physician=_known(request, form), by=actor)
            case "decline":
                acts.give_back(arrived=found, reason=given["reason"], by=actor)
            case "opening":
                wanted = given["number"].strip().upper()
                acts.note_opening(arrived=found, opening=opening_for(actor, wanted) if wanted else None, by=actor)

    if what in ("join", "opening") and form.is_valid():
        wanted = form.cleaned_data["number"].strip().upper()
        try:
            if wanted:
                (physician_for if what == "join" else opening_for)(actor, wanted)
        except Http404:
            form.add_error("number", "この番号の記録は見つかりません。もう一度お確かめください。")
    return send(request, form, do, SAID[what], back, lambda: _page(request, arrived_for(actor, number), {what: form}))


def _read_as_draft(request: HttpRequest, found: Arrived, form: Any) -> HttpResponse:
    """On to the pages on which a person looks over each fact and makes the draft of it."""
    actor = actor_in(request)
    if form.is_valid():
        try:
            house = house_named(form.cleaned_data["institution"].strip(), Institution.objects.visible_to(actor))
            kept = arrived_drafts.read_as_draft(arrived=found, institution=house, by=actor.by(Channel.MAIL))
        except ValidationError as problem:
            form.add_error("institution", problem)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, SAID["draft"])
            return redirect("desk_ad_found", kept.key)
    return _page(request, found, {"draft": form})


def _known(request: HttpRequest, form: Any) -> Any:
    return physician_for(actor_in(request), form.cleaned_data["number"].strip().upper())


@roles(*DECIDERS)
@require_safe
@never_cache
def answer(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """Our word about it, signed or on paper: the same each time it is asked for."""
    found = arrived_for(actor_in(request), number)
    if not found.outcome or found.answer_id is None or form not in ("pdf", "json"):
        raise Http404
    if form == "pdf":
        return as_pdf(answer_pdf(found), f"enishi-{found.number}-answer")
    try:
        return as_file(acts.answer_file(found), f"enishi-{found.number}-answer.json", JSON)
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
        return redirect("desk_arrived", number)


@roles(*READERS)
@require_safe
@never_cache
def image(request: HttpRequest, number: str) -> HttpResponse:
    """The paper as it came, as a download; the reading is logged."""
    found = arrived_for(actor_in(request), number)
    if not found.image_type:
        raise Http404
    data = Arrived.objects.only("image").get(pk=found.pk).image
    response = as_file(
        bytes(data or b""), f"enishi-{found.number}.{found.image_type.rpartition('/')[2]}", found.image_type
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@roles(*READERS)
@require_safe
def file_format(request: HttpRequest) -> HttpResponse:
    """What a partner's programmer needs: the form of the file, in words and in a table."""
    context = {
        "physician": labels_of(SheetKind.PHYSICIAN).items(),
        "opening": labels_of(SheetKind.OPENING).items(),
        "kinds": SheetKind.choices(),
        "outcomes": Outcome.choices(),
        "largest": LARGEST_BYTES // 1024,
        "crumbs": [HOME, ("ファイルの決まり", "")],
    }
    return render(request, "referrals/format.html", context)
