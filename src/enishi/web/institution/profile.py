"""/inst/profile: what is registered, what the institution says of itself, and the reality of its practice."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.institutions.access import own_institution
from enishi.institutions.actions import edit_institution
from enishi.institutions.models import Institution
from enishi.institutions.reality import facts, parts, save_reality, stored
from enishi.institutions.reality_questions import BY_KEY, Part, of_part
from enishi.institutions.region import portrait_of
from enishi.web.components.fields import EraDateField, KanaField, NumberField, PhoneField, PostcodeField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit
from enishi.web.openings.facts import institution_facts

UNKNOWN = ""
LEADS = {
    Part.ALONE: "先生がいちばん知りたいのは、一人で困らないかどうかです。よいことより、そのままをお書きください。",
    Part.BACKING: "搬送にかかる時間は、昼の普通の日の分でお書きください。",
    Part.PEOPLE: "きょうの人数をお書きください。",
    Part.WORK: "直近12か月の平均でお書きください。",
    Part.TOOLS: "夜にできるかどうかも、お書きください。",
}


class ProfileForm(EnishiForm):
    kana = KanaField(label="施設名のふりがな", required=False)
    postcode = PostcodeField(label="郵便番号", required=False)
    address = forms.CharField(label="所在地", max_length=200, widget=forms.TextInput(attrs={"class": "w-l"}))
    phone = PhoneField(label="代表の電話番号")
    contact_name = forms.CharField(
        label="連絡を受ける方の役職", max_length=80, required=False, help_text="例：事務長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip
    beds = NumberField(label="病床", unit="床", required=False, min_value=0, max_value=3000)
    about = forms.CharField(
        label="ご紹介", max_length=1500, required=False,
        help_text="どんな方を診ているか、何を大切にしているか。300字ほどが読みやすいです。",
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    honest_note = forms.CharField(
        label="困りそうなこと（正直メモ）", max_length=1000, required=False,
        help_text="1行に1つ。先に知らせてある不便は、辞める理由になりにくいものです。例：冬は月に1〜2回、道が通れない日があります。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    @classmethod
    def of(cls, institution: Institution) -> dict[str, Any]:
        return {name: getattr(institution, name) for name in cls.base_fields}


class RealityForm(EnishiForm):
    """The questions of one part; every one may stay unanswered."""

    as_of = EraDateField(label="いつの時点か", help_text="例：2026年11月20日")
    said_by = forms.CharField(
        label="答えた方の役職",
        max_length=40,
        help_text="例：事務長、看護部長",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = of_part(part)
        asked: dict[str, forms.Field] = {}
        for q in self.questions:
            if q.choices:
                choices = [(UNKNOWN, "まだ答えない（未確認）"), *q.choices]
                asked[q.key] = forms.ChoiceField(
                    label=q.label, choices=choices, required=False, widget=ChoiceCards(two_columns=True)
                )
                continue
            width = {"class": "w-s", "inputmode": "numeric"} if q.unit else {"class": "w-l"}
            field = forms.CharField(
                label=q.label, required=False, help_text=f"例：{q.example}{q.unit}", widget=forms.TextInput(attrs=width)
            )
            field.unit = q.unit  # type: ignore[attr-defined]
            asked[q.key] = field
        self.fields = asked | self.fields

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        for q in self.questions:
            try:
                q.read(given.get(q.key) or "")
            except ValueError as problem:
                self.add_error(q.key, str(problem))
        return given

    def answers(self) -> dict[str, str]:
        return {q.key: self.cleaned_data.get(q.key) or "" for q in self.questions}


@roles(*MEMBERS)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """What the public and the physicians read of the institution, with what is still 未確認, and the way to each part."""
    actor = actor_on(request)
    institution = own_institution(actor)
    rows = facts(institution)
    context = {
        "institution": institution,
        "rows": institution_facts(institution),
        "parts": parts(institution),
        "known": sum(bool(row.text) for row in rows),
        "asked": len(rows),
        "portrait": portrait_of(institution.municipality),
        "may_edit": may_edit(actor),
        "crumbs": [("今日のご案内", "/inst"), ("施設と地域の紹介", "")],
    }
    return render(request, "institution/profile.html", context)


@roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """What the institution may set right itself; name and corporation are asked of the desk."""
    actor = actor_on(request)
    institution = own_institution(actor)
    form = ProfileForm(request.POST or None, initial=ProfileForm.of(institution))
    if request.method == "POST" and form.is_valid():
        try:
            edit_institution(institution=institution, by=actor, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, "施設の紹介を直しました。公開のページにも、すぐに出ます。")
            return redirect("inst_profile")
    return _form(request, form, "施設の紹介を直す", "名称・法人を直すときは、担当者へお知らせください。")


@roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def reality(request: HttpRequest, part: str) -> HttpResponse:
    """One part of the reality of practice."""
    if part not in set(Part):
        raise Http404
    actor, chosen = actor_on(request), Part(part)
    institution = own_institution(actor)
    held = {key: value for key, value in stored(institution).items() if key in BY_KEY}
    initial = {**held, "as_of": today()}
    form = RealityForm(request.POST or None, part=chosen, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changed = save_reality(
            institution=institution, by=actor, answers=form.answers(), as_of=given["as_of"], said_by=given["said_by"]
        )
        said = (
            f"{len(changed)}か所を書きかえました。" if changed else "変わったところはありません。確認の日を改めました。"
        )
        messages.success(request, said)
        return redirect(f"/inst/profile#reality-{part}")
    return _form(request, form, chosen.label, LEADS[chosen])


def _form(request: HttpRequest, form: EnishiForm, title: str, lead: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "crumbs": [("今日のご案内", "/inst"), ("施設と地域の紹介", "/inst/profile"), (title, "")],
    }
    return render(request, "institution/profile_form.html", context)
