"""The two ledgers, reckoned a second time from the log alone."""

from datetime import date, timedelta

import pytest

from enishi.audit.erasure import erasing
from enishi.candidacies.actions import raise_disclosure
from enishi.candidacies.models import Candidacy, CandidacyTransition, Placement
from enishi.candidacies.placement import record_leaving
from enishi.common.clock import ago, today
from enishi.common.holdings import Stage, holdings
from enishi.keeping.erasure import erase_at_wish
from enishi.office.fee_ledger import EmployersList
from enishi.office.ledgers import openings_ledger, referral_columns, row_columns, seekers_ledger
from enishi.office.models import LedgerEntry
from enishi.office.report_sql import FORM8
from enishi.office.reports import count
from enishi.office.results import fiscal_year
from enishi.openings.actions import close_opening, revise_opening
from enishi.physicians.actions import complete_identity
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import DisclosureGrant

LEFT_SAME = next(figure for figure in FORM8 if figure.key == "left_same")
STATES = (
    "suggested", "institution_asked", "dialogue", "offered", "contracted", "left", "physician_declined",
    "institution_declined", "coordinator_closed", "cancelled_after_agreement", "on_hold",
)  # fmt: skip
TAKEN_ON, GONE = {"T21", "T22", "T23", "T24"}, {"T6", "T9", "T25", "T26", "T28", "T29", "T30"}


def words(day):
    return f"{day.year}年{day.month}月{day.day}日"


def from_the_log(candidacy):
    """選考中, 採用, 不採用 or None (no named introduction), from transitions and grants, without the row of the candidacy."""
    steps = list(
        CandidacyTransition.objects.filter(candidacy=candidacy).order_by("at", "id").values_list("step", flat=True)
    )
    grants = DisclosureGrant.objects.filter(
        physician=candidacy.physician, institution=candidacy.opening.institution, level__in=["L3", "L4"]
    )
    if "T8" not in steps or not grants.exists():
        return None
    if GONE & set(steps):
        return "不採用"
    return "採用" if TAKEN_ON & set(steps) else "選考中"


def referral_of(rows, number):
    return next(row for row in rows if row.number == number).referrals


def test_both_ledgers_say_of_every_candidacy_what_the_log_says(world):
    candidacies = [world.candidacy(state) for state in STATES]
    openings, seekers = openings_ledger(today(), today()), seekers_ledger(today(), today())
    for candidacy in candidacies:
        expected = from_the_log(candidacy)
        for referrals in (
            referral_of(openings, candidacy.opening.number),
            referral_of(seekers, candidacy.physician.number),
        ):
            found = [referral["selection_result"] for referral in referrals]
            assert found == ([expected] if expected else []), candidacy.state
            assert not expected or referrals[0]["referred_on"] == words(today())
    assert {from_the_log(c) for c in candidacies} == {None, "選考中", "採用", "不採用"}


def test_an_anonymous_outline_is_no_introduction_and_a_name_disclosed_later_is_one_from_that_day(world):
    with ago(timedelta(days=10)):
        candidacy = world.candidacy("dialogue", level=DisclosureLevel.L2)
    start = today() - timedelta(days=30)
    assert referral_of(openings_ledger(start, today()), candidacy.opening.number) == []
    raise_disclosure(candidacy=candidacy, by=world.actor(candidacy.physician), level=DisclosureLevel.L3)
    (referral,) = referral_of(openings_ledger(start, today()), candidacy.opening.number)
    assert referral["referred_on"] == words(today())
    assert referral["seeker_name"] == candidacy.physician.identity.full_name


def test_names_stay_as_they_were_accepted_when_hospital_and_physician_change_theirs(world):
    candidacy, talking = world.candidacy("working"), world.candidacy("dialogue")
    old = {}
    for c in (candidacy, talking):
        old[c.pk] = (c.opening.institution.name, c.physician.identity.full_name)
        c.opening.institution.name += "（新館）"
        c.opening.institution.save()
        complete_identity(physician=c.physician, by=world.ms_miura, fields={"family_name": "改姓"})
    openings, seekers = openings_ledger(today(), today()), seekers_ledger(today(), today())

    (then,) = referral_of(seekers, candidacy.physician.number)
    assert then["employer_name"] == old[candidacy.pk][0]
    (then,) = referral_of(openings, candidacy.opening.number)
    assert then["seeker_name"] == old[candidacy.pk][1]

    (then,) = referral_of(seekers, talking.physician.number)
    assert then["employer_name"] == old[talking.pk][0]
    (then,) = referral_of(openings, talking.opening.number)
    assert then["seeker_name"] == old[talking.pk][1]

    row = next(row for row in openings if row.number == talking.opening.number)
    assert row.values["employer_name"] == old[talking.pk][0]
    row = next(row for row in seekers if row.number == talking.physician.number)
    assert row.values["seeker_name"] == old[talking.pk][1]


