"""python -m enishi.localpg start|stop|status [DATA] — the private database by hand (default: .local/pg)."""

import argparse
import os
import sys
from pathlib import Path

from enishi.localpg import ClusterError, ensure, keep, status, stop


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if it worked, 1 if not, 3 if `status` finds no running server."""
    parser = argparse.ArgumentParser(prog="python -m enishi.localpg", description="The private database by hand.")
    parser.add_argument("command", choices=("start", "stop", "status"))
    default = Path(os.environ.get("ENISHI_STATE", ".local")) / "pg"
    parser.add_argument("data", nargs="?", type=Path, default=default, help=f"folder of the cluster ({default})")
    parser.add_argument("--mode", choices=("smart", "fast", "immediate"), default="fast", help="how to stop")
    options = parser.parse_args(arguments)
    try:
        return {"start": _start, "stop": _stop, "status": _status}[options.command](options)
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1


def _start(options: argparse.Namespace) -> int:
    print(ensure(options.data))
    keep(options.data)
    return 0


def _stop(options: argparse.Namespace) -> int:
    print("stopped" if stop(options.data, options.mode) else "was not running")
    return 0


def _status(options: argparse.Namespace) -> int:
    found = status(options.data)
    state = f"running (process {found.pid}) {found.uri}" if found.running else "not running"
    print(f"{found.data}: {state}; PostgreSQL {found.version or 'cluster not created yet'}")
    return 0 if found.running else 3


if __name__ == "__main__":
    sys.exit(main())
