"""`enishi ledger openings|seekers|fees|form30 --from DATE --to DATE --out FILE.xlsx|.csv|.pdf`: a statutory ledger as a file."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from enishi.audit.actions import record_export, record_reading
from enishi.common.actor import SYSTEM
from enishi.common.clock import today
from enishi.office.enums import Why
from enishi.office.fee_ledger import EmployersList, FeesBook
from enishi.office.ledger_files import write_file
from enishi.office.ledgers import AnyBook, openings_ledger, seekers_ledger

BOOKS: dict[str, Callable[[date, date], AnyBook]] = {
    "openings": openings_ledger,
    "seekers": seekers_ledger,
    "fees": FeesBook,
    "form30": EmployersList,
}


def run_ledger(arguments: list[str]) -> int:
    """Exit 0, or 2 with one sentence on stderr. The reading stands in the access log, as on the page."""
    parser = argparse.ArgumentParser(prog="enishi ledger", description="A ledger of 職業安定法32条の15 as a file.")
    parser.add_argument("book", choices=sorted(BOOKS))
    parser.add_argument(
        "--from", dest="start", required=True, metavar="DATE", help="first day of acceptance, 2026-04-01"
    )
    parser.add_argument("--to", dest="end", metavar="DATE", help="last day; today unless told")
    parser.add_argument(
        "--out", required=True, metavar="FILE", help="ends in .xlsx, .csv or .pdf (A4 landscape, of any length)"
    )
    parser.add_argument(
        "--with-remarks", action="store_true", help="the internal remarks too; not for the labour bureau"
    )
    parser.add_argument(
        "--why", choices=[str(why) for why in Why], help="for what; stands in the log of files taken out"
    )
    given = parser.parse_args(arguments)
    try:
        start, end = date.fromisoformat(given.start), date.fromisoformat(given.end) if given.end else today()
    except ValueError:
        return _told("日付は 2026-04-01 の形でお書きください。")
    if end < start:
        return _told("終わりの日が、初めの日より前です。")
    record_reading(by=SYSTEM, what=f"ledger_{given.book}", object_type="ledger", object_number=given.book, level=3)
    try:
        count = write_file(BOOKS[given.book](start, end), start, end, Path(given.out), with_remarks=given.with_remarks)
    except ValueError:
        return _told("ファイルの名前は .xlsx、.pdf、.csv のどれかで終わらせてください。")
    except OSError as fault:
        return _told(f"{given.out}: 書き込めませんでした（{fault.strerror}）。場所と名前をお確かめください。")
    period = f"{start}から{end}"
    record_export(
        by=SYSTEM,
        what=f"ledger_{given.book}",
        form=Path(given.out).suffix.lstrip(".").lower(),
        rows=count,
        period=period,
        **({"why": given.why} if given.why else {}),
    )
    print(f"{given.out}: {count}件（{start}から{end}まで）")
    return 0


def _told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
