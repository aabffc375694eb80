"""/f/{token}: a place as the family sees it. Nothing of the employer, no full name, no amounts; no page links lead out.

Whoever holds the link may read and ask. A link that ended and one that never was look the same.
"""

import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.areas.enums import DesignationKind
from enishi.areas.models import AreaEdition, Designation, MedicalArea
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.common.access import public
from enishi.common.clock import today
from enishi.common.japanese.date_display import western_with_era
from enishi.common.workflow import StepRefused
from enishi.engine.schema import WISHES
from enishi.institutions.region import family_rows
from enishi.openings.models import Opening
from enishi.physicians import family
from enishi.physicians.models import FamilyLink, FamilyPlace, Relation
from enishi.web.components.forms import EnishiForm
from enishi.web.openings.facts import place_words

BARE = {"nav": (), "here": "/", "section": ""}
"""No part of the public site: the page's own address, which opens it, stands nowhere on it for others to find or to show."""
FOR_FAMILIES = ("housing", "travel_paid", "family_support", "no_weekend", "remote_island")
"""What an opening offers that concerns a family: no pay, no duties."""
FACTS = (("place", "仕事の場所"), ("holidays", "休日・休暇"))


@dataclass(frozen=True, slots=True)
class Place:
    """One place as the family sees it. name: "" while the physician has not allowed it; source: who told of the town, where
    one told everything (else each fact says it)."""

    title: str
    name: str
    facts: list[tuple[str, str]]
    source: str
    note: str


class QuestionForm(EnishiForm):
    text = forms.CharField(
        label="ご質問",
        max_length=500,
        help_text="例：近くに保育園はありますか。冬の道はどうなりますか。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


@public
@require_safe
@never_cache
def page(request: HttpRequest, token: str) -> HttpResponse:
    link = family.link_of_token(token)
    return _page(request, link, token) if link else _closed(request)


@public
@never_cache
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """A question: it goes to the physician, and its answer will stand on the page."""
    link = family.link_of_token(token)
    if link is None:
        return _closed(request)
    if request.method != "POST":
        return _quiet(redirect("family", token))
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            family.ask_as_family(link=link, text=form.cleaned_data["text"], key=form.cleaned_data["key"])
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "ご質問をお預かりしました。お答えは、このページに載ります。")
            return _quiet(redirect("family", token))
    return _page(request, link, token, form)


def _page(request: HttpRequest, link: FamilyLink, token: str, form: QuestionForm | None = None) -> HttpResponse:
    rows = link.places.select_related(
        "opening__institution__municipality__prefecture", "opening__institution__corporation", "opening__current"
    ).order_by("pk")
    context = {
        "link": link,
        "token": token,
        "relation": Relation(link.relation).label,
        "places": [_place(row) for row in rows],
        "visit": link.shows_visit and _visit_is_fixed(link),
        "questions": link.questions.all(),
        "form": form or QuestionForm(initial={"key": uuid.uuid4()}),
        **BARE,
    }
    return _quiet(render(request, "family/page.html", context))


def _closed(request: HttpRequest) -> HttpResponse:
    return _quiet(render(request, "family/closed.html", BARE, status=404))


def _quiet(response: HttpResponse) -> HttpResponse:
    """No search engine keeps the page. No other site learns its address either: SECURE_REFERRER_POLICY is "same-origin".

    Never "no-referrer": with it browsers send `Origin: null` with a form, which the check against forgery refuses.
    """
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _place(row: FamilyPlace) -> Place:
    opening = row.opening
    institution, version = opening.institution, opening.current
    hidden = (
        [] if row.shows_name else [institution.name, institution.corporation.name if institution.corporation else ""]
    )
    town = family_rows(institution.municipality)
    sources = {told.source for told in town}
    source = sources.pop() if len(sources) == 1 else ""
    facts = [("医療機関", institution.name)] if row.shows_name else []
    facts += [(told.label, told.text if source else f"{told.text}（{told.source}）") for told in town]
    if version is not None:
        offers = [WISHES[key] for key in FOR_FAMILIES if key in version.offers]
        facts.append(("ご用意できること", "、".join(offers)))
        facts += [(label, str(version.conditions.get(key) or "")) for key, label in FACTS]
    facts += _region(opening)
    notes = [
        version.honest_note if version else "",
        institution.about if row.shows_name else "",
        institution.honest_note,
    ]
    return Place(
        title=place_words(institution),
        name=institution.name if row.shows_name else "",
        facts=[(label, _without(words, hidden)) for label, words in facts if words],
        source=_without(source, hidden),
        note=_without("\n".join(dict.fromkeys(n.strip() for n in notes if n.strip())), hidden),
    )


def _without(words: str, hidden: list[str]) -> str:
    """The words with every name that must not be seen taken out."""
    for name in sorted(filter(None, hidden), key=len, reverse=True):
        words = words.replace(name, "（医療機関）")
    return words


def _region(opening: Opening) -> list[tuple[str, str]]:
    """The medical area of the edition in force, and whether the place is one with few doctors."""
    municipality, day = opening.institution.municipality, today()
    edition = AreaEdition.objects.in_force_on(day)
    area = MedicalArea.objects.filter(edition=edition, municipalities=municipality).first() if edition else None
    named = Designation.objects.in_force_on(day).covering(municipality.pk).order_by("kind", "-since", "pk")
    return [("医療圏", area.name if area else ""), *(("地域の指定", _designation_words(one)) for one in named)]


def _designation_words(one: Designation) -> str:
    """Kind, district, since when, and who says so: 「へき地（北部地区）\n2026年（令和8年）4月1日から。出典：県の告示」."""
    where = f"（{one.district}）" if one.district else ""
    until = f"、{western_with_era(one.until)}まで" if one.until else ""
    return f"{DesignationKind(one.kind).label}{where}\n{western_with_era(one.since)}から{until}。出典：{one.source}"


def _visit_is_fixed(link: FamilyLink) -> bool:
    return Candidacy.objects.filter(
        physician=link.physician_id, opening__in=link.places.values("opening"), state=State.VISIT_FIXED
    ).exists()
