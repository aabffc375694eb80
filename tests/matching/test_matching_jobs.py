"""The jobs of matching: none is lost, none stands in the way of another, and no night is left out."""

import asyncio
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.utils.timezone import get_current_timezone

from enishi.candidacies import matching_jobs
from enishi.candidacies.matching_jobs import (
    TRIES,
    BatchFailed,
    NotQueued,
    bring_up_to_date,
    follow,
    match_all,
    match_changed,
    match_nightly,
    run_all,
)
from enishi.common.changes import Subject
from enishi.common.clock import ago, now
from enishi.common.working import worker_app
from enishi.engine.live import Full
from enishi.institutions.actions import MACHINE as INSTITUTIONS
from enishi.matching.folder import MarketBusy
from enishi.matching.models import MatchRun, Suggestion
from enishi.notices.jobs import KEEP_DONE, KEEP_FAILED, forget_old_jobs, retry_stalled
from enishi.openings.actions import close_opening, revise_opening
from enishi.physicians.actions import MACHINE as PHYSICIANS
from enishi.physicians.actions import give_consent, withdraw_consent
from enishi.physicians.enums import ConsentKind

TASKS = ("match_changed", "match_all")


def jobs(task="match_changed"):
    """(status, arguments, seconds until it may be taken) of the jobs of matching, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, args::text, coalesce(round(extract(epoch FROM scheduled_at - now())), 0)::int"
            " FROM procrastinate_jobs WHERE task_name = %s ORDER BY id",
            [task],
        )
        return cursor.fetchall()


def statuses(task="match_changed"):
    return [status for status, _, _ in jobs(task)]


def say(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def forget_jobs():
    say("DELETE FROM procrastinate_jobs")


def in_a_thread_of_its_own(work):
    """A worker brings its own event loop, and the browser of the journeys leaves one running in the main thread."""

    def work_and_hang_up():
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work_and_hang_up).result()


def work_off():
    """A real worker with two places, until nothing of matching can be taken any more."""

    def turns():
        while any(status == "todo" and wait <= 0 for task in TASKS for status, _, wait in jobs(task)):
            worker_app().run_worker(
                queues=["matching"], wait=False, concurrency=2, install_signal_handlers=False, listen_notify=False
            )

    in_a_thread_of_its_own(turns)


def care(task):
    """One turn of a job that looks after the other jobs."""

    async def turn():
        served = worker_app()
        async with served.open_async():
            await task.func(context=SimpleNamespace(app=served), timestamp=0)

    in_a_thread_of_its_own(lambda: asyncio.run(turn()))


def process_that_ends_with(code):
    return lambda *arguments, **how: subprocess.CompletedProcess(arguments, code)


def at(hour):
    """Today at this hour in Japan."""
    there = datetime.now(get_current_timezone())
    return ago(there - there.replace(hour=hour, minute=30))


# One job waits for each subject


def test_a_job_that_waits_already_is_found_outside_a_transaction_too(real_world):
    """Inside a worker there is none: two of them once queued for ever, and no letter left the house."""
    forget_jobs()
    follow(Subject.PHYSICIAN, 1)
    follow(Subject.PHYSICIAN, 1)
    assert statuses() == ["todo"]


def test_a_queue_that_refuses_a_job_nobody_can_find_is_not_asked_for_ever(real_world, monkeypatch):
    forget_jobs()
    follow(Subject.PHYSICIAN, 1)
    monkeypatch.setattr(matching_jobs, "_hold_the_waiting_one", lambda lock: False)
    with pytest.raises(NotQueued):
        follow(Subject.PHYSICIAN, 1)
    assert statuses() == ["todo"]


def test_six_changes_without_room_are_one_whole_run_and_the_worker_comes_to_an_end(real_world, monkeypatch):
    forget_jobs()

    def no_room(pk, *, locks):
        raise Full

    monkeypatch.setattr(matching_jobs, "physician_changed", no_room)
    with_hands_full = []
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: with_hands_full.append(a) or run_for(a))
    for pk in range(1, 7):
        follow(Subject.PHYSICIAN, pk)
    work_off()
    assert statuses() == ["succeeded"] * 6
    assert with_hands_full and set(statuses("match_all")) == {"succeeded"}


def run_for(arguments):
    run_all()
    return subprocess.CompletedProcess(arguments, 0)


# Trying again


def test_a_change_that_finds_the_market_busy_comes_again_in_a_moment(real_world, monkeypatch):
    forget_jobs()
    follow(Subject.PHYSICIAN, 1)
    monkeypatch.setattr(matching_jobs, "bring_up_to_date", busy)
    work_off()
    (_, first, _), (status, second, wait) = jobs()
    assert statuses() == ["succeeded", "todo"] and status == "todo" and first == second and 10 < wait <= 20


def test_a_change_that_finds_the_market_busy_leaves_it_to_the_job_that_waits(real_world, monkeypatch):
    """A second save while the first job runs: its job does the whole work, and no job stays behind as running."""
    forget_jobs()
    follow(Subject.PHYSICIAN, 1)
    saves = [1]

    def busy_and_changed_again(subject, pk):
        if saves:
            saves.pop()
            follow(subject, pk)
        busy(subject, pk)

    monkeypatch.setattr(matching_jobs, "bring_up_to_date", busy_and_changed_again)
    work_off()
    assert statuses() == ["succeeded", "succeeded", "todo"]


def busy(subject, pk):
    raise MarketBusy


def test_a_change_that_fails_is_tried_three_times_more(world, monkeypatch):
    def fails(subject, pk):
        raise OSError("disk full")

    monkeypatch.setattr(matching_jobs, "bring_up_to_date", fails)
    for tries in range(1, TRIES):
        forget_jobs()
        match_changed("physician", 1, tries=tries)
        ((status, arguments, wait),) = jobs()
        assert status == "todo" and f'"tries": {tries + 1}' in arguments and 200 < wait <= 300
    forget_jobs()
    with pytest.raises(OSError):
        match_changed("physician", 1, tries=TRIES)
    assert TRIES == 4 and jobs() == []


def test_a_whole_run_that_fails_is_tried_three_times_more(world, monkeypatch):
    monkeypatch.setattr(subprocess, "run", process_that_ends_with(1))
    for tries in range(1, TRIES):
        forget_jobs()
        match_all(tries=tries)
        ((_, arguments, wait),) = jobs("match_all")
        assert f'"tries": {tries + 1}' in arguments and 200 < wait <= 300
    forget_jobs()
    with pytest.raises(BatchFailed):
        match_all(tries=TRIES)
    assert jobs("match_all") == []


def test_a_whole_run_that_finds_the_market_taken_comes_again(world, monkeypatch):
    """Who has it may have read the market before the change that wants this run."""
    monkeypatch.setattr(subprocess, "run", process_that_ends_with(0))  # as `enishi match-all` ends then
    match_all()
    ((status, _, wait),) = jobs("match_all")
    assert status == "todo" and 10 < wait <= 20
    forget_jobs()
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: run_for(a))
    match_all()
    assert jobs("match_all") == []


def test_a_dead_workers_job_whose_twin_waits_goes_and_those_behind_it_come_back(real_world):
    forget_jobs()
    follow(Subject.PHYSICIAN, 1)
    say("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    follow(Subject.PHYSICIAN, 1)
    follow(Subject.OPENING, 2)
    say("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE args->>'subject' = 'opening'")
    assert statuses() == ["doing", "todo", "doing"]
    care(retry_stalled)
    assert statuses() == ["todo", "todo"]


# Every night


def test_a_night_the_worker_slept_through_is_made_up_for(world, night):
    forget_jobs()
    with at(2):
        match_nightly(timestamp=0)
    assert jobs("match_all") == []
    with at(14):
        match_nightly(timestamp=0)
        match_nightly(timestamp=0)
    assert statuses("match_all") == ["todo"]


def test_a_day_that_has_its_run_wants_no_other_but_the_next_day_does(world, night):
    with at(14):
        run = night()
        forget_jobs()
        match_nightly(timestamp=0)
        assert jobs("match_all") == []
        MatchRun.objects.filter(pk=run.pk).update(started_at=now() - timedelta(days=1))
        match_nightly(timestamp=0)
    assert statuses("match_all") == ["todo"]


def test_a_night_that_failed_for_good_is_made_up_for(world, night):
    with at(14):
        MatchRun.objects.create(kind="whole", weights_version="1", error="OSError")
        MatchRun.objects.create(kind="physician", weights_version="1", finished_at=now())
        forget_jobs()
        match_nightly(timestamp=0)
    assert statuses("match_all") == ["todo"]


def test_changes_without_a_snapshot_are_one_whole_run(world, night, market_folder):
    physician, opening = world.physician(), world.opening()
    forget_jobs()
    bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    assert jobs("match_all") == []  # no night yet: the first one knows of everybody
    night()
    bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    assert jobs("match_all") == []  # nothing to do
    shutil.rmtree(market_folder)
    bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    bring_up_to_date(Subject.OPENING, opening.pk)
    assert statuses("match_all") == ["todo"]


# What is kept


def test_what_was_suggested_before_the_talks_is_kept_and_what_came_after_goes(world, night, settings):
    with ago(timedelta(days=settings.KEEP_RUNS_DAYS + 2)):
        before = MatchRun.objects.create(kind="whole", weights_version="1", finished_at=now())
        talk = world.candidacy("dialogue")
    with ago(timedelta(days=settings.KEEP_RUNS_DAYS + 1)):
        after = MatchRun.objects.create(kind="whole", weights_version="1", finished_at=now())
    for run in (before, after):
        Suggestion.objects.create(run=run, physician=talk.physician, opening=talk.opening, rank_for_physician=1)
    newest = night()
    assert set(MatchRun.objects.values_list("pk", flat=True)) == {before.pk, newest.pk}


def test_jobs_that_are_done_go_after_a_day_and_failed_ones_after_a_month(real_world):
    forget_jobs()
    for pk, status, hours in (
        (1, "succeeded", KEEP_DONE + 1), (2, "succeeded", 1), (3, "failed", KEEP_FAILED + 1),
        (4, "failed", KEEP_DONE + 1), (5, "todo", KEEP_FAILED + 1),
    ):  # fmt: skip
        follow(Subject.PHYSICIAN, pk)
        say(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE args->>'pk' = %s",
            status,
            str(pk),
        )
        say(
            "UPDATE procrastinate_events SET at = now() - make_interval(hours => %s) WHERE job_id ="
            " (SELECT id FROM procrastinate_jobs WHERE args->>'pk' = %s)",
            hours, str(pk),
        )  # fmt: skip
    care(forget_old_jobs)
    assert statuses() == ["succeeded", "failed", "todo"]


# What is told


def test_consents_are_not_matched_and_tell_nothing(world):
    physician = world.physician()
    withdraw_consent(physician=physician, kind=ConsentKind.PLACEMENT, by=world.ms_miura)
    forget_jobs()
    give_consent(physician=physician, kind=ConsentKind.PLACEMENT, by=world.ms_miura)
    withdraw_consent(physician=physician, kind=ConsentKind.PLACEMENT, by=world.ms_miura)
    assert jobs() == []


def test_only_who_enters_or_leaves_the_market_is_told_of(world):
    physician, opening = world.physician(), world.opening()
    by = world.actor(opening.institution)
    forget_jobs()
    PHYSICIANS.perform(physician, "P4", by=world.ms_miura)
    assert len(jobs()) == 1
    forget_jobs()
    PHYSICIANS.perform(physician, "P6", by=world.ms_miura)
    draft = world.opening(opening.institution, state="draft")
    revise_opening(opening=draft, by=by, terms={"days": 2})
    close_opening(opening=draft, by=by, close_reason="withdrawn")
    assert jobs() == []
    close_opening(opening=opening, by=by, close_reason="withdrawn")
    INSTITUTIONS.perform(opening.institution, "I3", by=world.ms_miura, reason="確認のため")
    assert len(jobs()) == 2
    forget_jobs()
    INSTITUTIONS.perform(opening.institution, "I4", by=world.ms_miura)
    assert jobs() == []
