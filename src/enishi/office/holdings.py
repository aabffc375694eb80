"""What the office keeps of a person: the seekers' ledger's own copy."""

from collections.abc import Iterator

from django.db.models import Q

from enishi.common.clock import now
from enishi.common.explanations import as_letter
from enishi.common.holdings import Row, Stage, hold
from enishi.office.explanations import told_to
from enishi.office.models import (
    ChosenFrom,
    Explained,
    FeeEntry,
    HalfYearCheck,
    Invoice,
    LedgerEntry,
    LedgerRemark,
    Refund,
    SupportAccess,
    TermChange,
)
from enishi.physicians.models import Physician


def _of(physician: Physician) -> "list[LedgerEntry]":
    return list(LedgerEntry.objects.filter(physician=physician))


def _export(physician: Physician) -> Iterator[Row]:
    for entry in _of(physician):
        yield {"accepted_on": entry.accepted_on.isoformat(), **entry.then}


def _erase(physician: Physician, stage: Stage) -> int:
    """Name and address of the ledger stay as long as the law asks for them."""
    if stage is Stage.AT_ONCE:
        return 0
    return int(LedgerEntry.objects.filter(physician=physician).exclude(facts="").update(facts=""))


hold(
    LedgerEntry,
    title="求職管理簿の記載",
    order=19,
    find=lambda physician: LedgerEntry.objects.filter(physician=physician),
    export=_export,
    labels={
        "accepted_on": "受付年月日", "seeker_name": "氏名", "seeker_address": "住所", "birth_date": "生年月日",
        "wished_occupation": "希望職種",
    },
    erase=_erase,
)  # fmt: skip


def _erase_remarks(physician: Physician, stage: Stage) -> int:
    return int(LedgerRemark.objects.filter(entry__physician=physician).exclude(text="").update(text=""))


MONEY = "医療機関への請求とお支払いの記録です。先生のお名前を含みません。"
PLACED = "placement__candidacy__physician"
hold(
    LedgerRemark, title="管理簿の内部備考", order=19, find=lambda p: LedgerRemark.objects.filter(entry__physician=p),
    not_exported="事務局の控えです。", erase=_erase_remarks,
)  # fmt: skip
hold(
    Invoice, title="請求書", order=36, find=lambda p: Invoice.objects.filter(**{f"event__{PLACED}": p}), not_exported=MONEY,
    not_erased=MONEY,
)  # fmt: skip
hold(
    Refund, title="返戻", order=36, find=lambda p: Refund.objects.filter(**{f"invoice__event__{PLACED}": p}),
    not_exported=MONEY, not_erased=MONEY,
)  # fmt: skip
hold(
    FeeEntry, title="手数料管理簿の記載", order=36, find=lambda p: FeeEntry.objects.filter(**{f"invoice__event__{PLACED}": p}),
    not_exported=MONEY, not_erased=MONEY,
)  # fmt: skip
DATES = "番号と日付だけの、届け出のための記録です。"
hold(
    TermChange, title="契約期間の変更", order=36, find=lambda p: TermChange.objects.filter(**{PLACED: p}), not_exported=DATES,
    not_erased=DATES,
)  # fmt: skip
hold(
    HalfYearCheck, title="6か月の確認", order=36, find=lambda p: HalfYearCheck.objects.filter(**{PLACED: p}),
    not_exported=DATES, not_erased=DATES,
)  # fmt: skip


def _export_explained(physician: Physician) -> Iterator[Row]:
    for told in told_to(physician):
        yield {
            "on": told.row.on.isoformat(), "version": told.row.text.version, "way": told.way, "received": told.receipt,
            "text": as_letter(told.row.text.items),
        }  # fmt: skip


hold(
    Explained, title="法律で定められたご説明の記録", order=10, find=lambda p: Explained.objects.filter(physician=p),
    export=_export_explained,
    labels={"on": "お示しした日", "version": "版", "way": "方法", "received": "受け取りの確認", "text": "ご説明の文"},
    not_erased="ご説明をお示しした証拠です。番号と日付だけを、保存期間の方針（5年）により残します。",
)  # fmt: skip


def _export_support(physician: Physician) -> Iterator[Row]:
    for row in SupportAccess.objects.filter(physician=physician, granted=True).order_by("pk"):
        yield {
            "asked_at": row.asked_at.isoformat(),
            "until": row.until.isoformat() if row.until else "",
            "reason": row.reason,
        }


def _erase_support(physician: Physician, stage: Stage) -> int:
    """The words of the reason; that somebody looked, and when, stays in the log. Nothing is left to be looked at or decided."""
    rows = SupportAccess.objects.filter(physician=physician)
    rows.filter(Q(granted=None) | Q(granted=True, until__gt=now()), ended_at=None).update(ended_at=now())
    return int(rows.exclude(reason="").update(reason=""))


hold(
    SupportAccess, title="期限つきの閲覧", order=38, find=lambda p: SupportAccess.objects.filter(physician=p),
    export=_export_support, labels={"asked_at": "求めた日時", "until": "いつまで", "reason": "理由"}, erase=_erase_support,
)  # fmt: skip
hold(
    ChosenFrom, title="ご提案のもとの一覧", order=60, find=lambda p: ChosenFrom.objects.filter(candidacy__physician=p),
    not_exported="計算した募集の番号の並びです。先生にお示ししたものは「ご提案」に含まれます。",
    not_erased="募集の番号だけの並びで、先生の情報を含みません。",
)  # fmt: skip
