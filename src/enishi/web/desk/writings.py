"""/desk/records/{number}/documents: papers of a record: seen first, then taken along as PDF or .docx, then noted as handed out."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import StepRefused
from enishi.common.writing import Preview, Writing
from enishi.desk.models import HandedWriting, WordTemplate
from enishi.desk.records import Subject, record_for
from enishi.desk.writing_rules import OF_RECORD, WHY, HandedBy, Reader, Use, WritingKind
from enishi.desk.writings import hand_out, handed_of, templates
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import READERS
from enishi.web.desk.records import HOMES
from enishi.web.desk.writing_build import Asked, build

TO_ONE = {
    WritingKind.JOB: Reader.PHYSICIAN, WritingKind.CONDITIONS: Reader.PHYSICIAN, WritingKind.SEEKER: Reader.PHYSICIAN,
    WritingKind.REFERRAL: Reader.INSTITUTION,
}  # fmt: skip
"""Papers that have but one reader; the others are for either side."""


class HandForm(EnishiForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    way = forms.ChoiceField(label="お渡しの方法", choices=HandedBy.choices(), widget=ChoiceCards(two_columns=True))


def _asked(request: HttpRequest, number: str, kind: str) -> Asked:
    """What this address asks for; 404 for a paper this record has not."""
    actor = actor_in(request)
    subject = record_for(actor, number)
    if kind not in set(WritingKind) or WritingKind(kind) not in OF_RECORD[subject.kind]:
        raise Http404
    wanted = WritingKind(kind)
    return Asked(wanted, subject, actor, _reader(request, wanted, subject), _template(request, wanted))


def _reader(request: HttpRequest, kind: WritingKind, subject: Subject) -> Reader:
    if kind in TO_ONE:
        return TO_ONE[kind]
    if subject.kind == "physician":
        return Reader.PHYSICIAN
    if subject.kind in ("institution", "opening"):
        return Reader.INSTITUTION
    asked = request.GET.get("to", "")
    return Reader(asked) if asked in set(Reader) else Reader.INSTITUTION


def _template(request: HttpRequest, kind: WritingKind) -> WordTemplate | None:
    if kind not in (WritingKind.WORDS, WritingKind.REFERRAL):
        return None
    text = request.GET.get("template", "")
    pk = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0
    return templates().filter(pk=pk).first()


def _query(asked: Asked) -> str:
    parts = [f"to={asked.reader}"] if asked.kind not in TO_ONE and asked.subject.kind == "candidacy" else []
    parts += [f"template={asked.template.pk}"] if asked.template else []
    return f"?{'&'.join(parts)}" if parts else ""


@roles(*READERS)
@require_safe
@never_cache
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """What can be made of this record, and what was handed out."""
    actor = actor_in(request)
    subject = record_for(actor, number)
    texts = [t for t in templates() if t.use != Use.GREETING]
    kinds = [k for k in OF_RECORD[subject.kind] if k is not WritingKind.WORDS]
    context = {
        "subject": subject,
        "kinds": [{"kind": k, "why": WHY[k], "links": _links(subject, k)} for k in kinds],
        "texts": [{"template": t, "links": _links(subject, WritingKind.WORDS, t)} for t in texts],
        "handed": [_line(row) for row in handed_of(subject)[:50]],
        "crumbs": _crumbs(subject, ""),
    }
    return render(request, "desk/documents.html", context)


def _links(subject: Subject, kind: WritingKind, template: WordTemplate | None = None) -> list[tuple[str, str]]:
    """(address, whose) for each reader it may have."""
    here = reverse("desk_document", args=[subject.number, kind.value])
    chosen = f"template={template.pk}" if template else ""
    if kind in TO_ONE or subject.kind != "candidacy":
        return [(f"{here}?{chosen}" if chosen else here, "")]
    return [("&".join(filter(None, (f"{here}?to={r}", chosen))), f"{r.label}へ") for r in Reader]


def _line(row: HandedWriting) -> dict[str, Any]:
    return {
        "row": row,
        "reader": Reader(row.reader).label,
        "way": HandedBy(row.way).label.partition("（")[0],
        "has_copy": bool(row.content),
        "short": row.digest[:12],
    }


def _crumbs(subject: Subject, title: str) -> list[tuple[str, str]]:
    here = reverse("desk_documents", args=[subject.number])
    found = [
        (HOMES[subject.kind][0], reverse(HOMES[subject.kind][1])),
        (subject.number, reverse("desk_record", args=[subject.number])),
        ("書類", here if title else ""),
    ]
    return [*found, (title, "")] if title else found


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def document(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Seen as it will be printed; the form below notes that it was handed out and keeps a copy."""
    asked = _asked(request, number, kind)
    preview = build(asked)
    form = HandForm(request.POST if request.method == "POST" else None, initial=_first(preview.writing))
    if request.method == "POST" and preview.writing is None:
        return redirect(request.get_full_path())
    if request.method == "POST" and preview.writing is not None and form.is_valid():
        given = form.cleaned_data
        try:
            hand_out(
                subject=asked.subject, by=asked.actor, kind=asked.kind, writing=preview.writing, reader=asked.reader,
                way=HandedBy(given["way"]), digest=given["digest"], key=given["key"], words=asked.version,
            )  # fmt: skip
            messages.success(request, "お渡ししたことを記し、控えを残しました。")
            return redirect("desk_documents", number)
        except StepRefused as refused:
            form = HandForm(_fresh(request, preview.writing))
            form.is_valid()
            for refusal in refused.refusals:
                form.add_error(None, refusal.sentence)
    return render(request, "desk/document.html", _context(asked, preview, form))


