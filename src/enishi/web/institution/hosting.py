"""/inst/talks/{number}/hosting: the plan for receiving one visitor, kept for the next one too, and its paper."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.candidacies.access import candidacy_for
from enishi.common.access import roles
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import date_with_weekday
from enishi.institutions.access import own_institution
from enishi.institutions.hosting import KEYS, plan_of, save_hosting
from enishi.institutions.models import Institution
from enishi.visits.actions import save_plan
from enishi.visits.enums import Length, VisitKind
from enishi.visits.models import Visit
from enishi.visits.reading import when_words
from enishi.visits.rules import template_lines
from enishi.visits.steps import open_visit_of
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.context import operator
from enishi.web.institution.access import EDITORS, actor_on
from enishi.web.talk.person import is_welcomed

LINES = forms.Textarea(attrs={"rows": 3})


class HostingForm(EnishiForm):
    """on and at stand on the paper alone; the rest is kept."""

    on = EraDateField(label="面談・見学の日", required=False, yearless="next", help_text="例：12月8日")
    at = forms.CharField(
        label="時間", max_length=60, required=False, help_text="例：午前10時〜午後3時",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip
    meets = forms.CharField(
        label="お迎えする人", max_length=200, help_text="役職で。例：事務長が玄関で、院長と看護部長が応接室で",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    place = forms.CharField(
        label="待ち合わせの場所", max_length=200, help_text="例：久慈駅の改札口。車でお迎えします",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    itinerary = forms.CharField(
        label="一日の流れ", max_length=1500,
        help_text="1行に1つ。例：午前10時　外来を見学／正午　職員食堂で昼食／午後1時　一人になる時間と搬送のお話／午後2時　住まいと町",
        widget=forms.Textarea(attrs={"rows": 7}),
    )  # fmt: skip
    travel = forms.CharField(
        label="旅費と行き来", max_length=300, required=False, help_text="例：往復の交通費は町が負担。領収書は要りません",
        widget=LINES,
    )  # fmt: skip
    lodging = forms.CharField(
        label="お泊まり",
        max_length=300,
        required=False,
        help_text="例：町の宿をご用意します（1泊、町が負担）",
        widget=LINES,
    )
    reach = forms.CharField(
        label="当日のご連絡先", max_length=100, help_text="例：総務課 0194-00-0000（当日は事務長の携帯へ転送）",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    family = forms.CharField(
        label="ご家族がいっしょのとき", max_length=300, required=False, help_text="例：移住の窓口が、保育園と住まいをご案内します",
        widget=LINES,
    )  # fmt: skip

    def kept(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in KEYS}


@roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hosting(request: HttpRequest, number: str) -> HttpResponse:
    """Only of a talk that the institution itself took up; the paper names the talk by its number alone."""
    actor = actor_on(request)
    candidacy = candidacy_for(actor, number)
    if not is_welcomed(candidacy):
        raise Http404
    institution = own_institution(actor)
    visit = open_visit_of(candidacy)
    form = HostingForm(request.POST or None, initial=_begun(institution, visit))
    if request.method == "POST" and form.is_valid():
        save_hosting(institution=institution, by=actor, content=form.kept())
        if visit is not None:
            save_plan(visit=visit, by=actor, plan=form.kept())
        if "pdf" in request.POST:
            return _paper(institution.name, number, form)
        messages.success(request, "段取りを保存しました。次の見学でも、ここから始められます。")
        return redirect("inst_hosting", number)
    context = {
        "form": form,
        "number": number,
        "crumbs": [
            ("今日のご案内", "/inst"),
            ("候補の先生", "/inst/candidates"),
            (f"番号 {number}", f"/inst/talks/{number}"),
            ("お迎えの段取り", ""),
        ],
    }
    return render(request, "institution/hosting.html", context)


def _begun(institution: Institution, visit: Visit | None) -> dict[str, Any]:
    """What was written for this visit, else for the one before; a plan to begin from where nothing was; the fixed time."""
    kept: dict[str, Any] = dict(visit.plan if visit and visit.plan else plan_of(institution))
    if visit is not None:
        kept["itinerary"] = kept.get("itinerary") or "\n".join(
            template_lines(VisitKind(visit.kind), Length(visit.length))
        )
        if visit.begins_at is not None:
            kept |= {"on": localdate(visit.begins_at), "at": when_words(visit).partition("）")[2]}
    return kept


def _paper(name: str, number: str, form: HostingForm) -> HttpResponse:
    given, profile = form.cleaned_data, operator()
    day: date | None = given["on"]
    rows: list[tuple[str, Any]] = [
        ("日", date_with_weekday(day) if day else ""),
        ("時間", given["at"]),
        ("お迎えする人", given["meets"]),
        ("待ち合わせ", given["place"]),
        ("旅費と行き来", given["travel"]),
        ("お泊まり", given["lodging"]),
        ("ご家族", given["family"]),
        ("当日のご連絡先", given["reach"]),
    ]
    data = {
        "institution": name,
        "number": number,
        "rows": [list(row) for row in rows if row[1]],
        "itinerary": [line.strip() for line in given["itinerary"].splitlines() if line.strip()],
        "sender": profile.name,
        "phone": profile.phone_with_hours,
        "sample": profile.sample,
    }
    return HttpResponse(
        pdf("web/institution/typst/hosting.typ", data),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="hosting-{number}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
