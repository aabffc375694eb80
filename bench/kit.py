"""Letters and kits for 199 societies: seconds and processor seconds, beside so many letters drawn one by one.

    ./dev bench kit [--societies 199]

Nothing is written to the database. The last line is one JSON object {"machine", "cores", "societies", "rows": [{"key", "ours_s",
"cpu_s", "peer", "peer_s", "ratio", "goal_s", "mb"}]}; the peer is the same machine's time for one letter alone × societies.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

import django

django.setup()

from django.conf import settings

from enishi.common.clock import today
from enishi.common.profile import load_profile
from enishi.outreach.kit.build import PIECES, Kit
from enishi.outreach.kit.papers import Invitation
from enishi.outreach.press import packed, print_file
from enishi.outreach.wordings import wording_now

GOAL = 30.0


def societies(count: int) -> list[Invitation]:
    """Made-up societies with names of 6 to 60 letters."""
    return [
        Invitation(f"bench_{n}", f"BEN{n:05}", f"日本{'見本' * (n % 28 + 1)}学会", f"{settings.BASE_URL}/s/bench_{n}",
                   head_title="理事長", head="見本　太郎")
        for n in range(count)
    ]  # fmt: skip


def timed(act: Callable[[], bytes]) -> tuple[float, float, int]:
    wall, processor = time.perf_counter(), time.process_time()
    made = act()
    return time.perf_counter() - wall, time.process_time() - processor, len(made)


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench kit")
    parser.add_argument("--societies", type=int, default=199)
    count = parser.parse_args().societies
    profile, wording, day, invitations = load_profile(settings.PROFILE), wording_now(), today(), societies(count)
    kits = [Kit(invitation, profile, wording, day) for invitation in invitations]
    PIECES["letter.pdf"].make(kits[0])  # fonts are looked through once a process
    alone = min(timed(lambda kit=kit: PIECES["letter.pdf"].make(kit))[0] for kit in kits[:5]) * count  # type: ignore[misc]
    works: list[tuple[str, Callable[[], bytes]]] = [
        ("print_file", lambda: print_file(invitations, wording, lambda done: None)),
        ("zip", lambda: packed(kits, lambda done: None)),
    ]
    rows = []
    for key, act in works:
        wall, processor, size = timed(act)
        row = {"key": key, "ours_s": round(wall, 1), "cpu_s": round(processor, 1), "peer": "one letter alone × societies",
               "peer_s": round(alone, 1), "ratio": round(wall / alone, 2), "goal_s": GOAL, "mb": round(size / 1e6, 1)}  # fmt: skip
        rows.append(row)
        print(json.dumps(row, ensure_ascii=False), flush=True)
    machine = platform.processor() or platform.machine()
    print(json.dumps({"machine": machine, "cores": os.cpu_count(), "societies": count, "rows": rows}))


if __name__ == "__main__":
    main()
