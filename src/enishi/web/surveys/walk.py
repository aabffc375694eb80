"""Page by page through the questions, the same for who answers and for who looks at it beforehand; branching is the server's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from enishi.common.instrument import Instrument, Question, asked, missing, pages
from enishi.common.workflow import StepRefused
from enishi.surveys.models import Survey
from enishi.web.components.instrument import InstrumentForm, words_of

Save = Callable[[Mapping[str, Any], set[str]], object]


@dataclass(frozen=True, slots=True)
class Walk:
    """home: address of the first page; page n is home/n, the last look home/check. preview: nothing is kept."""

    survey: Survey
    instrument: Instrument
    answers: Mapping[str, Any]
    language: str
    home: str
    save: Save
    preview: bool = False

    @property
    def path(self) -> list[tuple[int, list[Question]]]:
        """Number of each page on which this person is asked something, and what, by the answers so far."""
        there = {question.code for question in asked(self.instrument, self.answers)}
        found = [(no, [q for q in page if q.code in there]) for no, page in enumerate(pages(self.instrument), 1)]
        return [(no, questions) for no, questions in found if questions]


def page_after(walk: Walk, no: int) -> str:
    """The next page with something to ask, else the last look."""
    return next((f"{walk.home}/{n}" for n, _ in walk.path if n > no), f"{walk.home}/check")


def page_before(walk: Walk, no: int) -> str:
    return next((f"{walk.home}/{n}" for n, _ in reversed(walk.path) if n < no), walk.home)


def answer_page(request: HttpRequest, walk: Walk, no: int) -> HttpResponse:
    """One page. `later`: keep what stands there, whole or not, and go back to the beginning."""
    path = walk.path
    questions = dict(path).get(no)
    if questions is None:
        if 1 <= no <= len(pages(walk.instrument)):  # of a branch that is not this person's any more
            return redirect(page_after(walk, no))
        raise Http404
    later = "later" in request.POST
    form = InstrumentForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        answers=walk.answers,
        language=walk.language,
        demand=not later,
    )
    if request.method == "POST" and form.is_valid():
        try:
            walk.save(form.given, form.codes)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            ahead = Walk(
                walk.survey, walk.instrument, {**{c: v for c, v in walk.answers.items() if c not in form.codes}, **form.given},
                walk.language, walk.home, walk.save, walk.preview,
            )  # fmt: skip
            return redirect(f"{walk.home}?saved=1" if later else page_after(ahead, no))
    at = [n for n, _ in path].index(no) + 1
    context = {
        "survey": walk.survey, "form": form, "at": at, "of": len(path), "language": walk.language, "preview": walk.preview,
        "title": walk.survey.said("title", walk.language), "back": page_before(walk, no), "home": walk.home,
    }  # fmt: skip
    return render(request, "surveys/page.html", context)


def rows_to_check(walk: Walk) -> list[dict[str, str]]:
    """Each question asked with its answer and the page on which it is changed."""
    return [
        {"label": q.said(walk.language), "words": words_of(q, walk.answers.get(q.code), walk.language), "href": f"{walk.home}/{no}"}
        for no, questions in walk.path
        for q in questions
    ]  # fmt: skip


def check_context(walk: Walk) -> dict[str, Any]:
    lacking = {q.code for q in missing(walk.instrument, walk.answers)}
    first = next((no for no, questions in walk.path if any(q.code in lacking for q in questions)), None)
    return {
        "survey": walk.survey, "title": walk.survey.said("title", walk.language), "rows": rows_to_check(walk), "language": walk.language,
        "preview": walk.preview, "home": walk.home, "lacking": len(lacking), "first": f"{walk.home}/{first}" if first else "",
    }  # fmt: skip
