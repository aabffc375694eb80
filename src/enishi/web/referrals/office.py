"""/ops/partners: the registry of partner banks, their keys and ours, kept by the office and the supervisor."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_reading
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.referrals import partners as acts
from enishi.referrals.access import READ_LEVEL, partner_for
from enishi.referrals.enums import Direction, PartnerKind, SheetKind, Way
from enishi.referrals.models import Partner, PartnerKey, Provision
from enishi.referrals.signing import grouped
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import page_of, press, send
from enishi.web.referrals.forms import KeyForm, PartnerForm
from enishi.web.referrals.papers import key_pdf

OFFICE = (Role.COMPLIANCE, Role.SUPERVISOR)
EDIT = ["GET", "HEAD", "POST"]
HOME = ("提携先の紹介機関", "/ops/partners")


@roles(*OFFICE)
@require_safe
@never_cache
def partners(request: HttpRequest) -> HttpResponse:
    """Every bank, those at work first, and our own key."""
    rows = [
        {"partner": p, "kind": PartnerKind(p.kind).label, "key": _good_key(p)}
        for p in Partner.objects.prefetch_related("keys")
    ]
    key = acts.our_key()
    context = {
        "rows": [row for row in rows if row["partner"].works],  # type: ignore[union-attr]
        "ended": [row for row in rows if not row["partner"].works],  # type: ignore[union-attr]
        "key": key,
        "fingerprint": grouped(key.fingerprint) if key else "",
        "crumbs": [(HOME[0], "")],
    }
    return render(request, "referrals/partners.html", context)


def _good_key(partner: Partner) -> PartnerKey | None:
    return next((key for key in partner.keys.all() if key.is_good(today())), None)


@roles(*OFFICE)
@require_http_methods(EDIT)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    actor, form = actor_in(request), PartnerForm(request.POST or None)
    return send(
        request, form, lambda: acts.add_partner(by=actor, given=form.cleaned_data), "提携先を登録しました。",
        HOME[1], lambda: render(request, "referrals/partner_form.html", {"form": form, "crumbs": [HOME, ("加える", "")]}),
    )  # fmt: skip


@roles(*OFFICE)
@require_http_methods(EDIT)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_in(request)
    found = partner_for(actor, pk)
    form = PartnerForm(request.POST or None, initial=PartnerForm.of(found))
    back = reverse("office_partner", args=[pk])
    crumbs = [HOME, (found.name, back), ("直す", "")]
    return send(
        request, form, lambda: acts.change_partner(partner=found, by=actor, given=form.cleaned_data), "直しました。",
        back, lambda: render(request, "referrals/partner_form.html", {"form": form, "partner": found, "crumbs": crumbs}),
    )  # fmt: skip


@roles(*OFFICE)
@require_http_methods(EDIT)
@never_cache
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """One bank; POST adds a key."""
    actor = actor_in(request)
    found = partner_for(actor, pk)
    form = KeyForm(request.POST or None, initial={"valid_from": today()})

    def again() -> HttpResponse:
        context = {
            "partner": found,
            "kind": PartnerKind(found.kind).label,
            "keys": [
                {
                    "key": k,
                    "good": k.is_good(today()),
                    "fingerprint": grouped(k.fingerprint),
                    "last": k.fingerprint[-8:],
                }
                for k in found.keys.all()
            ],
            "key_form": form,
            "provisions": Provision.objects.filter(referral__partner=found).count(),
            "arrivals": found.arrivals.filter(kind__in=[SheetKind.PHYSICIAN, SheetKind.OPENING]).count(),
            "crumbs": [HOME, (found.name, "")],
        }
        return render(request, "referrals/partner.html", context)

    def add() -> None:
        acts.add_key(partner=found, by=actor, **form.cleaned_data)

    return send(request, form, add, "鍵を登録しました。", reverse("office_partner", args=[pk]), again)


@roles(*OFFICE)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_in(request)
    found = partner_for(actor, pk)
    said = "取り決めを終えました。いまから、この機関へは渡せず、この機関からも受け取れません。"
    return press(request, lambda: acts.end_partner(partner=found, by=actor), said, reverse("office_partner", args=[pk]))


@roles(*OFFICE)
@require_POST
def end_key(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    actor = actor_in(request)
    found = partner_for(actor, pk)
    row = found.keys.filter(pk=key).first()
    if row is None:
        raise Http404
    back = reverse("office_partner", args=[pk])
    return press(
        request, lambda: acts.end_key(key=row, by=actor), "鍵を止めました。この鍵の署名は、もう受け取りません。", back
    )


@roles(*OFFICE)
@require_POST
def make_key(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    if acts.our_key() and not request.POST.get("again"):
        return redirect("office_partners")  # pressed twice
    said = "私どもの鍵をつくりました。公開鍵の紙を印刷して、提携先へお知らせください。"
    return press(request, lambda: acts.make_our_key(by=actor), said, HOME[1])


@roles(*OFFICE)
@require_safe
@never_cache
def our_key_pdf(request: HttpRequest) -> HttpResponse:
    key = acts.our_key()
    if key is None:
        raise Http404
    return as_pdf(key_pdf(key), "enishi-public-key")


@roles(*OFFICE)
@require_safe
@never_cache
def provisions(request: HttpRequest) -> HttpResponse:
    """第三者提供の記録: every handing over and every receipt; names of persons where they are asked for, and that is logged."""
    rows = Provision.objects.select_related("referral", "arrived", "by")
    way = request.GET.get("direction", "")
    if way in set(Direction):
        rows = rows.filter(direction=way)
    page = page_of(request, rows)
    if named := "named" in request.GET:
        record_reading(
            by=actor_in(request), what="provisions", object_type="ledger", object_number="provisions", level=READ_LEVEL
        )
    context = {
        "named": named,
        "page": page,
        "rows": [
            {"row": r, "way": Way(r.way).label, "direction": Direction(r.direction).label} for r in page.object_list
        ],
        "direction": way,
        "directions": Direction.choices(),
        "crumbs": [HOME, ("第三者提供の記録", "")],
    }
    return render(request, "referrals/provisions.html", context)


def as_pdf(data: bytes, name: str) -> HttpResponse:
    return as_file(data, f"{name}.pdf", "application/pdf", inline=True)


def as_file(data: bytes, name: str, kind: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
