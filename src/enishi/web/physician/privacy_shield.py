"""/my/privacy/shield: whom the physician hides from, found by name, by area or in words, each entry with what it covers.

Searching is a GET that writes nothing; what is typed stands in no log and in no table.
"""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.areas.lookups import edition_on
from enishi.areas.models import Prefecture
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.institutions.models import Institution, ListedFacility
from enishi.physicians import actions
from enishi.physicians.access import own_record
from enishi.physicians.coverage import Coverage, coverage_of, shield_of, target_of
from enishi.physicians.enums import ShieldKind
from enishi.physicians.families import hidden
from enishi.physicians.models import Physician, ShieldEntry
from enishi.physicians.shield import family_of
from enishi.web.physician.privacy_forms import AreaForm, PrefectureForm, SearchForm, WordsForm
from enishi.web.physician.views import HOME, actor_on

PRIVACY = ("公開範囲と連絡の約束", "/my/privacy")
SHIELD = ("伏せる相手", "/my/privacy/shield")
MOST_FOUND = 20
EDIT = ["GET", "HEAD", "POST"]


@roles(Role.PHYSICIAN)
@require_http_methods(EDIT)
@never_cache
def shield(request: HttpRequest) -> HttpResponse:
    """The list, a search by name, and a form for what only words can say."""
    actor = actor_on(request)
    physician = own_record(actor)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.add_shield(physician=physician, by=actor, kind=ShieldKind(given["kind"]), name=given["name"])
        messages.success(request, f"「{given['name']}」に、先生のことは伝わりません。")
        return redirect("my_shield")
    words = request.GET.get("q", "").strip()
    context = {
        "coverages": coverage_of(shield_of(physician)),
        "search": SearchForm(initial={"q": words}),
        "words": words,
        "found": _found(words) if words else [],
        "prefectures": PrefectureForm(auto_id="area_%s"),
        "form": form,
        "crumbs": [HOME, PRIVACY, (SHIELD[0], "")],
    }
    return render(request, "physician/shield.html", context)


def _found(words: str) -> list[dict[str, str]]:
    """Institutions with openings in public, then hospitals of the national list; never who merely is our customer."""
    public = Institution.objects.active().filter(openings__state="published").distinct()
    own = Q()
    for word in words.split():
        own &= Q(name__icontains=word) | Q(kana__icontains=word) | Q(corporation__name__icontains=word)
    rows = public.filter(own).select_related("municipality__prefecture", "corporation").order_by("kana", "name")
    known = list(rows[:MOST_FOUND])
    listed = (
        ListedFacility.objects.open_today().named(words).exclude(pk__in=[i.listed_id for i in known if i.listed_id])
    )
    found = [
        {
            "name": i.name,
            "place": f"{i.municipality.prefecture.name}{i.municipality.name}",
            "corporation": i.corporation.name if i.corporation else "",
            "query": f"institution={i.number}",
        }
        for i in known
    ]
    return found + [
        {
            "name": f.name,
            "place": f"{f.prefecture.name}{f.municipality.name}",
            "corporation": f.corporation,
            "query": f"listed={f.number}",
        }
        for f in listed.select_related("prefecture", "municipality")[: MOST_FOUND - len(known)]
    ]


@roles(Role.PHYSICIAN)
@require_http_methods(EDIT)
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """One institution that was found: hide from it, after reading what that covers and which talks it ends."""
    actor = actor_on(request)
    physician = own_record(actor)
    whom = _chosen(request)
    if whom is None:
        messages.info(request, "お名前をさがして、お選びください。")
        return redirect("my_shield")
    if request.method == "POST":
        entry = actions.add_shield(physician=physician, by=actor, **whom)
        messages.success(request, f"「{coverage_of([entry])[0].title}」に、先生のことは伝わりません。")
        return redirect("my_shield")
    return _preview(request, physician, ShieldEntry(physician=physician, **whom))


def _chosen(request: HttpRequest) -> dict[str, Any] | None:
    given = request.POST if request.method == "POST" else request.GET
    if number := given.get("institution"):
        public = Institution.objects.active().filter(openings__state="published").distinct()
        institution = public.select_related("corporation").filter(number=number).first()
        if institution is not None:
            return {"kind": ShieldKind.INSTITUTION, "institution": institution}
    if number := given.get("listed"):
        facility = ListedFacility.objects.open_today().filter(number=number).first()
        if facility is not None:
            return {"kind": ShieldKind.INSTITUTION, "listed": facility, "name": facility.name}
    return None


def _preview(request: HttpRequest, physician: Physician, entry: ShieldEntry) -> HttpResponse:
    context = {
        "coverage": coverage_of([entry])[0],
        "talks": _talks_ended_by(physician, entry),
        "fields": [(name, request.GET[name]) for name in ("institution", "listed") if name in request.GET],
        "crumbs": [HOME, PRIVACY, SHIELD, ("加える前の確認", "")],
    }
    return render(request, "physician/shield_choose.html", context)


def _talks_ended_by(physician: Physician, entry: ShieldEntry) -> list[str]:
    """Institutions with a running talk that this entry would hide the physician from."""
    open_talks = Candidacy.objects.still_open().shown_to_physician().filter(physician=physician)
    rows = open_talks.select_related("opening__institution__corporation")
    institutions = [c.opening.institution for c in rows]
    met = hidden([target_of(entry)], family_of(i.pk for i in institutions))
    return sorted({i.name for i in institutions if i.pk in met})


@roles(Role.PHYSICIAN)
@require_http_methods(EDIT)
@never_cache
def area(request: HttpRequest) -> HttpResponse:
    """A prefecture first, then all of it or a part."""
    actor = actor_on(request)
    physician = own_record(actor)
    code = (request.POST if request.method == "POST" else request.GET).get("prefecture", "")
    prefecture = Prefecture.objects.filter(pk=code).first()
    if prefecture is None:
        messages.info(request, "都道府県をお選びください。")
        return redirect("my_shield")
    form = AreaForm(request.POST if request.method == "POST" else None, prefecture=prefecture, edition=edition_on())
    if request.method == "POST" and form.is_valid():
        entry = actions.add_shield(physician=physician, by=actor, kind=ShieldKind.AREA, **form.whom)
        covered: Coverage = coverage_of([entry])[0]
        messages.success(request, f"「{covered.title}」の医療機関に、先生のことは伝わりません。")
        return redirect("my_shield")
    context = {"form": form, "prefecture": prefecture, "crumbs": [HOME, PRIVACY, SHIELD, ("地域で伏せる", "")]}
    return render(request, "physician/shield_area.html", context)


@roles(Role.PHYSICIAN)
@require_http_methods(EDIT)
@never_cache
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """外す, after a look at who may then learn of the physician."""
    actor = actor_on(request)
    physician = own_record(actor)
    entry = next((entry for entry in shield_of(physician) if entry.pk == pk), None)
    if entry is None:
        raise Http404
    coverage = coverage_of([entry])[0]
    if request.method == "POST":
        actions.end_shield(entry=entry, by=actor)
        messages.success(request, f"「{coverage.title}」を、伏せる相手から外しました。")
        return redirect("my_shield")
    context = {"coverage": coverage, "crumbs": [HOME, PRIVACY, SHIELD, ("外す前の確認", "")]}
    return render(request, "physician/shield_end.html", context)
