"""`enishi report form8|portal --fiscal-year 2026 --out FILE.xlsx|.pdf|.csv|.json`: what is reported once a year, as a file."""

import argparse
import sys
from pathlib import Path

from enishi.common.whole_files import whole_file
from enishi.office.enums import ReportKind
from enishi.office.report_files import write_report
from enishi.office.reports import closed, content_of


def run_report(arguments: list[str]) -> int:
    """Exit 0, or 2 with one sentence on stderr. A closed year is written as it was closed, with its hash."""
    parser = argparse.ArgumentParser(
        prog="enishi report", description="A yearly report of 職業安定法32条の16 as a file."
    )
    parser.add_argument("kind", choices=[kind.value for kind in ReportKind])
    parser.add_argument(
        "--fiscal-year", type=int, required=True, metavar="YEAR", help="2026 is April 2026 to March 2027"
    )
    parser.add_argument("--no", type=int, metavar="N", help="an earlier closing of the year; the latest unless told")
    parser.add_argument("--out", required=True, metavar="FILE", help="ends in .xlsx, .pdf, .csv or .json")
    given = parser.parse_args(arguments)
    kind, year, path = ReportKind(given.kind), given.fiscal_year, Path(given.out)
    if not 2018 <= year <= 2100:
        return _told("年度は 2026 の形でお書きください。")
    held = closed(kind, year, given.no)
    if given.no and held is None:
        return _told(f"{year}年度の第{given.no}号は、ありません。")
    try:
        with whole_file(path) as file:
            write_report(
                held.content if held else content_of(kind, year), held, path.suffix.lower().removeprefix("."), file
            )
    except ValueError:
        return _told("ファイルの名前は .xlsx、.pdf、.csv、.json のどれかで終わらせてください。")
    except OSError as fault:
        return _told(f"{given.out}: 書き込めませんでした（{fault.strerror}）。場所と名前をお確かめください。")
    print(f"{given.out}: {year}年度（{f'第{held.no}号' if held else '締めていない数'}）")
    return 0


def _told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
