"""What the institution reads with the anonymous outline: the coordinator's words, until they are passed on (N1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.candidacies.access import candidacy_for
from enishi.candidacies.introduction import edit_introduction, introduction_of
from enishi.common.access import roles
from enishi.web.components.actors import actor_in
from enishi.web.desk.candidacies import show
from enishi.web.desk.common import DECIDERS, send
from enishi.web.desk.introduction_form import IntroductionForm


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    back = reverse("desk_candidacy", args=[number]) + "#outline"
    if request.method != "POST":
        return redirect(back)
    form = IntroductionForm(request.POST, page=introduction_of(found), auto_id="intro_%s")
    return send(
        request,
        form,
        lambda: edit_introduction(
            candidacy=found,
            by=actor,
            reasons=form.rows("reason"),
            questions=form.rows("question"),
            smallest_change=form.cleaned_data["smallest_change"],
        ),
        "医療機関にお伝えする文を保存しました。",
        back,
        lambda: show(request, found, {"introduction": form}),
    )
