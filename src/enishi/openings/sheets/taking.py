"""A long list of openings, taken in by a job: row by row, with progress, a stop and a way to go on.

Half a thousand openings take the better part of a minute, too long for a page and for one transaction, in which nobody else
could get a number. So each row is a transaction of its own that also counts it as over: a row is taken whole or not at all, and
exactly once, whoever is killed in between. A row that would do something else than what was on the screen is left, with the
reason; the page tells which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from enishi.audit.actions import record
from enishi.common import long_runs
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.long_runs import UNDER_WAY
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.institutions.models import Institution
from enishi.openings.enums import SheetState
from enishi.openings.models import IntakeSheet
from enishi.openings.sheets.files import rows_in
from enishi.openings.sheets.plan import Outcome, Plan, agreed_plan, held_sheet, keep_rest, line_now, take_in, take_line
from enishi.openings.sheets.reading import SheetRow, read_rows

AT_ONCE = 30
"""Rows that a page takes in while one waits; a second or so."""
MAY_GO_ON = (SheetState.STOPPED, SheetState.FAILED)
LOST_AFTER = timedelta(minutes=5)
"""A list of which nothing is heard for so long has lost its worker."""
OTHERWISE = "確認のあとに募集が変わったので、取り込まずにおきました。いまの内容をご覧のうえ、必要なら、この行だけをもう一度お送りください。"


@dataclass(frozen=True, slots=True)
class Begun:
    """plan: of a short list, which is taken; None for a long one, which is queued. rest: rows to be put right, kept apart."""

    plan: Plan | None
    rest: IntakeSheet | None


def begin(*, sheet: IntakeSheet, by: Actor, digest: str, confirmed_by: str = "", good_only: bool = False) -> Begun:
    """The yes. A short list is taken in at once, all or nothing; a long one is queued.

    good_only: the rows that can be taken, the others staying as a list of their own in the same transaction.
    Raises StepRefused as `take_in`; then nothing was taken.
    """
    with transaction.atomic():
        held = held_sheet(sheet)
        plan = agreed_plan(held, digest, good_only=good_only)
        rest = keep_rest(sheet=held, plan=plan, by=by)
        if plan.changes <= AT_ONCE:
            taken = take_in(sheet=held, by=by, digest=digest, confirmed_by=confirmed_by, good_only=good_only)
            return Begun(taken, rest)
        held.agreed = [
            [line.row.line, line.digest] for line in plan.lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)
        ]
        held.state, held.confirmed_by, held.touched_at = SheetState.WAITING, confirmed_by, now()
        _signed(held, by)
        held.save()
        record(
            by=by, action="begin_taking_in", object_type="institution", object_number=held.institution.number,
            new=len(plan.of(Outcome.NEW)), changed=len(plan.of(Outcome.CHANGED)),
        )  # fmt: skip
        _queue(held)
    return Begun(None, rest)


@transaction.atomic
def stop(*, sheet: IntakeSheet, by: Actor) -> None:
    """Stop after the row in hand; what was taken in stays, and the rest can go on later."""
    if long_runs.ask_to_stop(sheet):
        held = IntakeSheet.objects.select_related("institution").defer("data").get(pk=sheet.pk)
        number = held.institution.number
        record(by=by, action="stop_taking_in", object_type="institution", object_number=number, done=held.done)


@transaction.atomic
def go_on(*, sheet: IntakeSheet, by: Actor) -> None:
    """Take in what is left of a list that was stopped, failed, or lost its worker. Raises StepRefused where none of these is so."""
    held = IntakeSheet.objects.select_for_update(of=("self",)).select_related("institution").filter(pk=sheet.pk).first()
    if held is None or not may_go_on(held):
        raise StepRefused(Refusal("state", "いまは続けられません。画面を開き直して、進み具合をお確かめください。"))
    held.state, held.cancel_asked, held.touched_at = SheetState.WAITING, False, now()
    _signed(held, by)
    held.save()
    number = held.institution.number
    record(by=by, action="go_on_taking_in", object_type="institution", object_number=number, done=held.done)
    _queue(held)


def may_go_on(sheet: IntakeSheet) -> bool:
    return sheet.state in MAY_GO_ON or is_lost(sheet)


def is_lost(sheet: IntakeSheet) -> bool:
    return long_runs.is_lost(sheet, LOST_AFTER)


def runs_of(institution: Institution) -> QuerySet[IntakeSheet]:
    """Lists of this institution that a job takes or took in, the newest first, without their files."""
    rows = IntakeSheet.objects.filter(institution=institution).exclude(state=SheetState.READ)
    return rows.defer("data").order_by("-touched_at")


def _signed(sheet: IntakeSheet, by: Actor) -> None:
    sheet.yes_by_id = by.user_id
    sheet.yes_as = {"party": by.party, "role": by.role, "organisation": by.organisation_id, "channel": by.channel}


def _who(sheet: IntakeSheet) -> Actor:
    said = sheet.yes_as
    return Actor(sheet.yes_by_id, Party(said["party"]), said["role"], said["organisation"], Channel(said["channel"]))


def _queue(sheet: IntakeSheet) -> None:
    from enishi.openings.jobs import take_in_list

    take_in_list.defer(sheet=sheet.pk)


def take_rows(pk: int) -> int:
    """The job: rows until none is left or somebody stops it; how many. Run twice, each row is still taken once."""
    sheet = IntakeSheet.objects.filter(pk=pk, state__in=UNDER_WAY).first()
    if sheet is None:
        return 0
    rows = {row.line: row for row in read_rows(rows_in(bytes(sheet.data)))}
    taken = 0
    try:
        while _take_next(pk, rows):
            taken += 1
    except Exception:
        IntakeSheet.objects.filter(pk=pk, state__in=UNDER_WAY).update(state=SheetState.FAILED, touched_at=now())
        raise
    return taken


@transaction.atomic
def _take_next(pk: int, rows: Mapping[int, SheetRow]) -> bool:
    """One row, and that it is over; False once there is nothing to do."""
    held = IntakeSheet.objects.select_for_update(of=("self",)).select_related("institution").defer("data").filter(pk=pk)
    sheet = held.filter(state__in=UNDER_WAY).first()
    if sheet is None:
        return False
    if sheet.cancel_asked or sheet.done == len(sheet.agreed):
        _end(sheet)
        return False
    number, digest = sheet.agreed[sheet.done]
    if why := _taken(sheet, rows[number], digest):
        sheet.left.append([number, why])
    sheet.state, sheet.touched_at = SheetState.RUNNING, now()
    sheet.done += 1
    sheet.save(update_fields=["state", "touched_at", "done", "left"])
    return True


def _taken(sheet: IntakeSheet, row: SheetRow, digest: str) -> str:
    """Take a row in; else why not."""
    try:
        with transaction.atomic():
            line = line_now(row, sheet.institution)
            if line.digest != digest:
                return OTHERWISE
            take_line(line, institution=sheet.institution, by=_who(sheet), confirmed_by=sheet.confirmed_by)
    except StepRefused as refused:
        return "".join(refusal.sentence for refusal in refused.refusals)
    except ValidationError as problem:
        return "".join(problem.messages)
    return ""


def _end(sheet: IntakeSheet) -> None:
    """Nothing more is done: all rows are over, and the file is no longer needed, or somebody stopped it."""
    over = sheet.done == len(sheet.agreed)
    sheet.state, sheet.touched_at = SheetState.DONE if over else SheetState.STOPPED, now()
    sheet.save(update_fields=["state", "touched_at"])
    if over:
        IntakeSheet.objects.filter(pk=sheet.pk).update(data=b"")
    number = sheet.institution.number
    record(
        by=_who(sheet), action="take_in", object_type="institution", object_number=number,
        rows=sheet.done - len(sheet.left), left=len(sheet.left), of=len(sheet.agreed),
    )  # fmt: skip
