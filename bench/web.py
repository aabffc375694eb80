"""Fifty people at once on the real web server: granian, PostgreSQL, sessions, on the demo data.

    ./dev bench web [--users 50] [--seconds 20] [--think 0]

Each of them reads the pages of one room over a connection of his own, one after the other; some write letters into a talk.
Without --think nobody rests, so that the server is as full as it can be and the times are those of a queue; with it everybody
reads for so many seconds in the middle before the next page, as people do. The last line is one JSON object: {"machine": …,
"errors": 0, "rows": [{"key", "n", "p50_s", "p99_s", "errors"}]}, the last row being all of them, and the processor seconds
that the web server and the database took for each page (`web_cpu_s`, `database_cpu_s`; on Linux), which hold when the machine
is shared: `pages_a_core` is how many pages a second one core of their own would serve. Whoever is not answered with the page
asked for is an error. Exit code 1 if there was one.
"""

import argparse
import contextlib
import http.client
import json
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client

from enishi.accounts.models import User
from enishi.candidacies.models import Candidacy, Message
from enishi.commands import server

APPLICATION = "enishi.config.asgi:application"
LETTER = "（測定のためのおたより）"


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench web")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--think", type=float, default=0)
    given = parser.parse_args()
    talk = Candidacy.objects.filter(physician__user__email="physician@demo.example", state="dialogue").get()
    rooms = [
        ("", ["/", "/openings", "/doctors"]),
        ("physician@demo.example", ["/my", "/my/proposals", f"/my/talks/{talk.number}"]),
        ("institution@demo.example", ["/inst", "/inst/candidates", f"/inst/talks/{talk.number}"]),
        ("coordinator@demo.example", ["/desk", "/desk/board?whose=all", f"/desk/candidacies/{talk.number}"]),
    ]
    people = [(paths, session_of(email)) for email, paths in rooms]
    before = Message.objects.filter(candidacy=talk, text__startswith=LETTER).count()
    connection.close()
    with served() as (port, pid):
        database = postmaster()
        before_s = cpu_of(pid), cpu_of(database)
        tally = run(port, people, talk.number, given.users, given.seconds, given.think)
        web_s, database_s = cpu_of(pid) - before_s[0], cpu_of(database) - before_s[1]
    pages = max(1, sum(len(times) for times in tally.times.values()))
    kept = Message.objects.filter(candidacy=talk, text__startswith=LETTER).count()
    rows = [summary(key, times, tally.wrong[key]) for key, times in sorted(tally.times.items())]
    everything = summary("everything", [t for times in tally.times.values() for t in times], sum(tally.wrong.values()))
    result = {
        "machine": f"{platform.machine()} {os.cpu_count()} cores",
        "users": given.users,
        "think_s": given.think,
        "load": round(os.getloadavg()[0], 1),
        "web_cpu_s": round(web_s / pages, 4),
        "database_cpu_s": round(database_s / pages, 4),
        "pages_a_core": round(pages / (web_s + database_s), 1) if web_s else None,
        "errors": everything["errors"],
        "per_second": round(len([t for times in tally.times.values() for t in times]) / given.seconds, 1),
        "letters_said_to_be_sent": len(tally.times["POST letters"]),
        "letters_that_stand": kept - before,
        "rows": [*rows, everything],
    }
    print(json.dumps(result))
    return int(bool(everything["errors"]) or kept - before != len(tally.times["POST letters"]))


@dataclass
class Tally:
    """What was measured: seconds by page, and how many answers were wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def session_of(email: str) -> str:
    """A session as after signing in; "" for a visitor."""
    if not email:
        return ""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(email=email))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextlib.contextmanager
def served(application: str = APPLICATION) -> Iterator[tuple[int, int]]:
    """The web server as `enishi serve` starts it: a free port, and the process. application: one with clocks in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {**os.environ, "ENISHI_POOL": "1", "PYTHONPATH": os.pathsep.join(folders)}
    process = subprocess.Popen(server("127.0.0.1", port, application), env=env)
    try:
        deadline = time.monotonic() + 120
        while True:
            with contextlib.suppress(OSError):
                asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                asked.request("GET", "/login")
                if asked.getresponse().status == 200:
                    break
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the web server did not start")
            time.sleep(0.2)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def postmaster() -> int:
    """The process of the database server; 0 if it is not on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    connection.close()
    try:
        return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def cpu_of(parent: int) -> float:
    """Processor seconds of this process, its threads and all its children, those that have ended too; 0 where nothing is told."""
    if not parent:
        return 0.0
    children, spent = defaultdict(list), {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            columns = each.read_text().rpartition(")")[2].split()
            pid = int(each.parent.name)
            children[int(columns[1])].append(pid)
            spent[pid] = sum(map(int, columns[11:15])) / os.sysconf("SC_CLK_TCK")
    found, total = [parent], 0.0
    while found:
        pid = found.pop()
        total += spent.get(pid, 0.0)
        found += children[pid]
    return total


def run(
    port: int, people: list[tuple[list[str], str]], talk: str, users: int, seconds: float, think: float = 0
) -> Tally:
    """Everybody at once, until the time is over."""
    tally, lock, until = Tally(), threading.Lock(), time.monotonic() + seconds

    def visitor(number: int) -> None:
        paths, session = people[number % len(people)]
        browser = Browser(port, session)
        turn, pause = number, random.Random(number)
        time.sleep(pause.uniform(0, think))
        while time.monotonic() < until:
            path = paths[turn % len(paths)]
            writes = session and turn % 9 == 8 and "/talks/" in path
            key = "POST letters" if writes else f"GET {path.replace(talk, '…')}"
            try:
                took = browser.write(f"{path}/letters", f"{LETTER}{number}-{turn}") if writes else browser.read(path)
                with lock:
                    tally.times[key].append(took)
            except (Wrong, OSError, http.client.HTTPException) as problem:
                print(f"{key}: {problem}", file=sys.stderr)
                with lock:
                    tally.wrong[key] += 1
                browser = Browser(port, session)
            turn += 1
            time.sleep(min(pause.expovariate(0.693 / think), 5 * think) if think else 0)

    threads = [threading.Thread(target=visitor, args=(n,)) for n in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


class Wrong(Exception):
    """An answer that is not the page asked for."""


class Browser:
    """One person's connection, with the token of the last page."""

    def __init__(self, port: int, session: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {settings.SESSION_COOKIE_NAME: session} if session else {}
        self.page = ""

    def read(self, path: str) -> float:
        began = time.perf_counter()
        status, self.page = self._ask("GET", path)
        took = time.perf_counter() - began
        if status != 200:
            raise Wrong(f"status {status}")
        return took

    def write(self, path: str, text: str) -> float:
        """The letter's form as the page before brought it; the seconds are those of the posting alone."""
        self.read(path.removesuffix("/letters"))
        form = re.search(r'action="[^"]*/talks/[^"]+/letters".*?</form>', self.page, re.S)
        if form is None:
            raise Wrong("no form for a letter")
        values = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))
        began = time.perf_counter()
        status, _ = self._ask("POST", path, urlencode({**values, "text": text}))
        took = time.perf_counter() - began
        if status != 302:
            raise Wrong(f"status {status}")
        return took

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Host": "127.0.0.1"}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.line.request(method, path, body or None, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, text


def summary(key: str, times: list[float], errors: int) -> dict[str, object]:
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [*times, *[0.0] * 99][:1] * 99
    return {"key": key, "n": len(times), "p50_s": round(cuts[49], 4), "p99_s": round(cuts[98], 4), "errors": errors}


if __name__ == "__main__":
    sys.exit(main())
