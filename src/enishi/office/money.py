"""Bills, money that came, refunds by two people. Every act locks the bill (or the event), so that two who press at once add up.

Nothing is billed before work began (the fee event), nothing is given back that is more than was asked for, and a row of the
fees ledger is never changed: what was wrong is taken back by a row of its own.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum
from django.utils.timezone import localdate

from enishi.aftercare.models import FeeEvent
from enishi.audit.actions import record
from enishi.candidacies.enums import State
from enishi.candidacies.models import Placement
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.date_display import western
from enishi.common.profile import load_profile
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.parameters import value
from enishi.office.enums import EntryKind, RefundKind
from enishi.office.models import FeeEntry, Invoice, Refund
from enishi.office.once import made_already
from enishi.office.rules import Share, due_on, part_of, refund_share, tax_of

BEGUN = (State.WORKING, State.SETTLED, State.LEFT)
SERIALS = 4_711_003
"""The lock under which serial numbers are drawn."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Of one bill, with tax: asked for, taken off by approved refunds, received less given back. open_yen < 0: we owe it."""

    asked_yen: int
    off_yen: int
    received_yen: int

    @property
    def open_yen(self) -> int:
        return self.asked_yen - self.off_yen - self.received_yen


def balance_of(invoice: Invoice) -> Balance:
    off = invoice.refunds.filter(approved=True).aggregate(net=Sum("net_yen"), tax=Sum("tax_yen"))
    received = invoice.entries.aggregate(yen=Sum("yen"))["yen"] or 0
    return Balance(invoice.total_yen, (off["net"] or 0) + (off["tax"] or 0), received)


def balances_of(invoices: "list[Invoice]") -> Mapping[int, Balance]:
    """By primary key; two queries for all."""
    pks = [invoice.pk for invoice in invoices]
    off = Refund.objects.filter(invoice__in=pks, approved=True).order_by().values_list("invoice")
    taken = {pk: net + tax for pk, net, tax in off.annotate(net=Sum("net_yen"), tax=Sum("tax_yen"))}
    came = dict(FeeEntry.objects.filter(invoice__in=pks).order_by().values_list("invoice").annotate(yen=Sum("yen")))
    return {i.pk: Balance(i.total_yen, taken.get(i.pk, 0), came.get(i.pk, 0)) for i in invoices}


def billed_net(event: FeeEvent) -> int:
    """Before tax, less what approved refunds took off as asked for wrongly; what was given back for leaving stays billed."""
    asked = event.invoices.aggregate(yen=Sum("net_yen"))["yen"] or 0
    wrong = Refund.objects.filter(invoice__event=event, approved=True, kind=RefundKind.CORRECTION)
    return int(asked - (wrong.aggregate(yen=Sum("net_yen"))["yen"] or 0))


def _refuse(rule: str, sentence: str) -> StepRefused:
    return StepRefused(Refusal(rule, sentence))


@transaction.atomic
def issue_invoice(*, event: FeeEvent, by: Actor, key: uuid.UUID, net_yen: int) -> Invoice:
    """A bill over so much before tax: the whole fee or an instalment of it. The same form sent again leads to the same bill.

    Raises StepRefused before work began, for a fee of nothing, and for more than the event's amount.
    """
    held = FeeEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if made := made_already(Invoice, key, event=held):
        return made
    placement = held.placement
    if placement.candidacy.state not in BEGUN or held.on > today():
        raise _refuse("start", "勤務の開始が確かめられてから、請求できます。")
    if net_yen < 1:
        raise _refuse("net_yen", "0円の手数料は、請求しません。")
    if held.amount_yen is not None and billed_net(held) + net_yen > held.amount_yen:
        rest = held.amount_yen - billed_net(held)
        raise _refuse("net_yen", f"手数料の額を超えます。請求できるのは、あと{rest:,}円（税別）です。")
    profile, institution = load_profile(settings.PROFILE), placement.candidacy.opening.institution
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SERIALS])
    last = Invoice.objects.order_by("-serial").values_list("serial", flat=True).first() or 0
    permille = value("consumption_tax_permille", held.on)
    kinds = "・".join(filter(None, (held.get_scheme_display(), held.get_kind_display())))
    invoice = Invoice.objects.create(
        serial=last + 1,
        key=key,
        event=held,
        payer_name=institution.name,
        payer_address=institution.address,
        issuer_name=profile.name,
        issuer_address=profile.full_address,
        registration=profile.invoice_registration,
        issued_on=today(),
        due_on=due_on(today()),
        done_on=held.on,
        description=f"職業紹介手数料（{kinds or '医師の採用'}、お引き合わせ {placement.candidacy.number}）",
        net_yen=net_yen,
        tax_permille=permille,
        tax_yen=tax_of(net_yen, permille),
        made_by_id=by.user_id,
    )
    record(by=by, action="issue_invoice", object_type="invoice", object_number=invoice.number, yen=invoice.total_yen)
    return invoice


