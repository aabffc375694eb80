"""What `./dev check` does: all steps, even after a failure, then one line for each. None of them needs a database.

With `--full`, the tables of a new database are compared with those that all migrations make, and every page is passed through the Nu HTML checker, and through Lighthouse where a physician may come;
with `--only REGEX`, those pages alone whose address the expression is found in: `./dev check --full --only '^/(news|statistics)'`.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ENISHI = [sys.executable, "-m", "enishi.cli"]
TYPED = ["src/enishi/engine", "src/enishi/law", "src/enishi/localpg", "src/enishi/openings/reading"]


def steps() -> list[list[str]]:
    """Programs with their arguments, to be run where pyproject.toml stands."""
    typed = TYPED + [str(file) for name in ("rules", "workflow") for file in Path().glob(f"src/enishi/*/{name}.py")]
    return [
        ["ruff", "format", "--check", ".", "dev"],
        ["ruff", "check", ".", "dev"],
        ["mypy", "--strict", *typed],
        ["lint-imports"],
        [*ENISHI, "makemigrations", "--check", "--dry-run"],
        [*ENISHI, "check-templates"],
    ]


def pages() -> list[str]:
    """The program for `--full`: one walk past every page, in a test database of its own."""
    from fetched import fetch

    fetch()  # says what is missing before anything long begins
    files = ["tests/meta/full_html.py", "tests/meta/full_lighthouse.py"]
    return [sys.executable, "dev", "test", "-n", "0", "-q", "-s", "--tb=short", "-p", "no:randomly", *files]


def main() -> int:
    """0 when every step passed."""
    parser = argparse.ArgumentParser(
        prog="./dev check", description="Format, lint, types, layers, migrations, templates."
    )
    parser.add_argument("--full", action="store_true", help="every page before the Nu HTML checker and Lighthouse, too")
    parser.add_argument("--only", metavar="REGEX", type=re.compile, help="of the pages those with such an address")
    options = parser.parse_args()
    if options.only:
        os.environ["ENISHI_ONLY_PAGES"] = options.only.pattern  # read by tests/meta/tour.py
    full = [[sys.executable, "dev", "enishi", "write-tables", "--check"]] if options.full and not options.only else []
    full += [pages()] if options.full or options.only else []
    results = [(step, subprocess.call(step)) for step in [*steps(), *full]]
    for step, result in results:
        print("FAILED" if result else "passed", " ".join(step[:5]).replace(f"{sys.executable} ", "").replace("-m ", ""))
    return int(any(result for _, result in results))


if __name__ == "__main__":
    sys.exit(main())
