"""The yearly declaration: what it says, how long it holds, and what it stops."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from enishi.candidacies.actions import propose
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.institutions.declaration_rules import (
    Standing,
    may_be_proposed,
    proposed_until,
    refusals,
    standing,
    wording_on,
)
from enishi.institutions.declarations import (
    declare,
    last_declaration,
    not_in_order,
    remind_of_declarations,
    standing_of,
)
from enishi.institutions.declarations import proposed_until as still_proposed
from enishi.notices.models import Notice
from enishi.openings.actions import confirm_opening, publish_opening, revise_opening
from enishi.openings.models import Opening

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS)
def test_only_a_declaration_that_holds_lets_an_opening_out(valid_until, day):
    found = standing(valid_until, False, day)
    assert (refusals(found) == []) == (day <= valid_until)
    assert (found is Standing.ENDS_SOON) == (timedelta(0) <= valid_until - day <= timedelta(days=30))
    assert standing(valid_until, True, day) is Standing.APPLIES and refusals(Standing.APPLIES)
    assert standing(None, False, day) is Standing.MISSING


@given(DAYS, st.integers(0, 60), DAYS)
def test_what_is_public_may_be_proposed_until_the_grace_ends_and_never_where_something_applies(ends, grace, day):
    assert may_be_proposed(ends, False, day, grace) == (day <= proposed_until(ends, grace))
    assert not may_be_proposed(ends, True, day, grace) and not may_be_proposed(None, False, day, grace)


def test_it_holds_a_year_and_keeps_the_words_that_were_read(world):
    house = world.institution(active=False)
    made = world.declaration(house)
    assert made.declared_on == today() and 364 <= (made.valid_until - today()).days <= 366
    assert [item[0] for item in made.text["items"]] == list(made.answers)
    with pytest.raises(ValueError, match="do not fit"):
        declare(institution=house, by=world.ms_miura, answers={"gangs": False}, declarer="事務長")
    with pytest.raises(DatabaseError), transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(applies=True)


def test_without_it_nothing_is_published_or_confirmed_anew(world):
    opening, draft = world.opening(), world.opening(state="draft")
    by = world.actor(opening.institution)
    confirm_opening(opening=opening, by=by, confirmed_by="事務長")
    world.declaration(opening.institution, applies="labour_standards")
    with pytest.raises(StepRefused) as refused:
        confirm_opening(opening=opening, by=by, confirmed_by="事務長")
    assert refused.value.codes == {"declaration"}
    opening.refresh_from_db()
    before = opening.confirmed_at
    revise_opening(opening=opening, by=by, terms={"title": "直した見出し"}, confirmed_by="事務長")
    assert opening.current.title == "直した見出し" and opening.confirmed_at == before  # put right, but not fresh
    world.declaration(draft.institution, applies="gangs")
    with pytest.raises(StepRefused) as refused:
        publish_opening(opening=draft, by=world.actor(draft.institution), confirmed_by="事務長")
    assert refused.value.codes == {"declaration"}
    world.declaration(draft.institution)
    assert publish_opening(opening=draft, by=world.actor(draft.institution), confirmed_by="事務長").state == "published"


def test_a_month_ahead_and_afterwards_those_who_can_declare_are_reminded_once_each(world):
    house = world.institution()
    world.actor(house)
    world.approver(house)
    last = last_declaration(house)
    assert remind_of_declarations(today()) == 0
    soon, over = last.valid_until - timedelta(days=20), last.valid_until + timedelta(days=1)
    for _ in range(2):
        assert remind_of_declarations(soon) == 1
    for day in (over, over + timedelta(days=13), over + timedelta(days=14), over + timedelta(days=60)):
        assert remind_of_declarations(day) == 1
    assert Notice.objects.filter(kind="IN4").count() == 3  # ahead, over, proposals stopped
    assert not_in_order(over) == [(house, Standing.EXPIRED)]
    world.declaration(house)
    assert standing_of(house) is Standing.HOLDS and not_in_order(today()) == []


def test_a_public_opening_is_proposed_two_weeks_longer_and_then_only_after_a_new_declaration(world):
    with ago(timedelta(days=364)):
        house = world.institution()
    candidacy = world.candidacy(state="suggested", opening=world.opening(house))
    own = Opening.objects.filter(pk=candidacy.opening.pk)
    with ago(-timedelta(days=10)):
        assert standing_of(house) is Standing.EXPIRED and own.proposable().exists() and still_proposed(house)
    with ago(-timedelta(days=20)):
        assert own.published().exists() and not own.proposable().exists() and still_proposed(house) is None
        with pytest.raises(StepRefused) as refused:
            propose(candidacy=candidacy, by=world.ms_miura)
        assert refused.value.codes == {"declaration"}
        world.declaration(house)
        assert own.proposable().exists() and propose(candidacy=candidacy, by=world.ms_miura).state == "physician_asked"
    world.declaration(other := world.opening().institution, applies="gangs")
    assert not Opening.objects.filter(institution=other).proposable().exists() and still_proposed(other) is None


def test_a_declaration_of_long_ago_is_read_in_the_wording_of_then(world):
    with ago(timedelta(days=400)):
        house = world.institution()
    assert standing_of(house) is Standing.EXPIRED
    assert last_declaration(house).version == wording_on(today() - timedelta(days=400)).version
