"""/desk/candidacies/{number}/visit/find: times at which all three are free; up to three of them go to both sides at once."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.candidacies.access import candidacy_for
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import Party, StepRefused
from enishi.visits import actions, reading
from enishi.visits.enums import Length, VisitKind
from enishi.visits.rules import MOST_TIMES
from enishi.visits.slots import Slot
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCardsMany
from enishi.web.templatetags.enishi import when
from enishi.web.visits.finding import slots_for
from enishi.web.visits.pages import Place


class ProposeForm(EnishiForm):
    """Up to three of the times that were free when the page was opened."""

    times = forms.MultipleChoiceField(label="双方にご案内する日時（3つまで）", widget=ChoiceCardsMany(two_columns=True))

    def __init__(self, *args: Any, slots: list[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {s.begins.isoformat(): s for s in slots}
        field: Any = self.fields["times"]
        field.choices = [(code, _words(s, common_hints(slots))) for code, s in self.slots.items()]
        field.error_messages["invalid_choice"] = (
            "選ばれた日時は、いまは空いていません。空いている日時から、もう一度お選びください。"
        )

    def clean_times(self) -> list[str]:
        given: list[str] = self.cleaned_data["times"]
        if len(given) > MOST_TIMES:
            raise forms.ValidationError(f"{MOST_TIMES}つまでお選びください。")
        return given


ASKED = {Party.PHYSICIAN.value: "（先生のご都合）", Party.INSTITUTION.value: "（医療機関のご都合）"}


def _words(slot: Slot, common: list[str]) -> str:
    own = [h.words.partition("。")[0] for h in slot.hints if h.words not in common]
    return when(slot.begins) + ASKED.get(slot.asked_by, "") + "".join(f"　※{words}" for words in own)


def common_hints(slots: list[Slot]) -> list[str]:
    """What is to be thought of with the most of them, to be said once: such as a long way."""
    counts: dict[str, int] = {}
    for hint in (h for s in slots for h in s.hints):
        counts[hint.words] = counts.get(hint.words, 0) + 1
    return [words for words, n in counts.items() if n > 1 and n * 2 > len(slots)]


def _first_chosen(slots: list[Slot]) -> list[str]:
    """Three to begin with: what a side named, then the earliest."""
    order = sorted(slots, key=lambda s: (not s.asked_by, s.begins))
    return [s.begins.isoformat() for s in order[:MOST_TIMES]]


def find_of(place: Place) -> Callable[..., HttpResponse]:
    """The view at the desk."""

    @roles(*place.acts)
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    def find(request: HttpRequest, number: str) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        candidacy = candidacy_for(actor, number)
        visit = reading.current_visit(candidacy)
        if visit is None or not visit.is_open or visit.begins_at is not None:
            raise Http404
        visit.candidacy = candidacy
        back = f"{place.base_of(candidacy)}/visit"
        slots = slots_for(visit)
        form = ProposeForm(request.POST or None, slots=slots, initial={"times": _first_chosen(slots)})
        if request.method == "POST" and form.is_valid():
            chosen = [parse_datetime(code) for code in form.cleaned_data["times"]]
            try:
                actions.propose_times(visit=visit, by=actor, times=[at for at in chosen if at])
                messages.success(
                    request, "日時を双方にご案内しました。お手紙・お電話の方の分は「手紙と電話」に出ます。"
                )
                return redirect(back)
            except StepRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.sentence)
        context = {
            "candidacy": candidacy,
            "institution": candidacy.opening.institution,
            "owner": candidacy.owner,
            "kind": VisitKind(visit.kind).label,
            "length": Length(visit.length).label,
            "slots": slots,
            "common": common_hints(slots),
            "form": form,
            "back": back,
            "today": timezone.localdate(),
            "crumbs": [*place.crumbs(candidacy), ("面談・見学の日程", back), ("三者の空いている日時", "")],
        }
        return render(request, "visits/find.html", context)

    return find
