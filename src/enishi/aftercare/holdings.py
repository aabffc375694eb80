"""What is kept of a physician after the contract. The institution's answers are its own and are never handed out."""

from typing import Any

from enishi.aftercare.models import CareTask, CheckIn, ClauseAudit, FeeEvent, LeaveEvent, StartTick
from enishi.common.holdings import Stage, columns_of, hold, row_of
from enishi.common.workflow import Party
from enishi.physicians.models import Physician

LEDGER = "お名前を含まない、番号と日付の記録です（就業と手数料の管理簿の一部）。"


def _own(model: Any, path: str, leave_out: tuple[str, ...], **only: Any) -> Any:
    columns = columns_of(model, leave_out)

    def rows(physician: Physician) -> Any:
        return [row_of(row, columns) for row in model.objects.filter(**{path: physician}, **only).order_by("pk")]

    return rows


def _erase_checkins(physician: Physician, stage: Stage) -> int:
    rows = CheckIn.objects.filter(placement__candidacy__physician=physician)
    return int(rows.update(words="", answers="" if stage is Stage.AT_THE_END else "{}"))


def _erase_audits(physician: Physician, stage: Stage) -> int:
    return int(ClauseAudit.objects.filter(checkin__placement__candidacy__physician=physician).update(words=""))


def _erase_tasks(physician: Physician, stage: Stage) -> int:
    return int(CareTask.objects.filter(candidacy__physician=physician).update(note=""))


P = "placement__candidacy__physician"
hold(
    CheckIn, title="ご様子の確認", order=32, find=lambda p: CheckIn.objects.filter(**{P: p}), leave_out=("author", "placement", "light"),
    export=_own(CheckIn, P, ("author", "placement", "light"), side=Party.PHYSICIAN), erase=_erase_checkins,
)  # fmt: skip
hold(
    ClauseAudit, title="約束の答え合わせ", order=33, find=lambda p: ClauseAudit.objects.filter(**{f"checkin__{P}": p}),
    leave_out=("checkin",), export=_own(ClauseAudit, f"checkin__{P}", ("checkin",), checkin__side=Party.PHYSICIAN),
    erase=_erase_audits,
)  # fmt: skip
hold(
    StartTick, title="着任の準備の印", order=34, find=lambda p: StartTick.objects.filter(**{P: p}),
    leave_out=("author", "placement"), not_erased=LEDGER,
)  # fmt: skip
hold(
    LeaveEvent, title="離職", order=35, find=lambda p: LeaveEvent.objects.filter(**{P: p}), leave_out=("placement",),
    not_erased=LEDGER,
)  # fmt: skip
hold(
    FeeEvent, title="手数料の事由", order=36, find=lambda p: FeeEvent.objects.filter(**{P: p}), leave_out=("placement",),
    not_erased=LEDGER,
)  # fmt: skip
hold(
    CareTask, title="担当者の仕事", order=37, find=lambda p: CareTask.objects.filter(candidacy__physician=p),
    not_exported="担当者が何をするかの覚えです。先生のお答えは「ご様子の確認」にあります。", erase=_erase_tasks,
)  # fmt: skip
