"""保存期間: what falls due by kind, on what ground, and the nightly run over it.

A run is a row for the day; each thing is erased in a transaction of its own, together with its line in the report. So a run
that is killed goes on where it ended, and one that is started twice finds nothing more to do. What stands under a legal hold
is listed, never touched.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from enishi.audit.actions import record
from enishi.candidacies.models import Candidacy
from enishi.candidacies.words_kept import due_for_forgetting, forget_dialogue
from enishi.common.actor import SYSTEM
from enishi.common.clock import now, today
from enishi.keeping import erasure
from enishi.keeping.enums import Outcome
from enishi.keeping.models import RetentionLine, RetentionRun
from enishi.law.parameters import value
from enishi.law.periods import last_day_after
from enishi.physicians import leaving
from enishi.physicians.access import goes_on_as
from enishi.physicians.enums import DisclosureLevel, DocumentKind
from enishi.physicians.holds import held_registrations, in_force
from enishi.physicians.models import Consent, DeliveryChoice, DisclosureGrant, Document, Leaving, Physician

log = logging.getLogger("enishi.keeping")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing whose time is over. number: as the report names it; physician: primary key of whose it is."""

    number: str
    physician: int
    pk: int
    since: date


@dataclass(frozen=True, slots=True)
class Kind:
    """code: in the reports. parameter: of the dated table, which gives period, article and how sure it is.

    due: what falls due on a day; erase: one of them, in the caller's transaction, returns rows.
    """

    code: str
    title: str
    what: str
    parameter: str
    due: Callable[[date], Iterable[Due]]
    erase: Callable[[Due], int]


# -- the ledger ---------------------------------------------------------------------------------------
def _ledgers(day: date) -> Iterator[Due]:
    for row in leaving.due_for_erasure():
        if row.keep_until is not None and row.keep_until < day:
            yield Due(row.physician.number, row.physician_id, row.pk, row.keep_until + timedelta(days=1))


def _waiting(day: date) -> Iterator[Due]:
    for row in leaving.waiting_for_a_hold():
        yield Due(row.physician.number, row.physician_id, row.pk, timezone.localdate(row.left_at))


# -- papers -------------------------------------------------------------------------------------------
def _licences(day: date) -> Iterator[Due]:
    """Copies of the licence, so many days after it was checked, but not while an institution may open them (level 4)."""
    cut = day - timedelta(days=value("identity_image_retention_days", day))
    shown = DisclosureGrant.objects.filter(
        physician=OuterRef("physician"), level=DisclosureLevel.L4, withdrawn_at=None, until__gte=day
    )
    rows = Document.objects.filter(
        Q(kind=DocumentKind.LICENCE), physician__licence_verified_on__lt=cut, stored_at__date__lt=cut
    ).exclude(Exists(shown))
    for pk, number, physician, checked in rows.order_by("pk").values_list(
        "pk", "physician__number", "physician", "physician__licence_verified_on"
    ):
        yield Due(f"{number}-{pk}", physician, pk, checked)


def _erase_licence(due: Due) -> int:
    record(by=SYSTEM, action="retention_document", object_type="physician", object_number=due.number.rpartition("-")[0])
    return int(Document.objects.filter(pk=due.pk).delete()[0])


# -- talks --------------------------------------------------------------------------------------------
def _before(parameter: str, day: date) -> date:
    """Who ended before this day has had its years: the last day of the period is over."""
    years = value(parameter, day)
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _talks(day: date) -> Iterator[Due]:
    done = RetentionLine.objects.filter(kind="dialogue", number=OuterRef("number"), outcome=Outcome.ERASED)
    rows = due_for_forgetting(_before("dialogue_retention_years", day)).exclude(Exists(done)).order_by("pk")
    for pk, number, physician, since in rows.values_list("pk", "number", "physician", "state_since__date"):
        yield Due(number, physician, pk, last_day_after(since, years=value("dialogue_retention_years", day)))


def _erase_talk(due: Due) -> int:
    record(by=SYSTEM, action="retention_dialogue", object_type="candidacy", object_number=due.number)
    return forget_dialogue(Candidacy.objects.select_for_update(of=("self",)).get(pk=due.pk))


# -- evidence -----------------------------------------------------------------------------------------
EVIDENCE: list[type[Model]] = [Consent, DisclosureGrant, DeliveryChoice]


def also_evidence(model: type[Model]) -> None:
    """A room above names a model with a `physician` that is evidence too; called when the application starts."""
    if model not in EVIDENCE:
        EVIDENCE.append(model)


def _evidence(day: date) -> Iterator[Due]:
    """Consents, disclosures and delivery choices of who left, years after."""
    there = Q()
    for model in EVIDENCE:
        there |= Exists(model._default_manager.filter(physician=OuterRef("physician")))
    rows = Leaving.objects.filter(there, left_at__date__lt=_before("evidence_retention_years", day), waits=False)
    for pk, number, physician, left in rows.order_by("pk").values_list(
        "pk", "physician__number", "physician", "left_at__date"
    ):
        yield Due(number, physician, pk, last_day_after(left, years=value("evidence_retention_years", day)))


def _erase_evidence(due: Due) -> int:
    record(by=SYSTEM, action="retention_evidence", object_type="physician", object_number=due.number)
    return sum(int(model._default_manager.filter(physician=due.physician).delete()[0]) for model in EVIDENCE)


