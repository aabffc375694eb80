"""What a list would do: new, changed, the same, or not to be taken. Nothing happens until somebody said yes to exactly this."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.models import Institution
from enishi.openings.actions import TERMS, draft_opening, gap_refusals, revise_opening, terms_of
from enishi.openings.enums import OpeningState, SheetState
from enishi.openings.models import IntakeSheet, Opening, OpeningVersion
from enishi.openings.sheets.columns import (
    COLUMNS,
    OUR_NUMBER,
    THEIR_NUMBER,
    as_cells,
    as_facts,
    same_words,
    with_remarks,
)
from enishi.openings.sheets.files import rows_in
from enishi.openings.sheets.reading import CellError, SheetRow, read_rows
from enishi.openings.uploaded import FileProblem
from enishi.openings.versions import flat, nested

DETAILS = "conditions.pay_details"
BY_KEY = {column.key: column for column in COLUMNS}
REST_MARK = "（直す行）"
KEPT_FOR = timedelta(days=1)
GONE = Refusal("gone", "この一覧は、もう取り込みが済んだか、1日を過ぎて消えています。下の一覧でお確かめください。")
BLANK: dict[str, Any] = {"night_duty": "", "on_call": "", "headcount": 1}
"""Of a new opening: what was not answered is not 「なし」."""


class Outcome(Labelled):
    NEW = "new", "新しい募集"
    CHANGED = "changed", "内容が変わる"
    SAME = "same", "変わらない"
    REFUSED = "refused", "取り込めない"


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact that would change: before and after as they stand in the list. written: the cell, where it says it otherwise."""

    heading: str
    before: str
    after: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row and what would become of it. terms: for draft_opening or revise_opening."""

    row: SheetRow
    outcome: Outcome
    opening: Opening | None
    title: str
    cells: tuple[Cell, ...]
    problems: tuple[CellError, ...]
    terms: Mapping[str, Any]

    @property
    def reread(self) -> list[Cell]:
        """What was understood otherwise than it is written, to be looked at before it is taken."""
        return [cell for cell in self.cells if cell.written]

    @property
    def told(self) -> list[Any]:
        """All that would happen, and the version on which it rests."""
        cells = [(c.heading, c.before, c.after) for c in self.cells]
        return [self.row.line, self.outcome, *_identity(self), cells]

    @property
    def digest(self) -> str:
        return _digest(self.told)


@dataclass(frozen=True, slots=True)
class Plan:
    lines: tuple[Line, ...]

    def of(self, outcome: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome is outcome]

    @property
    def is_possible(self) -> bool:
        """Whether all of it can be taken; else its good rows alone, if somebody asks for just these."""
        return not self.of(Outcome.REFUSED)

    @property
    def changes(self) -> int:
        return len(self.of(Outcome.NEW)) + len(self.of(Outcome.CHANGED))

    @property
    def digest(self) -> str:
        """Of everything that would happen and of the versions on which it rests."""
        return _digest([line.told for line in self.lines])


def _digest(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _identity(line: Line) -> tuple[str, int]:
    return (line.opening.number, line.opening.current.no) if line.opening else (line.row.external_number, 0)


def plan_of(data: bytes, institution: Institution) -> Plan:
    """What this file would do for this institution. Raises FileProblem."""
    return Plan(tuple(lines_of(read_rows(rows_in(data)), Opening.objects.filter(institution=institution))))


def line_now(row: SheetRow, institution: Institution) -> Line:
    """What one row would do at this moment, its opening held until the transaction ends."""
    own = Opening.objects.filter(institution=institution)
    named = own.filter(Q(number=row.number or "-") | Q(external_number=row.external_number or "-"))
    meant = own.filter(Q(pk__in=named.values("pk")) | Q(pk__in=named.values("merged_into")))
    (line,) = lines_of([row], meant.select_for_update(of=("self",)))
    return line


def lines_of(rows: Iterable[SheetRow], openings: QuerySet[Opening]) -> Iterator[Line]:
    """Each row beside the opening it means, of these of one institution."""
    own = list(openings.select_related("current", "institution__corporation").order_by("pk"))
    by_key = {o.pk: o for o in own}
    goes_on = {
        o.pk: by_key.get(o.merged_into_id or o.pk, o) for o in own
    }  # a number that ended finds the one that is kept
    by_number = {o.number: goes_on[o.pk] for o in own}
    by_external = {o.external_number: goes_on[o.pk] for o in own if o.external_number}
    return _once(_line(row, by_number, by_external) for row in rows)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """One opening may be named by our number in one row and by theirs in another; two rows cannot both be right."""
    first: dict[int, int] = {}
    for line in lines:
        place = first.setdefault(line.opening.pk, line.row.line) if line.opening else line.row.line
        if place != line.row.line and not line.problems:
            twice = _whole(line.row, f"{place}行目と同じ募集です。どちらか一つの行にまとめてください。")
            line = replace(line, outcome=Outcome.REFUSED, problems=(twice,))
        yield line


def _line(row: SheetRow, by_number: Mapping[str, Opening], by_external: Mapping[str, Opening]) -> Line:
    opening = by_number.get(row.number) if row.number else by_external.get(row.external_number)
    problems = list(row.errors)
    if row.number and opening is None:
        problems.append(
            _whole(row, f"募集番号「{row.number}」は、貴院の募集にありません。新しい募集では空欄にしてください。")
        )
    clash = by_external.get(row.external_number)
    if row.number and row.external_number and clash not in (None, opening):
        problems.append(
            _whole(row, f"管理番号「{row.external_number}」は、別の募集（{clash.number}）で使われています。")
        )
    before = as_cells(flat(terms_of(opening.current))) if opening else {}
    bad = {error.heading for error in row.errors}
    cells, facts = [], dict(before) if opening else dict(BLANK)
    for column in COLUMNS:
        if column.key not in row.columns or column.heading in bad:
            continue
        was, now_ = column.show(before.get(column.key)), column.show(row.facts.get(column.key))
        if column.key == "headcount":
            was, now_ = was or "1", now_ or "1"
        elif column.key == DETAILS:
            now_ = with_remarks(now_, row.remarks)
        if was == now_ and opening:
            continue
        if column.key == DETAILS and now_:
            facts[DETAILS] = now_
        elif row.facts.get(column.key) is not None:
            facts[column.key] = row.facts[column.key]
        elif column.key == "headcount":
            facts["headcount"] = 1
        else:
            facts.pop(column.key, None)
        if was != now_:
            written = row.written.get(column.key, "")
            cells.append(Cell(column.heading, was, now_, "" if same_words(written, now_) or not written else written))
    cells += _remarked(row, before, facts)
    if row.external_number and opening and row.external_number != opening.external_number:
        cells.append(Cell("管理番号", opening.external_number, row.external_number))
    terms = _terms(facts)
    title = terms["title"] or (opening.current.title if opening else "")
    if not terms["title"]:
        problems.append(_whole(row, "見出しをご記入ください。例：内科外来（週2日）"))
    elif not problems:
        problems += _unfit(row, opening, terms, bool(cells))
    outcome = (
        Outcome.REFUSED if problems else Outcome.NEW if not opening else Outcome.CHANGED if cells else Outcome.SAME
    )
    return Line(row, outcome, opening, title, tuple(cells), tuple(problems), terms)


def _remarked(row: SheetRow, before: Mapping[str, Any], facts: dict[str, Any]) -> list[Cell]:
    """「約」 of an amount goes into the words about pay, and leaves them when the amount is said for certain.

    Where the list has the column of these words, they stand in its own cell.
    """
    if DETAILS in row.columns:
        return []
    details = str(facts.get(DETAILS) or "")
    told = with_remarks(details, row.remarks, row.columns)
    if told == details:
        return []
    if told:
        facts[DETAILS] = told
    else:
        facts.pop(DETAILS, None)
    was = str(before.get(DETAILS) or "")
    return [Cell(f"{BY_KEY[DETAILS].heading}（添え書き）", was, told)] if was != told else []


def _terms(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as fields of OpeningVersion; a list that was not given is empty, a word that was not given is ""."""
    terms = nested(as_facts(facts), TERMS)
    for name in TERMS:
        field = OpeningVersion._meta.get_field(name)
        if terms[name] is None and not field.null:
            terms[name] = field.get_default() if name not in ("night_duty", "on_call") else ""
    return terms


