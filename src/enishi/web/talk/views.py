"""What the three rooms do with a talk. Each function takes the candidacy the room let through its own door.

A refusal comes back as the room's own page, drawn by `show`, with everything that was typed.
"""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from enishi.candidacies import dialogue, letters
from enishi.candidacies.models import Candidacy, Clause, Question
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.web.components.forms import EnishiForm
from enishi.web.talk.board import Faulty
from enishi.web.talk.forms import AcceptForm, AnswerForm, ClauseForm, LetterForm, QuestionForm, TalkForm

Show = Callable[[HttpRequest, Candidacy, Faulty], HttpResponse]
"""A room's page of this candidacy with a form that was refused: `board_of(…, faulty=faulty)` puts it in its place."""


def post_question(request: HttpRequest, candidacy: Candidacy, back: str, show: Show) -> HttpResponse:
    """Ask the other side, then return to `back`."""
    form = QuestionForm(request.POST, candidacy=candidacy, actor=writer_in(request), auto_id="question0_%s")

    def act() -> str:
        asked = dialogue.ask(
            candidacy=candidacy,
            by=form.by,
            text=_text(form),
            key=key_of(form),
            speaks_for=form.speaker,
            bank=form.cleaned_data["bank"],
            let_pass=form.let_pass,
        )
        return f"質問を送りました。回答のお約束は{asked.due_on.month}月{asked.due_on.day}日までです。"

    return perform(request, candidacy, form, Faulty("question", 0, form), act, back, show)


def post_answer(request: HttpRequest, candidacy: Candidacy, question_id: int, back: str, show: Show) -> HttpResponse:
    """Answer a question of the other side."""
    question = _question(candidacy, question_id)
    answering = Party.INSTITUTION if question.side == Party.PHYSICIAN else Party.PHYSICIAN
    form = AnswerForm(
        request.POST, candidacy=candidacy, actor=writer_in(request), side=answering, auto_id=f"answer{question_id}_%s"
    )

    def act() -> str:
        dialogue.answer(
            question=question,
            by=form.by,
            text=_text(form),
            key=key_of(form),
            speaks_for=form.speaker,
            confirmer=form.cleaned_data.get("confirmer", ""),
            let_pass=form.let_pass,
        )
        return "回答を送りました。"

    faulty = Faulty("answer", question_id, form)
    return perform(request, candidacy, form, faulty, act, back, show, question)


def post_letter(request: HttpRequest, candidacy: Candidacy, back: str, show: Show) -> HttpResponse:
    """Free words, no question."""
    form = LetterForm(request.POST, candidacy=candidacy, actor=writer_in(request), auto_id="letter0_%s")

    def act() -> str:
        letters.write_letter(
            candidacy=candidacy,
            by=form.by,
            text=_text(form),
            key=key_of(form),
            speaks_for=form.speaker,
            let_pass=form.let_pass,
        )
        return "おたよりを送りました。"

    return perform(request, candidacy, form, Faulty("letter", 0, form), act, back, show)


def post_clause(
    request: HttpRequest, candidacy: Candidacy, back: str, show: Show, question_id: int | None = None
) -> HttpResponse:
    """Put a sentence forward as a clause, out of a question or by itself."""
    question = _question(candidacy, question_id) if question_id else None
    form = ClauseForm(
        request.POST, candidacy=candidacy, actor=writer_in(request), auto_id=f"clause{question_id or 0}_%s"
    )

    def act() -> str:
        clause = dialogue.propose_clause(candidacy=candidacy, by=form.actor, text=_text(form), question=question)
        return f"第{clause.no}条の案を出しました。お相手が承諾すると、合意事項になります。"

    return perform(request, candidacy, form, Faulty("clause", question_id or 0, form), act, back, show)


def accept_clause(request: HttpRequest, candidacy: Candidacy, no: int, back: str, show: Show) -> HttpResponse:
    """Accept a clause: a side with one button, the desk with the side and the way it was heard."""
    clause, actor = _clause(candidacy, no), writer_in(request)
    side: Party | None = None
    if actor.party is Party.COORDINATOR:
        form = AcceptForm(
            request.POST, sides=[Party.PHYSICIAN.value, Party.INSTITUTION.value], auto_id=f"accept{no}_%s"
        )
        if not form.is_valid():
            return show(request, candidacy, Faulty("accept", no, form))
        side = Party(form.cleaned_data["side"])
        actor = actor.by(Channel(form.cleaned_data["channel"]))

    def act() -> str:
        accepted = dialogue.accept_clause(clause=clause, by=actor, speaks_for=side)
        return f"第{no}条は、双方の合意事項になりました。" if accepted.is_agreed else f"第{no}条の承諾を記録しました。"

    return press(request, act, back)


def withdraw_clause(request: HttpRequest, candidacy: Candidacy, no: int, back: str, show: Show) -> HttpResponse:
    """Drop a clause; with a new sentence in `text` (「直してほしい」) that one is put forward in its place."""
    clause, actor = _clause(candidacy, no), writer_in(request)
    if "text" not in request.POST:

        def drop() -> str:
            dialogue.withdraw_clause(clause=clause, by=actor)
            return f"第{no}条の案を取り下げました。"

        return press(request, drop, back)
    form = ClauseForm(request.POST, candidacy=candidacy, actor=actor, auto_id=f"revise{no}_%s")

    def act() -> str:
        new = dialogue.replace_clause(clause=clause, by=actor, text=_text(form))
        return f"書きかえた文を、第{new.no}条の案として出しました。"

    return perform(request, candidacy, form, Faulty("revise", no, form), act, back, show)


def perform(
    request: HttpRequest,
    candidacy: Candidacy,
    form: EnishiForm,
    faulty: Faulty,
    act: Callable[[], str],
    back: str,
    show: Show,
    question: Question | None = None,
) -> HttpResponse:
    """Check, act, say what happened and go back; else the page again with what was typed and every reason."""
    if not form.is_valid() and isinstance(form, TalkForm) and form.wants_hold:
        act = _hold(form, question)
    if form.is_valid() or (isinstance(form, TalkForm) and form.wants_hold):
        try:
            messages.success(request, act())
            return redirect(back)
        except StepRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    return show(request, candidacy, faulty)


def _hold(form: TalkForm, question: Question | None) -> Callable[[], str]:
    """Words with something like a name in them, left with the coordinator as they are."""

    def act() -> str:
        letters.hold_for_coordinator(
            candidacy=form.candidacy,
            by=form.actor,
            kind=form.held_as,
            text=str(form.data.get("text", "")),
            key=key_of(form),
            question=question,
            confirmer=form.cleaned_data.get("confirmer", ""),
        )
        return "担当者がお預かりしました。ことばを確かめてから、お相手に届けるか、お返しします。"

    return act


def press(request: HttpRequest, act: Callable[[], str], back: str) -> HttpResponse:
    """A button without words of its own: refusals are told on the page one returns to."""
    try:
        messages.success(request, act())
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect(back)


def writer_in(request: HttpRequest) -> Actor:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise Http404
    return actor


def _text(form: TalkForm) -> str:
    return str(form.cleaned_data["text"])


def key_of(form: EnishiForm) -> uuid.UUID:
    key: uuid.UUID = form.cleaned_data["key"]
    return key


def _question(candidacy: Candidacy, question_id: int) -> Question:
    """A question of this candidacy; one of another is as unknown as none."""
    found = candidacy.questions.filter(pk=question_id).first()
    if found is None:
        raise Http404
    return found


def _clause(candidacy: Candidacy, no: int) -> Clause:
    found = candidacy.clauses.filter(no=no).first()
    if found is None:
        raise Http404
    return found
