"""What belongs to the physician alone: the wishes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.physicians import actions
from enishi.physicians.access import own_record
from enishi.web.desk.sheets import wish_rows
from enishi.web.physician.views import HOME, actor_on
from enishi.web.physician.wish_form import MyWishForm

WISHES = ("ご希望", "/my/wishes")


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def wishes(request: HttpRequest) -> HttpResponse:
    physician = own_record(actor_on(request))
    sheet = physician.wishes
    rows = [(label, words) for label, words in wish_rows(sheet) if words]
    context = {"physician": physician, "sheet": sheet, "rows": rows, "crumbs": [HOME, ("ご希望", "")]}
    return render(request, "physician/wishes.html", context)


@roles(Role.PHYSICIAN)
@never_cache
def edit_wishes(request: HttpRequest) -> HttpResponse:
    """A new version of the sheet; earlier ones stay."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = MyWishForm(request.POST or None, initial=MyWishForm.of(physician.wishes))
    if request.method == "POST" and form.is_valid():
        sheet = actions.save_wishes(physician=physician, by=actor, wishes=form.columns)
        messages.success(request, f"ご希望を書きかえました（第{sheet.no}版）。担当者も同じものを見ています。")
        return redirect("my_wishes")
    context = {"form": form, "crumbs": [HOME, WISHES, ("直す", "")]}
    return render(request, "physician/edit_wishes.html", context)
