"""How the files are kept: small, by the glossary, in their layers."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 500
MADE_BY_TOOLS = (
    "requirements",
    "src/enishi/areas/reference/",
    "src/enishi/config/tables.sql",
    "src/enishi/openings/reading/beginnings_weights.txt",
    "src/enishi/openings/reading/scope_weights.txt",
    "src/enishi/openings/reading/second_look_weights.txt",
    "src/enishi/openings/reading/several_weights.txt",
    "src/enishi/outreach/bots.txt",
    "tests/openings/reading/beginnings.jsonl",
    "tests/openings/reading/wordings/",
    "tests/quality/npm/package-lock.json",
)
"""Locks, a published list of programs, tables of published figures, learnt weights, tables of a database, wordings by the row: nobody
reads them from top to bottom."""


def tracked() -> list[Path]:
    """Files under version control; in an unpacked archive, everything of the project's own folders."""
    if shutil.which("git") and (ROOT / ".git").exists():
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]
    return [p for folder in ("src", "tests", "docs", "bench") for p in (ROOT / folder).rglob("*") if p.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """(path within the project, text) of every tracked text file."""
    for path in tracked():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_is_longer_than_five_hundred_lines():
    long = [
        f"{name}: {text.count(chr(10))} lines"
        for name, text in texts()
        if text.count("\n") > LONGEST and not name.startswith(MADE_BY_TOOLS)
    ]
    assert not long, "\n".join(long)


def test_nothing_names_the_place_where_it_was_written():
    here = (str(ROOT.parent) + "/", str(Path.home()) + "/")
    places = [place for place in here if place.count("/") > 2]
    found = [f"{name}: {place}" for name, text in texts() for place in places if place in text]
    assert not found, "\n".join(found)


def names_in(tree: ast.AST) -> Iterator[str]:
    """Names that the code gives: of functions, classes, arguments, variables."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id


def test_code_says_physician_as_the_glossary_does():
    """Addresses such as /doctors, and the views behind them in `web`, speak the reader's words."""
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        if "web" not in path.parts
        for name in sorted(set(names_in(ast.parse(path.read_text(encoding="utf-8")))))
        if "doctor" in name.casefold()
    ]
    assert not found, "\n".join(found)


def test_every_module_of_ours_says_what_it_is():
    """A first line for the reader, in every module that holds code."""
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "src").rglob("*.py"))
        if "migrations" not in path.parts
        and (tree := ast.parse(path.read_text(encoding="utf-8"))).body
        and ast.get_docstring(tree) is None
    ]
    assert not silent, "\n".join(silent)


def test_layers_are_kept():
    """An import goes down, never up; the centre is pure: the contracts of pyproject.toml."""
    program = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_day_of_a_moment_is_japans():
    """A moment is kept in UTC: its `.date()` is yesterday's until nine in the morning. `timezone.localdate(moment)` knows better."""
    found = [
        f"{name}: {line.strip()}"
        for name, text in texts()
        if name.endswith(".py") and not name.endswith("test_meta_files.py")
        for line in text.splitlines()
        if "_at.date()" in line or ".at.date()" in line or "now().date()" in line
    ]
    assert not found, "\n".join(found)


def test_no_page_hides_its_address_from_our_own_forms():
    """With "no-referrer" a browser sends `Origin: null` with a form, and the check against forgery refuses it; "same-origin" is set for all."""
    found = [
        name
        for name, text in texts()
        if name.startswith("src/") and re.search(r"""["']no-referrer["']\s*$""", text, re.MULTILINE)
    ]
    assert not found, "\n".join(found)


def test_no_page_sums_up_the_faults_of_one_form_twice():
    """A form written whole brings its own summary."""
    found = [
        name
        for name, text in texts()
        if name.endswith(".html") and "{% error_summary form %}" in text and "{{ form }}" in text
    ]
    assert not found, "\n".join(found)