def _first(writing: Writing | None) -> dict[str, Any]:
    return {"key": uuid.uuid4(), "digest": writing.digest if writing else ""}


def _fresh(request: HttpRequest, writing: Writing) -> Any:
    """What was sent, with the mark of the words that are shown now."""
    data = request.POST.copy()
    data["digest"] = writing.digest
    return data


def _context(asked: Asked, preview: Preview, form: HandForm) -> dict[str, Any]:
    query = _query(asked)
    title = preview.writing.title if preview.writing else asked.kind.label
    greets = asked.kind is WritingKind.REFERRAL
    return {
        "subject": asked.subject,
        "kind": asked.kind,
        "writing": preview.writing,
        "refusals": preview.refusals,
        "reader": asked.reader.label,
        "use": Use(asked.template.use).label if asked.template else "",
        "is_call": asked.template is not None and asked.template.use == Use.CALL,
        "is_mail": asked.template is not None and asked.template.use == Use.MAIL,
        "greetings": [(t.title, f"?template={t.pk}", t == asked.template) for t in templates(use=Use.GREETING)] if greets else [],
        "form": form,
        "here": reverse("desk_document", args=[asked.subject.number, asked.kind.value]) + query,
        "pdf": reverse("desk_document_file", args=[asked.subject.number, asked.kind.value, "pdf"]) + query,
        "docx": reverse("desk_document_file", args=[asked.subject.number, asked.kind.value, "docx"]) + query,
        "back": reverse("desk_documents", args=[asked.subject.number]),
        "crumbs": _crumbs(asked.subject, title),
    }  # fmt: skip


@roles(*READERS)
@require_safe
@never_cache
def document_file(request: HttpRequest, number: str, kind: str, form: str) -> HttpResponse:
    """The same paper as a file. 404 where it cannot be made: the page says why."""
    asked = _asked(request, number, kind)
    writing = build(asked).writing
    if writing is None:
        raise Http404
    return as_file(writing, form, f"{kind}-{number}")


@roles(*READERS)
@require_safe
@never_cache
def copy_file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What was handed out, as it was."""
    actor: Actor = actor_in(request)
    row = handed_of(record_for(actor, number)).filter(pk=pk).first()
    writing = row.writing if row else None
    if row is None or writing is None:
        raise Http404
    return as_file(writing, "pdf", f"{row.kind}-{number}-{row.no}")


def as_file(writing: Writing, form: str, name: str) -> HttpResponse:
    """form: pdf or docx, else 404. An ASCII name, so that an old browser keeps it."""
    from enishi.common.writing_files import DOCX, PDF, to_docx, to_pdf  # slow to load: python-docx

    if form not in ("pdf", "docx"):
        raise Http404
    body, kind = (to_pdf(writing), PDF) if form == "pdf" else (to_docx(writing), DOCX)
    response = HttpResponse(body, content_type=kind)
    how = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


BASE = "/records/<str:number>/documents"
urlpatterns = [
    path(BASE, documents, name="desk_documents"),
    path(f"{BASE}/handed/<int:pk>.pdf", copy_file, name="desk_document_copy"),
    path(f"{BASE}/<str:kind>", document, name="desk_document"),
    path(f"{BASE}/<str:kind>/file.<str:form>", document_file, name="desk_document_file"),
]
