"""Killing a web process, the worker or the database at any moment leaves the whole step or none of it.

Real processes, real HTTP, a cluster of its own; the moments and the victims come from a seed, so a failure can be seen again.
The whole loop, every victim at every act, is `./dev bench kills`.
"""

import http.client
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kills.journey import VICTIMS, Move, play
from kills.theatre import Theatre

SEED = 20261123
SPARED = 2
"""Of so many acts one goes undisturbed: a journey of the suite is to take seconds, not minutes."""


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    home = Path(tempfile.mkdtemp(prefix="enishi-kills-", dir="/tmp"))
    house = Theatre(home)
    yield house
    house.close()
    shutil.rmtree(home, ignore_errors=True)


def test_a_step_is_whole_or_not_at_all_whatever_dies_in_the_middle_of_it(theatre: Theatre) -> None:
    chance = random.Random(SEED)
    order = [*VICTIMS] * 20
    chance.shuffle(order)

    def choose(turn: int, move: Move) -> str | None:
        return None if turn % SPARED else order[turn]

    assert play(theatre, choose, chance) >= 10


def test_every_visit_to_a_link_is_counted_once_though_the_server_is_killed_among_them(theatre: Theatre) -> None:
    link = theatre.prepare()["link"]
    theatre.start_web()
    before, answers, cut = counted(theatre, link), [0], [0]
    lock, enough = threading.Lock(), threading.Event()

    def visitor() -> None:
        line = http.client.HTTPConnection("127.0.0.1", theatre.port, timeout=60)
        while True:
            try:
                line.request("GET", f"/s/{link}", headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1"})
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                with lock:
                    cut[0] += 1
                return
            assert answer.status == 200
            with lock:
                answers[0] += 1
                if answers[0] >= 60:
                    enough.set()

    visitors = [threading.Thread(target=visitor) for _ in range(6)]
    for each in visitors:
        each.start()
    assert enough.wait(60)
    time.sleep(0.003)
    theatre.kill_web()
    for each in visitors:
        each.join()
    assert cut[0] == 6
    deadline = time.monotonic() + 10  # what the database was told before the kill may still be on its way to the disk
    while theatre.rows(RUNNING)[0][0] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert answers[0] <= counted(theatre, link) - before <= answers[0] + cut[0]


RUNNING = (
    "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND datname = 'kills' AND pid <> pg_backend_pid()"
)


def counted(theatre: Theatre, link: str) -> int:
    query = (
        "SELECT coalesce(sum(v.count), 0) FROM outreach_visitcount v JOIN outreach_campaign c ON c.id = v.campaign_id"
    )
    return int(theatre.rows(f"{query} WHERE c.code = %s", link)[0][0])
