"""/research/surveys: written by researchers, opened by supervisor or office, seen beforehand as who answers will see it."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.instrument import Question, changes, problems
from enishi.common.workflow import StepRefused
from enishi.surveys import actions as acts
from enishi.surveys import inviting
from enishi.surveys.access import OPENERS, READERS, WRITERS, draft_of, survey_for, version_in_use, version_of
from enishi.surveys.enums import Standing, Way
from enishi.surveys.models import Survey, SurveyVersion
from enishi.surveys.panel import chosen, consenting, counts, label_of, told
from enishi.surveys.papers import about
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import press
from enishi.web.surveys.forms import (
    MarginsForm,
    PanelForm,
    QuestionForm,
    SurveyForm,
    WordForm,
    kept_facts,
    kept_question,
)
from enishi.web.surveys.shown import facts_of, question_rows
from enishi.web.surveys.walk import Walk, answer_page, check_context, page_after

SEND = ["GET", "HEAD", "POST"]
HOME = ("調査", "/research/surveys")
PER_PAGE = 20
PREVIEW = "survey_preview"


def _crumbs(survey: Survey, *more: str) -> list[tuple[str, str]]:
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
    return render(request, "surveys/facts.html", {"form": form, "survey": survey, "crumbs": _crumbs(survey, "直す")})


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
        "may_begin": writes and standing is Standing.OPEN and draft is None, "invited": seats.count(), "sent": sent,
        "begun": seats.filter(begun_at__isnull=False, sent_at=None).count(), "declined": seats.filter(stopped_at__isnull=False).count(),
        "rate": f"{sent / seats.count() * 100:.0f}" if seats.count() else "", "word_form": WordForm(), "is_open_way": found.way == Way.OPEN,
        "panel": [f"{words}" for words in panel_words(found)], "may_invite": writes and standing is Standing.OPEN and found.way == Way.INVITED,
        "over": found.closes_on < today(), "crumbs": _crumbs(found),
    }  # fmt: skip
    return render(request, "surveys/survey.html", context)


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
            OPENERS, lambda: acts.open_version(survey=found, seen=_seen(request), by=actor),
            "始めました。この版の問いは、もう変わりません。",
        ),
        "return": (OPENERS, lambda: acts.return_draft(survey=found, word=request.POST.get("word", "")[:400], by=actor), "戻しました。"),
        "version": (WRITERS, lambda: acts.begin_version(survey=found, by=actor), "新しい版の下書きをつくりました。"),
        "invite": (WRITERS, lambda: inviting.invite(survey=found, by=actor), "ご案内をお送りします。週に2通までの約束の中で、順に届きます。"),
        "remind": (WRITERS, lambda: inviting.remind(survey=found, by=actor), "前のご案内から10日たった、お答えのない方にお送りします。"),
        "close": (READERS, lambda: acts.close_survey(survey=found, by=actor), "終えました。お答えとお名前の結びつきを断ちました。"),
    }  # fmt: skip
    if what not in known or actor.role not in known[what][0]:
        raise Http404
    return press(request, known[what][1], known[what][2], reverse("survey", args=[number]))


def _seen(request: HttpRequest) -> int:
    """Which state of the draft the page showed; -1, which none is, where nobody can tell."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else -1


