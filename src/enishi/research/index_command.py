"""`enishi index --edition 2024-01 --out FILE.csv`: the table of the index, each row with its source."""

import argparse
import io
import os
import sys
from pathlib import Path

from enishi.common.whole_files import whole_file
from enishi.research.index_table import IndexRow, bundled_editions, bundled_rows, write_table


def run_index(arguments: list[str]) -> int:
    """Exit 0; 2 with one sentence on stderr for an edition that nobody has imported or a place that cannot be written to."""
    bundled = bundled_editions()
    parser = argparse.ArgumentParser(
        prog="enishi index", description="The index of physicians' maldistribution as CSV."
    )
    parser.add_argument("--edition", default=bundled[-1], help=f"edition of the index; bundled: {', '.join(bundled)}")
    parser.add_argument("--out", required=True, metavar="FILE.csv", help="- is standard output")
    given = parser.parse_args(arguments)
    rows = bundled_rows(given.edition) if given.edition in bundled else _stored(given.edition)
    if not rows:
        print(
            f"{given.edition}: この版はありません。同梱は{'、'.join(bundled)}です。ほかの版は `enishi import areas` で取り込めます。",
            file=sys.stderr,
        )
        return 2
    text = io.StringIO()
    areas = sum(len(row.code) == 4 for row in rows)
    write_table(rows, text)
    if given.out == "-":
        sys.stdout.write(text.getvalue())
        return 0
    try:
        with whole_file(Path(given.out)) as file:
            file.write(text.getvalue().encode())
    except OSError as fault:
        print(f"{given.out}: 書き込めませんでした（{fault.strerror}）。場所と名前をお確かめください。", file=sys.stderr)
        return 2
    print(f"{given.out}: 二次医療圏 {areas}、都道府県 {len(rows) - areas}（{given.edition} 版）")
    return 0


def _stored(edition: str) -> list[IndexRow]:
    """Empty when the edition is not there, or no database is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")
    import django
    from django.db import OperationalError, ProgrammingError

    from enishi.research.index_table import stored_rows

    django.setup()
    try:
        return stored_rows(edition)
    except (KeyError, OperationalError, ProgrammingError):
        return []
