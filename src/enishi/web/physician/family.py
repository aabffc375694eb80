"""/my/family: pages for the family, made, shown, changed and ended by the physician; the family's questions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.encrypted import decrypt, encrypt
from enishi.common.workflow import StepRefused
from enishi.openings.models import Opening
from enishi.physicians import family
from enishi.physicians.access import own_record
from enishi.physicians.family import LIVES
from enishi.physicians.models import FamilyLink, FamilyQuestion, Physician, Relation
from enishi.web.components.fields import YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.openings.facts import place_words
from enishi.web.physician.views import HOME, actor_on

FAMILY = ("ご家族のページ", "/my/family")
SESSION_KEY = "family_links"


class WhatForm(EnishiForm):
    """What the page shows: places, where the institution is named, the visit."""

    places = forms.MultipleChoiceField(
        label="見せる場所",
        required=False,
        help_text="町のようす、住まい、交通をお見せします。お給料などの条件は、お見せしません。",
        widget=ChoiceCardsMany(),
    )
    named = forms.MultipleChoiceField(
        label="医療機関の名前も見せる場所",
        required=False,
        help_text="印のない場所は、「市立病院」のような名前も出しません。",
        widget=ChoiceCardsMany(),
    )
    shows_visit = YesField(label="見学の予定があることも見せる", required=False)

    def __init__(self, *args: Any, openings: Sequence[Opening] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.openings = {o.pk: o for o in openings}
        choices = [(str(o.pk), f"{place_words(o.institution)}（{o.institution.name}）") for o in openings]
        for name in ("places", "named"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    @property
    def chosen(self) -> dict[int, Opening]:
        """Of a valid form only."""
        return {int(pk): self.openings[int(pk)] for pk in self.cleaned_data.get("places", [])}

    @property
    def named_keys(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data.get("named", [])]


class NewForm(WhatForm):
    relation = forms.ChoiceField(
        label="どなたに見せますか", choices=Relation.choices(), widget=ChoiceCards(two_columns=True)
    )
    days = forms.TypedChoiceField(
        label="いつまで開きますか",
        coerce=int,
        choices=[(days, f"{days}日間") for days in LIVES],
        initial=LIVES[1],
        help_text="いつでも、すぐに閉じられます。",
        widget=ChoiceCards(two_columns=True),
    )
    field_order = ("relation", "places", "named", "shows_visit", "days")


class AnswerForm(EnishiForm):
    text = forms.CharField(label="お答え", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@roles(Role.PHYSICIAN)
@never_cache
def pages(request: HttpRequest) -> HttpResponse:
    """The pages that are open, and a form for another one."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = NewForm(request.POST or None, openings=places_of(actor))
    if request.method == "POST" and form.is_valid():
        try:
            link, token = family.open_family_link(
                physician=physician,
                by=actor,
                relation=Relation(form.cleaned_data["relation"]),
                days=form.cleaned_data["days"],
                openings=form.chosen.values(),
                named=form.named_keys,
                shows_visit=form.cleaned_data["shows_visit"],
            )
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
        else:
            # Only this browser's session knows the token, encrypted, so that the link can be copied once more.
            request.session[SESSION_KEY] = request.session.get(SESSION_KEY, {}) | {str(link.pk): encrypt(token)}
            messages.success(request, "ページができました。下の宛先を、ご家族にお渡しください。")
            return redirect("my_family_page", link.pk)
    links = family.open_links(physician)
    context = {
        "form": form,
        "links": [(link, Relation(link.relation).label) for link in links],
        "crumbs": [HOME, ("ご家族のページ", "")],
    }
    return render(request, "physician/family.html", context)


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One page: its address while this browser still knows it, what it shows, the questions."""
    actor = actor_on(request)
    return _page(request, actor, _link(own_record(actor), pk))


def _page(
    request: HttpRequest,
    actor: Actor,
    link: FamilyLink,
    *,
    form: WhatForm | None = None,
    answered: tuple[FamilyQuestion, AnswerForm] | None = None,
) -> HttpResponse:
    sealed = request.session.get(SESSION_KEY, {}).get(str(link.pk))
    places = list(link.places.select_related("opening"))
    initial = {
        "places": [str(p.opening_id) for p in places],
        "named": [str(p.opening_id) for p in places if p.shows_name],
        "shows_visit": link.shows_visit,
    }
    questions = [
        (q, answered[1] if answered and answered[0].pk == q.pk else AnswerForm(auto_id=f"q{q.pk}_%s", initial={"text": q.answer}))
        for q in link.questions.all()
    ]  # fmt: skip
    context = {
        "link": link,
        "relation": Relation(link.relation).label,
        "url": f"{settings.BASE_URL}/f/{decrypt(sealed)}" if sealed and link.is_open else "",
        "form": form or WhatForm(initial=initial, openings=places_of(actor)),
        "questions": questions,
        "crumbs": [HOME, FAMILY, (Relation(link.relation).label, "")],
    }
    return render(request, "physician/family_page.html", context)


@roles(Role.PHYSICIAN)
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    link = _link(own_record(actor), pk)
    if request.method != "POST":
        return redirect("my_family_page", pk)
    form = WhatForm(request.POST, openings=places_of(actor))
    if not form.is_valid():
        return _page(request, actor, link, form=form)
    family.change_family_link(
        link=link,
        by=actor,
        places=form.chosen,
        named=form.named_keys,
        shows_visit=form.cleaned_data["shows_visit"],
    )
    messages.success(request, "ページに載せるものを、直しました。")
    return redirect("my_family_page", pk)


@roles(Role.PHYSICIAN)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_on(request)
    family.end_family_link(link=_link(own_record(actor), pk), by=actor)
    messages.success(request, "ページを閉じました。もう開けません。")
    return redirect("my_family")


@roles(Role.PHYSICIAN)
@never_cache
def answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """お答えを載せる, or 担当者にたずねる."""
    actor = actor_on(request)
    link = _link(own_record(actor), pk)
    asked = link.questions.filter(pk=question).first()
    if asked is None:
        raise Http404
    if request.method != "POST":
        return redirect("my_family_page", pk)
    if request.POST.get("pass"):
        family.pass_to_coordinator(question=asked, by=actor)
        messages.success(request, "担当者に渡しました。お答えは、ご家族のページに載ります。")
        return redirect("my_family_page", pk)
    form = AnswerForm(request.POST, auto_id=f"q{asked.pk}_%s")
    if not form.is_valid():
        return _page(request, actor, link, answered=(asked, form))
    family.answer_family(question=asked, by=actor, text=form.cleaned_data["text"])
    messages.success(request, "お答えを、ご家族のページに載せました。")
    return redirect("my_family_page", pk)


def places_of(actor: Actor) -> list[Opening]:
    """Openings of the physician's own proposals and talks that are not over, the latest first."""
    rows = (
        Candidacy.objects.visible_to(actor)
        .exclude(state__in=ENDS)
        .select_related("opening__institution__municipality__prefecture")
        .order_by("-made_at")
    )
    return list({c.opening_id: c.opening for c in rows}.values())


def _link(physician: Physician, pk: int) -> FamilyLink:
    found = physician.family_links.filter(pk=pk).prefetch_related("questions").first()
    if found is None:
        raise Http404
    return found
