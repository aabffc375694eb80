"""What `./dev check` does: all steps, even after a failure, then one line for each. None of them needs a database."""

import subprocess
import sys
from pathlib import Path

ENISHI = [sys.executable, "-m", "enishi.cli"]
TYPED = ["src/enishi/engine", "src/enishi/law", "src/enishi/localpg"]


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


def main() -> int:
    """0 when every step passed."""
    results = [(step, subprocess.call(step)) for step in steps()]
    for step, result in results:
        print("FAILED" if result else "passed", " ".join(step[:5]).replace(f"{sys.executable} -m ", ""))
    return int(any(result for _, result in results))


if __name__ == "__main__":
    sys.exit(main())
