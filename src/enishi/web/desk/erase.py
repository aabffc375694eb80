"""/desk/doctors/{number}/erase: somebody asks by telephone or on paper that the registration ends and everything is erased."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.candidacies.leaving import kept_until
from enishi.common.access import roles
from enishi.common.choices import Labelled
from enishi.common.clock import today
from enishi.common.workflow import Channel, StepRefused
from enishi.keeping.erasure import erase_at_wish
from enishi.physicians.access import physician_for
from enishi.physicians.enums import PhysicianState
from enishi.physicians.holds import in_force
from enishi.physicians.models import Leaving
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import DECIDERS, HEARD_BY


class Sure(Labelled):
    """How the desk made sure that it is the person who asks."""

    CALLED_BACK = "called_back", "登録の電話番号へ、こちらからかけ直した"
    WROTE_BACK = "wrote_back", "登録の住所・アドレスへ送り、お返事をいただいた"
    MET = "met", "お会いして、ご本人と確かめた"


class EraseForm(EnishiForm):
    channel = forms.ChoiceField(label="お申し出の方法", choices=HEARD_BY, widget=ChoiceCards(two_columns=True))
    asked_on = EraDateField(label="お申し出の日")
    sure = forms.ChoiceField(label="ご本人と確かめた方法", choices=Sure.choices(), widget=ChoiceCards())
    number = forms.CharField(
        label="確かめのため、番号をもう一度",
        max_length=12,
        help_text="消したものは戻せません。この画面の上にある番号を、そのままご入力ください。",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    understood = YesField(label="消した情報は元に戻せないことを、ご本人にお伝えしました")

    def __init__(self, *args: object, expected: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.expected = expected

    def clean_asked_on(self) -> date:
        day: date = self.cleaned_data["asked_on"]
        if day > today():
            raise forms.ValidationError("お申し出の日は、今日か、それより前の日をご入力ください。")
        return day

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip().upper()
        if number != self.expected:
            raise forms.ValidationError("番号が、この先生のものと違います。上の番号をお確かめください。")
        return number


@roles(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erase(request: HttpRequest, number: str) -> HttpResponse:
    """What goes at once, what the law keeps until when; then the last button. Who left already is shown the certificate."""
    actor = actor_in(request)
    physician = physician_for(actor, number)
    gone = Leaving.objects.filter(physician=physician).first()
    form = EraseForm(request.POST or None, initial={"asked_on": today()}, expected=physician.number)
    if request.method == "POST" and gone is None and form.is_valid():
        by = actor.by(Channel(form.cleaned_data["channel"]))
        try:
            erase_at_wish(
                physician=physician,
                by=by,
                asked_on=form.cleaned_data["asked_on"],
                identified=form.cleaned_data["sure"],
            )
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "退会と消去を行いました。証明書を印刷して、お渡しください。")
            return redirect("desk_doctor_erase", number)
    context = {
        "physician": physician,
        "form": form,
        "gone": gone,
        "held": in_force(physician) is not None,
        "keep_until": None if gone else kept_until(physician),
        "may_leave": physician.state not in (PhysicianState.CLOSED, PhysicianState.MERGED),
        "crumbs": [
            ("医師", reverse("desk_doctors")),
            (number, reverse("desk_doctor", args=[number])),
            ("退会と消去", ""),
        ],
    }
    return render(request, "desk/erase.html", context)
