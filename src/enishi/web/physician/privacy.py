"""What is shown to whom: disclosures, the shield, consents and the contact promise, on one page."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.physicians import actions
from enishi.physicians.access import own_record
from enishi.physicians.consent_texts import current_texts
from enishi.physicians.enums import ConsentKind, DisclosureLevel
from enishi.physicians.models import Consent, ConsentText, DisclosureGrant, Physician
from enishi.web.desk.sheets import promise_rows
from enishi.web.physician.forms import ShieldForm
from enishi.web.physician.views import HOME, actor_on

PRIVACY = ("公開範囲と連絡の約束", "/my/privacy")


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One kind of consent: the text in force, and since when it is agreed to (None: not)."""

    kind: ConsentKind
    text: ConsentText
    given_at: datetime | None

    @property
    def is_needed(self) -> bool:
        """Without it no introduction is possible, so it ends with the registration, by way of the coordinator."""
        return self.kind is ConsentKind.PLACEMENT


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def privacy(request: HttpRequest) -> HttpResponse:
    return _privacy_page(request, own_record(actor_on(request)), ShieldForm())


def _privacy_page(request: HttpRequest, physician: Physician, form: ShieldForm) -> HttpResponse:
    context = {
        "physician": physician,
        "shield": physician.shield.filter(ended_at=None).select_related("institution").order_by("id"),
        "disclosures": [(g, DisclosureLevel(g.level).label) for g in _live_disclosures(physician)],
        "consents": _consent_lines(physician),
        "promise": promise_rows(physician),
        "form": form,
        "crumbs": [HOME, ("公開範囲と連絡の約束", "")],
    }
    return render(request, "physician/privacy.html", context)


def _live_disclosures(physician: Physician) -> list[DisclosureGrant]:
    rows = physician.disclosures.filter(withdrawn_at=None, until__gte=today()).select_related("institution")
    return list(rows.order_by("institution__name"))


def _consent_lines(physician: Physician) -> list[ConsentLine]:
    rows = Consent.objects.filter(physician=physician, withdrawn_at=None).select_related("text").order_by("given_at")
    given = {ConsentKind(row.text.kind): row.given_at for row in rows}
    return [
        ConsentLine(kind, text, given.get(kind)) for kind, text in sorted(current_texts(today()).items(), key=_order)
    ]


def _order(pair: tuple[ConsentKind, ConsentText]) -> int:
    return list(ConsentKind).index(pair[0])


@roles(Role.PHYSICIAN)
def add_shield(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    if request.method != "POST":
        return redirect("my_privacy")
    form = ShieldForm(request.POST)
    if not form.is_valid():
        return _privacy_page(request, physician, form)
    name = form.cleaned_data["name"]
    if not any(entry.name == name for entry in physician.shield.filter(ended_at=None)):
        actions.add_shield(physician=physician, by=actor, name=name)
    messages.success(request, f"「{name}」には、先生のことを伝えません。")
    return redirect("my_privacy")


@roles(Role.PHYSICIAN)
@require_POST
def end_shield(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    entry = own_record(actor).shield.filter(pk=pk).first()
    if entry is None:
        raise Http404
    actions.end_shield(entry=entry, by=actor)
    messages.success(request, "伏せる相手から外しました。")
    return redirect("my_privacy")


@roles(Role.PHYSICIAN)
@require_POST
def end_disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing more is shown to this institution from now on."""
    actor = actor_on(request)
    physician = own_record(actor)
    grant = physician.disclosures.filter(pk=pk).select_related("institution").first()
    if grant is None:
        raise Http404
    actions.withdraw_disclosure(physician=physician, institution=grant.institution, by=actor)
    messages.success(request, f"{grant.institution.name}への公開を取り消しました。いまから、何もお見せしません。")
    return redirect("my_privacy")


@roles(Role.PHYSICIAN)
@require_POST
def consent(request: HttpRequest, kind: str) -> HttpResponse:
    """Give or withdraw one consent, in two taps: the page, and this button."""
    actor = actor_on(request)
    physician = own_record(actor)
    if kind not in {k.value for k in ConsentKind}:
        raise Http404
    chosen = ConsentKind(kind)
    if request.POST.get("give"):
        actions.give_consent(physician=physician, kind=chosen, by=actor)
        messages.success(request, f"「{chosen.label}」へのご同意を承りました。")
    else:
        actions.withdraw_consent(physician=physician, kind=chosen, by=actor)
        messages.success(request, f"「{chosen.label}」へのご同意を取り消しました。")
    return redirect("my_privacy")