def _unfit(row: SheetRow, opening: Opening | None, terms: Mapping[str, Any], differs: bool) -> list[CellError]:
    """What no draft may hold, and what a published opening may not lack."""
    if not differs:
        return []
    if opening and opening.state == OpeningState.CLOSED:
        return [_whole(row, "募集を終えているため、内容を直せません。別の管理番号で、新しい募集にしてください。")]
    version = OpeningVersion(**terms)
    if version.rotation and (version.headcount < 2 or not version.rotation_days):
        return [_whole(row, "分けて受け持つときは、人数（2人以上）と席の週の日数をご記入ください。")]
    try:
        version.full_clean(exclude=["opening", "made_by", "first_seen_at", "no"], validate_constraints=False)
    except ValidationError as problem:
        return [_whole(row, sentence) for sentence in problem.messages]
    low, high = version.annual_pay_min_yen, version.annual_pay_max_yen
    if low and high and high < low:
        return [_whole(row, "年俸の上限が、下限より低くなっています。")]
    if opening and opening.state == OpeningState.PUBLISHED:
        version.opening = opening
        return [_whole(row, f"公開中の募集です。{refusal.sentence}") for refusal in gap_refusals(version)]
    return []


def _whole(row: SheetRow, sentence: str) -> CellError:
    return CellError(f"{row.line}行目", "", sentence)


