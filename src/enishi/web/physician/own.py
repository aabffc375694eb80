"""The wishes, which belong to the physician alone: read, edited with a live count, approved, version by version."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.physicians import wishes as acts
from enishi.physicians.access import own_record
from enishi.physicians.counting import Counted, count_openings
from enishi.physicians.models import Physician, WishSheet
from enishi.physicians.wish_drafts import words_of
from enishi.web.desk.sheets import wish_rows
from enishi.web.physician.views import HOME, actor_on
from enishi.web.physician.wish_changes import Change, changes_between, versions_of
from enishi.web.physician.wish_form import MyWishForm

WISHES = ("ご希望", "/my/wishes")
COUNT_AGAIN = "count"


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def wishes(request: HttpRequest) -> HttpResponse:
    physician = own_record(actor_on(request))
    sheet = physician.wishes
    heard = words_of(sheet)
    context = {
        "physician": physician,
        "sheet": sheet,
        "rows": [(label, words, heard.get(label, [])) for label, words in wish_rows(sheet) if words],
        "counted": count_openings(_columns(sheet)),
        "to_approve": acts.waits_for_approval(physician, sheet),
        "approved_at": acts.approved_at(sheet),
        "versions": versions_of(physician),
        "crumbs": [HOME, ("ご希望", "")],
    }
    return render(request, "physician/wishes.html", context)


@roles(Role.PHYSICIAN)
@never_cache
def edit_wishes(request: HttpRequest) -> HttpResponse:
    """A new version of the sheet; earlier ones stay. 「数え直す」 sends the same form and saves nothing."""
    actor = actor_on(request)
    physician = own_record(actor)
    sheet = physician.wishes
    form = MyWishForm(request.POST or None, initial=MyWishForm.of(sheet))
    newer: list[Change] = []
    if request.method == "POST" and form.is_valid() and COUNT_AGAIN not in request.POST:
        try:
            saved = acts.save_own_wishes(physician=physician, by=actor, wishes=form.columns, seen=form.seen)
            messages.success(request, f"ご希望を書きかえました（第{saved.no}版）。担当者も同じものを見ています。")
            return redirect("my_wishes")
        except StepRefused:
            newer = _since(physician, form)
    context = {
        "form": form,
        "newer": newer,
        "newest": physician.wish_sheets.latest("no"),
        "counted": _count(form, sheet),
        "crumbs": [HOME, WISHES, ("直す", "")],
    }
    return render(request, "physician/edit_wishes.html", context)


def _since(physician: Physician, form: MyWishForm) -> list[Change]:
    """What another page saved after this one was opened; from now on this page is the newest."""
    newest = physician.wish_sheets.latest("no")
    before = physician.wish_sheets.filter(no=form.seen).first()
    form.see(newest.no)
    return changes_between(before, newest) if before else []


@roles(Role.PHYSICIAN)
@require_POST
@never_cache
def count(request: HttpRequest) -> HttpResponse:
    """The count of the present choices as a fragment: what htmx asks for at every change. Nothing is written."""
    sheet = own_record(actor_on(request)).wishes
    form = MyWishForm(request.POST, initial=MyWishForm.of(sheet))
    return render(request, "physician/wish_count.html", {"counted": _count(form, sheet), "still": False})


def _count(form: MyWishForm, sheet: WishSheet) -> Counted:
    """Of what is chosen; where something cannot be read, of what is saved."""
    if form.is_bound:
        form.is_valid()
        return count_openings(_columns(sheet) | form.readable_columns)
    return count_openings(_columns(sheet))


def _columns(sheet: WishSheet) -> Mapping[str, Any] | dict[str, Any]:
    return {field.name: getattr(sheet, field.name) for field in WishSheet._meta.concrete_fields}


@roles(Role.PHYSICIAN)
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """「この内容でよい」 to exactly the version on the page."""
    actor = actor_on(request)
    try:
        no = int(request.POST.get("no", "0"))
    except ValueError:
        no = 0
    try:
        acts.approve_wishes(physician=own_record(actor), by=actor, no=no)
        messages.success(request, "希望整理シートをご確認いただきました。ありがとうございます。")
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.info(request, refusal.sentence)
    return redirect("my_wishes")
