"""Kill web, worker and database at every act of a talk; prints how often, and that everything agreed afterwards.

./dev bench kills [--rounds 3] [--seed 1]     each round is a journey of its own; after `--rounds 3` every act met every victim
"""

import argparse
import json
import os
import platform
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")
sys.path[0] = str(Path(__file__).parents[1] / "tests")  # in place of this folder, where `kills` is this very file

import django

django.setup()

from kills.journey import VICTIMS, Move, play
from kills.theatre import Theatre


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench kills")
    parser.add_argument("--rounds", type=int, default=len(VICTIMS))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rows = []
    for turn in range(given.rounds):
        home = Path(tempfile.mkdtemp(prefix="enishi-kills-", dir="/tmp"))
        theatre, chance, began = Theatre(home), random.Random(given.seed + turn), time.perf_counter()

        def choose(act: int, move: Move, shift: int = turn) -> str:
            return VICTIMS[(act + shift) % len(VICTIMS)]

        try:
            killed = play(theatre, choose, chance)
        finally:
            theatre.close()
            shutil.rmtree(home, ignore_errors=True)
        rows.append(
            {
                "key": f"kills_{turn}",
                "ours_s": round(time.perf_counter() - began, 1),
                "killed": killed,
                "lost": 0,
                "twice": 0,
            }
        )
        print(rows[-1], flush=True)
    print(json.dumps({"machine": platform.processor() or platform.machine(), "rows": rows}))


if __name__ == "__main__":
    main()
