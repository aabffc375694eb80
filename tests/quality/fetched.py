"""Programs for checking pages that are no Python: fetched from npm on demand, by a lock file with digests, into .local."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).with_name("npm")
HOME = ROOT / ".local" / "npm"
NEEDED = {
    "java": "Java 11 or newer (Debian: apt-get install default-jre-headless)",
    "node": "Node.js 20 or newer (Debian: apt-get install nodejs)",
    "npm": "npm (Debian: apt-get install npm)",
}


def missing() -> list[str]:
    """What has to be installed first, in words."""
    return [words for program, words in NEEDED.items() if shutil.which(program) is None]


def fetch() -> Path:
    """The folder `node_modules` with exactly what the lock file names. Raises SystemExit with what to do."""
    if lacking := missing():
        sys.exit("./dev check --full also needs " + ", ".join(lacking) + ".")
    lock = LOCK / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = HOME / "installed"
    if not stamp.exists() or stamp.read_text() != wanted:
        HOME.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LOCK / name, HOME / name)
        print("Fetching the page checkers from npm; once, a minute or two.", flush=True)
        if subprocess.call(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HOME):
            sys.exit("npm could not fetch the page checkers: see above, check the network, run this again.")
        stamp.write_text(wanted)
    return HOME / "node_modules"


def nu(folder: Path) -> list[str]:
    """The command that judges every file of this folder (ending .html) and prints its messages as JSON on stderr."""
    jar = fetch() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return ["java", "-jar", str(jar), "--format", "json", "--skip-non-html", str(folder)]


def lighthouse() -> list[str]:
    """The command that reads addresses from stdin, one a line, and prints a line of JSON for each."""
    fetch()
    return ["node", str(LOCK / "scores.mjs"), str(HOME)]
