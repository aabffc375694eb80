"""Every list of the desk with 2,000 rows of each kind: server time, bytes and queries, beside the same lists of the demo.

    ./dev bench desk [--rows 2000] [--only REGEX]

On the demo data, in one process and one transaction that is taken back. Times are processor times of this process and of its
database backend together. The last line is one JSON object: {"machine": …, "rows": [{"key", "ours_s", "peer", "peer_s",
"ratio", "goal_s", "bytes", "goal_bytes", "queries", "queries_demo"}]}; the peer is the same page of the demo as it stands.
"""

import argparse
import json
import os
import platform
import re
import statistics
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rows.full_desk import FIRST, fill

from enishi.accounts.models import User
from enishi.config.collecting import keep_what_is_there
from enishi.desk.models import QualityItem
from enishi.matching.models import Slate

ROUNDS = 5
GOAL, GOAL_BYTES = 0.2, 200_000
COORDINATOR, SUPERVISOR, RECEPTION = "coordinator@demo.example", "supervisor@demo.example", "desk@staff.example.jp"


def pages() -> list[tuple[str, str]]:
    """Whose, and which: each list, its last page, and one filtered."""
    slate = Slate.objects.latest("pk").pk
    quality = QualityItem.objects.order_by("pk").first()
    mine = (
        "/desk", "/desk?all=1", "/desk?all=1&page=20", "/desk/board", "/desk/board?whose=all", "/desk/board?lane=1", "/desk/board?waiting=physician",
        "/desk/doctors", "/desk/doctors?whose=all&page=90", "/desk/doctors?state=active", "/desk/openings", "/desk/openings?page=90", "/desk/institutions",
        "/desk/institutions?page=90", "/desk/callbacks", "/desk/calendar", "/desk/calendar?view=day", "/desk/calendar?view=month", "/desk/letters", "/desk/letters?page=90",
        "/desk/calls", "/desk/calls/year", "/desk/duplicates", "/desk/duplicates?kind=institution", "/desk/duplicates?kind=opening", "/desk/intake", "/desk/intake/paper", "/desk/slates", f"/desk/slates/{slate}",
        "/desk/checkins", "/desk/trips", "/desk/relays", "/desk/regions", "/desk/region-facts", "/desk/caseload", "/desk/templates", "/desk/complaints", "/ops/mailings",
    )  # fmt: skip
    found = [(COORDINATOR, path) for path in mine]
    found += [
        (SUPERVISOR, path)
        for path in (
            "/desk",
            "/desk/team",
            "/desk/quality",
            "/desk/caseload",
            "/desk/team/question/" + time.strftime("%Y-%m"),
        )
    ]
    found += [(RECEPTION, "/desk")]
    return found + [(SUPERVISOR, f"/desk/quality/{quality.pk}")] * bool(quality)


def records() -> list[tuple[str, str]]:
    """Pages of one record among so many: a physician with 2,000 notes, a talk, an opening, an institution."""
    from enishi.candidacies.models import Candidacy
    from enishi.institutions.models import Institution
    from enishi.openings.models import Opening
    from enishi.physicians.models import Physician

    pk = FIRST + 1
    numbers = {kind: kind.objects.get(pk=pk).number for kind in (Physician, Institution, Opening, Candidacy)}
    p, i, o, c = numbers.values()
    return [
        (COORDINATOR, path)
        for path in (
            f"/desk/doctors/{p}", f"/desk/records/{p}", f"/desk/doctors/{p}/match", f"/desk/institutions/{i}", f"/desk/records/{i}",
            f"/desk/openings/{o}", f"/desk/openings/{o}/match", f"/desk/records/{o}", f"/desk/candidacies/{c}", f"/desk/records/{c}",
        )
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    keep_what_is_there()  # as the server does
    with transaction.atomic():
        wanted = [one for one in pages() if re.search(given.only, one[1])]
        before = {one: asked(*one) for one in wanted}
        began = time.perf_counter()
        fill(given.rows, User.objects.get(email=COORDINATOR).pk)
        print(f"{given.rows} of each in {time.perf_counter() - began:.0f} s", flush=True)
        rows = [row(one, before[one]) for one in wanted]
        rows += [row(one, None) for one in records() if re.search(given.only, one[1])]
        transaction.set_rollback(True)
    print(json.dumps({"machine": f"{platform.machine()} {os.cpu_count()} cores", "rows": rows}))


CLIENTS: dict[str, Client] = {}


def client_of(email: str) -> Client:
    if email not in CLIENTS:
        CLIENTS[email] = Client(headers={"host": "127.0.0.1"})
        CLIENTS[email].force_login(User.objects.get(email=email))
    return CLIENTS[email]


Asked = tuple[float, int, int]


def asked(email: str, path: str) -> Asked:
    """(seconds of processor in the middle, bytes, queries)."""
    client = client_of(email)
    if (status := client.get(path).status_code) != 200:
        raise SystemExit(f"{path} answered {status} to {email}")
    taken = []
    for _ in range(ROUNDS):
        began = processor()
        client.get(path)
        taken.append(processor() - began)
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(path).content)
    return statistics.median(taken), size, len(queries)


def processor() -> float:
    """Seconds this process and its database backend have run; of this process alone where /proc does not tell."""
    ours = time.process_time()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return ours + int(told.read_text().split()[0]) / 1e9 if told.exists() else ours


def row(one: tuple[str, str], before: Asked | None) -> dict[str, object]:
    email, path = one
    taken, size, count = asked(email, path)
    found: dict[str, object] = {
        "key": f"{path} ({email.split('@')[0]})", "ours_s": round(taken, 4), "goal_s": GOAL, "bytes": size, "goal_bytes": GOAL_BYTES, "queries": count,
    }  # fmt: skip
    if before:
        peer, _, known = before
        found |= {
            "peer": "the demo's",
            "peer_s": round(peer, 4),
            "ratio": round(taken / peer, 2),
            "queries_demo": known,
        }
    mark = "".join(("T" * (taken > GOAL), "B" * (size > GOAL_BYTES), "Q" * (before is not None and count > before[2])))
    print(
        f"{mark:3} {path:40} {taken * 1000:6.0f} ms {size / 1000:6.0f} kB {count:4} queries {before or ''}", flush=True
    )
    return found


if __name__ == "__main__":
    main()
