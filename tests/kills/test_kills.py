"""Killing a web process, the worker or the database at any moment leaves the whole step or none of it.

Real processes, real HTTP, a cluster of its own; the moments come from a seed, so a failure can be seen again.
"""

import random
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from enishi.candidacies.workflow import WORKFLOW
from enishi.common.clock import today
from kills.little_browser import Browser, NoAnswer
from kills.theatre import Theatre

SEED = 20261123


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    home = Path(tempfile.mkdtemp(prefix="enishi-kills-", dir="/tmp"))
    house = Theatre(home)
    yield house
    house.close()
    shutil.rmtree(home, ignore_errors=True)


def steps(number: str) -> list[tuple[str, str, str, str, dict[str, str], str]]:
    """(who, page, ending of the form's address, typed, SQL that is true once the step is done) in the order of the journey."""
    desk, my, inst = f"/desk/candidacies/{number}", f"/my/talks/{number}", f"/inst/talks/{number}"
    day = today()
    state = "SELECT state = '{}' FROM candidacies_candidacy"
    version = "SELECT count(*) > 0 FROM candidacies_{}"
    return [
        ("coordinator", desk, "/propose", {}, state.format("physician_asked")),
        ("physician", f"/my/proposals/{number}", "/answer", {"answer": "yes", "level": "L3"}, state.format("physician_yes")),
        ("coordinator", desk, "/pass-on", {}, state.format("institution_asked")),
        ("member", inst, "/welcome", {}, state.format("dialogue")),
        ("physician", my, "/questions", {"text": "夜間に電話で判断を求められることはありますか。"}, version.format("question")),
        ("member", inst, "/answers", {"text": "ありません。"}, version.format("answer")),
        ("member", inst, "/clauses", {"text": "夜間の呼び出しは行わない。"}, version.format("clause")),
        ("physician", my, "/accept", {}, "SELECT accepted_by_physician_at IS NOT NULL FROM candidacies_clause"),
        ("coordinator", desk, "/terms/begin", {}, state.format("terms")),
        ("approver", inst, "/offer", {"read": "on"}, state.format("offered")),
        ("physician", f"{my}/agreement", "/agree", {"read": "on"}, state.format("agreed")),
        (
            "member",
            inst,
            "/contract",
            {
                "contract_kind": "indefinite",
                "hired_on": day.isoformat(),
                "starts_on": day.isoformat(),
                "ends_on": "",
                "half_days_per_week": "4",
                "expected_annual_pay_yen": "900",
            },
            version.format("placement"),
        ),
        ("physician", my, "/contract", {"read": "on"}, state.format("contracted")),
        ("member", inst, "/start", {"licence_original_seen_on": day.isoformat()}, state.format("working")),
    ]  # fmt: skip


def test_a_step_is_whole_or_not_at_all_whatever_dies_in_the_middle_of_it(theatre: Theatre) -> None:
    stage = theatre.prepare()
    theatre.start_web()
    theatre.start_worker()
    people = {who: signed_in(theatre, pk) for who, pk in stage["people"].items()}
    chance = random.Random(SEED)
    for turn, (who, page, ending, typed, done) in enumerate(steps(stage["number"])):
        browser = people[who]
        form = browser.form(page, ending)
        values = browser.fill(form, **typed)
        victim = ("web", "worker", "database")[turn % 3]
        answered = post_while_dying(theatre, browser, form.action, values, victim, chance.uniform(0, 0.08))
        come_back(theatre, victim)
        assert_all_of_it_or_nothing(theatre)
        if answered:
            assert theatre.rows(done)[0][0], f"{ending} was answered with success and is lost"
        if not (rows := theatre.rows(done)) or not rows[0][0]:
            status, body = browser.post(form.action, values)
            assert status == 302, f"{ending}: {status} {sentences(body)}"
        elif not answered and "key" in dict(values):  # sent again by someone who saw no answer: it still stands once
            browser.post(form.action, values)
        assert theatre.rows(done)[0][0], ending
        assert_all_of_it_or_nothing(theatre)
    assert theatre.rows("SELECT count(*) FROM candidacies_question")[0][0] == 1
    assert theatre.rows("SELECT count(*) FROM candidacies_answer")[0][0] == 1
    assert theatre.rows("SELECT count(*) FROM candidacies_clause WHERE withdrawn_at IS NULL")[0][0] == 1
    theatre.enishi("audit", "verify")
    every_notice_leaves(theatre)


