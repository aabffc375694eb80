"""/ops/societies: the contact book, one society with what was said, import and export; /ops/letter: the words of the letter."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.notices.models import LineStanding, Notice
from enishi.openings.uploaded import FileProblem
from enishi.outreach import society_files
from enishi.outreach.enums import Consent, ContactWay, Medium
from enishi.outreach.funnel import latest_edition
from enishi.outreach.kit.wording import PLACES
from enishi.outreach.mailing import WRITERS, mails_to
from enishi.outreach.models import LetterWording, Society
from enishi.outreach.querysets import campaigns_visible_to
from enishi.outreach.report import years_of
from enishi.outreach.societies import (
    FACTS,
    add_societies,
    contact_book,
    edit_society,
    note_contact,
    same_office,
    society_for,
    to_be_written_to,
)
from enishi.outreach.wordings import wording_now, write_wording
from enishi.web.asking_why import asks_why
from enishi.web.components.actors import actor_in
from enishi.web.outreach.contact_forms import ContactForm, ImportForm, SocietyForm, WordingForm
from enishi.web.outreach.kit import TEAM

SEND = ["GET", "HEAD", "POST"]
BOOK = ("学会・団体", "/ops/societies")
PER_PAGE = 50
SALT, AN_HOUR = "societies", 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@roles(*TEAM)
@require_safe
def societies(request: HttpRequest) -> HttpResponse:
    """Whom to write to first; a part of the name finds a society."""
    actor, asked = actor_in(request), request.GET.get("q", "").strip()[:60]
    rows: QuerySet[Society] = contact_book(actor)
    if asked:
        rows = rows.filter(name__icontains=asked)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"society": s, "consent": Consent(s.consent), "due": s.next_on and s.next_on <= today()} for s in page]
    context = {
        "page": page, "lines": lines, "asked": asked, "may_mail": actor.role in WRITERS, "due": to_be_written_to(actor, today()).count(), "crumbs": [(BOOK[0], "")],
    }  # fmt: skip
    return render(request, "outreach/societies.html", context)


@roles(*TEAM)
@require_http_methods(SEND)
def society(request: HttpRequest, pk: int) -> HttpResponse:
    """One society: its facts to correct, its links, what was said."""
    actor = actor_in(request)
    row = society_for(actor, pk)
    kept = {fact: getattr(row, fact) for fact in FACTS} | {"seen": row.changes}
    form = SocietyForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            seen = given["seen"] if given["seen"] is not None else -1
            edit_society(society=row, facts={fact: given[fact] for fact in FACTS}, seen=seen, by=actor)
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "学会・団体の情報を保存しました。")
            return redirect("society_page", pk)
    return _society_page(request, row, form, _contact_form(request, row))


@roles(*TEAM)
@require_http_methods(SEND)
def society_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was sent, said or answered."""
    actor = actor_in(request)
    row = society_for(actor, pk)
    contact = _contact_form(request, row, sent=True)
    if request.method == "POST" and contact.is_valid():
        given = contact.cleaned_data
        try:
            note_contact(
                society=row, key=given["key"] or uuid.uuid4(), day=given["day"], way=given["way"],
                received=given["received"] == "yes", note=given["note"].strip(), by=actor,
                for_office=given.get("for_office", False),
            )  # fmt: skip
        except StepRefused as refused:
            contact.refuse(refused.refusals)
        else:
            messages.success(request, "やりとりを控えました。")
            return redirect("society_page", pk)
    kept = {fact: getattr(row, fact) for fact in FACTS} | {"seen": row.changes}
    return _society_page(request, row, SocietyForm(initial=kept, auto_id="s_%s"), contact)


def _contact_form(request: HttpRequest, row: Society, *, sent: bool = False) -> ContactForm:
    given = request.POST or None if sent else None
    return ContactForm(given, initial={"day": today(), "key": uuid.uuid4()}, shared=same_office(row).exists())


