"""Server time of the main pages against the smallest view of the same server, on the demo data.

Both are asked in turn in one process, so the ratio holds when the machine is slow. Prints one JSON object on the last line:
{"machine": …, "rows": [{"key", "ours_s", "peer", "peer_s", "ratio", "queries", "bytes"}]}.
"""

import json
import os
import platform
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

import django

django.setup()

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enishi.accounts.models import User
from enishi.config.collecting import keep_what_is_there

BOUND = "/settings/token"
PAGES = {
    "": ["/", "/openings", "/doctors", "/regions/map?measure=hospital", "/regions/map/01"],
    "physician@demo.example": ["/my"],
    "institution@demo.example": ["/inst"],
    "coordinator@demo.example": ["/desk", "/desk/doctors"],
    "office@demo.example": ["/ops/ledgers/openings", "/ops/ledgers/seekers"],
}
ROUNDS = 15


def seconds(client: Client, path: str) -> float:
    start = time.perf_counter()
    response = client.get(path)
    elapsed = time.perf_counter() - start
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return elapsed


def row(client: Client, path: str) -> dict[str, object]:
    seconds(client, path), seconds(client, BOUND)  # warm
    pairs = [(seconds(client, path), seconds(client, BOUND)) for _ in range(ROUNDS)]
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(path).content)
    ours, peer = statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
    return {
        "key": path,
        "ours_s": round(ours, 5),
        "peer": BOUND,
        "peer_s": round(peer, 5),
        "ratio": round(statistics.median(a / b for a, b in pairs), 2),
        "queries": len(queries),
        "bytes": size,
    }


def main() -> None:
    keep_what_is_there()  # as the server does
    rows = []
    for email, paths in PAGES.items():
        client = Client(headers={"host": "127.0.0.1"})
        if email:
            client.force_login(User.objects.get(email=email))
        rows += [row(client, path) for path in paths]
    print(json.dumps({"machine": f"{platform.machine()} {os.cpu_count()} cores", "rows": rows}))


if __name__ == "__main__":
    main()