KINDS: tuple[Kind, ...] = (
    Kind("ledger", "求職管理簿に残した記載", "退会した方のお名前・ご住所・生年月日・希望職種", "ledger_retention_years",
         _ledgers, erasure.erase_ledger),
    Kind("waiting", "保全のあとの消去", "保全のため、退会のときに消去しなかった情報", "ledger_retention_years",
         _waiting, erasure.erase_waiting),
    Kind("licence", "医師免許証の写し", "確認が済んだ免許証の画像（確認した日は残します）", "identity_image_retention_days",
         _licences, _erase_licence),
    Kind("dialogue", "意見交換の記録", "終わったお話の質問・回答・おたより・添付・控え（採用に至ったものを除く）",
         "dialogue_retention_years", _talks, _erase_talk),
    Kind("evidence", "同意・公開・受け取り方の記録", "退会した方の同意・公開・説明の受け取り方", "evidence_retention_years",
         _evidence, _erase_evidence),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}

OTHERS: tuple[tuple[str, str], ...] = (
    ("unfinished_registration_days", "1時間ごとに、最後に保存した日から30日で消します。"),
    ("typed_words_hours", "1時間ごとに、12時間を過ぎたものを消します。送り直したときは、すぐに消します。"),
    ("typed_words_visitor_minutes", "1時間ごとに、60分を過ぎたものを消します。送り直したときは、すぐに消します。"),
    ("callback_retention_days", "毎日、折り返しのお電話の一覧から消します。"),
    ("arrival_retention_days", "毎日、ほかの機関からの紹介の内容と、届いた紙を消します。"),
    ("accounting_retention_years", "お名前を含まない記録です。消しません。"),
    ("sensitive_retention_months", "お預かりする欄を設けていません。"),
)
"""Periods that other jobs keep, or that nothing here falls under: (parameter, words)."""


# -- the run ------------------------------------------------------------------------------------------
@contextmanager
def alone() -> Iterator[bool]:
    """Whether this process may run now; only one does. A killed one lets go with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('enishi.retention'))")
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('enishi.retention'))")


def run_retention(*, again: bool = False, asked_by: int | None = None) -> RetentionRun | None:
    """Today's run, begun or gone on with; None if another process is at it. again: look once more though it is over."""
    with alone() as mine:
        if not mine:
            return None
        run, is_new = RetentionRun.objects.get_or_create(day=today(), defaults={"asked_by_id": asked_by})
        if run.is_over and not again:
            return run
        if not is_new and run.is_over:
            RetentionRun.objects.filter(pk=run.pk).update(finished_at=None)
        for kind in KINDS:
            _run_kind(run, kind)
        leaving.forget_last_notices()
        run.finished_at = now()
        run.save(update_fields=["finished_at"])
        return run


def _run_kind(run: RetentionRun, kind: Kind) -> None:
    for due in list(kind.due(run.day)):
        try:
            _do(run, kind, due)
        except Exception as fault:  # one that fails stays for the next night and holds up no other
            log.error("retention %s %s: %s", kind.code, due.number, type(fault).__name__)
            _note(run, kind, due, Outcome.FAILED, fault=type(fault).__name__)


@transaction.atomic
def _do(run: RetentionRun, kind: Kind, due: Due) -> None:
    """Erase one thing and say so, both or neither. The record is locked first, as whoever places a hold locks it."""
    physician = Physician.objects.select_for_update(of=("self",)).get(pk=due.physician)
    if in_force(goes_on_as(physician)) is not None:
        _note(run, kind, due, Outcome.HELD)
        return
    _note(run, kind, due, Outcome.ERASED, rows=kind.erase(due))


def _note(run: RetentionRun, kind: Kind, due: Due, outcome: Outcome, *, rows: int = 0, fault: str = "") -> None:
    RetentionLine.objects.update_or_create(
        run=run,
        kind=kind.code,
        number=due.number,
        defaults={"outcome": outcome, "rows": rows, "fault": fault[:60], "at": now()},
    )


@dataclass(frozen=True, slots=True)
class Forecast:
    """What tonight would do with one kind."""

    kind: Kind
    due: list[Due]
    held: list[Due]


def forecast(day: date | None = None) -> list[Forecast]:
    """A dry run: the same questions as the run asks, nothing touched. GET pages show it."""
    held = held_registrations()
    found = []
    for kind in KINDS:
        due = list(kind.due(day or today()))
        found.append(
            Forecast(kind, [d for d in due if d.physician not in held], [d for d in due if d.physician in held])
        )
    return found


def nights() -> QuerySet[RetentionRun]:
    """The runs, the newest first, each with how many things were `erased`, `held` and `failed`. One query."""
    ends = {end.value: Count("lines", filter=Q(lines__outcome=end)) for end in Outcome}
    return RetentionRun.objects.annotate(**ends).order_by("-day")


def counts_of(run: RetentionRun) -> list[tuple[Kind, dict[str, int]]]:
    """By kind, how many came to which end."""
    rows = run.lines.values("kind", "outcome").annotate(n=Count("pk")).order_by("kind")
    by_kind: dict[str, dict[str, int]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], {})[row["outcome"]] = row["n"]
    return [(kind, by_kind.get(kind.code, {})) for kind in KINDS]
