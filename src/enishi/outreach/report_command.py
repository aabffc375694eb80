"""`enishi society-report CODE --year 2026 --out DIR`: the yearly report to the society of a link, as files."""

import argparse
import sys
from pathlib import Path

from django.http import Http404

from enishi.common.clock import today
from enishi.common.whole_files import whole_file
from enishi.outreach.report import files_of_report, report_for_link


def run_report(arguments: list[str]) -> int:
    """Exit 0, or 2 with one sentence on stderr. Nothing is written for an unknown link or a year that is not counted."""
    parser = argparse.ArgumentParser(
        prog="enishi society-report", description="Yearly report to a society, and two texts."
    )
    parser.add_argument("code", help="of any link /s/CODE of the society")
    parser.add_argument("--year", type=int, help="calendar year; this one unless told")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder; made where it is missing")
    given = parser.parse_args(arguments)
    year = given.year or today().year
    try:
        report = report_for_link(given.code.lower(), year)
    except Http404:
        return _told(f"{year}年の数は、まだ集計されていません。集計は、月が変わった夜につくられます。")
    if report is None:
        return _told(f"「{given.code}」というコードは、まだ使われていません。")
    folder, files = Path(given.out), files_of_report(report)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            with whole_file(folder / name) as file:
                file.write(data)
    except OSError as fault:
        return _told(f"{given.out}: 書き込めませんでした（{fault.strerror}）。場所と名前をお確かめください。")
    print(f"{folder}: {len(files)}件（{report.society.name}、{year}年）")
    return 0


def _told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