@transaction.atomic
def keep_sheet(*, institution: Institution, by: Actor, name: str, data: bytes, key: UUID) -> IntakeSheet:
    """Keep a file that could be read, with what it would do, until somebody says yes. Raises FileProblem; sent twice, it is one.

    Another file under the same key takes the place of the first: whoever saw what is wrong goes back and chooses anew.
    """
    kept = IntakeSheet.objects.select_for_update().filter(key=key, institution=institution).first()
    if kept and bytes(kept.data) == data:
        return kept
    if kept and kept.state != SheetState.READ:
        raise FileProblem("この画面からの取り込みは、もう始まっています。画面を開き直して、お送りください。")
    forget_old_sheets()
    digest = plan_of(data, institution).digest
    fields = {"name": name[-120:], "data": data, "digest": digest, "made_at": now(), "touched_at": now()}
    sheet, _ = IntakeSheet.objects.update_or_create(
        key=key, institution=institution, defaults={**fields, "made_by_id": by.user_id}
    )
    record(by=by, action="keep_sheet", object_type="institution", object_number=institution.number)
    return sheet


@transaction.atomic
def take_in(*, sheet: IntakeSheet, by: Actor, digest: str, confirmed_by: str = "", good_only: bool = False) -> Plan:
    """Do what the page said, all or nothing; the file is then removed. For a list that is not long: see `taking.begin`.

    digest: of the plan on the screen. Raises StepRefused if anything has changed since, if a row cannot be taken, or (code
    `gone`) if the file was taken over or forgotten meanwhile. confirmed_by: whose role stands for openings that are public.
    good_only: the rows that can be taken; the others must have been kept apart before (`keep_rest`).
    """
    sheet = held_sheet(sheet)
    plan = agreed_plan(sheet, digest, good_only=good_only)
    for line in plan.lines:
        take_line(line, institution=sheet.institution, by=by, confirmed_by=confirmed_by)
    record(
        by=by,
        action="take_in",
        object_type="institution",
        object_number=sheet.institution.number,
        new=len(plan.of(Outcome.NEW)),
        changed=len(plan.of(Outcome.CHANGED)),
    )
    sheet.delete()
    return plan


