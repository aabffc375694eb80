"""A night of the whole country and the morning after, end to end, as production runs both.

    ./dev bench night [--physicians N] [--openings N] [--requests N] [--port N]

`match_all`: `enishi match-all` in a process of its own on a database of made-up rows: reading, all lists, assignment with
certificate, sentences, COPY, snapshot; with the largest memory of that process. `request_in_web`: the web server (granian)
with that night's snapshot mapped; a coordinator presses 「さがし直す」 for random physicians; the seconds of the ranking step
are taken inside the serving process, those of the whole request outside. Prints one JSON object on the last line.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
from load_from_db import OPENINGS, PHYSICIANS, database
from rows.measure import Row, machine, rounded

GOAL_S = 0.005  # of a ranking in the web process
HEADERS = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https"}
WARM = 20


def match_all(env: dict[str, str]) -> Row:
    """One night."""
    before = time.perf_counter()
    subprocess.run([sys.executable, "-m", "enishi.cli", "match-all"], check=True, env=env)
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    from enishi.matching.folder import market_folder
    from enishi.matching.models import MatchRun

    files = [file.stat().st_size for file in market_folder().rglob("*") if file.is_file()]
    run = MatchRun.objects.get()
    return {
        "key": "match_all",
        "ours_s": rounded(seconds),
        "physicians": run.physicians,
        "openings": run.openings,
        "pairs_stored": run.pairs,
        "certified_gap": run.certificate_gap,
        "gib": round(peak, 2),
        "snapshot_gib": round(sum(files) / 2**30, 2),
    }


def request_in_web(env: dict[str, str], port: int, requests: int) -> Row:
    """Searches one after another through the served page."""
    cookie = _coordinator()
    with _served(env, port):
        asked = random.Random(14).sample(_numbers(), requests + WARM)
        whole = []
        for count, number in enumerate(asked):
            if count == WARM:
                _ask(port, "GET", "/times", cookie)
            whole.append(_search(port, f"/desk/doctors/{number}/match", cookie))
        times = json.loads(_ask(port, "GET", "/times", cookie)[1])
    return _request_row(times, whole)


def _request_row(times: list[dict[str, float]], whole: list[float]) -> Row:
    """`times` as the timed application gives them; `whole`: seconds of all requests, those that warmed up first."""

    def percentiles(*names: str) -> list[float]:
        values = [sum(one[name] for name in names) for one in times]
        return [rounded(float(value)) for value in np.percentile(values, (50, 99))]

    ranking, work = percentiles("snapshot", "query"), percentiles("snapshot_cpu", "query_cpu")
    requests = [rounded(float(value)) for value in np.percentile(whole[WARM:], (50, 99))]
    return {
        "key": "request_in_web",
        "ours_s": ranking[0],
        "p99_s": ranking[1],
        "cpu_s": work[0],
        "cpu_p99_s": work[1],
        "peer": "the goal",
        "peer_s": GOAL_S,
        "ratio": rounded(GOAL_S / ranking[0]),
        "query_s": percentiles("query")[0],
        "whole_request_s": requests[0],
        "whole_request_p99_s": requests[1],
        "first_request_s": rounded(whole[0]),
        "requests": len(times),
    }


def _numbers() -> list[str]:
    from enishi.physicians.models import Physician

    return list(Physician.objects.matchable().values_list("number", flat=True)[:100_000:7])


def _coordinator() -> str:
    """The session cookie of a new coordinator who has passed the second factor."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.test import Client

    from enishi.accounts.actions import grant_role
    from enishi.accounts.roles import Role
    from enishi.common.actor import SYSTEM

    user, _ = grant_role(email="bench@staff.example.jp", name="見本", role=Role.COORDINATOR, by=SYSTEM)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@contextmanager
def _served(env: dict[str, str], port: int) -> Iterator[None]:
    from enishi.commands import server

    folder = str(Path(__file__).parent)
    own = {**env, "ENISHI_POOL": "1", "PYTHONPATH": os.pathsep.join([folder, env["PYTHONPATH"]])}
    process = subprocess.Popen(server("127.0.0.1", port, "rows.timed_app:application"), env=own)
    try:
        for _ in range(600):
            try:
                _ask(port, "GET", "/times", "")
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit("the web server does not answer")
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _search(port: int, path: str, cookie: str) -> float:
    """Press the button; the seconds of its request."""
    status, page, set_cookie = _ask(port, "GET", path, cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if status != 200 or token is None:
        raise SystemExit(f"{path} answered {status}")
    start = time.perf_counter()
    status, _, _ = _ask(port, "POST", path, f"{cookie}; {set_cookie}", urlencode({"csrfmiddlewaretoken": token[1]}))
    if status != 302:
        raise SystemExit(f"POST {path} answered {status}")
    return time.perf_counter() - start


def _ask(port: int, method: str, path: str, cookie: str, body: str = "") -> tuple[int, str, str]:
    """(status, text, the cookie it sets)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {**HEADERS, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(
        method, path, body or None, headers | {"Origin": "http://127.0.0.1", "Referer": "http://127.0.0.1/"}
    )
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, (answer.getheader("Set-Cookie") or "").partition(";")[0]


def measured(physicians: int, openings: int, requests: int, port: int) -> list[dict[str, Any]]:
    with database(physicians, openings) as address:
        from enishi.matching.folder import market_folder

        env = {**os.environ, "DATABASE_URL": address, "ENISHI_BASE_URL": f"http://127.0.0.1:{port}"}
        try:
            rows = [match_all(env)]
            print(json.dumps(rows[-1]), flush=True)
            return [*rows, request_in_web(env, port, requests)]
        finally:
            shutil.rmtree(market_folder(), ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench night")
    parser.add_argument("--physicians", type=int, default=PHYSICIANS)
    parser.add_argument("--openings", type=int, default=OPENINGS)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--port", type=int, default=8399)
    given = parser.parse_args()
    rows = measured(given.physicians, given.openings, given.requests, given.port)
    print(json.dumps({"machine": machine(), "rows": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main()
