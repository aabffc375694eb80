"""Server time of the openings search with 100,000 public openings: whole requests through Django's handler, one process.

Makes a database of its own with the made-up rows of `load_from_db`, of which one in twenty was confirmed more than 45 days ago and is
left out at the time of the question, asks for a few thousand varied states of the search
(seeded), each followed by a request of the smallest view of the same server, and drops the database again. Prints one JSON
object on the last line: {"machine", "rows": [{"key", "ours_s" (the middle), "p99_s", "max_s", "peer", "peer_s", "ratio"}]}.

    ./dev bench search [--openings N] [--requests N] [--seed N]
"""

import argparse
import cProfile
import json
import os
import platform
import pstats
import random
import statistics
import time
from typing import Any

from load_from_db import database

GOAL_P99 = 0.050
TRIVIAL = "/settings/token"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--openings", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument(
        "--stale-one-in", type=int, default=20, help="one opening in so many is older than 45 days (20)"
    )
    parser.add_argument("--profile", action="store_true", help="also print where the time goes")
    options = parser.parse_args()
    with database(1, options.openings):
        rows = measured(
            options.requests, random.Random(options.seed), options.openings, options.profile, options.stale_one_in
        )
    print(json.dumps({"machine": f"{platform.machine()} {os.cpu_count()} cores", "rows": rows}, ensure_ascii=False))


def measured(
    requests: int, rng: random.Random, openings: int, profiled: bool, stale_one_in: int
) -> list[dict[str, Any]]:
    from django.db import connection
    from django.test import Client

    from enishi.openings.enums import Duty
    from enishi.openings.search import Filters
    from enishi.openings.search.finding import search
    from enishi.openings.search.index import current_index

    with (
        connection.cursor() as cursor
    ):  # all published; one in STALE_ONE_IN was confirmed 46 to 75 days ago and is not shown
        cursor.execute(
            "UPDATE openings_opening SET state = 'published', confirmed_at = now() - interval '1 day' * "
            "(CASE WHEN id %% %s = 0 THEN 46 + id / %s %% 30 ELSE id %% 44 END), "
            "confirmed_by = '事務長', confirmed_channel = 'phone'",
            [stale_one_in, stale_one_in],
        )
        cursor.execute("ANALYZE")
    start = time.perf_counter()
    index = current_index()
    loaded = time.perf_counter() - start
    held, shown = len(index.columns), search(Filters(most_night=Duty.REQUIRED, most_call=Duty.REQUIRED)).count
    client = Client(headers={"host": "127.0.0.1"})
    urls = [random_url(rng) for _ in range(requests)]
    for path in (*urls[:20], TRIVIAL):
        seconds(client, path)
    if profiled:
        with cProfile.Profile() as profile:
            for path in urls:
                seconds(client, path)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    ours, bound, slow, work = [], [], [], []
    for path in urls:
        busy = time.process_time()
        took, size = seconds(client, path)
        work.append(time.process_time() - busy)
        ours.append(took)
        bound.append(seconds(client, TRIVIAL)[0])
        slow.append((took, path, size))
    slow.sort(reverse=True)
    rows = [
        row(
            "search",
            ours,
            bound,
            openings=held,
            shown=shown,
            requests=requests,
            goal_s=GOAL_P99,
            slowest=slow[:5],
            **processor(work),
        ),
        {"key": "search_index_load", "ours_s": round(loaded, 3), "openings": held},
        after_changes(client, rng),
    ]
    return rows


def after_changes(client: Any, rng: random.Random) -> dict[str, Any]:
    """The request that comes just after an opening changed: it reads that one again."""
    from django.db import connection

    from enishi.openings.search.index import current_index

    took = []
    for _ in range(50):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE openings_opening SET confirmed_at = now() WHERE id = %s", [rng.randint(1, 50_000)])
        start = time.perf_counter()
        current_index()
        took.append(time.perf_counter() - start)
    return {"key": "search_after_a_change", "ours_s": round(statistics.median(took), 5), "max_s": round(max(took), 5)}


def processor(work: list[float]) -> dict[str, float]:
    """Time of the processor in this process alone: what is left on a machine that others use too."""
    ranked = sorted(work)
    return {"cpu_s": round(statistics.median(work), 5), "cpu_p99_s": round(ranked[int(len(ranked) * 0.99)], 5)}


def row(key: str, ours: list[float], bound: list[float], **more: Any) -> dict[str, Any]:
    ranked = sorted(ours)
    return {
        "key": key,
        "ours_s": round(statistics.median(ours), 5),
        "p99_s": round(ranked[int(len(ranked) * 0.99)], 5),
        "max_s": round(ranked[-1], 5),
        "peer": TRIVIAL,
        "peer_s": round(statistics.median(bound), 5),
        "peer_p99_s": round(sorted(bound)[int(len(bound) * 0.99)], 5),
        "ratio": round(statistics.median(a / b for a, b in zip(ours, bound, strict=True)), 2),
        **more,
    }


def seconds(client: Any, path: str) -> tuple[float, int]:
    start = time.perf_counter()
    response = client.get(path)
    took = time.perf_counter() - start
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code} {response.headers.get('Location', '')}")
    return took, len(response.content)


def random_url(rng: random.Random) -> str:
    """One state of the search as people ask: usually two or three filters, sometimes many, sometimes far down the list."""
    from enishi.common.japanese.halfdays import CODES
    from enishi.engine.specialties import SPECIALTIES
    from enishi.openings.enums import Duty, Employment
    from enishi.openings.search.filters import ROLES, SUPPORT, Filters
    from enishi.openings.search.finding import search
    from enishi.web.openings.result_words import url

    given: dict[str, Any] = {}
    known = {
        "specialties": lambda: (rng.choice(SPECIALTIES).key,),
        "prefectures": lambda: (f"{rng.randint(1, 47):02d}",),
        "employment": lambda: (str(rng.choice(list(Employment))),),
        "days_max": lambda: rng.choice([1, 2, 2.5, 3, 4]),
        "days_min": lambda: 1,
        "slots": lambda: tuple(sorted(rng.sample(CODES, rng.randint(3, 9)), key=CODES.index)),
        "most_night": lambda: rng.choice(list(Duty)),
        "most_call": lambda: rng.choice(list(Duty)),
        "roles": lambda: tuple(role for role in ROLES if rng.random() < 0.2),
        "offers": lambda: (rng.choice(list(SUPPORT)),),
        "few": lambda: True,
        "annual_pay": lambda: rng.choice([1000, 1200, 1500]),
        "words": lambda: (rng.choice(["内科", "病院", "久慈", "北海道", "見本", "外来"]),),
    }
    for name in rng.sample(list(known), rng.choice([0, 1, 2, 2, 3, 3, 4, 7])):
        given[name] = known[name]()
    if rng.random() < 0.3:
        given |= {"near": rng.choice(["03207", "01204", "13104", "27127", "40133"]), "by_distance": True}
        if rng.random() < 0.5:
            given["within"] = rng.choice([30, 60, 120])
    found = search(Filters(**given))
    pages = max(1, -(-found.count // 10))
    page = rng.choice([1, 1, 1, min(pages, 2), rng.randint(1, pages)])
    return url(found.filters, **({"page": page} if page > 1 else {}))


if __name__ == "__main__":
    main()
