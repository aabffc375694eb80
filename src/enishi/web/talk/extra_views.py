"""Notes, papers, held words and common answers of a talk, in whichever room; see views.py for how refusals come back."""

from django.http import Http404, HttpRequest, HttpResponse

from enishi.candidacies import attachments, common_answers, letters, private_notes
from enishi.candidacies.models import Answer, Candidacy
from enishi.common.workflow import Party
from enishi.web.talk.extra_forms import CommonAnswerForm, NoteForm, PaperForm
from enishi.web.talk.topics import Faulty
from enishi.web.talk.views import Show, key_of, perform, press, writer_in


def post_note(request: HttpRequest, candidacy: Candidacy, back: str, show: Show) -> HttpResponse:
    form = NoteForm(request.POST, auto_id="note0_%s")

    def act() -> str:
        private_notes.write_note(
            candidacy=candidacy, by=writer_in(request), text=form.cleaned_data["text"], key=key_of(form)
        )
        return "控えを書きました。"

    return perform(request, candidacy, form, Faulty("note", 0, form), act, back, show)


def drop_note(request: HttpRequest, candidacy: Candidacy, note_id: int, back: str) -> HttpResponse:
    """A note of one's own side; of another it is as unknown as none."""
    by = writer_in(request)
    note = private_notes.notes_of(candidacy, by).filter(pk=note_id).first()
    if note is None or by.party not in private_notes.WRITERS:
        raise Http404

    def act() -> str:
        private_notes.drop_note(note=note, by=by)
        return "控えを消しました。"

    return press(request, act, back)


def post_paper(request: HttpRequest, candidacy: Candidacy, back: str, show: Show) -> HttpResponse:
    by = writer_in(request)
    sides = (Party.PHYSICIAN, Party.INSTITUTION) if by.party is Party.COORDINATOR else (by.party,)
    form = PaperForm(request.POST, request.FILES, sides=sides, auto_id="paper0_%s")

    def act() -> str:
        attachments.attach(
            candidacy=candidacy,
            by=by,
            title=form.cleaned_data["title"],
            file=form.cleaned_data["file"],
            key=key_of(form),
            speaks_for=form.side,
        )
        return "書類をお渡ししました。"

    return perform(request, candidacy, form, Faulty("paper", 0, form), act, back, show)


def open_paper(request: HttpRequest, candidacy: Candidacy, paper_id: int) -> HttpResponse:
    """A file to be saved, never shown inside the page: whatever stands in it does not run here."""
    paper = attachments.attachment_in(candidacy, paper_id)
    body = attachments.open_attachment(paper, by=writer_in(request))
    response = HttpResponse(body, content_type=paper.content_type)
    response["Content-Disposition"] = f'attachment; filename="{attachments.file_name(paper)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def take_paper_back(request: HttpRequest, candidacy: Candidacy, paper_id: int, back: str) -> HttpResponse:
    paper = attachments.attachment_in(candidacy, paper_id)

    def act() -> str:
        attachments.take_back(attachment=paper, by=writer_in(request))
        return "書類を取り下げました。"

    return press(request, act, back)


def decide_held(request: HttpRequest, candidacy: Candidacy, held_id: int, back: str) -> HttpResponse:
    """The desk: 「そのまま届ける」 or 「書き直しをお願いする」."""
    held = candidacy.held.filter(pk=held_id).first()
    if held is None or writer_in(request).party is not Party.COORDINATOR:
        raise Http404
    passes = request.POST.get("decision") == "pass"

    def act() -> str:
        letters.decide_held(held=held, by=writer_in(request), passes=passes)
        return "そのままお届けしました。" if passes else "書き直しをお願いしました。"

    return press(request, act, back)


def post_common(request: HttpRequest, candidacy: Candidacy, answer_id: int, back: str, show: Show) -> HttpResponse:
    """An answer of this talk, worded for everybody."""
    origin = Answer.objects.filter(question__candidacy=candidacy, side=Party.INSTITUTION, pk=answer_id).first()
    if origin is None:
        raise Http404
    form = CommonAnswerForm(request.POST, auto_id=f"common{answer_id}_%s")

    def act() -> str:
        given = form.cleaned_data
        common_answers.choose_common_answer(
            institution=candidacy.opening.institution,
            by=writer_in(request),
            question=given["question"],
            answer=given["answer"],
            topic=given["topic"],
            key=key_of(form),
            origin=origin,
        )
        return "よくあるお答えに載せました。どの募集のお話でも、先生にご覧いただけます。"

    return perform(request, candidacy, form, Faulty("common", answer_id, form), act, back, show)
