"""The journey of one talk through real processes, with something killed in the middle of its acts.

`play` is the whole of it: each act is sent while its victim dies, sent again if it was lost, and after each of them state, log,
audit, notices and jobs tell one story. tests/kills/test_kills.py plays it once; `./dev bench kills` with every victim.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from enishi.candidacies.workflow import WORKFLOW
from enishi.common.clock import today
from enishi.law.periods import last_day_of_period
from enishi.office.invariant_sql import RULES
from kills.little_browser import Browser, NoAnswer
from kills.theatre import PATIENCE, Theatre

VICTIMS = ("web", "worker", "database")


@dataclass(frozen=True, slots=True)
class Move:
    """One act. done: SQL that is true once it is done; typed: what is filled in the form beyond what the page holds."""

    who: str
    page: str
    ending: str
    done: str
    typed: dict[str, str]


def moves(number: str) -> list[Move]:
    """Every act of a talk from the draft of the proposal to the first day of work, with a rest, an offer taken back and an
    agreement looked at anew on the way."""
    desk, my, inst = f"/desk/candidacies/{number}", f"/my/talks/{number}", f"/inst/talks/{number}"
    day = today()
    c = f"(SELECT id FROM candidacies_candidacy WHERE number = '{number}')"

    def state(name: str) -> str:
        return f"SELECT state = '{name}' FROM candidacies_candidacy WHERE id = {c}"

    def exists(table: str, where: str = "true") -> str:
        return f"SELECT count(*) > 0 FROM candidacies_{table} WHERE candidacy_id = {c} AND {where}"

    def times(step: str, n: int) -> str:
        return (
            f"SELECT count(*) = {n} FROM candidacies_candidacytransition WHERE candidacy_id = {c} AND step = '{step}'"
        )

    answered = "SELECT count(*) > 0 FROM candidacies_answer"
    once = f"SELECT count(*) = 1 FROM candidacies_message WHERE candidacy_id = {c}"
    inside = (
        "SELECT count(*) = 1 FROM candidacies_trackrecord r JOIN candidacies_trackstep s ON s.id = r.step_id JOIN"
        f" candidacies_agreementversion v ON v.id = s.version_id WHERE v.candidacy_id = {c} AND r.act = 'through'"
    )
    accepted = exists("clause", "accepted_by_physician_at IS NOT NULL")
    contract = {
        "contract_kind": "fixed",
        "hired_on": day.isoformat(),
        "starts_on": day.isoformat(),
        "ends_on": last_day_of_period(day, years=1).isoformat(),
        "half_days_per_week": "4",
        "expected_annual_pay_yen": "900",
    }
    resume = f"{today().year + (1 if today().month > 6 else 0)}/{'1/15' if today().month > 6 else '7/15'}"
    rows = [
        ("coordinator", desk, "/proposal", exists("proposal", "opening_words <> ''"), {"opening_words": "お話から、こちらをお勧めします。"}),
        ("coordinator", desk, "/propose", state("physician_asked"), {}),
        ("physician", f"/my/proposals/{number}", "/ask", exists("inquiry"), {"text": "駐車場はありますか。"}),
        ("physician", f"/my/proposals/{number}", "/answer", state("physician_yes"), {"answer": "yes", "level": "L3"}),
        ("coordinator", desk, "/pass-on", state("institution_asked"), {}),
        ("member", inst, "/welcome", state("dialogue"), {}),
        ("physician", my, "/questions", exists("question"), {"text": "夜間に電話で判断を求められることはありますか。"}),
        ("member", inst, "/answers", answered, {"text": "ありません。"}),
        ("physician", my, f"{number}/letters", once, {"text": "お話をうかがえて、安心しました。"}),
        ("member", inst, "/clauses", exists("clause"), {"text": "夜間の呼び出しは行わない。"}),
        ("physician", my, "/accept", accepted, {}),
        ("physician", my, "/steps/T27", state("on_hold"), {"resume_on": resume, "reason": ""}),
        ("physician", my, "/steps/T27b", times("T27b", 1), {}),
        ("physician", my, "/ready-for-terms", exists("termswish", "side = 'physician'"), {}),
        ("member", inst, "/ready-for-terms", exists("termswish", "side = 'institution'"), {}),
        ("coordinator", desk, "/terms/begin", state("terms"), {}),
        ("member", f"{inst}/track", "/track/pass", inside, {}),
        ("approver", inst, "/offer", times("T17", 1), {"read": "on"}),
        ("physician", f"{my}/agreement", "/revise", times("T18", 1), {"words": "往診の日の手当を加えてほしい"}),
        ("approver", inst, "/offer", times("T17", 2), {"read": "on"}),
        ("physician", f"{my}/agreement", "/agree", times("T19", 1), {"read": "on", "hours": "on"}),
        ("physician", my, "/steps/T20", times("T20", 1), {"reason": "始まりの日を見直したい"}),
        ("approver", inst, "/offer", times("T17", 3), {"read": "on"}),
        ("physician", f"{my}/agreement", "/agree", times("T19", 2), {"read": "on", "hours": "on"}),
        ("member", inst, "/contract", exists("placement"), contract),
        ("physician", my, "/contract", state("contracted"), {"read": "on"}),
        ("member", inst, "/start", state("working"), {"licence_original_seen_on": day.isoformat()}),
    ]  # fmt: skip
    return [Move(*row) for row in rows]


Choose = Callable[[int, Move], str | None]
"""Who dies during this act (its place in the journey, the act); None: nobody."""


def play(theatre: Theatre, choose: Choose, chance: random.Random) -> int:
    """Play the journey on a stage that is set; returns how often something was killed. Raises AssertionError at the first act
    that is not whole."""
    stage = theatre.prepare()
    theatre.start_web()
    theatre.start_worker()
    people = {who: signed_in(theatre, pk) for who, pk in stage["people"].items()}
    killed = 0
    for turn, move in enumerate(moves(stage["number"])):
        browser = people[move.who]
        form = browser.form(move.page, move.ending)
        values = browser.fill(form, **move.typed)
        victim = choose(turn, move)
        killed += victim is not None
        answered = post_while_dying(theatre, browser, form.action, values, victim, chance.uniform(0, 0.08))
        if victim:
            come_back(theatre, victim)
        done = theatre.rows(move.done)
        if answered:
            assert done[0][0], f"{move.ending} was answered with success and is lost"
        if not done or not done[0][0]:
            status, body = browser.post(form.action, values)
            assert status == 302, f"{move.ending}: {status} {sentences(body)}"
        elif not answered and "key" in dict(values):  # sent again by someone who saw no answer: it still stands once
            browser.post(form.action, values)
        assert theatre.rows(move.done)[0][0], f"{move.ending} {move.done}"
        assert_all_of_it_or_nothing(theatre)
    for table in ("question", "answer", "inquiry", "clause"):
        assert theatre.rows(f"SELECT count(*) FROM candidacies_{table}")[0][0] == 1, table
    theatre.enishi("check")
    every_notice_leaves(theatre)
    assert theatre.worker is not None and theatre.worker.poll() is None, "a restart of the database ended the worker"
    return killed


def post_while_dying(
    theatre: Theatre, browser: Browser, path: str, values: list[tuple[str, str]], victim: str | None, after: float
) -> bool:
    """Send the form, kill the victim `after` seconds; True if the server said that it was done."""
    if victim is None:
        status, body = browser.post(path, values)
        assert status == 302, f"{path}: {status} {sentences(body)}"
        return True

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
    # 400: the session could not be stored, for which Django has only the word that it was deleted meanwhile
    assert status in (0, 302, 400, 500), status
    return status == 302


def come_back(theatre: Theatre, victim: str) -> None:
    """What died is started again; the web server finds the database again by itself."""
    if victim == "web":
        theatre.start_web()
    elif victim == "worker":
        theatre.start_worker()
    else:
        theatre.start_database()
        deadline = time.monotonic() + PATIENCE
        visitor = Browser(theatre.port)
        while True:
            try:
                if visitor.send("GET", "/login")[0] == 200 and visitor.send("GET", "/openings")[0] == 200:
                    return
            except NoAnswer:
                pass
            assert time.monotonic() < deadline, "the web server did not find the database again"
            theatre.start_database()  # one that did not stay up is started again, as a supervisor would
            time.sleep(0.1)


def assert_all_of_it_or_nothing(theatre: Theatre) -> None:
    """State, log, audit, notices and jobs tell one story, by the rules of `enishi check` themselves.

    Only those in SQL: they take milliseconds, and a process of Django for each act would take longer than the act.
    """
    for name, (words, sql) in RULES.items():
        broken = theatre.rows(sql)
        assert not broken, f"{name}: {words}: {broken}"
    for pk, step, number in theatre.rows(
        "SELECT t.id, t.step, c.number FROM candidacies_candidacytransition t JOIN candidacies_candidacy c"
        " ON c.id = t.candidacy_id"
    ):
        sent = {
            row[0] for row in theatre.rows("SELECT kind FROM notices_notice WHERE key LIKE %s", f"%:{number}:{pk}:%")
        }
        promised = {entry.partition(":")[2] for entry in WORKFLOW[step].notices if not entry.startswith("coordinator")}
        assert promised <= sent, (step, sent)
        assert sent <= {entry.partition(":")[2] for entry in WORKFLOW[step].notices}, (step, sent)


def every_notice_leaves(theatre: Theatre) -> None:
    """Whatever the kills did to the worker, every notice that is due is sent, each once (the row says so)."""
    deadline = time.monotonic() + PATIENCE
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
