"""The `enishi` command. Commands that need no database do not load Django."""

import os
import sys
from collections.abc import Callable

USAGE = """enishi COMMAND …

  match --physicians P.csv --openings O.csv --out DIR   matching without a database; each result is judged before it is
        [--method assignment|stable|regional-caps|weekly|whole-contracts] [--regions R.csv] [--seed N | --lottery L.csv]
        [--physician-orders PO.csv --opening-orders OO.csv]      written. `enishi match --help` says more
  simulate [--physicians 3000] [--openings 1200] [--seeds 20] [--rounds 3] [--out DIR]
                                                         ways of matching compared in made-up markets
  read-ad FILE … [--json]                                what an advertisement for a physician's post says
  index [--edition 2024-01] --out FILE.csv               the index of maldistribution: 330 areas and 47 prefectures
  import areas|institutions|designations FILE [--write]  bring public tables in
  match-all                                              the whole market, as every night; in a process of its own
  what-if region AREA [--snapshot DIR] [--json]          what single changes by all openings of a region would bring
  what-if regions                                        the same of every region, kept for the pages; as every night
  check-ad FILE [--on DATE] [--json]                     what the law says of the words of an advertisement
  sign-in-link EMAIL                                     a one-time link, from this machine's shell only
  check [--json]                                         ask every invariant of the living database; names rows by number
  society-report CODE --year YEAR --out DIR              what a society's links brought in a year: A4 PDF, two texts
  research-report [--year 2026] --out DIR                the yearly report of research: A4 PDF, figures, the frozen records
  kit CODE --out DIR                                     what a society gets: letter, leaflets, texts, mail, QR code
  bounces PATH|-                                         mails that came back: a Maildir, an mbox, one mail, or standard input
  ledger openings|seekers|fees|form30 --from DATE [--to DATE] --out FILE.xlsx|.pdf|.csv [--with-remarks]
                                                         a ledger of the placement business
  report form8|portal --fiscal-year 2026 --out FILE.xlsx|.pdf|.csv|.json       what is reported once a year
  referral verify FILE                                   whether a partner's file could be taken; nothing is written
  audit verify                                           recompute the chain of the audit log
  demo load | demo sign-ins                              fictional people and institutions
  prepare [--empty] [--fresh] · serve --port N · worker  used by ./dev run
  draw-workflows                                         write docs/workflows from the tables
  write-tables [--check]                                 write the tables that a new database begins with; or compare
                                                         them with those that all migrations make
  check-templates · any command of Django (migrate, makemigrations, …)
"""


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE)
        return 0 if arguments else 2
    name, rest = arguments[0], arguments[1:]
    if name == "match":
        from enishi.engine.files.command import run_match

        return run_match(rest)
    if name == "check-ad":
        from enishi.law.wording.command import run_check_ad

        return run_check_ad(rest)
    if name == "simulate":
        from enishi.engine.simulate.command import run_simulate

        return run_simulate(rest)
    if name == "read-ad":
        from enishi.openings.reading.command import run_read_ad

        return run_read_ad(rest)
    if name == "index":
        from enishi.research.index_command import run_index

        return run_index(rest)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")
    from enishi.config.collecting import look_seldom

    look_seldom()
    from enishi import commands

    known: dict[str, Callable[[list[str]], int]] = {
        "import": commands.import_file,
        "match-all": commands.match_all,
        "sign-in-link": commands.sign_in_link,
        "what-if": commands.what_if,
        "audit": commands.audit,
        "check": commands.check_invariants,
        "kit": commands.kit,
        "bounces": commands.bounces,
        "society-report": commands.society_report,
        "research-report": commands.research_report,
        "referral": commands.referral,
        "ledger": commands.ledger,
        "report": commands.report,
        "keys": commands.keys,
        "backup": commands.backup,
        "restore": commands.restore,
        "demo": commands.demo,
        "prepare": commands.prepare,
        "serve": commands.serve,
        "worker": commands.worker,
        "check-templates": commands.check_templates,
        "draw-workflows": commands.draw_workflows,
        "write-tables": commands.write_tables,
    }
    return known[name](rest) if name in known else commands.django_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
