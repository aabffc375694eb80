"""The papers of an agreement: the sheet with its approvals as PDF, and the draft of the 労働条件通知書 as PDF and .docx."""

import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.models import AgreementVersion, Candidacy
from enishi.candidacies.phases import phases_in
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.law.employment_notice import ABBREVIATED, Line, notice_lines
from enishi.openings.enums import Employment
from enishi.web.context import operator
from enishi.web.talk.agreement import AgreementSheet, agreement_of
from enishi.web.talk.words import side_words

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "游ゴシック"
DRAFT = "これは下書きです。労働条件通知書は、雇い主が内容を確かめ、書き足してお渡しになるものです。"


def papers_for(pattern: str, name: str, allowed: tuple[Role, ...], *, notice: bool) -> list[URLPattern]:
    """The papers' addresses below a talk's `pattern`, named `<name>_agreement_pdf`, and with `notice` `_notice_pdf` and `_notice_docx`."""

    @roles(*allowed)
    @require_safe
    def agreement(request: HttpRequest, number: str, no: int) -> HttpResponse:
        return sheet_pdf(*_asked(request, number), no)

    @roles(*allowed)
    @require_safe
    def on_paper(request: HttpRequest, number: str) -> HttpResponse:
        return notice_pdf(*_asked(request, number))

    @roles(*allowed)
    @require_safe
    def to_edit(request: HttpRequest, number: str) -> HttpResponse:
        return notice_docx(*_asked(request, number))

    found = [path(f"{pattern}/agreement/<int:no>.pdf", agreement, name=f"{name}_agreement_pdf")]
    if notice:
        found.append(path(f"{pattern}/employment-notice.pdf", on_paper, name=f"{name}_notice_pdf"))
        found.append(path(f"{pattern}/employment-notice.docx", to_edit, name=f"{name}_notice_docx"))
    return found


def _asked(request: HttpRequest, number: str) -> tuple[Candidacy, Actor]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return candidacy_for(actor, number), actor


def sheet_pdf(candidacy: Candidacy, actor: Actor, no: int | None = None) -> HttpResponse:
    """The agreement as this reader sees it: three columns, both approvals, the whole hash. 404 without such a version."""
    found = agreement_of(candidacy, actor, no)
    if found is None:
        raise Http404
    body = pdf("web/talk/typst/agreement.typ", _sheet_data(candidacy, found))
    return _download(body, "application/pdf", f"agreement-{candidacy.number}-{found.version.no}.pdf")


def notice_pdf(candidacy: Candidacy, actor: Actor) -> HttpResponse:
    """The draft of the latest version's notice on paper. 404 before there is an agreement."""
    version = _latest(candidacy)
    data = {
        "sender": operator().name,
        "code": candidacy.number,
        "draft": DRAFT,
        "abbreviated": ABBREVIATED,
        "heading": _notice_heading(candidacy, actor, version),
        "rows": [[line.label, line.text, line.ask, line.source] for line in _lines(candidacy, version)],
    }
    return _download(
        pdf("web/talk/typst/notice.typ", data), "application/pdf", f"employment-notice-{candidacy.number}.pdf"
    )


def notice_docx(candidacy: Candidacy, actor: Actor) -> HttpResponse:
    """The same to be edited by the employer."""
    from docx import Document  # slow to load
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    version = _latest(candidacy)
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.core_properties.title = "労働条件通知書（案）"
    document.core_properties.author = operator().name
    title = document.add_paragraph()
    run = title.add_run("労働条件通知書（案）")
    run.bold, run.font.size = True, Pt(18)
    document.add_paragraph(DRAFT)
    for row in _notice_heading(candidacy, actor, version):
        document.add_paragraph(f"{row[0]}　{row[1]}")
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for line in _lines(candidacy, version):
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Mm(50), Mm(120)
        cells[0].paragraphs[0].add_run(line.label).bold = True
        small = cells[0].add_paragraph().add_run(line.source)
        small.font.size = Pt(8)
        cells[1].text = line.text
        if line.ask:
            cells[1].add_paragraph().add_run(f"＿＿＿＿　{line.ask}").italic = True
    document.add_paragraph(ABBREVIATED)
    kept = io.BytesIO()
    document.save(kept)
    return _download(kept.getvalue(), DOCX, f"employment-notice-{candidacy.number}.docx")


def _latest(candidacy: Candidacy) -> AgreementVersion:
    version = candidacy.agreement_versions.order_by("-no").first()
    if version is None:
        raise Http404
    return version


def _lines(candidacy: Candidacy, version: AgreementVersion) -> list[Line]:
    seen = candidacy.version_seen or candidacy.opening.current
    terms = {row["key"]: row["text"] for row in version.content["terms"]}
    if phases := phases_in(version.content):
        plan = "\n".join(phase.words for phase in phases)
        terms["days"] = f"{terms.get('days', '')}\n段階的な働き方（時期ごとの勤務の日）\n{plan}".strip()
    lines = notice_lines(
        terms,
        fixed_term="期間の定めあり" in terms.get("contract", ""),
        part_time=Employment.FULL_TIME not in seen.employment,
        on=today(),
    )
    clauses = [clause["text"] for clause in version.content["clauses"]]
    return [*lines, Line("双方で合意したこと", "\n".join(clauses), "", "")] if clauses else lines


def _notice_heading(candidacy: Candidacy, actor: Actor, version: AgreementVersion) -> list[list[str]]:
    words = side_words(candidacy, actor)
    terms = {row["key"]: row["text"] for row in version.content["terms"]}
    return [
        ["お渡しする先生", words["physician"]],
        ["雇い主", terms.get("employer") or words["institution"]],
        ["もとにした合意書", f"第{version.no}版（{western_with_era(today())}に作成）"],
    ]


def _sheet_data(candidacy: Candidacy, found: AgreementSheet) -> dict[str, Any]:
    return {
        "sender": operator().name,
        "number": candidacy.number,
        "title": candidacy.opening.current.title,
        "version": found.version.no,
        "previous": found.previous_no or 0,
        "latest": found.is_latest,
        "rows": [[row.label, row.advertised, row.previous, row.text, row.changed] for row in found.lines],
        "approvals": [
            [a.who, f"{western_with_era(localdate(a.at))}に承認" if a.at else "まだ承認していません", a.by, a.note]
            for a in found.approvals
        ],
        "valid_until": western_with_era(found.valid_until) if found.valid_until else "",
        "code": found.code,
        "hash": found.version.content_hash,
        "made": western_with_era(localdate(found.version.made_at)),
    }


def _download(body: bytes, kind: str, name: str) -> HttpResponse:
    """An ASCII name, so that an old browser keeps it."""
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
