"""At the desk: 「ほかの機関にも登録している」 of a physician, and openings a partner holds too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.workflow import Channel
from enishi.openings.access import opening_for
from enishi.physicians.access import identity_of, physician_for
from enishi.referrals import elsewhere as acts
from enishi.referrals.access import partner_for, working_partners
from enishi.referrals.models import AlsoHeld, Elsewhere
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import DECIDERS, READERS, press, send
from enishi.web.referrals.forms import ElsewhereForm

EDIT = ["GET", "HEAD", "POST"]


@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def of_physician(request: HttpRequest, number: str) -> HttpResponse:
    """What is known, and one more as it was told."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    form = ElsewhereForm(request.POST or None, partners=working_partners())
    back = reverse("desk_doctor", args=[number])

    def add() -> None:
        given = form.cleaned_data
        acts.note_elsewhere(
            physician=physician, partner=form.partners.get(given["partner"]), name=given["name"],
            channel=Channel(given["channel"]), by=actor,
        )  # fmt: skip

    def again() -> HttpResponse:
        context = {
            "physician": physician,
            "name": identity_of(physician, by=actor).family_name,
            "elsewhere": acts.registered_elsewhere(physician),
            "form": form,
            "crumbs": [("医師", reverse("desk_doctors")), (number, back), ("ほかの機関への登録", "")],
        }
        return render(request, "referrals/elsewhere.html", context)

    return send(request, form, add, "ほかの機関への登録を記録しました。", request.path, again)


@roles(*READERS)
@require_POST
def end(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    actor = actor_in(request)
    physician = physician_for(actor, number)
    found = Elsewhere.objects.filter(physician=physician, pk=pk).select_related("physician").first()
    if found is None:
        raise Http404
    back = reverse("desk_doctor_elsewhere", args=[number])
    return press(request, lambda: acts.end_elsewhere(elsewhere=found, by=actor), "終わったことを記録しました。", back)


@roles(*DECIDERS)
@require_POST
def also_held(request: HttpRequest, number: str) -> HttpResponse:
    """A partner holds this opening too; with `end` no more."""
    actor = actor_in(request)
    opening = opening_for(actor, number)
    back = reverse("desk_opening", args=[number])
    given = request.POST.get("end") or request.POST.get("partner", "")
    if not (given.isascii() and given.isdecimal()):
        raise Http404
    if request.POST.get("end"):
        held = AlsoHeld.objects.filter(opening=opening, pk=int(given)).select_related("opening").first()
        if held is None:
            raise Http404
        return press(request, lambda: acts.end_also_held(held=held, by=actor), "外しました。", back)
    partner = partner_for(actor, int(given))
    return press(
        request,
        lambda: acts.note_also_held(opening=opening, partner=partner, by=actor),
        f"{partner.name}も持つ募集として記録しました。",
        back,
    )
