"""Print the path of a browser for the journeys, installing one if need be; else say what to install and fail.

Run by `./dev test`. Order: Chromium or Chrome of the system, Playwright's own, Debian's package when we are root.
Without a Japanese font, pages are boxes: as root on Debian one is installed too.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DEBIAN_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def browser() -> str | None:
    """The first browser that really starts; programs are fetched only when none is there."""
    return next((path for path in candidates() if starts(path)), None)


def candidates() -> Iterator[str]:
    """Paths to try, the cheapest first."""
    if chosen := os.environ.get("ENISHI_TEST_BROWSER"):
        yield chosen
        return
    yield from system()
    yield from playwrights_own()
    run(sys.executable, "-m", "playwright", "install", "chromium")
    yield from playwrights_own()
    if DEBIAN_ROOT:
        apt("chromium", "fonts-noto-cjk")
        yield from system()


def system() -> Iterator[str]:
    """What the system has, whether it starts or not."""
    yield from filter(None, map(shutil.which, NAMES))
    yield from (path for path in MAC if Path(path).exists())


def playwrights_own() -> Iterator[str]:
    """Playwright's Chromium, if it was downloaded before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def starts(path: str) -> bool:
    """A browser without its libraries, or Ubuntu's placeholder for a snap, is there and yet does not run."""
    if os.name == "nt":
        return True  # Chrome for Windows opens a window instead of telling its version
    return run(path, "--version") == 0


def japanese_font() -> bool:
    """Can Japanese be drawn? Assumed where fontconfig does not rule."""
    if sys.platform != "linux" or not shutil.which("fc-list"):
        return sys.platform != "linux"
    return bool(subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=False).stdout.strip())


def apt(*packages: str) -> None:
    """Install Debian packages; whether it worked shows afterwards."""
    print(f"Installing {', '.join(packages)} …", file=sys.stderr, flush=True)
    run("apt-get", "update")
    run("apt-get", "install", "-y", "--no-install-recommends", *packages)


def run(*command: str) -> int:
    """Exit code of a program that keeps quiet; 127 if there is no such program, 124 if it takes ten minutes."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.run(
            command, env=environment, stdin=nowhere, stdout=nowhere, stderr=nowhere, timeout=600, check=False
        ).returncode
    except OSError:
        return 127
    except subprocess.TimeoutExpired:
        return 124


def main() -> int:
    """Print the path, or the sentence that helps."""
    found = browser()
    if found and not japanese_font() and DEBIAN_ROOT:
        apt("fontconfig", "fonts-noto-cjk")
    if not found:
        print(
            "The tests need a browser and found none. Install Chromium or Chrome (Debian: apt-get install chromium "
            "fonts-noto-cjk), or set ENISHI_TEST_BROWSER to the path of one.",
            file=sys.stderr,
        )
        return 1
    if not japanese_font():
        print("The tests need a Japanese font and found none. Install one, such as fonts-noto-cjk.", file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
