"""/desk/doctors: the caseload, and the workspace of one physician."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_reading
from enishi.candidacies.suggesting import current_locks, state_words
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.scope_items import progress_of
from enishi.desk.lists import ALL, OWN, caseload, named
from enishi.merging.querysets import better_kept, likely_doubles, merges_of, pairs_waiting
from enishi.physicians import actions
from enishi.physicians.access import identities_of, identity_of, physician_for
from enishi.physicians.career import career_lines
from enishi.physicians.documents import document_open_to_desk, documents_open_to_desk
from enishi.physicians.enums import DocumentKind, PhysicianState
from enishi.physicians.holds import in_force
from enishi.physicians.models import FamilyQuestion, Identity, Physician
from enishi.physicians.registration import employer_is_unknown, is_for_call
from enishi.physicians.scope import Mark, marks_of
from enishi.physicians.wishes import waits_for_approval
from enishi.physicians.workflow import WORKFLOW
from enishi.referrals.elsewhere import registered_elsewhere
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.calls import call_panel
from enishi.web.desk.common import DECIDERS, READERS, decides, page_of, press, send
from enishi.web.desk.contact_forms import CallForm, OverrideForm
from enishi.web.desk.doctor_forms import IdentityForm, LicenceForm, ShieldForm
from enishi.web.desk.interview_prep import explained
from enishi.web.desk.next_line import next_line
from enishi.web.desk.sheets import identity_rows, promise_rows, shield_rows, timeline, wish_rows
from enishi.web.desk.undo import offer_undo
from enishi.web.desk.wish_form import WishForm
from enishi.web.downloads import as_download

EDIT = ["GET", "HEAD", "POST"]


@roles(*READERS)
@require_safe
def doctors(request: HttpRequest) -> HttpResponse:
    """Own physicians or all, by state, by number or by name."""
    actor = actor_in(request)
    whose = ALL if request.GET.get("whose") == ALL else OWN
    state = request.GET.get("state", "")
    state = state if state in set(PhysicianState) else ""
    words = request.GET.get("q", "").strip()
    rows = caseload(actor, whose=whose, state=state)
    if words:
        rows = _found(rows, words, actor)
    page = page_of(request, rows)
    shown = identities_of(page.object_list, by=actor)
    locks = current_locks([p.pk for p in page.object_list])
    return render(
        request,
        "desk/doctors.html",
        {
            "page": page,
            "rows": [
                {
                    "physician": p,
                    "name": shown[p.pk].full_name,
                    "label": state_words(p, locks.get(p.pk)),
                    "locked_until": locks.get(p.pk),
                    "specialties": "・".join(p.wishes.specialties),
                }
                for p in page.object_list
            ],
            "whose": whose,
            "state": state,
            "states": [(code, words) for code, words in PhysicianState.choices() if code != PhysicianState.MERGED],
            "doubles": pairs_waiting().count(),
            "q": words,
            "today": today(),
        },
    )


def _found(rows: Any, words: str, actor: Actor) -> Any:
    """By number, which is no secret, or by name, for which every identity of the caseload is read and that is logged."""
    by_number = rows.filter(number__iendswith=words.upper()) if any(ch.isdigit() for ch in words) else rows.none()
    if by_number.exists():
        return by_number
    record_reading(by=actor, what="identity_search", object_type="caseload", object_number="desk", level=3)
    return named(rows, words)


@roles(*READERS)
@require_safe
def doctor(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one physician on one page."""
    actor = actor_in(request)
    return _workspace(request, physician_for(actor, number), actor)


def _workspace(
    request: HttpRequest, physician: Physician, actor: Actor, faulty: dict[str, EnishiForm] | None = None
) -> HttpResponse:
    """The page, with a form that was refused in its place."""
    identity = identity_of(physician, by=actor)
    doubles = likely_doubles(physician)
    known = identities_of([other for other, _ in doubles], by=actor) if doubles else {}
    steps = {s.id for s in actions.MACHINE.possible(physician, by=actor)} if decides(actor) else set()
    back = faulty or {}
    lock = current_locks([physician.pk]).get(physician.pk)
    return render(
        request,
        "desk/doctor.html",
        {
            "physician": physician,
            **next_line(physician),
            "label": state_words(physician, lock),
            "name": identity.full_name,
            "came_for": physician.came_for,
            "held": in_force(physician) is not None,
            "locked_until": lock,
            "for_call": is_for_call(physician),
            "identity": identity_rows(identity),
            "mail_to": identity.mail,
            "promise": promise_rows(physician),
            "wishes": wish_rows(physician.wishes),
            "sheet": physician.wishes,
            "notes_count": physician.interview_notes.values("topic").distinct().count(),
            "waits": waits_for_approval(physician, physician.wishes),
            "explained": explained(physician),
            "shield": shield_rows(physician),
            "employer_unknown": employer_is_unknown(physician),
            "scope": [(p.group.label, p.words) for p in progress_of(marks_of(physician), Mark) if p.answered],
            "consents": physician.consents.select_related("text").order_by("text__kind", "given_at"),
            "disclosures": physician.disclosures.filter(withdrawn_at=None, until__gte=today()).select_related(
                "institution"
            ),
            "documents": [(d, DocumentKind(d.kind).label) for d in physician.documents.defer("body")],
            "documents_open": documents_open_to_desk(physician),
            "career": career_lines(physician),
            "timeline": timeline(physician.transitions.select_related("actor"), WORKFLOW),
            "candidacies": physician.candidacies.select_related("opening__institution", "opening__current").order_by(
                "-made_at"
            ),
            "doubles": [
                {"pair": better_kept(physician, p), "physician": p, "name": known[p.pk].full_name, "signs": signs}
                for p, signs in doubles
            ],
            "merges": merges_of(physician),
            "elsewhere": registered_elsewhere(physician),
            "referrals": physician.referrals.select_related("partner"),
            "may_begin": "P2" in steps,
            "may_accept": "P3" in steps,
            "accept_refusals": actions.MACHINE.refusals(physician, "P3", by=actor) if "P3" in steps else [],
            "decides": decides(actor),
            "call": call_panel(physician, actor),
            "call_form": CallForm(),
            "override_form": OverrideForm(auto_id="override_%s"),
            "may_assign": actor.role == Role.SUPERVISOR,
            "family_questions": FamilyQuestion.objects.filter(
                link__physician=physician, to_coordinator_at__isnull=False
            ),
            "licence_form": back.get("licence") or LicenceForm(initial={"on": today()}),
            "shield_form": back.get("shield") or ShieldForm(),
            "crumbs": [("医師", reverse("desk_doctors")), (physician.number, "")],
        },
    )