def test_what_was_accepted_before_these_records_began_stands_there_as_it_is_today(world):
    candidacy = world.candidacy("dialogue")
    with erasing():
        LedgerEntry.objects.update(facts="")
    row = openings_ledger(today(), today())[0]
    assert row.values["employer_name"] == candidacy.opening.institution.name
    assert row.referrals[0]["seeker_name"] == candidacy.physician.identity.full_name
    assert seekers_ledger(today(), today())[0].values["seeker_name"] == candidacy.physician.identity.full_name


def test_terms_stay_as_they_were_accepted_and_the_day_of_a_change_stands_in_the_remarks(world):
    opening = world.opening()
    before = openings_ledger(today(), today())[0].values
    assert "9万円" in before["pay"] and before["remarks"] == ""
    revise_opening(opening=opening, by=world.actor(opening.institution), terms={"daily_pay_yen": 100_000})
    after = openings_ledger(today(), today())[0].values
    assert after["pay"] == before["pay"]
    assert after["remarks"] == f"条件の変更：{words(today())}"


def test_an_opening_published_again_and_a_physician_who_comes_back_were_accepted_once(world):
    opening, tanaka = world.opening(), world.physician()
    assert (
        LedgerEntry.objects.filter(opening=opening).count() == LedgerEntry.objects.filter(physician=tanaka).count() == 1
    )


def test_the_ledgers_own_copy_goes_when_the_law_no_longer_asks_for_it(world):
    tanaka = world.physician()
    entry = LedgerEntry.objects.get(physician=tanaka)
    assert entry.then["seeker_name"] == tanaka.identity.full_name
    held = next(h for h in holdings() if h.model is LedgerEntry)
    assert [row["seeker_name"] for row in held.export(tanaka)] == [tanaka.identity.full_name]
    with erasing():
        assert held.erase(tanaka, Stage.AT_ONCE) == 0
        assert held.erase(tanaka, Stage.AT_THE_END) == 1
    assert LedgerEntry.objects.get(physician=tanaka).then == {}


def test_an_indefinite_contract_shows_the_two_years_and_whether_the_person_stayed_six_months(world):
    with ago(timedelta(days=100)):
        candidacy = world.candidacy("working", contract_kind="indefinite")
    start = today() - timedelta(days=200)
    (referral,) = referral_of(openings_ledger(start, today()), candidacy.opening.number)
    assert referral["contract_kind"] == "無期"
    assert referral["no_solicitation_until"] == f"{words(candidacy.placement.no_solicitation_until)}まで"
    assert referral["left_within_six_months"] == "不明"

    record_leaving(candidacy=candidacy, by=world.ms_miura, left_on=today(), reason="ご家族の介護")
    (referral,) = referral_of(openings_ledger(start, today()), candidacy.opening.number)
    assert referral["left_within_six_months"] == f"離職（{words(today())}）"
    assert referral["selection_result"] == "採用"


def test_a_fixed_contract_leaves_the_columns_of_indefinite_ones_empty(world):
    candidacy = world.candidacy("working", contract_kind="fixed")
    (referral,) = referral_of(openings_ledger(today(), today()), candidacy.opening.number)
    assert referral["contract_kind"] == "有期"
    assert referral["no_solicitation_until"] == referral["left_within_six_months"] == ""


def test_a_ledger_holds_what_was_accepted_from_its_first_day_to_its_last(world):
    made = {}
    for days in (0, 1, 2, 3):
        with ago(timedelta(days=days)):
            made[days] = (world.opening(confirmed_days_ago=days).number, world.physician().number)
    first, last = today() - timedelta(days=2), today() - timedelta(days=1)
    assert [row.number for row in openings_ledger(first, last)] == [made[2][0], made[1][0]]
    assert [row.number for row in seekers_ledger(first, last)] == [made[2][1], made[1][1]]