def post_while_dying(
    theatre: Theatre, browser: Browser, path: str, values: list[tuple[str, str]], victim: str, after: float
) -> bool:
    """Send the form, kill the victim `after` seconds; True if the server said that it was done."""

    def strike() -> None:
        time.sleep(after)
        {"web": theatre.kill_web, "worker": theatre.kill_worker, "database": theatre.kill_database}[victim]()

    striking = threading.Thread(target=strike)
    striking.start()
    try:
        status, _ = browser.post(path, values)
    except NoAnswer:
        status = 0
    striking.join()
    assert status in (0, 302, 500), status
    return status == 302


def come_back(theatre: Theatre, victim: str) -> None:
    """What died is started again; the web server finds the database again by itself."""
    if victim == "web":
        theatre.start_web()
    elif victim == "worker":
        theatre.start_worker()
    else:
        theatre.start_database()
        deadline = time.monotonic() + 240
        visitor = Browser(theatre.port)
        while True:
            try:
                if visitor.send("GET", "/login")[0] == 200 and visitor.send("GET", "/openings")[0] == 200:
                    return
            except NoAnswer:
                pass
            assert time.monotonic() < deadline, "the web server did not find the database again"
            time.sleep(0.1)


def assert_all_of_it_or_nothing(theatre: Theatre) -> None:
    """State, log, audit, notices and jobs tell one story."""
    states = theatre.rows(
        "SELECT c.number, c.state, (SELECT t.to_state FROM candidacies_candidacytransition t"
        " WHERE t.candidacy_id = c.id ORDER BY t.id DESC LIMIT 1) FROM candidacies_candidacy c"
    )
    assert all(state == logged for _, state, logged in states), states
    for pk, step, number in theatre.rows(
        "SELECT t.id, t.step, c.number FROM candidacies_candidacytransition t JOIN candidacies_candidacy c"
        " ON c.id = t.candidacy_id"
    ):
        sent = {
            row[0] for row in theatre.rows("SELECT kind FROM notices_notice WHERE key LIKE %s", f"%:{number}:{pk}:%")
        }
        assert sent == {entry.partition(":")[2] for entry in WORKFLOW[step].notices}, (step, sent)
        audited = theatre.rows(
            "SELECT count(*) FROM audit_entry WHERE action = %s AND object_number = %s", step, number
        )
        assert audited == [(1,)], step
    loose = theatre.rows(
        "SELECT count(*) FROM audit_entry e WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)"
    )
    assert loose == [(0,)]
    jobs = theatre.rows(
        "SELECT n.key, n.status, count(j.id), count(j.id) FILTER (WHERE j.status = 'todo'),"
        " count(j.id) FILTER (WHERE j.status = 'doing') FROM notices_notice n"
        " LEFT JOIN procrastinate_jobs j ON j.task_name = 'send_notice' AND (j.args->>'notice_id')::bigint = n.id"
        " GROUP BY n.id"
    )
    # A mail beyond the week's limit is put off: its first job is done, one that waits took its place.
    wrong = [row for row in jobs if not row[2] or row[3] > 1 or (row[1] == "waiting" and not row[3] + row[4])]
    assert wrong == []


def every_notice_leaves(theatre: Theatre) -> None:
    """Whatever the kills did to the worker, every notice that is due is sent, each once (the row says so)."""
    deadline = time.monotonic() + 240
    while True:
        waiting = theatre.rows(
            "SELECT kind FROM notices_notice n WHERE status = 'waiting' AND send_after <= now() AND NOT EXISTS"
            " (SELECT 1 FROM procrastinate_jobs j WHERE (j.args->>'notice_id')::bigint = n.id AND j.status = 'doing')"
        )
        if not waiting:
            return
        assert time.monotonic() < deadline, waiting
        time.sleep(0.2)


def signed_in(theatre: Theatre, pk: Any) -> Browser:
    browser = Browser(theatre.port)
    form = browser.form("/dev/", f"/sign-in/{pk}")
    status, _ = browser.post(form.action, form.values)
    assert status == 302
    return browser


def sentences(body: str) -> list[str]:
    return [line.strip() for line in body.splitlines() if 'class="error"' in line or "notice err" in line][:5]
