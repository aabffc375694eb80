"""Two years after an indefinite-term placement nobody urges to change jobs: by suggestion, by hand, by mail, or past the acts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from enishi.candidacies import actions as talks
from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import current_locks
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.notices.actions import queue_notice, send_notice
from enishi.notices.models import Notice
from enishi.openings.search import Filters
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import SavedSearch
from enishi.physicians.searches import save_search


@pytest.fixture
def placed(world):
    return world.candidacy("working", contract_kind="indefinite").physician


def later(days):
    return ago(-timedelta(days=days))


def test_the_suggestions_and_the_acts_leave_the_physician_alone(world, placed):
    assert placed.pk in current_locks()
    with pytest.raises(StepRefused):
        talks.suggest(physician=placed, opening=world.opening(), by=world.ms_miura)


def test_the_database_refuses_whoever_goes_around_the_acts(world, placed):
    pair = {
        "physician": placed,
        "opening": world.opening(),
        "owner_id": world.ms_miura.user_id,
        "waiting_for": "coordinator",
    }
    for state in ("suggested", "physician_asked"):
        with pytest.raises(IntegrityError, match="no solicitation"), transaction.atomic():
            Candidacy.objects.create(number="C-1", state=state, due_on=today(), **pair)


def test_what_the_physician_asks_for_is_free(world, placed):
    own = talks.ask_to_talk(physician=placed, opening=world.opening(), by=world.actor(placed), level=DisclosureLevel.L1)
    assert own.state == "physician_yes"


def test_a_proposal_put_on_hold_before_comes_back_where_it_stood(world):
    talk = world.candidacy("agreed", contract_kind="indefinite")
    other = world.candidacy("physician_asked", physician=talk.physician, opening=world.opening())
    by = world.ms_miura
    talks.take_step(candidacy=other, step_id="T27", by=by, resume_on=today() + timedelta(days=9))
    world.walk(talk, "contracted", contract_kind="indefinite")
    assert talks.take_step(candidacy=other, step_id="T27b", by=by).state == "physician_asked"


def mail(physician, key, kind="E09"):
    return queue_notice(notice_id=kind, recipient=physician.user, person=physician.number, key=key)


def test_no_mail_that_might_urge_leaves_and_others_do(world, placed):
    assert mail(placed, "a").status == Notice.Status.WITHHELD
    assert mail(placed, "b", "E41").status == Notice.Status.WAITING
    assert mail(world.physician(), "c").status == Notice.Status.WAITING
    with later(740):
        assert mail(placed, "d").status == Notice.Status.WAITING


def test_what_waited_when_the_period_began_does_not_leave(world):
    talk = world.candidacy("agreed", contract_kind="indefinite")
    physician = talk.physician
    waiting = mail(physician, "a")
    world.walk(talk, "contracted", contract_kind="indefinite")
    waiting.refresh_from_db()
    assert waiting.status == Notice.Status.WITHHELD
    Notice.objects.filter(pk=waiting.pk).update(status=Notice.Status.WAITING)  # a row that slipped through
    assert send_notice(notice_id=waiting.pk) == Notice.Status.WITHHELD


def test_the_weekly_word_rests_until_the_physician_asks_for_it_again(world):
    talk = world.candidacy("agreed", contract_kind="indefinite")
    how = {"physician": talk.physician, "by": world.actor(talk.physician), "filters": Filters(days_max=2)}
    save_search(name="週2日", weekly=True, **how)
    world.walk(talk, "contracted", contract_kind="indefinite")
    assert not SavedSearch.objects.filter(weekly=True).exists()
