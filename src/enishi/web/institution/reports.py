"""/inst/reports: one A4 page for mayor and council, from the log: what we did, what it cost, what came of it."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.candidacies.institution_report import Activity, activity, told
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.money import yen_words
from enishi.institutions.access import own_institution
from enishi.institutions.continuity_rules import fiscal_year
from enishi.institutions.models import Institution
from enishi.web.components.fields import EraDateField, ManYenField
from enishi.web.components.forms import EnishiForm
from enishi.web.context import operator
from enishi.web.institution.access import MEMBERS, actor_on

APRIL = 4
LONGEST_DAYS = 366 * 3


class PeriodForm(EnishiForm):
    since = EraDateField(label="いつから", help_text="例：2026年4月1日")
    until = EraDateField(label="いつまで", help_text="例：2027年3月31日")
    cost = ManYenField(
        label="この期間にかかった費用", required=False,
        help_text="手数料、見学の旅費、住宅の整備など。貴院の帳簿の額です。空けておくと「記入なし」と印刷します。",
    )  # fmt: skip
    effect = forms.CharField(
        label="地域で変わったこと", max_length=300, required=False,
        help_text="例：木曜の午後の外来を、2年ぶりに再開しました。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    maker = forms.CharField(
        label="作成者",
        max_length=60,
        required=False,
        help_text="例：事務長 見本 花子",
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "終わりの日が、始まりの日より前になっています。")
        elif since and until and (until - since).days > LONGEST_DAYS:
            self.add_error("until", "3年までの期間をお選びください。")
        return given


@roles(*MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reports(request: HttpRequest) -> HttpResponse:
    """The figures on the screen for the period asked; 「PDF」 hands out the same ones on paper. Nothing is stored."""
    actor, day = actor_on(request), today()
    institution = own_institution(actor)
    start = date(fiscal_year(day), APRIL, 1)
    form = PeriodForm(request.POST or None, initial={"since": start, "until": day})
    since, until = start, day
    if request.method == "POST" and form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        if "pdf" in request.POST:
            return _paper(institution, actor, form.cleaned_data)
    context = {
        "form": form,
        "since": since,
        "until": until,
        "groups": groups_of(activity(institution, since, until, reader=actor)),
        "crumbs": [("今日のご案内", "/inst"), ("議会・首長へのご報告", "")],
    }
    return render(request, "institution/reports.html", context)


def groups_of(found: Activity) -> list[tuple[str, list[tuple[str, str]]]]:
    """(title, rows of label and words)."""
    return [
        (
            "行ったこと",
            [
                ("公開した募集", f"{found.published}件（いま公開中 {found.open_now}件）"),
                ("募集の内容の見直し", f"{found.versions}回"),
                ("先生からのご質問への回答", f"{found.answers}件"),
                ("面談・見学の受け入れ", told(found.visits)),
            ],
        ),
        (
            "その結果",
            [
                ("ご紹介を受けた先生", told(found.asked)),
                ("お話を進めた先生", told(found.welcomed)),
                ("双方で決めた合意事項", f"{found.clauses}件"),
                ("条件の合意", told(found.agreed)),
                ("この期間に着任した先生", f"{found.started}人"),
                ("着任した先生による診療", f"のべ{found.half_days:,}コマ（半日を1コマとして、契約の日数から）"),
            ],
        ),
    ]


def _paper(institution: Institution, reader: Actor, given: dict[str, Any]) -> HttpResponse:
    profile = operator()
    since, until = given["since"], given["until"]
    found = activity(institution, since, until, reader=reader)
    cost = "" if given["cost"] is None else yen_words(given["cost"])
    data = {
        "institution": institution.name,
        "number": institution.number,
        "period": f"{western_with_era(since)}から{western_with_era(until)}まで",
        "groups": [[title, [list(row) for row in rows]] for title, rows in groups_of(found)],
        "cost": cost or "記入なし",
        "effect": given["effect"] or "記入なし",
        "maker": given["maker"],
        "made_on": western_with_era(today()),
        "sender": profile.name,
        "phone": profile.phone_with_hours,
        "sample": profile.sample,
    }
    name = f"report-{institution.number}-{since:%Y%m%d}-{until:%Y%m%d}.pdf"
    return HttpResponse(
        pdf("web/institution/typst/council.typ", data),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