@roles(*READERS)
@require_http_methods(EDIT)
def identity(request: HttpRequest, number: str) -> HttpResponse:
    """情報を補う: what was learned in a talk or came on paper."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    known: Identity = identity_of(physician, by=actor)
    stored = IdentityForm.of(known)
    form = IdentityForm(request.POST or None, initial=stored, shown=stored)
    back = reverse("desk_doctor", args=[number])

    def act() -> None:
        if changed := form.changes(known):
            actions.complete_identity(physician=physician, by=actor, fields=changed)

    def again() -> HttpResponse:
        crumbs = [("医師", reverse("desk_doctors")), (number, back), ("情報を補う", "")]
        return render(
            request,
            "desk/identity.html",
            {"form": form, "physician": physician, "crumbs": crumbs},
        )

    return send(request, form, act, "情報を保存しました。", back, again)


@roles(*READERS)
@require_http_methods(EDIT)
def wishes(request: HttpRequest, number: str) -> HttpResponse:
    """A new version of the wish sheet; the earlier one stays."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    sheet = physician.wishes
    form = WishForm(request.POST or None, initial=WishForm.of(sheet), shown=sheet.no)
    back = reverse("desk_doctor", args=[number])

    def act() -> None:
        actions.save_wishes(physician=physician, by=actor, wishes=form.wishes())

    def again() -> HttpResponse:
        crumbs = [("医師", reverse("desk_doctors")), (number, back), ("希望整理シート", "")]
        return render(
            request,
            "desk/wishes.html",
            {"form": form, "physician": physician, "crumbs": crumbs},
        )

    return send(request, form, act, "希望整理シートの新しい版を保存しました。", back, again)


@roles(*DECIDERS)
@require_POST
def begin_interview(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    physician = physician_for(actor, number)
    return press(
        request,
        lambda: actions.begin_interview(physician=physician, by=actor),
        "聞きとりを始めました。",
        reverse("desk_doctor", args=[number]),
    )


@roles(*DECIDERS)
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """求職を受理する: from here on the physician stands in the seekers' ledger."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    return press(
        request,
        lambda: actions.accept_physician(physician=physician, by=actor),
        "求職を受理しました。求職管理簿に記載し、ご紹介できるようになりました。",
        reverse("desk_doctor", args=[number]),
    )


@roles(*DECIDERS)
@require_http_methods(EDIT)
def licence(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    physician = physician_for(actor, number)
    if request.method != "POST":
        return redirect("desk_doctor", number)
    form = LicenceForm(request.POST)

    def act() -> None:
        before, on = physician.licence_verified_on, form.cleaned_data["on"]
        actions.verify_licence(physician=physician, by=actor, on=on)
        days = (on.isoformat(), before.isoformat() if before else "")
        offer_undo(request, "医籍の確認日を記録しました。", "licence", number, *days)

    return send(
        request,
        form,
        act,
        "",
        reverse("desk_doctor", args=[number]),
        lambda: _workspace(request, physician, actor, {"licence": form}),
    )


@roles(*READERS)
@require_http_methods(EDIT)
def shield(request: HttpRequest, number: str) -> HttpResponse:
    """伏せる相手を加える. Only more is hidden by this, so the reception may do it too."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    if request.method != "POST":
        return redirect("desk_doctor", number)
    form = ShieldForm(request.POST)

    def act() -> None:
        before = now()
        entry = actions.add_shield(physician=physician, by=actor, **form.cleaned_data)
        said = "伏せる相手に加えました。これから、この相手には一切お見せしません。"
        if entry.made_at >= before:
            offer_undo(request, said, "shield", number, entry.pk)
        else:
            messages.success(request, said)

    return send(
        request,
        form,
        act,
        "",
        reverse("desk_doctor", args=[number]),
        lambda: _workspace(request, physician, actor, {"shield": form}),
    )


@roles(*READERS)
@require_safe
def document(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper, while the physician lets an institution see documents: the desk passes them on. The reading is logged."""
    actor = actor_in(request)
    return as_download(document_open_to_desk(physician_for(actor, number), pk), actor)