def _locked(invoice: Invoice) -> Invoice:
    return Invoice.objects.select_for_update(of=("self",)).select_related("event__placement").get(pk=invoice.pk)


def _row(invoice: Invoice, by: Actor, key: uuid.UUID, **columns: object) -> FeeEntry:
    event = invoice.event
    row = FeeEntry.objects.create(
        invoice=invoice,
        key=key,
        payer_name=invoice.payer_name,
        fee_kind=event.get_scheme_display() or "手数料",
        recorded_by_id=by.user_id,
        **columns,
    )
    record(by=by, action="record_fee", object_type="invoice", object_number=invoice.number, kind=row.kind, yen=row.yen)
    return row


def basis_words(event: FeeEvent) -> str:
    """手数料の算出の根拠: 見込み年収12,000,000円の12か月分の10%."""
    if event.flat_yen is not None:
        return f"定額{event.flat_yen:,}円"
    if event.rate_permille is None or event.base_yen is None:
        return "手数料表と合意による額"
    return f"見込み年収{event.base_yen:,}円の{event.months}か月分の{event.rate_permille / 10:g}%（税別）"


@transaction.atomic
def record_collection(
    *,
    invoice: Invoice,
    by: Actor,
    key: uuid.UUID,
    on: date,
    yen: int,
    insurance_yen: int = 0,
    remarks: str = "",
    internal_remarks: str = "",
) -> FeeEntry:
    """Money that came, on the day it came; a part of the bill or all that is open. Raises StepRefused."""
    held = _locked(invoice)
    if made := made_already(FeeEntry, key, invoice=held):
        return made
    if not held.issued_on <= on <= today():
        raise _refuse("on", "入金の日は、請求日から今日までの日をご記入ください。")
    rest = balance_of(held).open_yen
    if not 0 < yen <= rest:
        raise _refuse("yen", f"入金の額は、1円から残りの{max(rest, 0):,}円までをご記入ください。")
    return _row(
        held,
        by,
        key,
        kind=EntryKind.COLLECTED,
        on=on,
        yen=yen,
        insurance_yen=insurance_yen,
        basis=basis_words(held.event),
        remarks=remarks.strip(),
        internal_remarks=internal_remarks.strip(),
    )


@transaction.atomic
def correct_entry(*, entry: FeeEntry, by: Actor, key: uuid.UUID, reason: str) -> FeeEntry:
    """A row that was wrong is taken back whole by a new one; the right one is recorded anew. Raises StepRefused."""
    held = _locked(entry.invoice)
    made_already(FeeEntry, key, invoice=held)
    if made := FeeEntry.objects.filter(corrects=entry).first():
        return made
    if entry.kind != EntryKind.COLLECTED:
        raise _refuse("kind", "取り消せるのは、徴収の記載だけです。")
    if not reason.strip():
        raise _refuse("reason", "取り消す理由をご記入ください。例：金額の打ち間違い")
    returned = FeeEntry.objects.filter(invoice=held, kind=EntryKind.RETURNED).aggregate(yen=Sum("yen"))["yen"] or 0
    if returned and balance_of(held).received_yen - entry.yen < 0:
        raise _refuse("returned", "返戻に使った入金は、取り消せません。")
    words = f"{western(entry.on)}の記載の訂正：{reason.strip()}"
    return _row(
        held, by, key, kind=EntryKind.CORRECTION, on=entry.on, yen=-entry.yen, basis=entry.basis, remarks=words,
        corrects=entry,
    )  # fmt: skip


def reckoned(placement: Placement) -> Share:
    """What the schedule of the first day of work says of somebody who left; 0 % while nobody has."""
    event = getattr(placement, "leave_event", None)
    if placement.left_on is None or event is None:
        return Share(0, "離職の記録がありません")
    schedule = load_profile(settings.PROFILE).refunds_on(placement.starts_on)
    return refund_share(
        schedule, starts_on=placement.starts_on, left_on=placement.left_on, how=event.how, cause=event.cause
    )