def _society_page(request: HttpRequest, row: Society, form: SocietyForm, contact: ContactForm) -> HttpResponse:
    links = campaigns_visible_to(actor_in(request)).filter(society=row).order_by("-pk")
    contact.auto_id = "c_%s"
    context = {
        "society": row, "same_office": same_office(row), "form": form, "contact": contact, "years": years_of(row, latest_edition()),
        "links": [{"campaign": c, "medium": Medium(c.medium).label} for c in links],
        "contacts": [
            {"row": c, "way": ContactWay(c.way).label} for c in row.contacts.select_related("made_by", "campaign")[:30]
        ],
        "mails": [
            {
                "line": line, "standing": LineStanding(line.standing).label,
                "outcome": Notice.Status(line.notice.status).label if line.notice else "",
                "returned": line.notice is not None and line.notice.status == Notice.Status.FAILED,
            }
            for line in mails_to(row)[:10]
        ],
        "crumbs": [BOOK, (row.name if len(row.name) <= 30 else f"{row.name[:30]}…", "")],
    }  # fmt: skip
    return render(request, "outreach/society_page.html", context)


@roles(*TEAM)
@asks_why("societies", back=lambda form: reverse("societies_book"))
def societies_file(request: HttpRequest, form: str) -> HttpResponse:
    """The whole book as a file."""
    rows = contact_book(actor_in(request))
    data, kind = (
        (society_files.as_csv(rows), "text/csv; charset=utf-8")
        if form == "csv"
        else (society_files.as_workbook(rows), XLSX)
    )
    record_export(by=actor_in(request), what="societies", form=form, rows=len(rows))
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="societies-{today():%Y%m%d}.{form}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@roles(*TEAM)
@require_http_methods(SEND)
def societies_import(request: HttpRequest) -> HttpResponse:
    """Take a file and say what it would bring; nothing changes yet."""
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None)
    plan, token = None, ""
    if sent and form.is_valid():
        try:
            plan = society_files.read(form.contents(), contact_book(actor_in(request)).values_list("name", flat=True))
        except FileProblem as problem:
            form.add_error("file", problem.sentence)
        else:
            token = signing.dumps(_plain(plan.new), salt=SALT, compress=True) if plan.new else ""
    context: dict[str, Any] = {
        "form": form,
        "plan": plan,
        "token": token,
        "headings": society_files.HEADINGS,
        "crumbs": [BOOK, ("一覧から加える", "")],
    }
    return render(request, "outreach/societies_import.html", context)


@roles(*TEAM)
@require_POST
def societies_take(request: HttpRequest) -> HttpResponse:
    """Add those that the page before named. Sent twice, the second time adds nobody."""
    try:
        rows = signing.loads(request.POST.get("plan", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        messages.error(request, "確かめの画面から時間がたちました。もう一度ファイルをお選びください。")
        return redirect("societies_import")
    made = add_societies(rows=[_dated(row) for row in rows], by=actor_in(request))
    messages.success(
        request, f"{len(made)}の学会・団体を加えました。" if made else "新しく加わったところはありません。"
    )
    return redirect("societies_book")


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v.isoformat() if k.endswith("_on") and v else v for k, v in row.items()} for row in rows]


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return {k: date.fromisoformat(v) if k.endswith("_on") and v else v for k, v in row.items()}


@roles(*TEAM)
@require_http_methods(SEND)
def letter_wording(request: HttpRequest) -> HttpResponse:
    """The words of the letter: the version that counts, to be followed by another; the older ones below."""
    counts = wording_now()
    kept = {
        "subject": counts.subject, "body": counts.body, "points": counts.points, "enclosures": counts.enclosures, "seen": counts.no,
    }  # fmt: skip
    form = WordingForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = write_wording(
                subject=given["subject"], body=given["body"], points=given["points"], enclosures=given["enclosures"],
                seen=given["seen"] if given["seen"] is not None else -1, by=actor_in(request),
            )  # fmt: skip
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(
                request,
                f"第{made.no}版として保存しました。" if made.no != counts.no else "同じ文面です。変わりはありません。",
            )
            return redirect("letter_wording")
    context = {
        "form": form, "counts": counts, "versions": LetterWording.objects.select_related("made_by")[:20],
        "places": [("{" + name + "}", about) for name, about in PLACES.items()], "crumbs": [("周知", "/ops/campaigns"), ("依頼状の文面", "")],
    }  # fmt: skip
    return render(request, "outreach/letter_wording.html", context)
