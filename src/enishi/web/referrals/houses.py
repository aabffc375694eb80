"""/inst/referrals: whether an opening may be told to another bank: the words, the institution's own yes and no, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.common.access import roles
from enishi.common.workflow import Channel, StepRefused
from enishi.referrals import going_out as acts
from enishi.referrals.access import referral_for, referrals_for
from enishi.referrals.enums import Standing
from enishi.referrals.models import Referral
from enishi.web.desk.common import page_of, press
from enishi.web.institution.access import MEMBERS, actor_on
from enishi.web.referrals.forms import InstitutionYesForm
from enishi.web.referrals.mine import STANDING
from enishi.web.referrals.out import CHIPS
from enishi.web.referrals.papers import kind_words

HOME = ("今日のご案内", "/inst")
HERE = ("ほかの機関へのご紹介", "/inst/referrals")


@roles(*MEMBERS)
@require_safe
@never_cache
def referrals(request: HttpRequest) -> HttpResponse:
    """All questions, those that wait for an answer first, and what became of them."""
    page = page_of(request, referrals_for(actor_on(request)).select_related("opening__current"))
    rows = [_row(r) for r in page.object_list]
    context = {
        "asked": [r for r in rows if r["asked"]],
        "rows": [r for r in rows if not r["asked"]],
        "page": page,
        "crumbs": [HOME, (HERE[0], "")],
    }
    return render(request, "referrals/of_house.html", context)


def _row(referral: Referral) -> dict[str, Any]:
    standing = referral.standing
    kind, icon = CHIPS[standing]
    return {
        "referral": referral, "standing": STANDING[standing], "chip": kind, "icon": icon,
        "asked": standing is Standing.ASKED, "title": referral.opening.current.title if referral.opening else "",
    }  # fmt: skip


@roles(*MEMBERS)
@require_safe
@never_cache
def referral(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, referral_for(actor_on(request), number))


def _page(request: HttpRequest, found: Referral, form: InstitutionYesForm | None = None) -> HttpResponse:
    context = {
        **_row(found),
        "partner": found.partner,
        "kind": kind_words(found.partner),
        "facts": acts.rows_of(found),
        "form": form or InstitutionYesForm(),
        "may_withdraw": bool(found.consented_at) and not found.withdrawn_at,
        "provisions": found.provisions.all(),
        "crumbs": [HOME, HERE, (found.partner.name, "")],
    }
    return render(request, "referrals/house_referral.html", context)


SAID = {
    "no": "承りました。何もお伝えしません。",
    "withdraw": "ご同意を取り消しました。いまから、何もお伝えしません。お伝え済みのときは、紹介先に消去をお願いします。",
}


@roles(*MEMBERS)
@require_POST
def answer(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """yes, no or withdraw."""
    actor = actor_on(request)
    found = referral_for(actor, number)
    back = reverse("inst_referral", args=[number])
    if what in SAID:
        do = acts.refuse if what == "no" else acts.withdraw
        return press(request, lambda: do(referral=found, by=actor, channel=Channel.WEB), SAID[what], back)
    if what != "yes":
        raise Http404
    form = InstitutionYesForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        acts.consent(referral=found, by=actor, channel=Channel.WEB, confirmer=form.cleaned_data["confirmer"])
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    else:
        messages.success(request, "ご同意を承りました。担当者が、この内容だけを紹介先に伝えます。")
    return redirect(back)
