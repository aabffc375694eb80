"""A long computation tells how far it is, stops when asked, ends once, and is known when its worker died.

The runs are scenarios of research and the worker is this test; those of the desk, of research and of the press stand in their
own rooms, and that a killed worker's run is taken up again is told in bench/kills and in test_offers_pages.
"""

import uuid
from datetime import timedelta

import pytest

from enishi.common import long_runs
from enishi.common.clock import now
from enishi.common.long_runs import CANCELLED, DONE, FAILED, RUNNING, WAITING
from enishi.research.models import Scenario

HOUR = timedelta(hours=1)


@pytest.fixture
def run(db):
    return Scenario.objects.create(key=uuid.uuid4(), kind="offers", title="試し", asked={}, state=WAITING, share=70)


def rows_of(run):
    return Scenario.objects.filter(pk=run.pk)


def carried_out(run, make):
    long_runs.work_out(rows_of(run), make, stage="", share=0)
    run.refresh_from_db()
    return run


def test_it_begins_anew_tells_how_far_it_is_and_ends_with_what_came_out(run):
    def make(work):
        assert (found := work.rows.get()).state == RUNNING and found.share == 0
        work.tell(stage="読んでいます", share=40)
        assert rows_of(run).filter(stage="読んでいます", share=40).exists()
        work.done(share=100, found={"placed": 7})

    ended = carried_out(run, make)
    assert (ended.state, ended.stage, ended.share, ended.found) == (DONE, "", 100, {"placed": 7})
    assert ended.finished_at is not None


def test_what_has_ended_is_not_worked_out_again(run):
    carried_out(run, lambda work: work.done(share=100))
    carried_out(run, lambda work: pytest.fail("begun a second time"))
    assert run.state == DONE


def test_who_asks_to_stop_is_heard_at_the_next_step_and_once(run):
    def make(work):
        work.tell(share=20)
        assert long_runs.ask_to_stop(run) and not long_runs.ask_to_stop(run)
        work.tell(share=40)
        pytest.fail("went on")

    ended = carried_out(run, make)
    assert (ended.state, ended.share) == (CANCELLED, 20)
    assert not long_runs.ask_to_stop(run), "what has ended cannot be stopped"


def test_a_fault_is_kept_by_its_kind_and_without_its_words_and_reaches_whoever_watches_the_jobs(run):
    def make(work):
        raise ValueError("山田太郎先生")

    with pytest.raises(ValueError):
        carried_out(run, make)
    run.refresh_from_db()
    assert (run.state, run.problem, run.stage) == (FAILED, "ValueError", "")


def test_a_worker_given_up_too_early_neither_tells_nor_stores_nor_ends_what_another_has_ended(run):
    def make(work):
        carried_out(run, lambda other: other.done(found={"placed": 1}))
        assert not work.hold()
        work.done(found={"placed": 2})
        work.tell(share=90)
        pytest.fail("went on")

    assert carried_out(run, make).found == {"placed": 1} and run.state == DONE


def test_one_that_says_nothing_for_long_is_lost_unless_it_has_ended(run):
    assert not long_runs.is_lost(run, HOUR)
    run.touched_at = now() - 2 * HOUR
    assert long_runs.is_lost(run, HOUR)
    run.state = DONE
    assert not long_runs.is_lost(run, HOUR)
