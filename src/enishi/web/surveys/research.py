"""/research/surveys: written by researchers, opened by supervisor or office; whom they go to, what the whole looks like."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.instrument import changes, problems
from enishi.common.workflow import StepRefused
from enishi.surveys import actions as acts
from enishi.surveys import inviting
from enishi.surveys.access import OPENERS, READERS, WRITERS, draft_of, survey_for, version_in_use, version_of
from enishi.surveys.enums import Standing, Trait, Way
from enishi.surveys.models import Survey
from enishi.surveys.panel import chosen, consenting, counts, label_of, rate_told, told
from enishi.surveys.papers import about
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import press
from enishi.web.surveys.forms import MarginsForm, PanelForm, SurveyForm, WordForm, kept_facts
from enishi.web.surveys.shown import facts_of, question_rows

SEND = ["GET", "HEAD", "POST"]
HOME = ("調査", "/research/surveys")
PER_PAGE = 20


def crumbs_of(survey: Survey, *more: str) -> list[tuple[str, str]]:
    here = reverse("survey", args=[survey.number])
    return [HOME, (survey.number, here if more else ""), *((words, "") for words in more)]


@roles(*READERS)
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    page = Paginator(Survey.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "may_write": actor_in(request).role in WRITERS, "crumbs": [(HOME[0], "")],
        "rows": [{"survey": s, "standing": s.standing} for s in page],
    }  # fmt: skip
    return render(request, "surveys/surveys.html", context)


@roles(*WRITERS)
@require_http_methods(SEND)
def new(request: HttpRequest) -> HttpResponse:
    form = SurveyForm(
        request.POST if request.method == "POST" else None,
        initial={"key": uuid.uuid4(), "way": Way.INVITED, "kept_months": 60},
    )
    if request.method == "POST" and form.is_valid():
        made = acts.write_survey(facts=form.facts, key=form.cleaned_data["key"] or uuid.uuid4(), by=actor_in(request))
        return redirect("survey", made.number)
    return render(request, "surveys/facts.html", {"form": form, "survey": None, "crumbs": [HOME, ("新しい調査", "")]})


@roles(*WRITERS)
@require_http_methods(SEND)
def edit(request: HttpRequest, number: str) -> HttpResponse:
    survey = survey_for(actor_in(request), number)
    form = SurveyForm(request.POST if request.method == "POST" else None, initial=kept_facts(survey))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            acts.edit_survey(survey=survey, facts=form.facts, seen=-1 if seen is None else seen, by=actor_in(request))
            return redirect("survey", number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    return render(request, "surveys/facts.html", {"form": form, "survey": survey, "crumbs": crumbs_of(survey, "直す")})


@roles(*READERS)
@never_cache
@require_safe
def survey(request: HttpRequest, number: str) -> HttpResponse:
    """Where it stands, what it asks, how many have answered, what comes next."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    draft, used, standing = draft_of(found), version_in_use(found), found.standing
    writes, opens = actor.role in WRITERS, actor.role in OPENERS
    shown = draft if draft is not None else used
    instrument = shown.instrument if shown else ()
    seats = found.seats.all()
    sent = seats.filter(sent_at__isnull=False).count()
    context: dict[str, Any] = {
        "survey": found, "standing": standing, "about": about(found), "way": Way(found.way).label, "draft": draft, "used": used,
        "shown": shown, "rows": question_rows(instrument), "problems": problems(instrument) if draft else [],
        "versions": found.versions.filter(no__gt=1), "writes": writes, "opens": opens and actor.user_id not in (found.made_by_id, found.asked_by_id),
        "may_edit": writes and standing is Standing.DRAFT, "may_ask": writes and found.asked_at is None and draft is not None,
        "may_change": writes and found.asked_at is None and draft is not None, "waits": found.asked_at is not None,
        "may_begin": writes and standing is Standing.OPEN and draft is None, "invited": invited_told(found, seats.count()), "sent": sent,
        "begun": seats.filter(begun_at__isnull=False, sent_at=None).count(), "declined": seats.filter(stopped_at__isnull=False).count(),
        "rate": rate_told(sent, seats.count()) if found.way == Way.INVITED else "", "word_form": WordForm(), "is_open_way": found.way == Way.OPEN,
        "panel": [f"{words}" for words in panel_words(found)], "may_invite": writes and standing is Standing.OPEN and found.way == Way.INVITED,
        "over": found.closes_on < today(), "crumbs": crumbs_of(found),
    }  # fmt: skip
    return render(request, "surveys/survey.html", context)


