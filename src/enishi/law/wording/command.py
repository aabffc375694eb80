"""`enishi check-ad FILE`: the words of an advertisement, or the conditions of an opening, read by the law. No database."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from enishi.decoding import decoded
from enishi.law.condition_requirements import REQUIREMENTS
from enishi.law.parameters import NotInForce
from enishi.law.wording.check import check, words
from enishi.law.wording.findings import Finding

LARGEST_BYTES = 2_000_000
_LABELS = {need.field: need.label for need in REQUIREMENTS}
_DATES = ("starts_on", "ends_on")


def run_check_ad(arguments: list[str]) -> int:
    """Print every finding. Exit 0: nothing blocks; 1: something does; 2: the file cannot be read.

    A file that ends in .json holds one object: keys of `Conditions`, and under "texts" free texts by field; then missing
    statutory items are findings too. Any other file is a text in UTF-8 or Shift_JIS.
    """
    parser = argparse.ArgumentParser(
        prog="enishi check-ad", description="求人の言葉と条件を、法令に照らして確かめます。"
    )
    parser.add_argument("file", type=Path, help="文章（UTF-8・Shift_JIS）か、条件を書いた .json")
    parser.add_argument("--on", type=_day, default=None, metavar="DATE", help="基準の日（年-月-日、既定は今日）")
    parser.add_argument("--json", action="store_true", help="結果をJSONで出します")
    given = parser.parse_args(arguments)
    on = given.on or date.today()
    try:
        found = _read(given.file, on)
    except (OSError, ValueError, NotInForce) as problem:
        print(f"{given.file}: 読み取れませんでした。{problem}", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps([as_dict(f) for f in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(_line(one))
        blocking = sum(f.blocks for f in found)
        print(f"直すところ {blocking}件、言い換えたいところ {len(found) - blocking}件（{on.isoformat()}現在）")
    return 1 if any(f.blocks for f in found) else 0


def as_dict(finding: Finding) -> dict[str, Any]:
    """One finding as other programs read it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "field": finding.field,
        "start": finding.start,
        "end": finding.end,
        "words": finding.words,
        "article": finding.statute.words,
        "in_force_since": finding.statute.since.isoformat(),
        "evidence": finding.statute.evidence.value,
        "sentence": finding.sentence,
        "instead": finding.instead,
    }


def _line(f: Finding) -> str:
    mark = "直す　　" if f.blocks else "言い換え"
    return f"{mark} [{_LABELS.get(f.field, f.field)}] {f.sentence}\n         {f.instead}\n         {f.statute.words}"


def _read(file: Path, on: date) -> list[Finding]:
    data = file.read_bytes()
    if len(data) > LARGEST_BYTES:
        raise ValueError("2MBまでの文章をお選びください。")
    text = decoded(data).text
    if file.suffix.lower() != ".json":
        return words({}, {"text": text}, on)
    loaded = json.loads(text)
    if not isinstance(loaded, dict):
        raise ValueError("条件は、1つのオブジェクトで書いてください。")
    texts = loaded.pop("texts", {})
    if not isinstance(texts, dict) or not all(isinstance(t, str) for t in texts.values()):
        raise ValueError("texts には、項目の名前と文章を書いてください。")
    return check(_with_dates(loaded), texts, on)


def _with_dates(loaded: Mapping[str, Any]) -> dict[str, Any]:
    return {k: date.fromisoformat(v) if k in _DATES and isinstance(v, str) and v else v for k, v in loaded.items()}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("年-月-日でご入力ください。例：2026-11-25") from None
