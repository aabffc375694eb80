"""A mailing to many members: 10,000 visits a minute to the page of one link, and every one of them counted once.

    ./dev bench landing [--visits-a-minute 10000] [--seconds 20] [--kill]

On the real web server (granian) and PostgreSQL, over 24 connections, each visit at its own time whether or not those before
are answered (so waiting counts as time). With --kill the web server is killed by SIGKILL in the middle and started again.
The last line is one JSON object: rows with `server_p50_s`, `server_p99_s` (inside the server, from the request read to the
answer handed over; the goal is 0.050), `p50_s`, `p99_s` (what a visitor waits, in a queue before the server too), `web_cpu_ms` and `database_cpu_ms` of one
visit against `bound_ms`, what two cores have for each; `answered`, `unanswered` (cut off by the kill) and `counted`: exact
where answered ≤ counted ≤ answered + unanswered. Exit code 1 if it is not exact.
"""

import argparse
import contextlib
import json
import os
import platform
import signal
import socket
import statistics
import sys
import threading
import time
import urllib.request
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

import django

django.setup()

from django.db import connection
from django.db.models import Sum

from enishi.outreach.models import Campaign, VisitCount
from web import cpu_of, postmaster, served

CONNECTIONS = 24
BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


class Line:
    """One connection; reads an answer by its length."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, request: bytes) -> int:
        """The status. Raises OSError where the connection broke."""
        self.socket.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
        )
        while len(body) < length:
            body += self._more()
        return int(head.split(None, 2)[1])

    def _more(self) -> bytes:
        if not (part := self.socket.recv(65536)):
            raise ConnectionResetError
        return part


def visit(
    port: int, code: str, rate: float, seconds: float, until_killed: threading.Event
) -> tuple[list[float], int, int]:
    """Seconds of each answered visit from its planned moment; how many were cut off; how many were answered wrong."""
    request = f"GET /s/{code} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {BROWSER}\r\n\r\n".encode()
    times: list[float] = []
    lost, wrong, lock, began = [0], [0], threading.Lock(), time.perf_counter() + 0.5
    planned = iter(range(int(rate * seconds)))

    def walk() -> None:
        line = Line(port)
        while not until_killed.is_set():
            with lock:
                turn = next(planned, None)
            if turn is None:
                return
            at = began + turn / rate
            time.sleep(max(0.0, at - time.perf_counter()))
            try:
                status = line.get(request)
            except OSError:
                with lock:
                    lost[0] += 1
                return
            with lock:
                times.append(time.perf_counter() - at)
                wrong[0] += status != 200

    threads = [threading.Thread(target=walk) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, lost[0], wrong[0]


def family(pid: int) -> list[int]:
    """The process and its children."""
    found = [pid]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def server_times(port: int) -> list[float]:
    """Seconds of each visit inside the server since this was last asked."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/times", timeout=30) as answer:
        return list(json.load(answer))


def counted(code: str) -> int:
    total = VisitCount.objects.filter(campaign__code=code).aggregate(total=Sum("count"))["total"] or 0
    connection.close()
    return int(total)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench landing")
    parser.add_argument("--visits-a-minute", type=float, default=10_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--kill", action="store_true")
    given = parser.parse_args()
    rate, code = given.visits_a_minute / 60, Campaign.objects.order_by("pk").values_list("code", flat=True)[0]
    before, never = counted(code), threading.Event()
    database = postmaster()
    lost = 0
    answered = 0
    if given.kill:
        with served() as (port, pid):
            killed = threading.Event()

            def kill() -> None:
                for each in reversed(family(pid)):
                    os.kill(each, signal.SIGKILL)
                killed.set()

            threading.Timer(given.seconds / 2, kill).start()
            times, lost, _ = visit(port, code, rate, given.seconds, killed)
            answered += len(times)
    with served("rows.timed_landing:application") as (port, pid):
        visit(port, code, rate / 4, 2, never)  # imports, first pages
        server_times(port)
        warm = counted(code)
        start = cpu_of(pid), cpu_of(database)
        times, cut, wrong = visit(port, code, rate, given.seconds, never)
        web_s, database_s = cpu_of(pid) - start[0], cpu_of(database) - start[1]
        inside = server_times(port)
    after = counted(code)
    server, cuts = statistics.quantiles(inside, n=100), statistics.quantiles(times, n=100)
    exact = after - warm == len(times) and not cut and not wrong
    first = warm - before - int(rate / 4 * 2)
    if given.kill:
        exact = exact and answered <= first <= answered + lost
    row = {
        "key": "landing", "visits_a_minute": given.visits_a_minute, "n": len(times), "wrong": wrong,
        "server_p50_s": round(server[49], 4), "server_p99_s": round(server[98], 4),
        "p50_s": round(cuts[49], 4), "p99_s": round(cuts[98], 4), "goal_s": 0.05,
        "web_cpu_ms": round(1000 * web_s / len(times), 2), "database_cpu_ms": round(1000 * database_s / len(times), 2),
        "bound_ms": round(1000 * 2 / rate, 2), "counted": after - warm,
    }  # fmt: skip
    rows = [row]
    if given.kill:
        rows.append({"key": "killed", "answered": answered, "unanswered": lost, "counted": first})
    load = round(os.getloadavg()[0], 1)
    print(
        json.dumps(
            {"machine": f"{platform.machine()} {os.cpu_count()} cores", "load": load, "exact": exact, "rows": rows}
        )
    )
    return int(not exact)


if __name__ == "__main__":
    sys.exit(main())
