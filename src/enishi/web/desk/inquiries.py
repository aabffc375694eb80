"""お尋ね at the desk: a physician asks before answering a proposal, and waits for us."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.candidacies.access import candidacy_for
from enishi.candidacies.inquiries import answer_inquiry
from enishi.common.access import roles
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.candidacies import show
from enishi.web.desk.common import DECIDERS, send


class InquiryForm(EnishiForm):
    """What the physician will read, word for word."""

    text = forms.CharField(label="お答え", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    actor = actor_in(request)
    found = candidacy_for(actor, number)
    inquiry = found.inquiries.filter(pk=pk).first()
    if inquiry is None:
        raise Http404
    back = reverse("desk_candidacy", args=[number]) + "#inquiries"
    if request.method != "POST":
        return redirect(back)
    form = InquiryForm(request.POST, auto_id=f"inquiry{pk}_%s")
    return send(
        request,
        form,
        lambda: answer_inquiry(inquiry=inquiry, by=actor, text=form.cleaned_data["text"]),
        "お答えをお送りしました。お返事の期日も延ばしました。",
        back,
        lambda: show(request, found, {"inquiry": form}),
    )
