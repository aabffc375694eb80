"""/my/explanations: what the law wants explained, which version was shown when, and how the physician wishes to be given it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.physicians.access import own_record
from enishi.physicians.actions import change_delivery
from enishi.physicians.enums import Delivery
from enishi.web.components.explained import explained_context, said_received
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.physician.privacy import PRIVACY
from enishi.web.physician.views import HOME, actor_on


class DeliveryForm(EnishiForm):
    delivery = forms.ChoiceField(
        label="これからの受け取り方",
        choices=Delivery.choices(),
        help_text="内容が変わったときのお知らせも、この方法でお送りします。",
        widget=ChoiceCards(two_columns=True),
    )


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    chosen = getattr(physician, "delivery", None)
    if request.method == "POST" and request.POST.get("act") == "received":
        said_received(request, physician, actor)
        return redirect("my_explanations")
    form = DeliveryForm(request.POST or None, initial={"delivery": chosen.method if chosen else ""})
    if request.method == "POST" and form.is_valid():
        try:
            change_delivery(physician=physician, method=Delivery(form.cleaned_data["delivery"]), by=actor)
            messages.success(request, "受け取り方を変えました。")
            return redirect("my_explanations")
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {
        **explained_context(physician),
        "form": form,
        "may_choose": chosen is not None or form.is_bound,
        "crumbs": [HOME, PRIVACY, ("法律で定められたご説明", "")],
    }
    return render(request, "physician/explanations.html", context)