def test_drafts_and_people_not_yet_accepted_stand_in_no_ledger(world):
    draft, newcomer = world.opening(state="draft"), world.physician(state="registered")
    everything = [row.number for ledger in (openings_ledger, seekers_ledger) for row in ledger(today(), today())]
    assert draft.number not in everything and newcomer.number not in everything


def test_a_closed_opening_stays_with_the_day_and_reason_of_its_end(world):
    begun, opening = today() - timedelta(days=4), world.opening(confirmed_days_ago=4)
    with ago(timedelta(days=1)):
        close_opening(opening=opening, by=world.actor(opening.institution), close_reason="filled")
    (row,) = openings_ledger(begun, begun)
    assert row.values["valid_until"].endswith(f"まで（{words(today() - timedelta(days=1))}に充足）")


def test_several_of_one_employer_on_one_day_are_said_to_have_come_apart(world):
    begun, first = today() - timedelta(days=4), world.opening(confirmed_days_ago=4)
    world.opening(institution=first.institution, confirmed_days_ago=4)
    elsewhere = world.opening(confirmed_days_ago=4)
    world.opening(institution=first.institution)
    rows = {row.number: row.values["remarks"] for row in openings_ledger(begun, today())}
    assert (
        sorted(filter(None, rows.values())) == ["同じ日に、この求人者から2件を受け付けました（1件ずつ、別の受付）"] * 2
    )
    assert rows[first.number] and not rows[elsewhere.number]


def test_every_item_of_the_law_has_a_text_or_is_truly_empty(world):
    world.candidacy("working", contract_kind="indefinite")
    for row in (*openings_ledger(today(), today()), *seekers_ledger(today(), today())):
        for name, label in row_columns(row.ledger):
            assert row.values[name] or name in {"remarks", "contact_person"}, label
        for referral in row.referrals:
            for name, label in referral_columns(row.ledger):
                assert name in referral or name == "remarks", label


@pytest.mark.parametrize("ledger", [openings_ledger, seekers_ledger])
def test_a_long_ledger_asks_the_database_a_fixed_number_of_times(world, ledger, django_assert_max_num_queries):
    for _ in range(6):
        world.candidacy("working")
    assert Candidacy.objects.count() == 6
    with django_assert_max_num_queries(11):
        assert len(list(ledger(today(), today()))) == 6


def test_six_months_end_on_the_same_day_in_the_ledger_and_in_the_report_also_at_the_ends_of_months(world):
    """民法140条, 143条: the day of the hiring is not counted."""
    candidacy = world.candidacy("working", contract_kind="indefinite")
    book = openings_ledger(today(), today())
    for hired, last in (
        (date(2026, 2, 28), date(2026, 8, 31)), (date(2028, 2, 29), date(2028, 8, 31)), (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)), (date(2026, 9, 30), date(2027, 3, 31)), (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2026, 5, 15), date(2026, 11, 15)),
    ):  # fmt: skip
        for left, early in ((last, True), (last + timedelta(days=1), False)):
            Placement.objects.filter(candidacy=candidacy).update(hired_on=hired, starts_on=hired, left_on=left)
            (referral,) = referral_of(book, candidacy.opening.number)
            assert referral["left_within_six_months"] == (f"離職（{words(left)}）" if early else "離職せず"), (
                hired,
                left,
            )
            assert count(LEFT_SAME, fiscal_year(hired)) == early, (hired, left)


def test_who_is_erased_in_the_middle_of_the_year_stays_in_the_ledger_until_its_last_day_and_in_the_list_of_employers(
    world,
):
    candidacy = world.candidacy("working")
    physician, name = candidacy.physician, candidacy.physician.identity.full_name
    Candidacy.objects.filter(pk=candidacy.pk).update(introduced_on=today())
    erase_at_wish(physician=physician, by=world.actor(physician))
    row = next(row for row in seekers_ledger(today(), today()) if row.number == physician.number)
    assert row.values["seeker_name"] == name and row.referrals[0]["selection_result"] == "採用"
    (referral,) = referral_of(openings_ledger(today(), today()), candidacy.opening.number)
    assert referral["seeker_name"] == name
    assert len(EmployersList(today(), today())) == 1
