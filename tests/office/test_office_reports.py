"""The yearly reports, reckoned a second time from the raw rows in Python, at the edges of the year, and after it was closed."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from enishi.aftercare.models import CheckIn
from enishi.audit.erasure import erasing
from enishi.candidacies.models import Placement
from enishi.common.clock import ago, today
from enishi.common.holdings import Stage, holdings
from enishi.common.japanese.date_display import western
from enishi.common.workflow import StepRefused
from enishi.law.periods import last_day_after
from enishi.law.placement_classes import PlacementClass, placement_class
from enishi.office import reports
from enishi.office.enums import AskedBy, RefundKind, ReportKind, StillThere
from enishi.office.fee_lists import to_ask_after_six_months
from enishi.office.models import ClosedReport, FeeEntry, TermChange
from enishi.office.money import decide_refund, issue_invoice, pay_refund, prepare_refund, record_collection
from enishi.office.records import change_term, check_half_year
from enishi.office.report_sql import FORM8, PORTAL
from enishi.office.reports import average_rate, close_report, content_of, count, hash_of, rows_behind
from enishi.office.results import fiscal_year
from enishi.office.training import add_training
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from meta.acts_office import event, left, paid

THIS, LAST = fiscal_year(today()), fiscal_year(today()) - 1
FORM = {figure.key: figure for figure in FORM8}


def placed(world, first, last=None, *, half_days=4, left_on=None):
    """A placement with these days, whatever the calendar says today."""
    row = event(world, contract_kind="fixed" if last else "indefinite").placement
    lock = None if last else first + timedelta(days=729)
    Placement.objects.filter(pk=row.pk).update(
        hired_on=first, starts_on=first, ends_on=last, half_days_per_week=half_days, left_on=left_on, no_solicitation_until=lock,
    )  # fmt: skip
    return Placement.objects.get(pk=row.pk)


def values(year, keys=FORM):
    return {key: count(FORM[key], year) for key in keys}


def half_year_over(day):
    month = day.month + 6
    return date(day.year + (month > 12), month - 12 if month > 12 else month, min(day.day, 28))


def test_the_report_says_what_the_raw_rows_say_by_another_way(world):
    begin = date(LAST, 4, 1)
    rows = [
        placed(world, begin), placed(world, date(LAST + 1, 3, 31)), placed(world, begin, date(LAST, 7, 31)),
        placed(world, begin, date(LAST, 7, 30)), placed(world, date(LAST, 6, 10), date(LAST, 6, 10), half_days=2),
        placed(world, date(LAST, 12, 1), date(LAST, 12, 20), half_days=6), placed(world, date(LAST, 3, 31)),
        placed(world, date(LAST + 1, 4, 1)), placed(world, date(LAST, 5, 1), left_on=date(LAST, 6, 1)),
    ]  # fmt: skip
    first, last = date(LAST, 4, 1), date(LAST + 1, 3, 31)
    inside = [r for r in rows if first <= r.hired_on <= last]
    classes = [(r, placement_class(r.contract_kind, r.starts_on, r.ends_on)) for r in inside]

    def days(row):
        span, week = (row.ends_on - row.starts_on).days + 1, -(-row.half_days_per_week // 2)
        return min(span, max(min(span, week), round(span * week / 7)))

    expected = {
        "placed_regular": sum(kind is PlacementClass.REGULAR for _, kind in classes),
        "placed_indefinite": sum(r.contract_kind == "indefinite" for r in inside),
        "placed_temporary": sum(days(r) for r, kind in classes if kind is PlacementClass.TEMPORARY),
        "placed_daily": sum(days(r) for r, kind in classes if kind is PlacementClass.DAILY),
        "left_same": 1, "left_before": 0,
    }  # fmt: skip
    assert expected["placed_regular"] == 4 and expected["placed_daily"] == 1 + 9
    assert values(LAST, expected) == expected
    assert count(PORTAL[0], LAST) == len(inside)


def test_every_figure_is_the_sum_of_the_rows_behind_it(world):
    placed(world, date(LAST, 4, 1), date(LAST, 6, 20))
    paid(world)
    for year in (LAST, THIS):
        for figure in (*FORM8, *PORTAL):
            assert sum(row.amount for row in rows_behind(figure, year, limit=1000)) == count(figure, year), figure.key


def test_the_year_ends_at_midnight_in_japan_and_counts_its_leap_day(world):
    with ago(datetime.now(tz=UTC) - datetime(LAST + 1, 3, 31, 14, 59, tzinfo=UTC)):
        world.physician()
    with ago(datetime.now(tz=UTC) - datetime(LAST + 1, 3, 31, 15, 1, tzinfo=UTC)):
        world.physician()
    for first in (date(LAST + 1, 3, 31), date(LAST + 1, 4, 1)):
        world.opening(confirmed_days_ago=(today() - first).days)
    assert values(LAST, ("seekers_new", "openings_valid", "openings_regular")) == {
        "seekers_new": 1, "openings_valid": 1, "openings_regular": 1,
    }  # fmt: skip
    assert count(FORM["seekers_new"], THIS) == 1
    placed(world, date(2028, 2, 29), date(2028, 2, 29), half_days=2)
    placed(world, date(2027, 10, 31), date(2028, 2, 29))
    assert values(2027, ("placed_daily", "placed_regular", "placed_temporary")) == {
        "placed_daily": 1, "placed_regular": 1, "placed_temporary": 0,
    }  # fmt: skip


def test_while_the_year_runs_what_is_valid_is_counted_today_and_the_label_says_so(world):
    opening = world.opening()
    world.physician()
    for year in (LAST, THIS):
        over = today() > date(year + 1, 3, 31)
        said = {f["key"]: f for f in content_of(ReportKind.FORM8, year)["figures"]}
        for key in ("openings_valid", "seekers_valid", "staff"):
            words = "年度の終わりの日" if over else f"{western(today())}の時点"
            assert said[key]["label"].endswith(f"（{words}）")
        assert (said["openings_valid"]["value"], said["seekers_valid"]["value"]) == ((0, 0) if over else (1, 1))
    Opening.objects.filter(pk=opening.pk).update(valid_until=today() - timedelta(days=1))
    assert count(FORM["openings_valid"], THIS) == 0


def test_renewed_past_four_months_counts_as_regular_and_shortened_stays_what_it_was(world):
    renewed = placed(world, date(LAST, 5, 1), date(LAST, 7, 31))
    shortened = placed(world, date(LAST, 5, 1), date(LAST, 10, 31))
    assert values(LAST, ("placed_regular",)) == {"placed_regular": 1}
    by = world.office()
    change_term(placement=renewed, by=by, key=uuid.uuid4(), agreed_on=date(LAST, 7, 1), ends_on=date(LAST, 8, 31))
    change_term(placement=shortened, by=by, key=uuid.uuid4(), agreed_on=date(LAST, 6, 1), ends_on=date(LAST, 6, 15))
    assert values(LAST, ("placed_regular", "placed_temporary")) == {"placed_regular": 2, "placed_temporary": 0}
    indefinite = placed(world, date(LAST, 5, 1))
    with pytest.raises(StepRefused):
        change_term(placement=indefinite, by=by, key=uuid.uuid4(), agreed_on=today(), ends_on=today())
    assert TermChange.objects.count() == 2


def test_who_was_asked_after_six_months_is_no_longer_unknown(world):
    row = placed(world, date(LAST, 4, 1))
    assert values(LAST, ("unknown_same", "left_same")) == {"unknown_same": 1, "left_same": 0}
    how = {"placement": row, "by": world.office(), "method": AskedBy.PHONE}
    with pytest.raises(StepRefused):
        check_half_year(**how, key=uuid.uuid4(), asked_on=date(LAST, 9, 30), answer=StillThere.STAYS)
    check_half_year(**how, key=uuid.uuid4(), asked_on=today(), answer=StillThere.UNKNOWN)
    assert count(FORM["unknown_same"], LAST) == 1
    check_half_year(**how, key=uuid.uuid4(), asked_on=today(), answer=StillThere.STAYS)
    assert count(FORM["unknown_same"], LAST) == 0 and count(FORM["unknown_before"], THIS) == 0


@pytest.mark.parametrize(("days", "known"), [(0, False), (1, True)])
def test_a_check_in_answered_within_the_six_months_leaves_the_person_to_be_asked(world, days, known):
    row = placed(world, date(LAST, 8, 31))
    over = last_day_after(row.hired_on, months=6)
    at = datetime.combine(over + timedelta(days=days), time(23, 30), tzinfo=ZoneInfo("Asia/Tokyo"))
    CheckIn.objects.update_or_create(
        placement=row, side="physician", kind="m6", defaults={"due_on": over, "answered_at": at, "light": "green"}
    )
    assert count(FORM["unknown_same"], LAST) == int(not known)
    assert (row in to_ask_after_six_months()) is not known


def test_a_closed_year_never_changes_and_a_correction_is_a_report_of_its_own(world):
    row = placed(world, date(LAST, 4, 1))
    by, form8 = world.office(), ReportKind.FORM8
    first = close_report(kind=form8, year=LAST, by=by, note="研修を2回行った")
    assert first.content_hash == hash_of(first.content) and first.no == 1
    house = row.candidacy.opening.institution
    type(house).objects.filter(pk=house.pk).update(name="改名した病院")
    Placement.objects.filter(pk=row.pk).update(left_on=date(LAST, 5, 1))
    assert reports.report(form8, LAST) == first.content
    with pytest.raises(DatabaseError), transaction.atomic():
        ClosedReport.objects.update(year=1999)
    for seen, reason in ((0, "訂正"), (1, "")):
        with pytest.raises(StepRefused):
            close_report(kind=form8, year=LAST, by=by, seen=seen, reason=reason)
    second = close_report(kind=form8, year=LAST, by=by, seen=1, reason="離職の届けが遅れた", note="研修を2回行った")
    figures = {f["key"]: f["value"] for f in second.content["figures"]}
    assert second.no == 2 and figures["left_same"] == 1
    first.refresh_from_db()
    assert {f["key"]: f["value"] for f in first.content["figures"]}["left_same"] == 0
    with pytest.raises(StepRefused):
        close_report(kind=form8, year=LAST, by=by, seen=2, reason="もう一度", note="研修を2回行った")
    with pytest.raises(StepRefused):
        close_report(kind=form8, year=THIS, by=by)


def test_money_counts_in_the_year_it_moved_and_an_erasure_leaves_the_figures(world):
    row = paid(world)
    bill = row.invoice
    assert values(THIS, ("fee_filed", "fee_capped", "fee_returned")) == {
        "fee_filed": row.yen, "fee_capped": 0, "fee_returned": 0,
    }  # fmt: skip
    before = content_of(ReportKind.FORM8, THIS)
    physician = bill.event.placement.candidacy.physician
    with transaction.atomic(), erasing():
        for holding in holdings():
            if holding.erase is not None and holding.model is not Physician:
                holding.erase(physician, Stage.AT_ONCE)
    after = content_of(ReportKind.FORM8, THIS)
    assert {f["key"]: f["value"] for f in after["figures"]} == {f["key"]: f["value"] for f in before["figures"]}
    assert FeeEntry.objects.count() == 1


def test_a_refund_after_the_end_of_the_year_leaves_the_closed_year_and_counts_in_the_next(world):
    back = today() - date(LAST + 1, 3, 20)
    found = event(world, days=back.days + 5)
    with ago(back):
        bill = issue_invoice(event=found, by=world.office(), key=uuid.uuid4(), net_yen=100_000)
        row = record_collection(invoice=bill, by=world.office(), key=uuid.uuid4(), on=today(), yen=110_000)
    with ago(today() - date(LAST + 1, 4, 10)):
        closing = close_report(kind=ReportKind.FORM8, year=LAST, by=world.office())
        left(world, row.invoice)
        refund = prepare_refund(invoice=row.invoice, by=world.office(), key=uuid.uuid4(), kind=RefundKind.LEAVING)
        refund = decide_refund(refund=refund, by=world.supervisor(), approved=True)
        given = pay_refund(refund=refund, by=world.office(), key=uuid.uuid4(), on=today())
    assert reports.report(ReportKind.FORM8, LAST) == closing.content
    assert count(FORM["fee_returned"], LAST) == 0 and count(FORM["fee_returned"], THIS) == -given.yen


def test_the_boxes_that_are_no_counts_are_answered_and_the_teaching_is_that_of_the_year(world):
    add_training(by=world.office(), key=uuid.uuid4(), on=today(), subject="個人情報の取扱い", minutes=60, people=5)
    told = dict(content_of(ReportKind.FORM8, fiscal_year(today()))["words"])
    assert {"返戻金制度", "紹介予定派遣", "国外にわたる職業紹介", "求人受付手数料", "提出の期限"} <= set(told)
    assert told["従業員教育"] == "1回（あわせて60分）"
    assert dict(content_of(ReportKind.FORM8, fiscal_year(today()) - 1)["words"])["従業員教育"] == "記録がありません"


@pytest.mark.parametrize(
    ("fees", "pay", "rate"),
    [(1_045, 10_000, "10.5"), (1_044, 10_000, "10.4"), (1_049, 10_000, "10.5"), (0, 5, "0.0"), (5, 0, "")],
)
def test_the_average_rate_is_rounded_half_up_at_the_second_decimal(fees, pay, rate):
    assert average_rate(fees, pay) == rate
