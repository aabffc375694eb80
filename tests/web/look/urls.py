"""Addresses for the stories of this folder: the public pages, signing in, and one form with every kind of field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from enishi.common.access import public
from web.look.sample_form import SampleForm


@public
def sample(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return render(request, "look/confirm.html", {"rows": form.confirm_rows("/sample")})
    return render(request, "look/form.html", {"form": form, "crumbs": [("はじめ", "/"), ("お申し込み", "")]})


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault with a name in it: 田中太郎")


urlpatterns = [
    path("", include("enishi.web.public.urls")),
    path("", include("enishi.web.complaints.urls")),
    path("accounts/", include("allauth.urls")),
    path("sample", sample),
    path("broken", broken),
]
handler400 = "enishi.web.errors.bad_request"
handler403 = "enishi.web.errors.forbidden"
handler404 = "enishi.web.errors.not_found"
handler429 = "enishi.web.errors.too_many"
handler500 = "enishi.web.errors.server_error"
