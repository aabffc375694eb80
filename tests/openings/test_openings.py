"""Openings: complete by law before anybody sees them, unaltered once somebody did, and never stale in silence."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from enishi.audit.models import Entry
from enishi.common.clock import ago, today
from enishi.common.japanese.date_display import western
from enishi.common.workflow import Channel, StepRefused
from enishi.office.ledgers import openings_ledger
from enishi.openings.access import opening_for
from enishi.openings.actions import (
    Basis,
    EditConflict,
    close_opening,
    confirm_opening,
    copy_opening,
    draft_opening,
    mark_seen,
    publish_opening,
    revise_opening,
)
from enishi.openings.conditions import readable_terms, rotation_words
from enishi.openings.freshness import confirm_openings
from enishi.openings.models import Opening, OpeningVersion
from enishi.openings.rules import Freshness, freshness, oldest_fresh, oldest_shown
from enishi.openings.search.columns import load_columns
from enishi.openings.search.places import load_places
from enishi.openings.versions import three_way
from factories.together import at_the_same_time
from factories.world import CONDITIONS


def refused(act, **arguments):
    with pytest.raises(StepRefused) as caught:
        act(**arguments)
    return caught.value


# -- publishing --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"smoking": ""}, "missing:smoking"),
        ({"duties": "未定"}, "missing:duties"),
        ({"renewal_limit": ""}, "missing:renewal_limit"),
        ({"probation": None}, "missing:probation"),
        ({"insurance": ""}, "missing:insurance"),
        ({"place_change_scope": ""}, "missing:place_change_scope"),
    ],
)
def test_an_opening_with_a_gap_is_not_published(world, missing, code):
    opening = world.opening(state="draft", conditions=missing)
    publish = {"opening": opening, "by": world.actor(opening.institution), "confirmed_by": "事務長"}
    assert refused(publish_opening, **publish).codes == {code}
    revise_opening(opening=opening, by=world.actor(opening.institution), terms={"conditions": CONDITIONS})
    assert publish_opening(**publish).state == "published"


def test_all_gaps_are_said_at_once_in_sentences(world):
    opening = world.opening(state="draft", conditions={"smoking": "", "duties": ""}, daily_pay_yen=None)
    found = refused(publish_opening, opening=opening, by=world.actor(opening.institution), confirmed_by=" ")
    assert found.codes == {"missing:smoking", "missing:duties", "missing:pay", "confirmed_by"}
    assert all("。" in r.sentence for r in found.refusals)


def test_only_a_checked_institution_publishes(world):
    institution = world.institution(active=False)
    opening = world.opening(institution, state="draft")
    publish = {"opening": opening, "by": world.actor(institution), "confirmed_by": "事務長"}
    assert refused(publish_opening, **publish).codes == {"institution", "declaration"}
    world.declaration(institution)
    assert refused(publish_opening, **publish).codes == {"institution"}


def test_publishing_dates_the_ledger_and_fixes_the_words(world):
    opening = world.opening()
    assert (opening.received_on, opening.confirmed_by) == (today(), "事務長")
    assert opening.valid_until == today() + timedelta(days=180)
    assert opening.current.first_seen_at


def test_every_confirmation_renews_the_period_of_the_ledger_and_nothing_makes_it_shorter(world):
    opening = world.opening(confirmed_days_ago=100)
    by, begun = world.actor(opening.institution), opening.received_on
    assert opening.valid_until == begun + timedelta(days=180)
    with ago(timedelta(days=60)):
        confirm_openings(
            openings={opening.number: opening.current.no}, of=opening.institution, by=by, confirmed_by="事務長"
        )
    opening.refresh_from_db()
    assert opening.valid_until == begun + timedelta(days=40 + 180)
    before = opening.valid_until
    refused(confirm_opening, opening=opening, by=by, confirmed_by=" ")
    opening.refresh_from_db()
    assert opening.valid_until == before
    revise_opening(opening=opening, by=by, terms={"days": 4})  # put right, and confirmed by nobody
    opening.refresh_from_db()
    assert opening.valid_until == before
    revise_opening(opening=opening, by=by.by(Channel.PHONE), terms={"days": 3}, confirmed_by="事務長")
    opening.refresh_from_db()
    assert opening.valid_until == today() + timedelta(days=180)
    (row,) = openings_ledger(begun, begun)
    assert row.values["valid_until"] == f"{western(opening.valid_until)}まで"
    assert Entry.objects.filter(action="confirm", object_number=opening.number).latest("id").data == {
        "valid_until": opening.valid_until.isoformat()
    }
    Opening.objects.filter(pk=opening.pk).update(valid_until=today() + timedelta(days=400))
    confirm_opening(opening=opening, by=by, confirmed_by="事務長")
    opening.refresh_from_db()
    assert opening.valid_until == today() + timedelta(days=400)


def test_what_is_past_its_period_is_neither_shown_nor_found_nor_proposed(world):
    opening, other = world.opening(), world.opening()
    Opening.objects.filter(pk=opening.pk).update(valid_until=today() - timedelta(days=1))
    Opening.objects.filter(pk=other.pk).update(valid_until=today())  # its last day
    assert list(Opening.objects.published()) == list(Opening.objects.proposable()) == [other]
    assert load_columns(load_places(today())).id.tolist() == [other.pk]


# -- versions ----------------------------------------------------------------------------------------
def test_every_change_is_a_new_version_and_no_change_is_none(world):
    opening = world.opening(state="draft")
    by = world.actor(opening.institution)
    revise_opening(opening=opening, by=by.by(Channel.PHONE), terms={"days": 3})
    revise_opening(opening=opening, by=by, terms={"days": 3})
    publish_opening(opening=opening, by=by, confirmed_by="事務長")
    third = revise_opening(opening=opening, by=by, terms={"days": 4})
    assert [int(v.days) for v in opening.versions.order_by("no")] == [2, 3, 4]
    assert [v.made_channel for v in opening.versions.order_by("no")] == ["web", "phone", "web"]
    assert (third.no, third.title, third.made_by_id) == (3, "内科外来と訪問診療", by.user_id)
    assert Opening.objects.get(pk=opening.pk).current == third


def test_a_title_makes_a_draft_and_what_was_not_answered_is_asked_before_it_is_published(world):
    hospital = world.institution()
    by, blank = world.actor(hospital), {"title": "内科の先生", "night_duty": "", "on_call": ""}
    opening = draft_opening(institution=hospital, by=by, terms=blank)
    found = refused(publish_opening, opening=opening, by=by, confirmed_by="事務長").codes
    assert {"missing:days", "missing:employment", "missing:night_duty", "missing:on_call", "missing:pay"} <= found
    assert opening.current.days is None and readable_terms(opening.current)


def test_a_post_shared_by_two_counts_two_seats_and_the_average_days_of_each(world):
    shared = {"rotation": "weeks", "rotation_days": 5, "headcount": 2, "days": None}
    opening = world.opening(**shared)
    assert opening.current.days == Decimal("2.5") and opening.current.headcount == 2
    assert rotation_words(opening.current) == "週5日の席を2人で受け持ちます（1週間ごとに交代。お一人は平均週2.5日）"
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        revise_opening(opening=opening, by=world.ms_miura, terms={"headcount": 1})


def test_a_copy_begins_with_the_answers_but_not_with_the_dates(world):
    opening = world.opening()
    by, key = world.actor(opening.institution), uuid.uuid4()
    made = copy_opening(opening=opening, by=by, key=key)
    assert copy_opening(opening=opening, by=by, key=key) == made  # sent twice
    assert made.current.title == opening.current.title and made.current.starts_on is None
    assert "ends_on" not in made.current.conditions and made.current.conditions["breaks"] == CONDITIONS["breaks"]
    assert made.state == "draft" and made.current.first_seen_at is None


# -- two at once -------------------------------------------------------------------------------------
def test_two_who_change_the_same_fact_are_both_shown_and_nothing_is_lost(world):
    opening = world.opening(state="draft")
    by, other = world.actor(opening.institution), world.member(opening.institution)
    revise_opening(opening=opening, by=other, terms={"days": 3, "title": "外来"}, basis=Basis(1))
    mine = {"days": 4, "honest_note": "駅が遠い"}
    with pytest.raises(EditConflict) as caught:
        revise_opening(opening=opening, by=by, terms=mine, basis=Basis(1))
    merge = caught.value.merge
    assert (merge.contested, merge.only_theirs, merge.only_mine) == ({"days"}, {"title"}, {"honest_note"})
    for unchosen in (Basis(1, beside=2), Basis(1, beside=1, choices={"days": "mine"})):
        with pytest.raises(EditConflict):
            revise_opening(opening=opening, by=by, terms=mine, basis=unchosen)
    saved = revise_opening(opening=opening, by=by, terms=mine, basis=Basis(1, beside=2, choices={"days": "mine"}))
    assert (int(saved.days), saved.title, saved.honest_note, saved.no) == (4, "外来", "駅が遠い", 3)


def test_two_who_made_the_same_change_are_not_asked(world):
    opening = world.opening(state="draft")
    by, other = world.actor(opening.institution), world.member(opening.institution)
    revise_opening(opening=opening, by=other, terms={"days": 3}, basis=Basis(1))
    assert revise_opening(opening=opening, by=by, terms={"days": 3, "title": "外来"}, basis=Basis(1)).no == 3


FACTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3))


@given(FACTS, FACTS, FACTS)
def test_a_merge_keeps_every_change_of_both(base, theirs, mine):
    merge = three_way(base, theirs, mine)
    settled = merge.settled(dict.fromkeys(merge.contested, "mine"))
    assert settled is not None
    for key in {*base, *theirs, *mine}:
        expected = mine.get(key) if mine.get(key) != base.get(key) else theirs.get(key)
        assert settled.get(key) == expected
    kept = merge.settled(dict.fromkeys(merge.contested, "theirs"))
    assert all(kept.get(key) == theirs.get(key) for key in merge.contested | merge.only_theirs)
    assert (merge.settled({}) is None) == bool(merge.contested)


def test_the_database_refuses_to_alter_what_was_seen(world):
    seen, draft = world.opening().current, world.opening(state="draft").current
    OpeningVersion.objects.filter(pk=draft.pk).update(title="直した見出し")
    for sql in (
        "UPDATE openings_openingversion SET title = '' WHERE id = %s",
        "DELETE FROM openings_openingversion WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [seen.pk])
    first = seen.first_seen_at
    mark_seen(version=seen)
    seen.refresh_from_db()
    assert seen.first_seen_at == first


def test_a_change_of_a_published_opening_is_checked_like_a_publication(world):
    opening = world.opening()
    revise = {"opening": opening, "by": world.actor(opening.institution)}
    gap = {"conditions": {**CONDITIONS, "smoking": ""}}
    assert refused(revise_opening, **revise, terms=gap).codes == {"missing:smoking"}
    assert opening.versions.count() == 1
    second = revise_opening(**revise, terms={"days": 3})
    assert OpeningVersion.objects.get(pk=second.pk).first_seen_at


def test_numbers_that_cannot_be_are_refused_by_the_form_and_by_the_database(world):
    opening = world.opening(state="draft")
    with pytest.raises(ValidationError):
        revise_opening(opening=opening, by=world.ms_miura, terms={"days": 8})
    for wrong in ({"days": 8}, {"headcount": 0}, {"annual_pay_min_yen": 2, "annual_pay_max_yen": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OpeningVersion.objects.filter(opening=opening).update(**wrong)


# -- freshness ---------------------------------------------------------------------------------------
@given(st.integers(0, 400))
def test_freshness_follows_from_the_days_since_the_last_confirmation(days):
    day = date(2026, 11, 24)
    confirmed = day - timedelta(days=days)
    expected = Freshness.FRESH if days <= 30 else Freshness.AMBER if days <= 45 else Freshness.HIDDEN
    assert freshness(confirmed, day) == expected
    assert (confirmed >= oldest_fresh(day)) == (expected == Freshness.FRESH)
    assert (confirmed >= oldest_shown(day)) == (expected != Freshness.HIDDEN)
    assert freshness(None, day) == Freshness.UNCONFIRMED


def test_by_the_clock_an_opening_turns_amber_then_disappears_and_comes_back(world):
    opening = world.opening()
    seen = []
    for days in (0, 30, 31, 45, 46):
        with ago(timedelta(days=-days)):
            shown = Opening.objects.published().filter(pk=opening.pk).exists()
            proposed = Opening.objects.proposable().filter(pk=opening.pk).exists()
            seen.append((days, opening.freshness.value, shown, proposed))
    assert seen == [
        (0, "fresh", True, True),
        (30, "fresh", True, True),
        (31, "amber", True, False),
        (45, "amber", True, False),
        (46, "hidden", False, False),
    ]
    with ago(timedelta(days=-46)):
        with pytest.raises(Http404):
            opening_for(None, opening.number)
        confirm_opening(opening=opening, by=world.actor(opening.institution), confirmed_by="事務長")
        assert opening_for(None, opening.number) == opening


def test_only_somebody_of_the_institution_who_is_named_confirms(world):
    opening, draft = world.opening(), world.opening(state="draft")
    by = world.actor(opening.institution)
    assert refused(confirm_opening, opening=opening, by=by, confirmed_by="").codes == {"confirmed_by"}
    assert refused(confirm_opening, opening=draft, by=by, confirmed_by="事務長").codes == {"state"}


# -- who sees ----------------------------------------------------------------------------------------
def test_a_draft_is_seen_by_its_own_and_by_the_desk_alone(world):
    draft, elsewhere = world.opening(state="draft"), world.institution()
    assert opening_for(world.actor(draft.institution), draft.number) == draft
    assert opening_for(world.ms_miura, draft.number) == draft
    for actor in (None, world.actor(world.physician()), world.actor(elsewhere), world.researcher()):
        with pytest.raises(Http404):
            opening_for(actor, draft.number)


def test_a_closed_opening_is_closed_for_good(world):
    opening = world.opening(state="closed")
    assert opening.close_reason == "withdrawn"
    by = world.actor(opening.institution)
    assert refused(publish_opening, opening=opening, by=by, confirmed_by="事務長").codes == {"state"}
    assert refused(revise_opening, opening=opening, by=by, terms={"days": 3}).codes == {"state"}
    assert refused(close_opening, opening=opening, by=by, close_reason="filled").codes == {"state"}
    with pytest.raises(Http404):
        opening_for(None, opening.number)


def test_a_first_page_sent_twice_at_the_same_moment_is_one_draft(transactional_db, world):
    institution, key = world.institution(), uuid.uuid4()
    by = world.actor(institution)

    def send():
        return draft_opening(institution=institution, by=by, terms={"title": "内科外来"}, key=key).number

    one, other = at_the_same_time(send, send)
    assert one == other and Opening.objects.count() == 1
