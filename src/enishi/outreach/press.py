"""Letters to many societies at once: asked for, made by a job with progress and cancel, kept for some days."""

import io
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from enishi.audit.actions import record
from enishi.common import long_runs
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.documents import pdf
from enishi.common.profile import load_profile
from enishi.common.workflow import Refusal, StepRefused
from enishi.outreach.enums import PressKind, PressState
from enishi.outreach.funnel import latest_edition
from enishi.outreach.kit.build import FOLDER, Kit, files_of, invitation_of, kit_of, put
from enishi.outreach.kit.papers import Invitation, letters
from enishi.outreach.kit.wording import Wording
from enishi.outreach.models import Campaign, PressRun
from enishi.outreach.report import files_of_report, is_counted, report_of
from enishi.outreach.societies import TEAM
from enishi.outreach.wordings import wording_now

MOST = 500
"""Societies in one run."""
KEPT_DAYS = 7
"""A file made is forgotten after so many days; it can be made again."""
LOST_AFTER = timedelta(minutes=10)
"""A run that says nothing for so long has died."""
IN_A_ZIP = (
    "letter.pdf", "flyer.pdf", "slip.pdf", "qr.svg", "text_60.txt", "text_200.txt", "text_600.txt", "mail.html", "mail.txt",
)  # fmt: skip
"""What each society finds in its folder of the ZIP."""
Tell = Callable[[int], None]
"""Told how many are ready."""


def press_runs(actor: Actor | None) -> QuerySet[PressRun]:
    """Those of the team, the newest first, without their files."""
    rows = PressRun.objects.select_related("made_by").defer("data")
    return rows if actor is not None and actor.role in TEAM else rows.none()


def press_run_for(actor: Actor | None, pk: int) -> PressRun:
    found = press_runs(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def file_of(run: PressRun) -> bytes:
    """The file of a finished run. 404 once it is forgotten."""
    data = PressRun.objects.filter(pk=run.pk, state=PressState.DONE).values_list("data", flat=True).first()
    if not data:
        raise Http404
    return bytes(data)


@transaction.atomic
def ask_press(*, codes: Sequence[str], kind: str, key: UUID, by: Actor, year: int | None = None) -> PressRun:
    """Queue a run for these links, in this order. The same key again is the same run. year: of the reports, if they are asked.

    Raises StepRefused for none, too many, a code that was never given out, reports of a year that is not counted.
    """
    from enishi.outreach.jobs import press

    codes = list(dict.fromkeys(codes))
    if not codes:
        raise StepRefused(Refusal("none", "印刷する学会・団体を、1つ以上お選びください。"))
    if len(codes) > MOST:
        raise StepRefused(Refusal("many", f"一度に{MOST}までお選びいただけます（現在{len(codes)}）。"))
    if Campaign.objects.filter(code__in=codes).count() != len(codes):
        raise StepRefused(Refusal("unknown", "見つからないリンクがあります。画面を開き直して、お選び直しください。"))
    year = year if kind == PressKind.REPORTS else None
    if kind == PressKind.REPORTS and not is_counted(year, latest_edition()):
        raise StepRefused(
            Refusal("year", "その年のご報告は、まだつくれません。集計は、月が変わった夜につくられます。例：2026")
        )
    run, is_new = PressRun.objects.get_or_create(
        key=key, defaults={"kind": kind, "codes": codes, "year": year, "made_by_id": by.user_id}
    )
    if is_new:
        record(
            by=by, action="ask_press", object_type="press_run", object_number=str(run.pk), kind=kind, count=len(codes)
        )
        press.defer(run=run.pk)
    return run


@transaction.atomic
def cancel_press(*, run: PressRun, by: Actor) -> None:
    """Stop after the letter in hand; one that is done stays as it is."""
    if long_runs.ask_to_stop(run):
        record(by=by, action="cancel_press", object_type="press_run", object_number=str(run.pk))


def is_lost(run: PressRun) -> bool:
    return long_runs.is_lost(run, LOST_AFTER)


def is_forgotten(run: PressRun) -> bool:
    return run.finished_at is not None and run.finished_at < now() - timedelta(days=KEPT_DAYS)


def print_run(pk: int) -> None:
    """The job. Run twice, it does nothing the second time; run again after a crash, it begins anew."""
    long_runs.work_out(PressRun.objects.defer("data").filter(pk=pk), _make, done=0)


def _make(work: long_runs.Work) -> None:
    run = work.rows.get()

    def tell(done: int) -> None:
        work.tell(done=done)

    data = MAKERS[PressKind(run.kind)](run, tell)
    tell(run.total)
    work.done(data=data)


def _campaigns(run: PressRun) -> list[Campaign]:
    found = {c.code: c for c in Campaign.objects.select_related("society").filter(code__in=run.codes)}
    return [found[code] for code in run.codes]


def _print_file(run: PressRun, tell: Tell) -> bytes:
    return print_file([invitation_of(campaign) for campaign in _campaigns(run)], wording_now(), tell)


def print_file(invitations: Sequence[Invitation], wording: Wording, tell: Tell) -> bytes:
    """All letters in one PDF, drawn at once: fonts are held once and every letter counts its own pages.

    tell: told how many are ready so far; what it raises stops the work.
    """
    profile, day = load_profile(settings.PROFILE), today()
    data = letters([], profile, wording, day)
    for done, invitation in enumerate(invitations):
        tell(done)
        data["letters"] += letters([invitation], profile, wording, day)["letters"]
    tell(len(invitations))
    return pdf(f"{FOLDER}/letter.typ", data)


def _archive(run: PressRun, tell: Tell) -> bytes:
    wording, day = wording_now(), today()
    return packed([kit_of(campaign, wording, day) for campaign in _campaigns(run)], tell)


def _reports(run: PressRun, tell: Tell) -> bytes:
    """The year's report to the society of each link. What is asked of the database is asked before."""
    year, published = run.year or today().year, latest_edition()
    reports = [(campaign.code, report_of(campaign.society, year, published)) for campaign in _campaigns(run)]
    return _folders([(code, partial(files_of_report, report)) for code, report in reports], tell)


def packed(kits: Sequence[Kit], tell: Tell) -> bytes:
    """A ZIP with a folder for each kit. tell: as of `print_file`."""
    return _folders([(kit.invitation.code, partial(files_of, kit, IN_A_ZIP)) for kit in kits], tell)


def _folders(folders: Sequence[tuple[str, Callable[[], dict[str, bytes]]]], tell: Tell) -> bytes:
    """A ZIP with a folder for each name and what makes its files.

    Drawing leaves Python's lock alone, so as many are drawn at once as there are cores; nothing in it asks the database.
    """
    moment = now()
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, ThreadPoolExecutor(os.cpu_count()) as drawing:
        waiting = drawing.map(lambda folder: folder[1](), folders)
        try:
            for done, ((name, _), files) in enumerate(zip(folders, waiting, strict=True)):
                tell(done)
                for file, data in files.items():
                    put(archive, f"{name}/{file}", data, stamp)
        except BaseException:
            drawing.shutdown(cancel_futures=True)
            raise
    return out.getvalue()


MAKERS: Mapping[PressKind, Callable[[PressRun, Tell], bytes]] = {
    PressKind.PRINT: _print_file, PressKind.ZIP: _archive, PressKind.REPORTS: _reports,
}  # fmt: skip


def forget_old_files() -> int:
    """Take the files out of runs that are older than KEPT_DAYS; how many."""
    old = PressRun.objects.filter(finished_at__lt=now() - timedelta(days=KEPT_DAYS), data__isnull=False)
    return old.update(data=None)