# -- questions --------------------------------------------------------------------------------------
@roles(*WRITERS)
@never_cache
@require_http_methods(SEND)
def question(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """One question of the draft; code "new" adds one at the end."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    draft = _draft(found)
    instrument = list(draft.instrument)
    at = next((i for i, q in enumerate(instrument) if q.code == code), len(instrument))
    if at == len(instrument) and code != "new":
        raise Http404
    old = instrument[at] if at < len(instrument) else None
    initial = {"seen": draft.changes, "required": True} | (kept_question(old) if old else {})
    form = QuestionForm(
        request.POST if request.method == "POST" else None, initial=initial, before=instrument[:at], fixed=old.code if old else "",
        taken=[q.code for q in instrument if q is not old],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        changed: Sequence[Question] = [*instrument[:at], form.question, *instrument[at + 1 :]]
        if _saved(request, found, changed, form):
            return redirect(f"{reverse('survey', args=[number])}#questions")
    context = {"survey": found, "form": form, "old": old, "crumbs": _crumbs(found, old.code if old else "新しい問い")}
    return render(request, "surveys/question.html", context)


def _draft(survey: Survey) -> SurveyVersion:
    draft = draft_of(survey)
    if draft is None:
        raise Http404
    return draft


def _saved(request: HttpRequest, survey: Survey, questions: Sequence[Question], form: QuestionForm) -> bool:
    seen = form.cleaned_data["seen"]
    try:
        acts.save_questions(survey=survey, questions=questions, seen=-1 if seen is None else seen, by=actor_in(request))
    except StepRefused as refused:
        form.refuse(refused.refusals)
        return False
    return True


@roles(*WRITERS)
@require_POST
def question_act(request: HttpRequest, number: str, code: str, what: str) -> HttpResponse:
    """up, down or drop."""
    actor = actor_in(request)
    found = survey_for(actor, number)
    questions = list(_draft(found).instrument)
    at = next((i for i, q in enumerate(questions) if q.code == code), None)
    if at is None or what not in ("up", "down", "drop"):
        raise Http404
    moved = questions.pop(at)
    if what != "drop":
        questions.insert(max(at - 1, 0) if what == "up" else at + 1, moved)
    return press(
        request,
        lambda: acts.save_questions(survey=found, questions=questions, seen=_seen(request), by=actor),
        "問いを消しました。" if what == "drop" else "順番を変えました。",
        f"{reverse('survey', args=[number])}#questions",
    )


@roles(*READERS)
@require_safe
def version(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """What changed since the version before."""
    found = survey_for(actor_in(request), number)
    new_one = version_of(found, no)
    before = found.versions.filter(no__lt=no).order_by("-no").first()
    told_changes = []
    for change in changes(before.instrument if before else (), new_one.instrument):
        old = dict(facts_of(change.before)) if change.before else {}
        now = dict(facts_of(change.after)) if change.after else {}
        facts = [(name, old.get(name, ""), now.get(name, "")) for name in (now or old)]
        moved = [row for row in facts if row[1] != row[2]]
        told_changes.append({"code": change.code, "kind": change.kind.label, "facts": moved})
    context = {
        "survey": found, "version": new_one, "before": before, "changes": told_changes,
        "crumbs": _crumbs(found, f"第{no}版で変わったこと"),
    }  # fmt: skip
    return render(request, "surveys/version.html", context)


# -- whom ------------------------------------------------------------------------------------------
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
        "tables": [(label, rows) for label, rows in counts_by(people)], "crumbs": _crumbs(found, "ご案内する方"),
    }  # fmt: skip
    return render(request, "surveys/panel.html", context)


def counts_by(people: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    from enishi.surveys.enums import Trait

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
    context = {"survey": found, "form": form, "crumbs": _crumbs(found, "母集団の割合")}
    return render(request, "surveys/margins.html", context)


# -- as who answers sees it --------------------------------------------------------------------------
def _walk(request: HttpRequest, survey: Survey) -> Walk:
    """The draft, or what is in use; answers stand in the session alone."""
    shown = draft_of(survey) or version_in_use(survey)
    instrument = shown.instrument if shown else ()
    if problems(instrument):
        raise Http404
    kept = request.session.get(PREVIEW, {})
    mine = kept.get("answers", {}) if kept.get("number") == survey.number else {}
    language = kept.get("language", "ja") if kept.get("number") == survey.number else "ja"

    def save(given: Any, codes: set[str]) -> None:
        answers = {code: value for code, value in mine.items() if code not in codes} | dict(given)
        request.session[PREVIEW] = {"number": survey.number, "answers": answers, "language": language}

    return Walk(survey, instrument, mine, language, reverse("survey_preview", args=[survey.number]), save, preview=True)


@roles(*READERS)
@never_cache
@require_http_methods(SEND)
def preview(request: HttpRequest, number: str) -> HttpResponse:
    found = survey_for(actor_in(request), number)
    walk = _walk(request, found)
    if request.method == "POST":
        language = "en" if request.POST.get("lang") == "en" else "ja"
        request.session[PREVIEW] = {"number": number, "answers": {}, "language": language}
        return redirect(page_after(_walk(request, found), 0))
    language = "en" if request.GET.get("lang") == "en" else "ja"
    context = {
        "survey": found, "seat": None, "language": language, "title": found.said("title", language), "about": about(found, language),
        "takes": True, "bilingual": bool(found.title_english), "pages": len(walk.path), "has_answers": False,
        "is_open": found.way == Way.OPEN, "preview": True, "saved": False, "home": walk.home, "crumbs": _crumbs(found, "ためしに見る"),
    }  # fmt: skip
    return render(request, "surveys/start.html", context)


@roles(*READERS)
@never_cache
@require_http_methods(SEND)
def preview_page(request: HttpRequest, number: str, no: int) -> HttpResponse:
    return answer_page(request, _walk(request, survey_for(actor_in(request), number)), no)


@roles(*READERS)
@never_cache
@require_safe
def preview_check(request: HttpRequest, number: str) -> HttpResponse:
    return render(request, "surveys/check.html", check_context(_walk(request, survey_for(actor_in(request), number))))
