"""/desk/intake/phone: an institution calls, and what it says is typed into the same forms that otherwise come on paper."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.desk.enums import PaperKind
from enishi.desk.paper import begin_call
from enishi.institutions.models import Institution
from enishi.openings.models import Opening
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import READERS
from enishi.web.openings.advertisement import house_named

ABOUT = [
    (PaperKind.OPENING.value, "新しい募集"),
    (PaperKind.CONFIRM.value, "公開中の募集の毎月の確認"),
    (PaperKind.APPLICATION.value, "医療機関のお申し込み（まだ登録のない施設）"),
]


class CallForm(EnishiForm):
    """Who calls and what about. With a number of an opening that one is put right; else it is what `about` says."""

    about = forms.ChoiceField(label="うかがうこと", choices=ABOUT, initial=ABOUT[0][0], widget=ChoiceCards())
    institution = forms.CharField(
        label="どの医療機関ですか",
        help_text="登録の番号か、施設名をご入力ください。お申し込みのときは空欄に。例：I-2026-0001",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    opening = forms.CharField(
        label="直す募集の番号",
        help_text="いまの募集を直すときだけ。例：O-2026-0001",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    spoke_with = forms.CharField(
        label="お話しする方の役職",
        help_text="例：事務長",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def __init__(self, *args: Any, among: QuerySet[Institution], openings: QuerySet[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among, self.openings = among, openings

    def clean(self) -> dict[str, Any]:
        """institution and opening become the records; None where there are none."""
        given = super().clean() or self.cleaned_data
        words, number = given.get("institution", "").strip(), given.get("opening", "").strip()
        given["institution"] = given["opening"] = None
        if given.get("about") == PaperKind.APPLICATION:
            return given
        if given.get("about") == PaperKind.OPENING and number:
            found = self.openings.filter(number__iexact=number).select_related("institution", "current").first()
            if found is None:
                self.add_error("opening", "この番号の募集は見つかりませんでした。もう一度お確かめください。")
            else:
                given["opening"], given["institution"] = found, found.institution
        elif words:
            try:
                given["institution"] = house_named(words, self.among)
            except forms.ValidationError as problem:
                self.add_error("institution", problem)
        else:
            self.add_error("institution", "登録の番号か、施設名をご入力ください。")
        return given


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Whose call it is; then the form itself is typed, read back and recorded on the page of its sheet."""
    actor = actor_in(request)
    known = {name: request.GET[name] for name in ("institution", "opening", "about") if name in request.GET}
    form = CallForm(
        request.POST if request.method == "POST" else None,
        initial=known,
        among=Institution.objects.visible_to(actor),
        openings=Opening.objects.visible_to(actor),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sheet = begin_call(
                kind=PaperKind(given["about"]),
                by=actor,
                spoke_with=given["spoke_with"],
                institution=given["institution"],
                opening=given["opening"],
            )
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            return redirect("desk_paper", sheet.code)
    context = {"form": form, "crumbs": [("紙と電話の受付", "/desk/intake"), ("お電話でうかがう", "")]}
    return render(request, "desk/phone.html", context)
