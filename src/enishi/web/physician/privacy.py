"""What is shown to whom: disclosures, the shield, consents and the contact promise, on one page."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.areas.headcounts import in_words
from enishi.candidacies.models import Candidacy
from enishi.candidacies.summary import outline_of_physician, wording_of
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.japanese.date_display import western
from enishi.common.workflow import Channel
from enishi.physicians import actions
from enishi.physicians.access import own_record
from enishi.physicians.consent_texts import current_texts
from enishi.physicians.coverage import shield_of, title_of
from enishi.physicians.enums import ConsentKind, DisclosureLevel
from enishi.physicians.models import Consent, ConsentText, DisclosureGrant, Physician
from enishi.web.desk.sheets import promise_rows
from enishi.web.physician.views import HOME, actor_on

PRIVACY = ("公開範囲と連絡の約束", "/my/privacy")

EFFECTS: dict[ConsentKind, tuple[str, ...]] = {
    ConsentKind.PLACEMENT: (
        "新しい募集のご提案とご紹介が、できなくなります。",
        "医療機関へお取り次ぎする前のお話は、お取り次ぎできなくなります。お話をどうするかは、担当者とご相談いただけます。",
        "法令で残す帳簿の記載は、その期限まで残ります。ご登録そのものをやめるときは「退会」からお手続きください。",
    ),
    ConsentKind.ANONYMOUS: (
        "お名前を伏せた概要を、医療機関からの求めに応じて伝えることがなくなります。",
        "先生が募集ごとにお決めになるご紹介は、これまでどおりです。",
    ),
    ConsentKind.RESEARCH: (
        "これから先の集計に、先生の情報を使いません。",
        "すでに公表した集計からは、どなたの情報かを取り出せないため、取り除けません。",
        "ご紹介に違いはありません。",
    ),
    ConsentKind.NEWS: (
        "催しや読みもののメールが届かなくなります。",
        "ご提案やお手続きのご連絡は、これまでどおり届きます。",
    ),
}
"""What follows from withdrawing each, said before it is done."""


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
    """Everything about what is shown to whom, each part with the way to its own page."""
    physician = own_record(actor_on(request))
    context = {
        "physician": physician,
        "shield": [title_of(entry) for entry in shield_of(physician)],
        "disclosures": [line for line in _lines(physician) if line.is_live],
        "outline": outline_of_physician(physician),
        "look_alikes": in_words(wording_of(physician).look_alikes),
        "consents": _consent_lines(physician),
        "promise": promise_rows(physician),
        "crumbs": [HOME, ("公開範囲と連絡の約束", "")],
    }
    return render(request, "physician/privacy.html", context)


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One consent for one institution. ended_how: "" while it lives."""

    grant: DisclosureGrant
    level: str
    channel: str
    ended_how: str

    @property
    def is_live(self) -> bool:
        return not self.ended_how


def _lines(physician: Physician) -> list[DisclosureLine]:
    rows = physician.disclosures.select_related("institution").order_by("-given_at", "-pk")
    return [DisclosureLine(g, DisclosureLevel(g.level).label, Channel(g.channel).label, _ended_how(g)) for g in rows]


def _ended_how(grant: DisclosureGrant) -> str:
    if grant.withdrawn_at:
        return f"{western(localdate(grant.withdrawn_at))}に終わりました"
    return "期限が過ぎました" if grant.until < today() else ""


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def disclosures(request: HttpRequest) -> HttpResponse:
    """What was agreed to for whom, until when, by which way: live first, then all that is over."""
    physician = own_record(actor_on(request))
    lines = _lines(physician)
    talks = Candidacy.objects.visible_to(actor_on(request)).still_open().filter(physician=physician)
    numbers = dict(talks.order_by("pk").values_list("opening__institution", "number"))
    context = {
        "live": [(line, numbers.get(line.grant.institution_id, "")) for line in lines if line.is_live],
        "past": [line for line in lines if not line.is_live],
        "crumbs": [HOME, PRIVACY, ("公開の同意", "")],
    }
    return render(request, "physician/disclosures.html", context)


def _consent_lines(physician: Physician) -> list[ConsentLine]:
    rows = Consent.objects.filter(physician=physician, withdrawn_at=None).select_related("text").order_by("given_at")
    given = {ConsentKind(row.text.kind): row.given_at for row in rows}
    return [
        ConsentLine(kind, text, given.get(kind)) for kind, text in sorted(current_texts(today()).items(), key=_order)
    ]


def _order(pair: tuple[ConsentKind, ConsentText]) -> int:
    return list(ConsentKind).index(pair[0])


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end_disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing more is shown to this institution from now on. First what follows from it is said, then one press."""
    actor = actor_on(request)
    physician = own_record(actor)
    grant = physician.disclosures.filter(pk=pk).select_related("institution").first()
    if grant is None:
        raise Http404
    if request.method != "POST":
        talks = Candidacy.objects.visible_to(actor).still_open().filter(physician=physician)
        context = {
            "grant": grant,
            "level": DisclosureLevel(grant.level).label,
            "live": grant.withdrawn_at is None and grant.until >= today(),
            "talking": talks.filter(opening__institution=grant.institution_id).exists(),
            "crumbs": [HOME, PRIVACY, ("公開の同意", "/my/privacy/disclosures"), ("取り消す前の確認", "")],
        }
        return render(request, "physician/disclosure_end.html", context)
    actions.withdraw_disclosure(physician=physician, institution=grant.institution, by=actor)
    messages.success(request, f"{grant.institution.name}への公開を取り消しました。いまから、何もお見せしません。")
    return redirect("my_disclosures")


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def consent(request: HttpRequest, kind: str) -> HttpResponse:
    """Give one consent with one press; withdraw it in two taps: what follows from it is said first."""
    actor = actor_on(request)
    physician = own_record(actor)
    if kind not in {k.value for k in ConsentKind}:
        raise Http404
    chosen = ConsentKind(kind)
    if request.method != "POST":
        line = next((line for line in _consent_lines(physician) if line.kind is chosen), None)
        context = {
            "line": line,
            "kind": chosen,
            "effects": EFFECTS[chosen],
            "crumbs": [HOME, PRIVACY, ("取り消す前の確認", "")],
        }
        return render(request, "physician/consent_end.html", context)
    if request.POST.get("give"):
        actions.give_consent(physician=physician, kind=chosen, by=actor)
        messages.success(request, f"「{chosen.label}」へのご同意を承りました。")
    else:
        actions.withdraw_consent(physician=physician, kind=chosen, by=actor)
        messages.success(request, f"「{chosen.label}」へのご同意を取り消しました。")
    return redirect("my_privacy")
