"""/my/settings, /my/pause, /my/data, /my/leave: what belongs to the registration as a whole."""

import json
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.leaving import kept_until
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.keeping.erasure import erase_at_wish
from enishi.office.audit_words import action_words
from enishi.physicians import export, leaving
from enishi.physicians.access import identity_of, own_record
from enishi.physicians.actions import MACHINE, complete_identity
from enishi.physicians.enums import PhysicianState
from enishi.physicians.holds import in_force
from enishi.physicians.models import Physician
from enishi.web.components.fields import EraDateField, PhoneField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.context import operator
from enishi.web.desk.sheets import promise_rows
from enishi.web.physician.views import HOME, actor_on

SETTINGS = ("設定", "/my/settings")


class PauseForm(EnishiForm):
    until = EraDateField(
        label="いつごろまで", required=False, help_text="お決まりでなければ、空のままで結構です。例：2027/3/31"
    )


class PhoneForm(EnishiForm):
    phone = PhoneField(label="電話番号", help_text="例：090-1234-5678。勤務先にはおかけしません。")


class LeaveForm(EnishiForm):
    understood = YesField(label="消した情報は元に戻せないことを、読みました")
    key = forms.RegexField(r"^[\w-]{32}$", required=False, widget=forms.HiddenInput)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    context = {
        "physician": physician,
        "identity": identity_of(physician, by=actor),
        "mail": physician.user.email if physician.user else "",
        "promise": promise_rows(physician),
        "is_paused": physician.state == PhysicianState.PAUSED,
        "crumbs": [HOME, ("設定", "")],
    }
    return render(request, "physician/settings.html", context)


@roles(Role.PHYSICIAN)
@never_cache
def phone(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    form = PhoneForm(request.POST or None, initial={"phone": identity_of(physician, by=actor).phone})
    if request.method == "POST" and form.is_valid():
        try:
            complete_identity(physician=physician, by=actor, fields={"phone": form.cleaned_data["phone"]})
        except StepRefused as refused:
            form.add_error(None, refused.refusals[0].sentence)
        else:
            messages.success(request, "電話番号を直しました。")
            return redirect("my_settings")
    context = {"form": form, "crumbs": [HOME, SETTINGS, ("電話番号", "")]}
    return render(request, "physician/phone.html", context)


# -- a rest -------------------------------------------------------------------------------------------
@roles(Role.PHYSICIAN)
@never_cache
def pause(request: HttpRequest) -> HttpResponse:
    """What stops and what does not, and the button."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leaving.pause(physician=physician, by=actor, until=form.cleaned_data["until"])
            messages.success(request, "お休みに入りました。再開は、いつでもボタン1つでできます。")
            return redirect("my")
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error("until" if refusal.code == "until" else None, refusal.sentence)
    may = not MACHINE.refusals(physician, "P4", by=actor)
    context = {
        "physician": physician,
        "is_paused": physician.state == PhysicianState.PAUSED,
        "may_pause": may,
        "form": form,
        "crumbs": [HOME, SETTINGS, ("お休み", "")],
    }
    return render(request, "physician/pause.html", context)


@roles(Role.PHYSICIAN)
@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    try:
        leaving.resume(physician=physician, by=actor)
        messages.success(request, "再開しました。お帰りなさい。")
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.info(request, refusal.sentence)
    return redirect("my")


# -- my data ------------------------------------------------------------------------------------------
@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """What is held, by kinds, and the ways to take it along or have it erased."""
    context = {
        "physician": own_record(actor_on(request)),
        "crumbs": [HOME, ("お預かりしている情報", "")],
    }
    return render(request, "physician/data.html", context)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def data_json(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    made = json.dumps(export.export_of(physician, by=actor), ensure_ascii=False, indent=2)
    return _attachment(made.encode(), "application/json", f"enishi-{physician.number}.json")


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def data_pdf(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    physician = own_record(actor)
    made = export.export_pdf(physician, by=actor, sender=operator().name, say=action_words)
    return _attachment(made, "application/pdf", f"enishi-{physician.number}.pdf")


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# -- leaving ------------------------------------------------------------------------------------------
@roles(Role.PHYSICIAN)
@never_cache
def go(request: HttpRequest) -> HttpResponse:
    """What is erased at once, what the law keeps until when, and the last button."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = LeaveForm(request.POST or None, initial={"key": leaving.new_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["key"]
        try:
            _, key = erase_at_wish(physician=physician, by=actor, key=given)
        except StepRefused as refused:
            if leaving.certificate_of(given) is not None:  # pressed twice: the first press did it all
                logout(request)
                return redirect("left", given)
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            logout(request)
            return redirect("left", key)
    return render(request, "physician/leave.html", leave_context(physician, form))


def leave_context(physician: Physician, form: LeaveForm) -> dict[str, Any]:
    keep: date | None = kept_until(physician)
    return {
        "physician": physician,
        "form": form,
        "keep_until": keep,
        "held": in_force(physician) is not None,
        "today": today(),
        "crumbs": [HOME, SETTINGS, ("退会", "")],
    }
