"""/desk/search: words in what the desk wrote and heard. The words asked for are sent in the body, never in an address."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.audit.actions import record_readings
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.desk.finding import Found, Hit, Place, TooShort, search, words_of
from enishi.desk.records import subject_of
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.common import READERS, family_names
from enishi.web.desk.marking import marked

READ_LEVEL = 3


class SearchForm(EnishiForm):
    q = forms.CharField(
        label="さがす言葉",
        max_length=60,
        help_text="2文字から。例：駐車場、雪 送迎（両方を含むもの）。漢字の新旧、かな・カナ、全角・半角の違いは気にしません。",
        widget=forms.TextInput(attrs={"class": "w-l", "autocomplete": "off"}),
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_q(self) -> str:
        words = str(self.cleaned_data["q"])
        try:
            words_of(words)
        except TooShort:
            raise forms.ValidationError("さがす言葉は、1語ごとに2文字以上でご入力ください。例：雪道") from None
        return words

    def clean_before(self) -> Place | None:
        """「時刻 番号」 of an entry, as the page wrote it; anything else begins with the newest."""
        at, _, pk = self.cleaned_data["before"].partition(" ")
        try:
            return Place(datetime.fromisoformat(at), int(pk)) if timezone.is_aware(datetime.fromisoformat(at)) else None
        except ValueError:
            return None


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notes(request: HttpRequest) -> HttpResponse:
    """The form, and what was found; each record of which something is shown is logged as read."""
    actor = actor_in(request)
    form = SearchForm(request.POST or None)
    found, rows = None, []
    if form.is_valid():
        found = search(actor, form.cleaned_data["q"], before=form.cleaned_data["before"])
        rows = _rows(found, actor, form.cleaned_data["q"])
    context = {
        "form": form,
        "found": found,
        "rows": rows,
        "older": f"{found.older.at.isoformat()} {found.older.pk}" if found and found.older else "",
        "q": form.cleaned_data.get("q", "") if form.is_bound and hasattr(form, "cleaned_data") else "",
    }
    return render(request, "desk/note_search.html", context)


def _rows(found: Found, actor: Actor, asked: str) -> list[dict[str, object]]:
    subjects = [(hit, subject_of(hit.trace.record)) for hit in found.hits]
    by_kind: dict[str, set[str]] = {}
    for _, subject in subjects:
        by_kind.setdefault(subject.kind, set()).add(subject.number)
    for kind, numbers in by_kind.items():
        record_readings(
            by=actor, what="note_search", object_type=kind, object_numbers=sorted(numbers), level=READ_LEVEL
        )
    names = family_names((s.physician for _, s in subjects), actor)
    return [
        {"hit": h, "number": s.number, "place": _place(h, names), "words": marked(h.words, asked)} for h, s in subjects
    ]


def _place(hit: Hit, names: dict[int, str]) -> str:
    trace = hit.trace
    if trace.physician:
        return f"{names[trace.physician.pk]}先生"
    if trace.candidacy:
        return f"{names[trace.candidacy.physician_id]}先生 × {trace.candidacy.opening.institution.name}"
    if trace.institution:
        return trace.institution.name
    assert trace.opening
    return f"{trace.opening.institution.name}の募集"
