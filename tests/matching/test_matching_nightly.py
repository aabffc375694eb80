"""The nightly run: what it leaves behind, and what stays when it dies."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import numpy as np
import pytest
from django.db import connection, transaction

from enishi.candidacies.matching_jobs import run_all
from enishi.candidacies.models import Candidacy
from enishi.common.clock import ago
from enishi.engine.compiled import cache_folder
from enishi.engine.judge import Unsound
from enishi.engine.lists import best_lists
from enishi.engine.shields import Shields
from enishi.engine.solvers.assignment import assign
from enishi.matching.batch import DIED, forget_old_runs, stored_depth
from enishi.matching.folder import market_to_oneself, open_snapshot
from enishi.matching.models import MatchRun, Suggestion
from enishi.matching.reading import list_for_opening, list_for_physician
from factories.together import at_the_same_time


def stored():
    return list(Suggestion.objects.order_by("id").values("run", "physician", "opening", "explanation"))


def test_a_night_keeps_both_sides_lists_with_reasons_and_a_snapshot(world, night):
    physicians = [world.physician() for _ in range(3)]
    openings = [world.opening(days=days) for days in (1, 2)]
    run = night()
    assert run.kind == "whole" and run.finished_at >= run.started_at and run.seconds >= 0 and not run.error
    assert (run.physicians, run.openings, run.pairs) == (3, 2, 6) and len(run.snapshot) == 64
    assert 0 <= run.certificate_gap <= 0.001
    rows = Suggestion.objects.filter(run=run)
    assert {(r.physician_id, r.opening_id) for r in rows} == {(p.pk, o.pk) for p in physicians for o in openings}
    for row in rows:
        assert row.rank_for_physician in (1, 2) and row.rank_for_opening in (1, 2, 3)
        assert row.explanation["physician"] and row.explanation["institution"]
    snapshot = open_snapshot(with_lists=True)
    assert snapshot.notes == {"run": run.pk, "digest": run.snapshot}
    assert snapshot.live.market.n_physicians == 3 and snapshot.live.lists.physician.index.shape == (3, 20)


def test_the_lists_shown_are_those_of_the_night_for_everybody(world, night):
    physician, opening = world.physician(), world.opening()
    assert list_for_physician(physician, {}) == (None, [])
    run = night()
    shown, rows = list_for_physician(physician, {})
    assert shown == run and [r.opening for r in rows] == [opening]
    shown, rows = list_for_opening(opening, {})
    assert shown == run and [r.physician for r in rows] == [physician]


def test_the_second_night_of_the_same_market_says_the_same(world, night):
    for days in (1, 2, 3):
        world.physician()
        world.opening(days=days)
    first, second = night(), night()
    assert first.snapshot == second.snapshot and first.pk < second.pk

    def said(run):
        columns = ("physician", "opening", "rank_for_physician", "rank_for_opening", "explanation")
        return list(Suggestion.objects.filter(run=run).order_by("physician", "opening").values(*columns))

    assert said(first) == said(second) != []


def test_an_empty_database_has_quiet_nights_too(db, night):
    run = night()
    assert (run.physicians, run.openings, run.pairs) == (0, 0, 0) and run.finished_at


def test_one_side_alone_is_a_night_without_pairs(world, night):
    world.opening()
    run = night()
    assert (run.physicians, run.openings, run.pairs) == (0, 1, 0) and run.finished_at


def test_in_a_very_large_market_fewer_of_each_list_are_kept(settings):
    assert stored_depth(0, 0) == stored_depth(10, 10) == 20
    assert stored_depth(343_000, 100_000) == 1
    settings.STORED_SUGGESTIONS = 50
    assert stored_depth(5, 5) == 5


def test_a_run_that_fails_says_so_and_leaves_the_lists_before_it(world, night, monkeypatch):
    physician, opening = world.physician(), world.opening()
    before = night()
    monkeypatch.setattr("enishi.matching.batch.write", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError):
        night()
    failed = MatchRun.objects.latest("pk")
    assert failed.error == "OSError" and failed.finished_at is None
    run, rows = list_for_physician(physician, {})
    assert run == before and [r.opening for r in rows] == [opening]


def test_lists_that_the_judges_refuse_are_not_kept_and_yesterdays_stay(world, night, monkeypatch):
    """A batch that forgot the shields, and one whose certificate proves too little."""
    physician, opening = world.physician(), world.opening()
    shy = world.physician(shields=opening.institution.name)
    before, kept = night(), stored()

    def careless(market, *depths):
        nobody = np.zeros(0, np.int64)
        return best_lists(replace(market, shields=Shields.of(market.n_physicians, nobody, nobody)), *depths)

    monkeypatch.setattr("enishi.matching.batch.best_lists", careless)
    with pytest.raises(Unsound, match=f"physician {shy.number}, opening {opening.number}"):
        night()
    monkeypatch.undo()
    monkeypatch.setattr("enishi.matching.batch.assign", lambda graph: replace(assign(graph), value=9.0))
    with pytest.raises(Unsound, match="certificate"):
        night()
    assert [run.error for run in MatchRun.objects.filter(pk__gt=before.pk)] == ["Unsound", "Unsound"]
    assert stored() == kept
    assert list_for_physician(physician, {})[0] == before


def test_two_nights_at_once_are_one(real_world):
    real_world.physician(), real_world.opening()

    def while_another_has_it():
        with market_to_oneself() as mine:
            assert mine
            (other,) = at_the_same_time(run_all)
            return other

    assert while_another_has_it() is None
    assert run_all().finished_at and MatchRun.objects.count() == 1


def test_a_batch_killed_in_the_middle_leaves_yesterdays_suggestions_and_the_next_one_works(
    real_world, settings, tmp_path
):
    """kill -9 while the new suggestions are being written; they are held up by a lock so that the moment is sure."""
    physician, opening = real_world.physician(), real_world.opening()
    yesterday = run_all()
    real_world.opening(days=1)
    before = stored()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE matching_suggestion IN EXCLUSIVE MODE")
        process = batch(settings, tmp_path)
        wait_until_it_waits(process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert stored() == before
    run, rows = list_for_physician(physician, {})
    assert run == yesterday and [r.opening for r in rows] == [opening]
    wait_for_the_market()
    today = run_all()
    assert today.pairs == 2 and len(list_for_physician(physician, {})[1]) == 2
    died = MatchRun.objects.get(pk__gt=yesterday.pk, pk__lt=today.pk)
    assert died.error == DIED and died.finished_at is None


def test_the_command_matches_everything_in_a_process_of_its_own(real_world, settings, tmp_path):
    physician, opening = real_world.physician(shields="つばめ会"), real_world.opening()
    said, _ = batch(settings, tmp_path).communicate(timeout=900)
    assert b"1 physicians, 1 openings, 1 pairs" in said
    assert [r.opening for r in list_for_physician(physician, {})[1]] == [opening]
    assert open_snapshot(with_lists=False).live.market.n_openings == 1


def test_old_runs_go_but_for_what_was_suggested_of_pairs_in_talks(world, night, settings):
    talk = world.candidacy("dialogue")
    other = world.physician()
    with ago(timedelta(days=settings.KEEP_RUNS_DAYS + 1)):
        old = MatchRun.objects.create(kind="whole", weights_version="1")
        MatchRun.objects.filter(pk=old.pk).update(finished_at=old.started_at)
        gone = MatchRun.objects.create(kind="physician", weights_version="1", for_physicians=[other.pk])
    for run, physician in ((old, talk.physician), (old, other), (gone, other)):
        Suggestion.objects.create(run=run, physician=physician, opening=talk.opening, rank_for_physician=1)
    assert forget_old_runs(in_talks=Candidacy.objects.all()) == 0  # nothing newer covers everybody yet
    newest = night()
    assert set(MatchRun.objects.values_list("pk", flat=True)) == {old.pk, newest.pk}
    assert list(Suggestion.objects.filter(run=old).values_list("physician", flat=True)) == [talk.physician.pk]


def batch(settings, folder):
    """The command in a process of its own, on the test's database."""
    place = connection.get_connection_params()
    parts = {name: place.get(name, "") for name in ("host", "port", "user", "password", "dbname")}
    env = os.environ | {
        "DATABASE_URL": "postgresql://?" + urlencode({name: value for name, value in parts.items() if value}),
        "ENISHI_STATE": str(folder),
        "ENISHI_DATA_KEYS": ",".join(settings.DATA_KEYS),
        "ENISHI_SECRET_KEY": settings.SECRET_KEY,
        "NUMBA_CACHE_DIR": str(cache_folder()),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    command = [sys.executable, "-m", "enishi.cli", "match-all"]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE)


def wait_until_it_waits(process):
    deadline = time.monotonic() + 900
    while time.monotonic() < deadline and process.poll() is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'matching_suggestion'::regclass"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("the batch never came to its suggestions")


def wait_for_the_market():
    """The server notices the dead client and gives its lock back."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with market_to_oneself() as mine:
            if mine:
                return
        time.sleep(0.1)
    raise AssertionError("the lock of the dead process stayed")
