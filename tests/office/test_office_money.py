"""Bills, money and refunds: nothing before work began, nothing twice, two people, and a ledger of rows that are never changed."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Sum

from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.aftercare.models import FeeEvent
from enishi.common.clock import today
from enishi.common.japanese.date_display import western
from enishi.common.profile import RefundLine
from enishi.common.workflow import StepRefused
from enishi.law.ledgers import FEES_LEDGER
from enishi.office import money
from enishi.office.enums import RefundKind
from enishi.office.fee_ledger import FeesBook
from enishi.office.fee_lists import unpaid_refunds
from enishi.office.models import FeeEntry, Invoice
from enishi.office.rules import due_on, refund_share, tax_of
from meta.acts_office import billed, event, left, paid, prepared

SCHEDULE = (
    RefundLine("1か月以内", "全額", months="1", percent="100"),
    RefundLine("3か月以内", "半額", months="3", percent="50"),
    RefundLine("6か月以内", "2割", months="6", percent="20"),
)


def pay(world, bill, yen, key=None):
    return money.record_collection(invoice=bill, by=world.office(), key=key or uuid.uuid4(), on=today(), yen=yen)


@pytest.mark.parametrize(
    ("left_on", "percent"),
    [
        (date(2026, 4, 1), 100), (date(2026, 5, 1), 100), (date(2026, 5, 2), 50), (date(2026, 7, 1), 50),
        (date(2026, 7, 2), 20), (date(2026, 10, 1), 20), (date(2026, 10, 2), 0),
    ],
)  # fmt: skip
def test_what_goes_back_follows_the_schedule_to_the_day(left_on, percent):
    start = date(2026, 4, 1)
    share = refund_share(SCHEDULE, starts_on=start, left_on=left_on, how=LeaveHow.OWN, cause=LeaveCause.FAMILY)
    assert share.percent == percent


def test_on_a_leap_day_begun_a_month_ends_with_the_day_of_the_same_number():
    ends = {
        percent: max(
            day
            for day in (date(2028, 2, 29) + timedelta(days=n) for n in range(250))
            if refund_share(SCHEDULE, starts_on=date(2028, 2, 29), left_on=day, how="own", cause="family").percent
            == percent
        )
        for percent in (100, 50, 20)
    }
    assert ends == {100: date(2028, 3, 31), 50: date(2028, 5, 31), 20: date(2028, 8, 31)}


@pytest.mark.parametrize(
    ("how", "cause"), [("dismissed", "other"), ("term", "term_ended"), ("agreed", "house"), ("own", "house")]
)
def test_who_leaves_for_the_institutions_own_sake_gives_no_ground_for_a_refund(how, cause):
    share = refund_share(SCHEDULE, starts_on=date(2026, 4, 1), left_on=date(2026, 4, 9), how=how, cause=cause)
    assert share.percent == 0 and "対象ではありません" in share.basis


def test_tax_is_rounded_once_and_the_time_to_pay_is_the_end_of_the_next_month():
    assert (tax_of(225_005, 100), tax_of(9, 100)) == (22_500, 0)
    assert due_on(date(2026, 12, 31)) == date(2027, 1, 31) and due_on(date(2028, 1, 5)) == date(2028, 2, 29)


def test_a_bill_has_every_item_of_a_qualified_invoice_and_its_number_follows_the_last(world):
    first, second = billed(world), billed(world)
    assert second.serial == first.serial + 1
    assert first.registration == "T0000000000000" and first.tax_permille == 100
    assert first.tax_yen == first.net_yen // 10 and first.done_on == first.event.on
    assert first.payer_name == first.event.placement.candidacy.opening.institution.name
    name = first.event.placement.candidacy.physician.identity.full_name
    assert name not in first.description


def test_nothing_is_billed_before_work_began_nor_more_than_the_fee_nor_twice_by_the_same_form(world):
    contracted = world.candidacy("contracted")
    assert not FeeEvent.objects.filter(placement__candidacy=contracted).exists()
    found, key = event(world), uuid.uuid4()
    one = money.issue_invoice(event=found, by=world.office(), key=key, net_yen=1_000)
    assert money.issue_invoice(event=found, by=world.office(), key=key, net_yen=1_000) == one
    for yen in (found.amount_yen, 0):
        with pytest.raises(StepRefused):
            money.issue_invoice(event=found, by=world.office(), key=uuid.uuid4(), net_yen=yen)
    with pytest.raises(StepRefused):
        money.issue_invoice(event=event(world), by=world.office(), key=key, net_yen=1_000)
    assert Invoice.objects.count() == 1


def test_money_comes_in_parts_up_to_what_is_open_and_the_same_form_counts_once(world):
    bill, key = billed(world), uuid.uuid4()
    pay(world, bill, 1_000, key)
    pay(world, bill, 1_000, key)
    rest = bill.total_yen - 1_000
    with pytest.raises(StepRefused):
        pay(world, bill, rest + 1)
    pay(world, bill, rest)
    assert money.balance_of(bill).open_yen == 0 and bill.entries.count() == 2
    with pytest.raises(StepRefused):
        pay(world, bill, 1)


def test_a_wrong_row_is_taken_back_by_a_new_one_and_the_database_refuses_to_change_either(world):
    row = paid(world)
    taken = money.correct_entry(entry=row, by=world.office(), key=uuid.uuid4(), reason="別の病院の入金")
    assert (taken.yen, taken.corrects) == (-row.yen, row)
    assert taken.remarks == f"{western(row.on)}の記載の訂正：別の病院の入金"
    assert money.correct_entry(entry=row, by=world.office(), key=uuid.uuid4(), reason="もう一度") == taken
    assert money.balance_of(row.invoice).received_yen == 0
    for table in (FeeEntry, Invoice):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.update(payer_name="別の病院")


def test_a_refund_needs_a_second_person_and_becomes_a_row_of_its_own(world):
    refund, maker = prepared(world), world.office()
    bill = refund.invoice
    assert refund.share_percent == 100 and refund.total_yen == bill.total_yen
    preparer = refund.prepared_by
    me = type(maker)(preparer.pk, maker.party, maker.role)
    with pytest.raises(StepRefused):
        money.decide_refund(refund=refund, by=me, approved=True)
    with pytest.raises(StepRefused):
        money.pay_refund(refund=refund, by=maker, key=uuid.uuid4(), on=today())
    decided = money.decide_refund(refund=refund, by=world.supervisor(), approved=True)
    with pytest.raises(StepRefused):
        money.decide_refund(refund=refund, by=world.supervisor(), approved=False)
    for on in (today() - timedelta(days=1), today() + timedelta(days=1)):
        with pytest.raises(StepRefused) as refused:
            money.pay_refund(refund=decided, by=maker, key=uuid.uuid4(), on=on)
        assert "承認した日" in str(refused.value)
    assert [(r.pk, r.owed_yen) for r in unpaid_refunds()] == [(decided.pk, bill.total_yen)]
    row = money.pay_refund(refund=decided, by=maker, key=uuid.uuid4(), on=today())
    assert not unpaid_refunds()
    assert row.yen == -bill.total_yen and bill.entries.aggregate(yen=Sum("yen"))["yen"] == 0
    assert money.pay_refund(refund=decided, by=maker, key=uuid.uuid4(), on=today()) == row
    with pytest.raises(StepRefused):
        money.prepare_refund(invoice=bill, by=maker, key=uuid.uuid4(), kind=RefundKind.LEAVING)


def test_a_refund_of_what_was_not_paid_takes_off_the_bill_and_no_money_moves(world):
    bill = billed(world)
    left(world, bill)
    refund = money.prepare_refund(invoice=bill, by=world.office(), key=uuid.uuid4(), kind=RefundKind.LEAVING)
    money.decide_refund(refund=refund, by=world.supervisor(), approved=True)
    refund.refresh_from_db()
    with pytest.raises(StepRefused):
        money.pay_refund(refund=refund, by=world.office(), key=uuid.uuid4(), on=today())
    assert money.balance_of(bill).open_yen == 0 and not bill.entries.exists()
    assert not unpaid_refunds(), "nothing waits for the office that it could not do"


def test_the_ledger_keeps_the_payers_name_and_shows_internal_remarks_only_when_asked(world):
    bill = billed(world)
    house = bill.event.placement.candidacy.opening.institution
    old = house.name
    type(house).objects.filter(pk=house.pk).update(name="改名後の病院")
    money.record_collection(
        invoice=bill, by=world.office(), key=uuid.uuid4(), on=today(), yen=5_000, internal_remarks="催促のあと"
    )
    (row,) = FeesBook(today(), today())
    assert row.values["payer_name"] == old and row.values["fee_amount"] == "5,000円"
    assert row.values["internal_remarks"] == "催促のあと"
    assert "内部備考" not in FEES_LEDGER.labels
    assert len(FeesBook(today() - timedelta(days=9), today() - timedelta(days=1))) == 0
