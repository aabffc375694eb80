"""/my/start: 着任の準備, what to do in the weeks before and after the first day, ticked, kept, and on paper."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.models import Placement
from enishi.candidacies.placement import beginning_of
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.law.beginning import STEP_OF, Facts, Living, Trait
from enishi.law.liability_cover import Note, Own
from enishi.physicians.access import own_record
from enishi.physicians.models import Physician
from enishi.physicians.preparation import (
    Noted,
    cover_notes,
    entries_of,
    forget_preparation,
    note_beginning,
    noted_in,
    paper_data,
    preparation_of,
    stretches_of,
    tick,
)
from enishi.physicians.retirement import last_day_of, retirement_of
from enishi.web.components.fields import EraDateField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.context import operator
from enishi.web.physician.views import HOME, actor_on

LONGEST_AHEAD, LONGEST_PAST = timedelta(days=3 * 366), timedelta(days=183)


class BeginningForm(EnishiForm):
    starts_on = EraDateField(
        label="着任（勤務の始まり）の日", help_text="おおよそで結構です。あとで直せます。例：2027/4/1"
    )
    living = forms.ChoiceField(
        label="お住まい", choices=[(one.value, one.label) for one in Living], widget=ChoiceCards()
    )
    moves_on = EraDateField(
        label="引越しの日", required=False, help_text="移り住む方だけ。空のときは、着任の1週間前とします。例：2027/3/25"
    )
    leaves_on = EraDateField(
        label="いまの勤務先の最後の日",
        required=False,
        help_text="退職なさる方だけ。保険の切れ目も、お知らせできます。例：2027/3/31",
    )
    traits = forms.MultipleChoiceField(
        label="当てはまること",
        required=False,
        choices=[(one.value, one.label) for one in Trait],
        widget=ChoiceCardsMany(two_columns=True),
    )
    own_cover = forms.ChoiceField(
        label="先生個人の医師賠償責任保険",
        required=False,
        initial=Own.UNKNOWN.value,
        choices=[(one.value, one.label) for one in Own],
        widget=ChoiceCards(),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = today() - LONGEST_PAST, today() + LONGEST_AHEAD
        for name in ("starts_on", "moves_on", "leaves_on"):
            day = given.get(name)
            if day is not None and not first <= day <= last:
                self.add_error(name, "半年前から3年先までの日をご入力ください。例：2027/4/1")
        return given

    @property
    def noted(self) -> Noted:
        """What was told. Of a valid form only."""
        given = self.cleaned_data
        living = Living(given["living"])
        return Noted(
            Facts(
                starts_on=given["starts_on"],
                living=living,
                traits=frozenset(Trait(word) for word in given["traits"]),
                moves_on=given["moves_on"] if living is Living.MOVE else None,
                leaves_on=given["leaves_on"],
            ),
            Own(given["own_cover"] or Own.UNKNOWN),
        )


def _initial(noted: Noted) -> dict[str, Any]:
    facts = noted.facts
    return {
        "starts_on": facts.starts_on,
        "living": facts.living.value,
        "moves_on": facts.moves_on,
        "leaves_on": facts.leaves_on,
        "traits": [trait.value for trait in facts.traits],
        "own_cover": noted.own_cover.value,
    }


def _first_guess(physician: Physician, placement: Placement | None) -> dict[str, Any]:
    """What is known already, for the form of who has no list yet."""
    plan = retirement_of(physician)
    last_day: date | None = last_day_of(plan) if plan else None
    starts_on = placement.starts_on if placement else None
    near = last_day if last_day and starts_on and abs((starts_on - last_day).days) <= 183 else None
    return {"starts_on": starts_on, "leaves_on": near, "own_cover": Own.UNKNOWN.value}


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def beginning(request: HttpRequest) -> HttpResponse:
    """The list; each button of it comes back here."""
    physician = own_record(actor_on(request))
    form: BeginningForm | None = None
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act != "set":
            _press(request, physician, act)
            code = request.POST.get("code", "")
            return redirect(f"/my/start?at={code}#{code}" if code in STEP_OF else "/my/start")
        form = BeginningForm(request.POST)
        if form.is_valid():
            note_beginning(physician=physician, noted=form.noted)
            messages.success(request, "準備の一覧をつくりました。済んだことには印を付けてください。")
            return redirect("my_start")
    return render(request, "physician/beginning.html", _context(physician, form, request.GET.get("at", "")))


def _context(physician: Physician, form: BeginningForm | None, at: str) -> dict[str, Any]:
    """at: code of the step that was just ticked, whose week stays open."""
    on = today()
    kept, placement = preparation_of(physician), beginning_of(physician, on)
    noted = noted_in(kept) if kept else None
    entries = entries_of(kept, on) if kept else []
    initial = _initial(noted) if noted else _first_guess(physician, placement)
    notes = _notes(physician, noted) if noted else []
    next_entry = next((e for e in entries if not e.is_done and not e.is_past), None)
    shown = {at, next_entry.dated.step.code if next_entry else ""}
    return {
        "kept": kept,
        "facts": noted.facts if noted else None,
        "stretches": [(stretch, bool(stretch.codes & shown)) for stretch in stretches_of(entries)],
        "total": len(entries),
        "done": sum(entry.is_done for entry in entries),
        "next_entry": next_entry,
        "notes": notes,
        "holes": sum(note.is_hole for note in notes),
        "placement": placement,
        "moved": bool(noted and placement and placement.starts_on != noted.facts.starts_on),
        "form": form or BeginningForm(initial=initial),
        "crumbs": [HOME, ("着任の準備", "")],
    }


def _notes(physician: Physician, noted: Noted) -> list[Note]:
    placement = beginning_of(physician, today())
    return cover_notes(noted, half_days=placement.half_days_per_week if placement else None, on=today())


def _press(request: HttpRequest, physician: Physician, act: str) -> None:
    if act in ("tick", "untick"):
        tick(physician=physician, code=request.POST.get("code", ""), done=act == "tick")
    elif act == "forget":
        forget_preparation(physician=physician)
        messages.success(request, "準備の一覧を消しました。")


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def paper(request: HttpRequest) -> HttpResponse:
    """The list for a pen, with what is ticked already. It bears neither name nor workplace."""
    physician = own_record(actor_on(request))
    kept = preparation_of(physician)
    if kept is None:
        raise Http404
    noted = noted_in(kept)
    data = {
        "title": "着任の準備",
        "sender": operator().name,
        "starts_on": western_with_era(noted.facts.starts_on),
        "living": noted.facts.living.label,
        "weeks": paper_data(kept, today()),
        "notes": [{"words": note.sentence, "ask": note.ask} for note in _notes(physician, noted)],
    }
    response = HttpResponse(pdf("physicians/typst/preparation.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="junbi.pdf"'
    return response