def invited_told(survey: Survey, seats: int) -> str:
    """Requests go to five or more at a time, so that none at all is no secret."""
    if survey.way == Way.OPEN:
        return f"{seats}名"
    return told(seats) if seats else "まだお送りしていません"


def panel_words(survey: Survey) -> list[str]:
    return ["・".join(label_of(trait, code) for code in codes) for trait, codes in survey.panel.items()]


@roles(*READERS)
@require_POST
def act(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """ask, open, return, version, invite, remind or close."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    known: dict[str, tuple[frozenset[Any], Callable[[], object], str]] = {
        "ask": (WRITERS, lambda: acts.ask_opening(survey=found, by=actor), "確認をお願いしました。責任者か事務局の方が読んで、始めます。"),
        "open": (
            OPENERS, lambda: acts.open_version(survey=found, seen=seen_in(request), by=actor),
            "始めました。この版の問いは、もう変わりません。",
        ),
        "return": (OPENERS, lambda: acts.return_draft(survey=found, word=request.POST.get("word", "")[:400], by=actor), "戻しました。"),
        "version": (WRITERS, lambda: acts.begin_version(survey=found, by=actor), "新しい版の下書きをつくりました。"),
        "invite": (WRITERS, lambda: inviting.invite(survey=found, by=actor), "ご案内をお送りします。週に2通までの約束の中で、順に届きます。"),
        "remind": (WRITERS, lambda: inviting.remind(survey=found, by=actor), "お答えのない方のうち、前のご案内から10日たった方にだけ、お送りします。"),
        "close": (READERS, lambda: acts.close_survey(survey=found, by=actor), "終えました。お答えとお名前の結びつきを断ちました。"),
    }  # fmt: skip
    if what not in known or actor.role not in known[what][0]:
        raise Http404
    return press(request, known[what][1], known[what][2], reverse("survey", args=[number]))


def seen_in(request: HttpRequest) -> int:
    """Which state of the draft the page showed; -1, which none is, where nobody can tell."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else -1


@roles(*READERS)
@require_safe
def version(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """What changed since the version before."""
    found = survey_for(actor_in(request), number)
    new_one = version_of(found, no)
    before = found.versions.filter(no__lt=no).order_by("-no").first()
    told_changes = []
    for change in changes(before.instrument if before else (), new_one.instrument):
        old = dict(facts_of(change.before, before.instrument)) if before and change.before else {}
        now = dict(facts_of(change.after, new_one.instrument)) if change.after else {}
        facts = [(name, old.get(name, ""), now.get(name, "")) for name in (now or old)]
        moved = [row for row in facts if row[1] != row[2]]
        told_changes.append({"code": change.code, "kind": change.kind.label, "facts": moved})
    context = {
        "survey": found, "version": new_one, "before": before, "changes": told_changes,
        "crumbs": crumbs_of(found, f"第{no}版で変わったこと"),
    }  # fmt: skip
    return render(request, "surveys/version.html", context)


@roles(*WRITERS)
@require_http_methods(SEND)
def panel(request: HttpRequest, number: str) -> HttpResponse:
    """Classes and how many there are, in steps of five; never who."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    if found.way != Way.INVITED:
        raise Http404
    form = PanelForm(request.POST if request.method == "POST" else None, initial=found.panel)
    if request.method == "POST" and form.is_valid():
        try:
            acts.choose_panel(survey=found, panel=form.panel, by=actor)
            return redirect("survey_panel", number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    people = consenting()
    context = {
        "survey": found, "form": form, "all": told(len(people)), "chosen": told(len(chosen(people, found.panel))),
        "tables": [(label, rows) for label, rows in counts_by(people)], "crumbs": crumbs_of(found, "ご案内する方"),
    }  # fmt: skip
    return render(request, "surveys/panel.html", context)


def counts_by(people: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(Trait(trait).label, rows) for trait, rows in counts(people).items()]


@roles(*WRITERS)
@require_http_methods(SEND)
def margins(request: HttpRequest, number: str) -> HttpResponse:
    """The shares of the whole to which results are weighted."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    initial = {f"{trait}__{code}": share for trait, shares in found.margins.items() for code, share in shares.items()}
    form = MarginsForm(
        request.POST if request.method == "POST" else None, initial=initial | {"source": found.margins_source}
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.keep_margins(survey=found, margins=form.margins, source=form.cleaned_data["source"], by=actor)
            return redirect("survey", number)
        except StepRefused as refused:
            form.refuse(refused.refusals)
    context = {"survey": found, "form": form, "crumbs": crumbs_of(found, "母集団の割合")}
    return render(request, "surveys/margins.html", context)
