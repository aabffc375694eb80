"""Every figure of both reports reckoned a second time: from the raw rows, one by one, in Python, with the rules of `law`."""

import uuid
from datetime import date, timedelta

from django.utils.timezone import localdate

from enishi.accounts.models import Membership
from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.aftercare.models import CheckIn
from enishi.candidacies.enums import State
from enishi.candidacies.models import Placement
from enishi.common.clock import ago, today
from enishi.law.periods import last_day_after
from enishi.law.placement_classes import PlacementClass, placement_class
from enishi.office.enums import AskedBy, EntryKind, RefundKind, StillThere
from enishi.office.models import FeeEntry, HalfYearCheck
from enishi.office.money import correct_entry, decide_refund, pay_refund, prepare_refund
from enishi.office.records import change_term, check_half_year
from enishi.office.report_sql import FORM8, PORTAL
from enishi.office.reports import count
from enishi.office.results import fiscal_year
from enishi.openings.actions import close_opening
from enishi.openings.models import Opening, OpeningTransition
from enishi.physicians.models import Physician, PhysicianTransition
from meta.acts_office import event, left, paid

HIRED = (State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT)
REGULAR, TEMPORARY, DAILY = PlacementClass.REGULAR, PlacementClass.TEMPORARY, PlacementClass.DAILY


def state_on(rows, last):
    """The state that the log says of the end of a day in Japan."""
    until = [row.to_state for row in rows.order_by("id") if localdate(row.at) <= last]
    return until[-1] if until else ""


def reckoned(year):
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    return {
        **of_openings(first, last), **of_seekers(first, last), **of_placements(first, last), **of_money(first, last),
        "staff": len({
            m.user_id for m in Membership.objects.filter(role__in=("coordinator", "supervisor", "desk"))
            if localdate(m.started_at) <= last and (m.ended_at is None or localdate(m.ended_at) > last)
        }),
    }  # fmt: skip


def of_openings(first, last):
    found = dict.fromkeys(("openings_valid", "openings_regular", "openings_temporary", "openings_daily"), 0)
    for opening in Opening.objects.exclude(received_on=None):
        versions = [v for v in opening.versions.order_by("no") if localdate(v.made_at) <= last]
        if not versions:
            continue
        version = versions[-1]
        stands = state_on(OpeningTransition.objects.filter(opening=opening), last) == "published"
        if stands and opening.received_on <= min(last, today()) <= (opening.valid_until or last):
            found["openings_valid"] += version.headcount
        if first <= opening.received_on <= last:
            kind, days = asked_class(version)
            weekly = max(1, round(days * (version.days or 1) / 7)) if kind is not REGULAR else 1
            found[f"openings_{kind}"] += version.headcount * min(days, weekly)
    return found


def asked_class(version):
    """Class and length in days of what is asked for, by the terms of its version."""
    said = version.conditions
    begin = version.starts_on or (said.get("starts_on") and date.fromisoformat(said["starts_on"]))
    until = said.get("ends_on") and date.fromisoformat(said["ends_on"])
    months = said.get("contract_months") and int(said["contract_months"])
    days = max(1, (until - begin).days + 1 if until and begin else months * 30 if months else 1)
    if said.get("contract_kind") == "indefinite":
        return REGULAR, days
    if version.employment == ["spot"]:
        return DAILY, days
    if months:
        return (REGULAR if months >= 4 else TEMPORARY if months >= 1 else DAILY), days
    return (placement_class("fixed", begin, until) if until and begin else REGULAR), days


def of_seekers(first, last):
    rows = list(Physician.objects.exclude(accepted_on=None))
    valid = [
        p for p in rows
        if p.accepted_on <= min(last, today()) <= (p.valid_until or last)
        and state_on(PhysicianTransition.objects.filter(physician=p), last) not in ("closed", "merged", "")
    ]  # fmt: skip
    return {"seekers_valid": len(valid), "seekers_new": sum(first <= p.accepted_on <= last for p in rows)}


def longest(row):
    return max([row.ends_on, *(t.ends_on for t in row.term_changes.all())]) if row.ends_on else None


def class_of(row):
    return placement_class(row.contract_kind, row.starts_on, longest(row))


