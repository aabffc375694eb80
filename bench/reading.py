"""How well and how fast advertisements are read: the corpus of the tests, or the pairs of another folder.

    ./dev bench reading [FOLDER …] [--faults]

A folder holds pairs NAME.txt and NAME.json. Prints one JSON object on the last line: per set of names (dev, held_out, …) the
share of exact fields, precision, recall and the fields that were wrong, and milliseconds an advertisement (p50, p99).
"""

import argparse
import json
import os
import platform
import re
import statistics
import time
from pathlib import Path
from typing import Any

from enishi.openings.reading import read_text
from enishi.openings.reading.scoring import score

CORPUS = Path(__file__).parent.parent / "tests" / "openings" / "reading" / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS])
    parser.add_argument("--faults", action="store_true", help="also list what was read wrongly, but never of held_out")
    options = parser.parse_args()
    sets: dict[str, list[tuple[str, dict[str, Any], dict[str, Any]]]] = {}
    times: list[float] = []
    for folder in options.folders:
        for path in sorted(folder.glob("*.json")):
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            got = read_text(text).to_json()
            for _ in range(3):
                start = time.perf_counter()
                read_text(text)
                times.append((time.perf_counter() - start) * 1000)
            name = re.sub(r"[_-]?\d+$", "", path.stem)
            sets.setdefault(name, []).append((path.stem, json.loads(path.read_text(encoding="utf-8")), got))
    scores = {name: score(pairs) for name, pairs in sets.items()}
    if options.faults:
        for name, found in scores.items():
            for fault in found.faults if name != "held_out" else ():
                print(fault)
    print(
        json.dumps(
            {
                "machine": f"{platform.machine()} {os.cpu_count()} cores",
                "rows": [
                    {"key": name, "advertisements": len(sets[name]), **found.to_json()}
                    for name, found in scores.items()
                ],
                "ms": {
                    "p50": round(statistics.median(times), 1),
                    "p99": round(statistics.quantiles(times, n=100)[98], 1),
                },
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