@transaction.atomic
def prepare_refund(
    *, invoice: Invoice, by: Actor, key: uuid.UUID, kind: RefundKind, net_yen: int | None = None, reason: str = ""
) -> Refund:
    """The first person's part: what leaving gives back by the schedule, or what was billed wrongly. Raises StepRefused.

    net_yen: for a correction; for leaving it is reckoned, never typed.
    """
    held = _locked(invoice)
    if made := made_already(Refund, key, invoice=held):
        return made
    if held.refunds.filter(decided_at=None).exists():
        raise _refuse("open", "この請求書には、確かめを待つ返戻がもうあります。")
    taken = held.refunds.filter(approved=True).aggregate(net=Sum("net_yen"), tax=Sum("tax_yen"))
    rest = held.net_yen - (taken["net"] or 0)
    columns: dict[str, object] = {}
    if kind is RefundKind.LEAVING:
        if held.refunds.filter(approved=True, kind=RefundKind.LEAVING).exists():
            raise _refuse("once", "この離職の返戻は、もう決まっています。")
        share = reckoned(held.event.placement)
        if share.percent == 0:
            raise _refuse("share", f"{share.basis}。")
        net_yen = part_of(rest, share.percent)
        columns = {"left_on": held.event.placement.left_on, "share_percent": share.percent, "basis": share.basis}
        reason = reason.strip() or "早期の離職"
    else:
        columns = {"basis": "請求の訂正"}
        if not reason.strip():
            raise _refuse("reason", "訂正の理由をご記入ください。")
    if not net_yen or not 0 < net_yen <= rest:
        raise _refuse("net_yen", f"額は、1円から{rest:,}円（税別）までをご記入ください。")
    tax = held.tax_yen - (taken["tax"] or 0) if net_yen == rest else tax_of(net_yen, held.tax_permille)
    refund = Refund.objects.create(
        invoice=held, key=key, kind=kind, net_yen=net_yen, tax_yen=tax, reason=reason.strip(),
        prepared_by_id=by.user_id, **columns,
    )  # fmt: skip
    record(by=by, action="prepare_refund", object_type="invoice", object_number=held.number, yen=refund.total_yen)
    return refund


@transaction.atomic
def decide_refund(*, refund: Refund, by: Actor, approved: bool) -> Refund:
    """The second person's part. Raises StepRefused for the one who prepared it, and for another decision than stands."""
    _locked(refund.invoice)
    held = Refund.objects.select_for_update(of=("self",)).get(pk=refund.pk)
    if held.decided_at is not None:
        if held.approved == approved:
            return held
        raise _refuse("decided", "この返戻は、もう決まっています。画面を開き直してください。")
    if held.prepared_by_id == by.user_id:
        raise _refuse("two", "用意した方とは別の方が、確かめて決めます。")
    held.decided_at, held.decided_by_id, held.approved = now(), by.user_id, approved
    held.save(update_fields=("decided_at", "decided_by", "approved"))
    action = "approve_refund" if approved else "refuse_refund"
    record(by=by, action=action, object_type="invoice", object_number=held.invoice.number, yen=held.total_yen)
    return held


@transaction.atomic
def pay_refund(*, refund: Refund, by: Actor, key: uuid.UUID, on: date) -> FeeEntry:
    """The money went back: a row of its own in the ledger, over what had really been received too much. Raises StepRefused."""
    held = _locked(refund.invoice)
    made_already(FeeEntry, key, invoice=held)
    if made := FeeEntry.objects.filter(refund=refund).first():
        return made
    if not refund.approved or refund.decided_at is None:
        raise _refuse("approved", "確かめの済んでいない返戻は、お支払いできません。")
    owed = min(-balance_of(held).open_yen, refund.total_yen)
    if owed <= 0:
        raise _refuse("owed", "まだ受け取っていない額の返戻です。お返しするお金はありません。")
    agreed_on = localdate(refund.decided_at)  # two people first, then the money
    if not agreed_on <= on <= today():
        raise _refuse("on", f"お返しした日は、承認した日（{western(agreed_on)}）から今日までの日をご記入ください。")
    return _row(
        held,
        by,
        key,
        kind=EntryKind.RETURNED,
        on=on,
        yen=-owed,
        basis=refund.basis,
        remarks=refund.reason,
        refund=refund,
    )
