"""/my/companion: with whom a physician would like to move, told by number, and whether the other wishes it too."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from enishi.accounts.roles import Role
from enishi.candidacies.joint import companions_of, end_companion_wish, wish_companion
from enishi.candidacies.models import CompanionWish
from enishi.common.access import roles
from enishi.common.japanese.widths import half_width, plain_dashes
from enishi.common.workflow import StepRefused
from enishi.physicians.access import own_record
from enishi.web.components.forms import EnishiForm
from enishi.web.physician.views import HOME, actor_on


class CompanionForm(EnishiForm):
    number = forms.RegexField(
        label="お相手の先生の番号",
        regex=r"^[A-Z]-[0-9]{4}-[0-9]{4,}$",
        max_length=12,
        strip=True,
        help_text="お相手の先生の、この画面の上に出ている番号です。例：P-2026-0012",
        error_messages={
            "required": "お相手の先生の番号をご入力ください。例：P-2026-0012",
            "invalid": "番号を読み取れませんでした。「P-2026-0012」のようにご入力ください。",
        },
    )

    def __init__(self, data: object = None, **kwargs: object) -> None:
        if data is not None:
            data = data.copy()  # type: ignore[attr-defined]
            data["number"] = plain_dashes(half_width(str(data.get("number", "")))).strip().upper()  # type: ignore[index,attr-defined]
        super().__init__(data, **kwargs)


@roles(Role.PHYSICIAN)
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """Own number, the wishes, and one form to name another."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = CompanionForm(request.POST) if request.method == "POST" else CompanionForm()
    if request.method == "POST" and form.is_valid():
        try:
            wish_companion(physician=physician, number=form.cleaned_data["number"], by=actor)
            messages.success(
                request, "ご希望を承りました。お相手の先生も先生の番号をお書きになると、おそろいになります。"
            )
            return redirect("my_companion")
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error("number", refusal.sentence)
    mutual = {other.number for other in companions_of(physician)}
    wishes = [
        (w, w.named in mutual) for w in CompanionWish.objects.filter(physician=physician, ended_at=None).order_by("pk")
    ]
    context = {"physician": physician, "form": form, "wishes": wishes, "crumbs": [HOME, ("ご一緒に移りたい先生", "")]}
    return render(request, "physician/companion.html", context)


@roles(Role.PHYSICIAN)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wish back; nobody is told."""
    actor = actor_on(request)
    wish = CompanionWish.objects.filter(pk=pk, physician=own_record(actor)).first()
    if wish is None:
        raise Http404
    if request.method == "POST":
        end_companion_wish(wish=wish, by=actor)
        messages.success(request, "ご希望を取りやめました。つながっているお話は、お話のページから切り離せます。")
    return redirect("my_companion")