def held_sheet(sheet: IntakeSheet) -> IntakeSheet:
    """The list, held, while nobody has said yes to it. Raises StepRefused (`gone`)."""
    rows = IntakeSheet.objects.select_for_update(of=("self",)).select_related("institution")
    held = rows.filter(pk=sheet.pk, state=SheetState.READ).first()
    if held is None:
        raise StepRefused(GONE)
    return held


def keep_rest(*, sheet: IntakeSheet, plan: Plan, by: Actor) -> IntakeSheet | None:
    """The rows that cannot be taken as a list of their own, which waits like any other; None where all can be taken."""
    if plan.is_possible:
        return None
    data = rest_of(bytes(sheet.data), plan)
    digest, moment = plan_of(data, sheet.institution).digest, now()
    record(by=by, action="keep_sheet", object_type="institution", object_number=sheet.institution.number)
    return IntakeSheet.objects.create(
        institution=sheet.institution, key=uuid4(), name=_rest_name(sheet.name), data=data, digest=digest, made_at=moment,
        touched_at=moment, made_by_id=by.user_id,
    )  # fmt: skip


def rest_of(data: bytes, plan: Plan) -> bytes:
    """The rows that cannot be taken, as they were sent, in a workbook: what is to be put right is marked and said beside them."""
    from enishi.openings.sheets.writing import mend_book  # slow to load: openpyxl

    rows = rows_in(data)
    return mend_book(
        rows[0], [(rows[line.row.line - 1], line.problems, line.row.line) for line in plan.of(Outcome.REFUSED)]
    )


def _rest_name(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return f"{stem.removesuffix(REST_MARK)[: 110 - len(REST_MARK)]}{REST_MARK}.xlsx"


def waiting_of(institution: Institution) -> QuerySet[IntakeSheet]:
    """Lists of this institution to which nobody has said yes, the newest first, without their files."""
    fresh = IntakeSheet.objects.filter(institution=institution, state=SheetState.READ, touched_at__gte=now() - KEPT_FOR)
    return fresh.defer("data").order_by("-touched_at", "-pk")


def agreed_plan(sheet: IntakeSheet, digest: str, *, good_only: bool = False) -> Plan:
    """What the list would do now, all openings of its institution held. Raises StepRefused unless it is what was on the screen."""
    institution = sheet.institution
    list(Opening.objects.select_for_update(of=("self",)).filter(institution=institution).order_by("pk"))
    plan = plan_of(bytes(sheet.data), institution)
    if plan.digest != digest:
        raise StepRefused(
            Refusal("digest", "この画面を開いたあとに、募集が変わりました。下の内容を、もう一度お確かめください。")
        )
    if not plan.is_possible and not good_only:
        raise StepRefused(Refusal("rows", "取り込めない行があります。表を直して、もう一度お送りください。"))
    return plan


def take_line(line: Line, *, institution: Institution, by: Actor, confirmed_by: str) -> None:
    """Do what one row says, within the caller's transaction. Raises StepRefused, ValidationError."""
    external = line.row.external_number
    if line.outcome is Outcome.NEW:
        draft_opening(institution=institution, by=by, terms=line.terms, external_number=external)
    elif line.outcome is Outcome.CHANGED and line.opening:
        if external and external != line.opening.external_number:
            line.opening.external_number = external
            line.opening.save(update_fields=["external_number"])
        revise_opening(opening=line.opening, by=by, terms=line.terms, confirmed_by=confirmed_by)


def forget_old_sheets() -> int:
    """Files of which nothing was heard for a day. How many were removed."""
    return IntakeSheet.objects.filter(touched_at__lt=now() - KEPT_FOR).delete()[0]


def list_of(openings: Iterable[Opening]) -> bytes:
    """These openings (loaded with `current`) as a workbook that `plan_of` reads back as no change."""
    from enishi.openings.sheets.writing import workbook  # slow to load: openpyxl

    return workbook(
        (
            {OUR_NUMBER: o.number, THEIR_NUMBER: o.external_number, **as_cells(flat(terms_of(o.current)))}
            for o in openings
        ),
        with_example=False,
    )
