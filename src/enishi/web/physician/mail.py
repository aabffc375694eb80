"""/my/settings/mail: a new address, proved by a code before anything changes."""

import json

from allauth.core import ratelimit
from cryptography.fernet import InvalidToken
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.encrypted import decrypt, encrypt
from enishi.common.japanese.widths import half_width
from enishi.common.workflow import StepRefused
from enishi.physicians.access import own_record
from enishi.physicians.mail_change import TRIES, Asked, change_mail, is_right, send_code
from enishi.web.components.fields import MailField
from enishi.web.components.forms import EnishiForm
from enishi.web.physician.settings import SETTINGS
from enishi.web.physician.views import HOME, actor_on

KEPT = "mail_change"
TOO_OFTEN = "確認番号のお手続きが続きました。1時間ほどおいてお試しいただくか、お電話をください。"


class AddressForm(EnishiForm):
    address = MailField(
        label="新しいメールアドレス", help_text="確認番号をお送りします。勤務先のアドレスは、お避けください。"
    )


class CodeForm(EnishiForm):
    code = forms.CharField(
        label="6桁の確認番号",
        widget=forms.TextInput(attrs={"class": "w-m code", "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(ch for ch in half_width(self.cleaned_data["code"]) if ch.isdigit())


@roles(Role.PHYSICIAN)
@never_cache
def address(request: HttpRequest) -> HttpResponse:
    physician = own_record(actor_on(request))
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="mail_change", key=form.cleaned_data["address"].lower()):
            form.add_error(None, TOO_OFTEN)
        else:
            asked = send_code(physician=physician, address=form.cleaned_data["address"])
            _keep(request, asked)
            return redirect("my_mail_code")
    context = {"form": form, "crumbs": [HOME, SETTINGS, ("メールアドレス", "")]}
    return render(request, "physician/mail.html", context)


@roles(Role.PHYSICIAN)
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    asked = _kept(request)
    if asked is None:
        return redirect("my_mail")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="mail_change_code"):
            request.session.pop(KEPT, None)
            messages.error(request, TOO_OFTEN)
            return redirect("my_settings")
        if is_right(physician, asked, form.cleaned_data["code"]):
            try:
                change_mail(physician=physician, by=actor, address=asked.address)
                messages.success(
                    request, "メールアドレスを変えました。次のログインから、新しいアドレスをお使いください。"
                )
            except StepRefused as refused:
                messages.error(request, refused.refusals[0].sentence)
            request.session.pop(KEPT, None)
            return redirect("my_settings")
        asked.tries += 1
        _keep(request, asked)
        if asked.is_over:
            request.session.pop(KEPT, None)
            messages.error(request, "確認番号の期限が切れました。お手数ですが、もう一度お送りください。")
            return redirect("my_mail")
        form.add_error(
            "code", f"確認番号が違うようです。メールの6桁の数字をご確認ください（あと{TRIES - asked.tries}回）。"
        )
    context = {"form": form, "address": asked.address, "crumbs": [HOME, SETTINGS, ("メールアドレス", "")]}
    return render(request, "physician/mail_code.html", context)


def _keep(request: HttpRequest, asked: Asked) -> None:
    request.session[KEPT] = encrypt(json.dumps(asked.plain()))


def _kept(request: HttpRequest) -> Asked | None:
    try:
        return Asked(**json.loads(decrypt(request.session[KEPT])))
    except (KeyError, InvalidToken, TypeError, ValueError):
        return None
