"""/inst/region-note: the institution or its town writes what it knows of the place; the desk checks it, then it is shown."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.institutions.access import own_institution
from enishi.institutions.enums import FactState
from enishi.institutions.region import RegionRow, own_proposals, propose_facts, rows_at_hand
from enishi.institutions.region_questions import BY_KEY, MOST_CHARACTERS, QUESTIONS, Topic, of_topic
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCardsMany
from enishi.web.institution.access import MEMBERS, actor_on, may_edit
from enishi.web.templatetags.enishi import day

SHOWN_PROPOSALS = 20
CHIPS = {
    FactState.PROPOSED: ("wait", "clock"),
    FactState.SHOWN: ("ok", "ok"),
    FactState.REPLACED: ("", "info"),
    FactState.DECLINED: ("", "info"),
}
HINTS = {
    Topic.HONEST: "三つお書きください。先に知らせてある不便は、あとで困りごとになりにくいものです。",
    Topic.VOICES: "住んでいる方の言葉を、ご本人の了解を得てお書きください。年代と住んだ年数だけを添え、お名前は書きません。",
}


class _HeldField(forms.MultipleChoiceField):
    """Of what was known when the page was made: what the desk has decided meanwhile is no mistake of the writer."""

    def valid_value(self, value: Any) -> bool:
        return value in BY_KEY


class RegionForm(EnishiForm):
    """A line for every question, and once for all of them where it is known from and since when.

    rows: question -> what is known of it now.
    """

    source = forms.CharField(
        label="出典", max_length=160, help_text="例：町の担当者、町の統計書 令和7年版、消防本部の記録",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    as_of = EraDateField(label="いつの時点か", help_text="例：2026年11月20日")
    resourced = _HeldField(
        label="内容はそのままで、出典と時点だけを上のとおりに改めるもの", required=False, widget=ChoiceCardsMany(),
        help_text="内容を書きかえたものは、印がなくても上の出典になります。",
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Mapping[str, RegionRow], **kwargs: Any) -> None:
        held = {key: row.text for key, row in rows.items()}
        super().__init__(*args, initial={**held, "as_of": today()}, **kwargs)
        if rows:
            chosen: Any = self.fields["resourced"]
            chosen.choices = [(key, f"{row.label}：{row.text}") for key, row in rows.items()]
            chosen.widget.hints = {
                key: f"いまの出典：{row.source}　{day(row.as_of, 'year')}" for key, row in rows.items() if row.as_of
            }
        else:
            del self.fields["resourced"]
        asked: dict[str, forms.Field] = {}
        for q in QUESTIONS:
            asked[q.key] = forms.CharField(
                label=q.label,
                required=False,
                max_length=MOST_CHARACTERS,
                help_text=f"例：{q.example}",
                widget=forms.TextInput(attrs={"class": "w-l"}),
                error_messages={
                    "max_length": f"{q.label}は{MOST_CHARACTERS}字までご入力いただけます（現在%(show_value)d字）。"
                },
            )
        self.fields = asked | self.fields

    @property
    def sections(self) -> list[tuple[Topic, str, list[Any]]]:
        """(topic, hint, fields) in order."""
        return [(t, HINTS.get(t, ""), [self[q.key] for q in of_topic(t)]) for t in Topic]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if not any(given.get(q.key) for q in QUESTIONS) and not self.errors:
            raise forms.ValidationError("どれか1つ以上お書きください。わからないところは、空けておいてかまいません。")
        return given

    def answers(self) -> dict[str, str]:
        return {q.key: self.cleaned_data[q.key] for q in QUESTIONS}


@roles(*MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def region_note(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    institution, edits = own_institution(actor), may_edit(actor)
    form = RegionForm(request.POST or None, rows=rows_at_hand(institution)) if edits else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        made = propose_facts(
            institution=institution,
            by=actor,
            answers=form.answers(),
            source=given["source"],
            as_of=given["as_of"],
            resourced=given.get("resourced", ()),
        )
        if made:
            messages.success(request, f"{len(made)}件をお預かりしました。担当者が出典と照らし、2営業日以内に載せます。")
        else:
            messages.info(
                request, "いま載っている内容、お預かりしている内容と同じでした。新しくお預かりしたものはありません。"
            )
        return redirect("inst_region_note")
    every = [
        (fact, BY_KEY[fact.key].label if fact.key in BY_KEY else fact.key, FactState(fact.state), CHIPS[FactState(fact.state)])
        for fact in own_proposals(institution)[:SHOWN_PROPOSALS]
    ]  # fmt: skip
    context = {
        "form": form,
        "place": institution.municipality,
        "open_ones": [row for row in every if row[2] in (FactState.PROPOSED, FactState.DECLINED)],
        "settled": [row for row in every if row[2] in (FactState.SHOWN, FactState.REPLACED)],
        "crumbs": [("今日のご案内", "/inst"), ("施設と地域の紹介", "/inst/profile"), ("地域のことを書く", "")],
    }
    return render(request, "institution/region_note.html", context)
