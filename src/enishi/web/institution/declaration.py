"""/inst/declaration: five questions a year (求人不受理, 職業安定法5条の6), and what was answered before."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.institutions.declaration_rules import Standing, Wording, wording_on
from enishi.institutions.declarations import declare, last_declaration, standing_of
from enishi.institutions.models import Declaration
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.institution.access import MEMBERS, actor_on, may_edit

NO, YES = "no", "yes"
CHIPS = {
    Standing.HOLDS: ("ok", "ok"),
    Standing.ENDS_SOON: ("due", "clock"),
    Standing.MISSING: ("due", "clock"),
    Standing.EXPIRED: ("late", "alert"),
    Standing.APPLIES: ("late", "alert"),
}


class DeclarationForm(EnishiForm):
    """A field for each item of the wording; none is answered beforehand."""

    detail = forms.CharField(
        label="当てはまる内容と、いまの状況",
        max_length=1000,
        required=False,
        help_text="「当てはまる」があるときだけ、お書きください。例：2026年6月に是正の指導を受け、8月に改めました。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    declarer = forms.CharField(
        label="申告する方の役職とお名前",
        max_length=100,
        help_text="法人・施設を代表して答えられる方です。例：事務長 見本 花子",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _, _ in wording.items]
        asked: dict[str, forms.Field] = {}
        for code, label, hint in wording.items:
            field = forms.ChoiceField(
                label=label,
                help_text=hint,
                choices=[(NO, "当てはまらない"), (YES, "当てはまる")],
                widget=ChoiceCards(two_columns=True),
                error_messages={"required": "当てはまるか、当てはまらないかをお選びください。"},
            )
            asked[code] = field
        self.fields = asked | self.fields

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if any(given.get(code) == YES for code in self.codes) and not given.get("detail"):
            self.add_error("detail", "当てはまる内容をお書きください。是正が済んでいれば、その日もお書きください。")
        return given

    def answers(self) -> dict[str, bool]:
        return {code: self.cleaned_data[code] == YES for code in self.codes}


def lines_of(made: Declaration) -> list[tuple[str, bool]]:
    """(what was asked, whether it applies), in the wording of that time."""
    return [(label, made.answers.get(code, False)) for code, label, _ in made.text["items"]]


@roles(*MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def declaration(request: HttpRequest) -> HttpResponse:
    """The standing and, for who may edit, the form; each declaration is kept as it was read and answered."""
    actor, wording = actor_on(request), wording_on(today())
    institution, edits = own_institution(actor), may_edit(actor)
    form = DeclarationForm(request.POST or None, wording=wording) if edits else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            made = declare(
                institution=institution,
                by=actor,
                answers=form.answers(),
                declarer=given["declarer"],
                detail=given["detail"],
            )
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            if made.applies:
                messages.warning(request, "承りました。担当者からご連絡します。それまで、募集の公開はお待ちください。")
            else:
                messages.success(request, "申告を承りました。ありがとうございます。次は1年後にお願いします。")
            return redirect("inst_declaration")
    last, found = last_declaration(institution), standing_of(institution)
    context = {
        "form": form,
        "wording": wording,
        "standing": found,
        "chip_kind": CHIPS[found][0],
        "chip_icon": CHIPS[found][1],
        "last": last,
        "lines": lines_of(last) if last else [],
        "crumbs": [("今日のご案内", "/inst"), ("法令順守の自己申告", "")],
    }
    return render(request, "institution/declaration.html", context)
