"""/my/referrals: whom the physician may be referred to, exactly with which words; the own yes and no; registrations elsewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.workflow import Channel
from enishi.physicians.access import own_record
from enishi.referrals import elsewhere as told
from enishi.referrals import going_out as acts
from enishi.referrals.access import referral_for, referrals_for, working_partners
from enishi.referrals.enums import Level, Standing
from enishi.referrals.models import Elsewhere, Referral
from enishi.web.desk.common import press, send
from enishi.web.physician.privacy import PRIVACY
from enishi.web.physician.views import HOME, actor_on
from enishi.web.referrals.forms import ElsewhereForm
from enishi.web.referrals.out import CHIPS
from enishi.web.referrals.papers import kind_words

EDIT = ["GET", "HEAD", "POST"]
MINE = ("ほかの機関へのご紹介", "/my/referrals")
STANDING = {
    Standing.ASKED: "お返事をお待ちしています",
    Standing.REFUSED: "同意なさいませんでした",
    Standing.CONSENTED: "同意なさいました",
    Standing.SENT: "お伝えしました",
    Standing.ANSWERED: "紹介先から結果の知らせがありました",
    Standing.WITHDRAWN: "同意を取り消されました",
    Standing.EXPIRED: "期限が過ぎました",
}


@roles(Role.PHYSICIAN)
@require_http_methods(EDIT)
@never_cache
def referrals(request: HttpRequest) -> HttpResponse:
    """All questions and what became of them; below, other banks where the physician is registered. POST adds one."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = ElsewhereForm(request.POST or None, partners=working_partners(), own=True)

    def add() -> None:
        partner = form.partners.get(form.cleaned_data["partner"])
        told.note_elsewhere(
            physician=physician, partner=partner, name=form.cleaned_data["name"], channel=Channel.WEB, by=actor
        )

    def again() -> HttpResponse:
        rows = [_row(r) for r in referrals_for(actor)]
        context = {
            "asked": [r for r in rows if r["asked"]],
            "rows": [r for r in rows if not r["asked"]],
            "elsewhere": told.registered_elsewhere(physician),
            "form": form,
            "crumbs": [HOME, PRIVACY, (MINE[0], "")],
        }
        return render(request, "referrals/mine.html", context)

    return send(request, form, add, "うかがいました。同じ募集を二度お伝えしないように気をつけます。", MINE[1], again)


def _row(referral: Referral) -> dict[str, object]:
    standing = referral.standing
    kind, icon = CHIPS[standing]
    return {
        "referral": referral, "standing": STANDING[standing], "chip": kind, "icon": icon,
        "level": Level(referral.level).label, "asked": standing is Standing.ASKED,
    }  # fmt: skip


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def referral(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that would go out, word for word, and the two answers."""
    found = referral_for(actor_on(request), number)
    context = {
        **_row(found),
        "partner": found.partner,
        "kind": kind_words(found.partner),
        "facts": acts.rows_of(found),
        "names": acts.names_somebody(found),
        "may_withdraw": bool(found.consented_at) and not found.withdrawn_at,
        "provisions": found.provisions.all(),
        "crumbs": [HOME, PRIVACY, MINE, (found.partner.name, "")],
    }
    return render(request, "referrals/my_referral.html", context)


SAID = {
    "yes": "ご同意を承りました。担当者が、この内容だけを紹介先に伝えます。",
    "no": "承りました。何もお伝えしません。",
    "withdraw": "ご同意を取り消しました。いまから、何もお伝えしません。お伝え済みのときは、紹介先に消去をお願いします。",
}


@roles(Role.PHYSICIAN)
@require_POST
def answer(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """yes, no or withdraw."""
    actor = actor_on(request)
    found = referral_for(actor, number)
    if what not in SAID:
        raise Http404
    do = {"yes": acts.consent, "no": acts.refuse, "withdraw": acts.withdraw}[what]
    return press(
        request,
        lambda: do(referral=found, by=actor, channel=Channel.WEB),
        SAID[what],
        reverse("my_referral", args=[number]),
    )


@roles(Role.PHYSICIAN)
@require_POST
def end_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    found = Elsewhere.objects.filter(physician=own_record(actor), pk=pk).select_related("physician").first()
    if found is None:
        raise Http404
    return press(request, lambda: told.end_elsewhere(elsewhere=found, by=actor), "一覧から外しました。", MINE[1])