def days_within(row, first, last):
    """Planned person-days of a placement within a year, at least one week of them where it is that long."""
    newest = row.term_changes.order_by("-recorded_at", "-id").first()
    end = newest.ends_on if newest else row.ends_on
    span = (min(row.left_on or end, end, last) - max(row.starts_on, first)).days + 1
    week = min(7, max(1, -(-row.half_days_per_week // 2)))
    return 0 if span <= 0 else min(span, max(min(span, week), round(span * week / 7)))


def half_year_ends(row):
    return last_day_after(row.hired_on, months=6)


def has_left(row):
    gone = getattr(row, "leave_event", None)
    return bool(row.left_on and row.left_on <= half_year_ends(row) and not (gone and gone.how == LeaveHow.DISMISSED))


def is_unknown(row):
    over = half_year_ends(row)
    stays = HalfYearCheck.objects.filter(placement=row, answer=StillThere.STAYS, asked_on__gt=over).exists()
    seen = CheckIn.objects.filter(placement=row, kind__in=("m6", "m12")).exclude(answered_at=None)
    return row.left_on is None and over < today() and not stays and all(localdate(c.answered_at) <= over for c in seen)


def of_placements(first, last):
    rows = list(Placement.objects.filter(candidacy__state__in=HIRED))
    here = [r for r in rows if first <= r.hired_on <= last]
    lasting = [r for r in here if r.contract_kind == "indefinite"]
    before = [
        r for r in rows
        if r.contract_kind == "indefinite" and first.replace(year=first.year - 1) <= r.hired_on < first
    ]  # fmt: skip
    regular = [r for r in here if class_of(r) is REGULAR]
    return {
        "placed": len(here), "placed_regular": len(regular), "regular": len(regular),
        "placed_indefinite": len(lasting), "indefinite": len(lasting),
        "placed_temporary": sum(days_within(r, first, last) for r in rows if class_of(r) is TEMPORARY),
        "placed_daily": sum(days_within(r, first, last) for r in rows if class_of(r) is DAILY),
        "left_same": sum(map(has_left, lasting)), "left": sum(map(has_left, lasting)),
        "unknown_same": sum(map(is_unknown, lasting)), "unknown": sum(map(is_unknown, lasting)),
        "left_before": sum(map(has_left, before)), "unknown_before": sum(map(is_unknown, before)),
        "rate_pay": sum(r.expected_annual_pay_yen or 0 for r in regular),
    }  # fmt: skip


def of_money(first, last):
    came, back, by_class, by_scheme, net = 0, 0, {}, {}, 0
    for row in FeeEntry.objects.select_related("invoice__event__placement"):
        placement = row.invoice.event.placement
        kind, scheme = class_of(placement), row.invoice.event.scheme
        if row.kind != EntryKind.RETURNED and class_of(placement) is REGULAR and first <= placement.hired_on <= last:
            net += round(row.yen * 1000 / (1000 + row.invoice.tax_permille))
        if not first <= row.on <= last:
            continue
        if row.kind == EntryKind.RETURNED:
            back -= row.yen
        else:
            came += row.yen
            by_class[kind] = by_class.get(kind, 0) + row.yen
            by_scheme[scheme] = by_scheme.get(scheme, 0) + row.yen
    assert came == sum(by_class.values()) == sum(by_scheme.values())
    return {
        "fee_filed": by_scheme.get("filed", 0), "fee_capped": by_scheme.get("capped", 0),
        "fee_regular": by_class.get(REGULAR, 0), "fee_temporary": by_class.get(TEMPORARY, 0),
        "fee_daily": by_class.get(DAILY, 0), "fee_returned": back, "rate_fees": net,
    }  # fmt: skip


def a_year_of_everything(world):
    """Openings of three kinds, one closed; seekers who stay and who go; contracts renewed, shortened, left; money both ways."""
    office, second = world.office(), world.supervisor()
    for months, employment in ((1, ["part_time"]), (5, ["part_time"]), (0, ["spot"]), (0, ["part_time"])):
        kind = {"contract_kind": "fixed", "contract_months": months} if months else {}
        world.opening(conditions=kind, employment=employment, headcount=2)
    with ago(timedelta(days=300)):
        world.physician()
        closed = world.opening(headcount=3)
        world.physician(state="closed")
    close_opening(opening=closed, by=world.actor(closed.institution), close_reason="filled")
    brief = event(world, contract_kind="fixed", days=40).placement
    Placement.objects.filter(pk=brief.pk).update(ends_on=brief.starts_on + timedelta(days=45))
    daily = event(world, contract_kind="fixed", days=90).placement
    Placement.objects.filter(pk=daily.pk).update(ends_on=daily.starts_on + timedelta(days=9))
    renewed = event(world, contract_kind="fixed", days=250).placement
    Placement.objects.filter(pk=renewed.pk).update(ends_on=renewed.starts_on + timedelta(days=60))
    renewed.refresh_from_db()
    change_term(
        placement=renewed, by=office, key=uuid.uuid4(), agreed_on=today(), ends_on=renewed.starts_on + timedelta(days=200)
    )  # fmt: skip
    event(world, days=420)
    asked = event(world, days=430).placement
    check_half_year(
        placement=asked, by=office, key=uuid.uuid4(), asked_on=today(), method=AskedBy.PHONE, answer=StillThere.STAYS
    )
    correct_entry(entry=paid(world), by=office, key=uuid.uuid4(), reason="打ち間違い")
    paid(world, contract_kind="fixed")
    bill = paid(world).invoice
    left(world, bill, how=LeaveHow.OWN, cause=LeaveCause.FAMILY)
    bill.event.placement.refresh_from_db()
    refund = prepare_refund(invoice=bill, by=office, key=uuid.uuid4(), kind=RefundKind.LEAVING)
    pay_refund(refund=decide_refund(refund=refund, by=second, approved=True), by=office, key=uuid.uuid4(), on=today())
    left(world, paid(world).invoice, how=LeaveHow.DISMISSED, cause=LeaveCause.OTHER)


def test_every_figure_of_both_reports_is_what_the_raw_rows_give_one_by_one(world):
    a_year_of_everything(world)
    this = fiscal_year(today())
    told = {year: {f.key: count(f, year) for f in (*FORM8, *PORTAL)} for year in (this - 1, this)}
    for year, figures in told.items():
        expected = reckoned(year)
        assert set(expected) == set(figures) and figures == expected
    met = {key for figures in told.values() for key, value in figures.items() if value}
    never = {"fee_capped", "fee_temporary", "fee_daily", "left_before"}
    assert set(told[this]) - never <= met, "each figure has something to count"
