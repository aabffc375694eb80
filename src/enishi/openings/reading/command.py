"""`enishi read-ad FILE … [--json]`: what an advertisement says, on the command line. Needs no database."""

import argparse
import json
import sys
from pathlib import Path

from enishi.openings.reading.facts import Reading
from enishi.openings.reading.files import LARGEST, words_of
from enishi.openings.reading.reader import read_text
from enishi.openings.reading.words import LABELS, OUT_OF_SCOPE, unread_words, words_for
from enishi.openings.uploaded import FileProblem


def run_read_ad(arguments: list[str]) -> int:
    """Exit 0, or 2 with one sentence on stderr for each file that could not be read; one too for what was left of a long text.

    --json: for one file its object; for several one line each, with the name of the file beside the facts.
    """
    parser = argparse.ArgumentParser(prog="enishi read-ad", description="Read advertisements for physicians' posts.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="text, HTML, PDF, .docx or .xlsx; - is standard input")
    parser.add_argument("--json", action="store_true", help="facts as JSON")
    given = parser.parse_args(arguments)
    failed = False
    for name in given.files:
        try:
            reading = read_text(words_of(_bytes(name)))
        except FileProblem as problem:
            print(f"{name}: {problem.sentence}", file=sys.stderr)
            failed = True
            continue
        if reading.unread:
            print(f"{name}: {unread_words(reading)}", file=sys.stderr)
        if not given.json:
            print(_listing(name, reading))
        elif len(given.files) == 1:
            print(json.dumps(reading.to_json(), ensure_ascii=False, indent=1))
        else:
            print(json.dumps({"file": name, **reading.to_json()}, ensure_ascii=False))
    return 2 if failed else 0


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise FileProblem("ファイルを開けませんでした。場所と名前をお確かめください。") from None


def _listing(name: str, reading: Reading) -> str:
    lines = [f"■ {name}"]
    if reading.out_of_scope:
        return "\n".join([*lines, f"  {OUT_OF_SCOPE[reading.out_of_scope]}"])
    for number, opening in enumerate(reading.openings, 1):
        lines.append(f"  募集 {number}")
        for field, fact in opening.all_facts.items():
            said = " … ".join(" ".join(reading.text[a:b].split()) for a, b in fact.spans)
            lines.append(f"    {LABELS[field]}：{words_for(field, fact.value)}　←「{said[:80]}」")
    return "\n".join(lines)
