"""A year of 50,000 talks through every ledger and report: seconds and memory, beside a plain COPY of the same rows.

    ./dev bench office [--talks 50000] [--only openings]

The rows are made in SQL beside those of the database, in one transaction that is taken back. Each file is written to nothing,
so that the writing is measured and no disk. The last line is one JSON object: {"machine": …, "talks", "rows": [{"key", "ours_s",
"peer", "peer_s", "ratio", "goal_s", "rss_mb"}]}; cpu_s: of this process, for a
machine that others use too; rss_mb: the most memory the process has held so far, which hardly grows from the first file on where memory is flat; with --memory also peak_mb, Python's own.
"""

import argparse
import json
import os
import platform
import random
import resource
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

from enishi.config.collecting import look_seldom

look_seldom()  # as the project's own command does

import django

django.setup()

from django.db import connection, transaction

from enishi.common.clock import today
from enishi.common.encrypted import encrypt
from enishi.demo import words
from enishi.office.enums import ReportKind
from enishi.office.fee_ledger import EmployersList, FeesBook
from enishi.office.ledger_files import csv_parts, pdf_parts, xlsx_parts
from enishi.office.ledgers import openings_ledger, seekers_ledger
from enishi.office.reports import content_of
from enishi.office.results import fiscal_year

GOAL = 10.0
EMPLOYERS = 1_500
PLACES = [
    "岩手県久慈市",
    "秋田県大仙市",
    "島根県益田市",
    "高知県四万十市",
    "北海道名寄市",
    "長崎県五島市",
    "鹿児島県奄美市",
    "山形県新庄市",
]
POSTS = ["事務長", "人事課 課長", "総務課 採用担当", "医局秘書"]


def employers() -> list[dict[str, str]]:
    """What an opening says of its employer: as many as a busy year has, each with several openings."""
    pick = random.Random(1)
    return [
        {
            "employer_name": f"{pick.choice('青緑白清明和杉松')}{pick.choice('葉風波光道心里原')}会 見本第{n}病院",
            "employer_address": f"{(place := pick.choice(PLACES))}見本町{n % 37 + 1}丁目{n}番{n % 11 + 1}号",
            "contact_person": f"{pick.choice(POSTS)}　{pick.choice(words.FAMILY)[0]} {pick.choice(words.GIVEN_MEN)[0]}",
            "contact_phone": f"09{n % 90 + 10}-00-{n:04}",
            "openings_count": f"{n % 3 + 1}人", "occupation": "医師", "place": place,
            "employment_term": "期間の定めなし" if n % 3 else "1年（更新する場合があります。更新は勤務の成績により判断します）",
            "pay": f"年俸1,{n % 9 + 1}00万円（当直 1回{n % 4 + 3}万円、週{n % 5 + 1}日のときは按分）", "version": "1",
        }
        for n in range(EMPLOYERS)
    ]  # fmt: skip


def seeker(n: int) -> dict[str, str]:
    """A person: hardly two alike."""
    pick = random.Random(n)
    return {
        "seeker_name": f"{pick.choice(words.FAMILY)[0]} {pick.choice(words.GIVEN_MEN + words.GIVEN_WOMEN)[0]}",
        "seeker_address": f"{pick.choice(PLACES)}見本{n % 61 + 1}丁目{n % 29 + 1}番{n % 17 + 1}号 見本ハイツ{n % 900 + 101}号室",
        "birth_date": f"{1945 + n % 40}年{n % 12 + 1}月{n % 28 + 1}日",
        "wished_occupation": f"医師（{pick.choice(['内科', '外科・総合診療', '整形外科', '小児科・内科', '精神科'])}）",
    }


def keep(query: str, items: Iterable[dict[str, str]]) -> None:
    """query: with `said(facts, n)` for the items so far ahead, n from 1. By the thousand: what is measured afterwards is the most
    memory that was ever held."""
    with connection.cursor() as cursor:
        for begin, some in enumerate(batched(items, 1_000)):
            facts = [encrypt(json.dumps(item, ensure_ascii=False)) for item in some]
            said = f"(SELECT facts, n + {begin * 1_000} AS n FROM unnest(%s::text[]) WITH ORDINALITY t(facts, n)) said"
            cursor.execute(query.replace("{said}", said), [facts])


def batched(items: Iterable[dict[str, str]], count: int) -> Iterator[list[dict[str, str]]]:
    left = iter(items)
    while some := list(islice(left, count)):
        yield some


def columns_of(table: str, but: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'"
            " AND column_name <> ALL(%s) AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table, ["id", *but.split()]],
        )
        return ", ".join(f'"{name}"' for (name,) in cursor.fetchall())


def more_rows(table: str, count: int, **changed: str) -> None:
    """`count` copies of the first row of the table with other values in some columns; n runs from 1."""
    same = columns_of(table, " ".join(changed))
    names = ", ".join(f'"{name}"' for name in changed)
    values = ", ".join(changed.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({same}, {names}) SELECT {same}, {values} FROM (SELECT * FROM {table} WHERE id ="
            f" (SELECT min(id) FROM {table} WHERE {CHOSEN.get(table, 'true')})) s, generate_series(1, {count}) n ORDER BY n"
        )


CHOSEN = {"candidacies_candidacy": "state = 'working'", "candidacies_placement": "contract_kind = 'indefinite'"}


def fill(talks: int, first: date) -> None:
    """Openings, seekers and talks, a fifth of these employed and paid for."""
    day = f"(date '{first}' + (n * 364 / {talks})::int)"
    known, pick = employers(), random.Random(2)
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # neither triggers nor keys: the rows are taken back
    marked = "'B-' || n"
    top = {
        t: _top(t)
        for t in ("openings_opening", "physicians_physician", "candidacies_candidacy", "candidacies_placement")
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(id) FROM institutions_institution")
        institutions = ",".join(map(str, cursor.fetchone()[0]))
    more_rows(
        "openings_opening", talks, number=marked, received_on=day, form_key="NULL", external_number="''",
        institution_id=f"('{{{institutions}}}'::bigint[])[1 + n % {institutions.count(',') + 1}]",
    )  # fmt: skip
    more_rows("physicians_physician", talks, number=marked, accepted_on=day, user_id="NULL")
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(id ORDER BY id) FROM openings_opening WHERE number LIKE 'B-%%'")
        cursor.execute(
            "CREATE TEMP TABLE o AS SELECT id, row_number() OVER (ORDER BY id) n FROM openings_opening WHERE id > %s",
            [top["openings_opening"]],
        )
        cursor.execute(
            "CREATE TEMP TABLE p AS SELECT id, row_number() OVER (ORDER BY id) n FROM physicians_physician WHERE id > %s",
            [top["physicians_physician"]],
        )
        cursor.execute("CREATE INDEX ON o (n)")
        cursor.execute("CREATE INDEX ON p (n)")
    entry = "INSERT INTO office_ledgerentry ({0}_id, accepted_on, made_at, facts) SELECT id, '{1}', now(), said.facts FROM {2} JOIN "
    entry += "{{said}} USING (n)"
    keep(entry.format("opening", first, "o"), (known[pick.randrange(EMPLOYERS)] for _ in range(talks)))
    keep(entry.format("physician", first, "p"), map(seeker, range(talks)))
    more_rows(
        "candidacies_candidacy", talks, number=marked, introduced_on=day, opening_id="(SELECT id FROM o WHERE o.n = n.n)",
        physician_id="(SELECT id FROM p WHERE p.n = n.n)", state="CASE WHEN n % 5 = 0 THEN 'working' ELSE 'coordinator_closed' END",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE c AS SELECT id, row_number() OVER (ORDER BY id) n FROM candidacies_candidacy WHERE id > %s",
            [top["candidacies_candidacy"]],
        )
        cursor.execute("CREATE INDEX ON c (n)")
    hired = f"(date '{first}' + (n * 5 * 364 / {talks})::int)"
    more_rows(
        "candidacies_placement", talks // 5, candidacy_id="(SELECT id FROM c WHERE c.n = n.n * 5)", hired_on=hired, starts_on=hired,
        snapshot="''", left_on="NULL", no_solicitation_until=f"{hired} + 729",
    )  # fmt: skip
    keep(
        "UPDATE candidacies_placement p SET snapshot = said.facts FROM {said} JOIN c ON c.n = said.n * 5 WHERE p.candidacy_id = c.id",
        ({**known[pick.randrange(EMPLOYERS)], **seeker(n)} for n in range(4, talks, 5)),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO aftercare_feeevent (placement_id, \"on\", base_yen, policy, scheme, kind, rate_permille, months, amount_yen,"
            " terms, made_at) SELECT id, starts_on, 12000000, '', 'filed', 'full_time', 100, 12, 1200000, '{}', now() FROM"
            " candidacies_placement WHERE id > %s", [top["candidacies_placement"]],
        )  # fmt: skip
        cursor.execute(
            "INSERT INTO office_invoice (serial, key, event_id, payer_name, payer_address, issuer_name, issuer_address, registration,"
            " issued_on, due_on, done_on, description, net_yen, tax_permille, tax_yen, made_at, made_by_id) SELECT 1000000 +"
            " row_number() OVER (ORDER BY id), gen_random_uuid(), id, '青葉会', '', '見本', '', '', \"on\", \"on\" + 30, \"on\", '手数料',"
            " 1200000, 100, 120000, now(), (SELECT min(id) FROM accounts_user) FROM aftercare_feeevent WHERE policy = ''"
        )
        cursor.execute(
            'INSERT INTO office_feeentry (key, invoice_id, kind, "on", yen, payer_name, fee_kind, insurance_yen, basis, remarks,'
            " internal_remarks, recorded_at, recorded_by_id) SELECT gen_random_uuid(), id, 'collected', issued_on, 1320000, payer_name,"
            " '届出制手数料', 0, '見込み年収の10%%', '', '', now(), made_by_id FROM office_invoice WHERE serial > 1000000"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(
            "ANALYZE candidacies_candidacy, openings_opening, physicians_physician, candidacies_placement, office_ledgerentry"
        )


def _top(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return int(cursor.fetchone()[0])


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of a first run; peak of Python's memory in MB of a second one, since watching it costs time."""
    begun = time.perf_counter()
    act()
    seconds = time.perf_counter() - begun
    return seconds, 0.0


def peak_of(act: Callable[[], object]) -> float:
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def copied(query: str) -> float:
    begun = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        for _ in copy:
            pass
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--talks", type=int, default=50_000)
    parser.add_argument("--memory", action="store_true", help="watch Python's memory too, in a second run of each")
    parser.add_argument("--only", default="", help="those whose key begins so: openings.pdf")
    given = parser.parse_args()
    year = fiscal_year(today()) - 1
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    rows: list[dict[str, Any]] = []
    with transaction.atomic():
        begun = time.perf_counter()
        fill(given.talks, first)
        print(f"{given.talks} talks made in {time.perf_counter() - begun:.1f} s", flush=True)
        join = (
            "SELECT c.*, o.*, e.facts FROM candidacies_candidacy c JOIN openings_opening o ON o.id = c.opening_id"
            " JOIN office_ledgerentry e ON e.{0}_id = c.{0}_id WHERE c.number LIKE 'B-%'"
        )
        money = "SELECT f.*, i.* FROM office_feeentry f JOIN office_invoice i ON i.id = f.invoice_id"
        placed = "SELECT p.* FROM candidacies_placement p"
        works: list[tuple[str, Callable[[], object], str]] = []
        for name, book, peer in (
            ("openings", openings_ledger, join.format("opening")), ("seekers", seekers_ledger, join.format("physician")),
            ("fees", FeesBook, money), ("form30", EmployersList, join.format("opening")),
        ):  # fmt: skip
            works.append((f"{name}.csv", lambda book=book: used(csv_parts(book(first, last))), peer))  # type: ignore[misc]
            works.append((f"{name}.xlsx", lambda book=book: used(xlsx_parts(book(first, last))), peer))  # type: ignore[misc]
            works.append((f"{name}.pdf", lambda book=book: used(pdf_parts(book(first, last), first, last)), peer))  # type: ignore[misc]
        for kind in ReportKind:
            works.append((f"report {kind}", lambda kind=kind: content_of(kind, year), placed))  # type: ignore[misc]
        for key, act, peer in works:
            if not key.startswith(given.only):
                continue
            before = time.process_time()
            ours = timed(act)[0]
            cpu, peer_s = time.process_time() - before, copied(peer)
            row = {"key": key, "ours_s": round(ours, 2), "cpu_s": round(cpu, 2), "peer": "COPY of the same rows", "peer_s": round(peer_s, 3),
                   "ratio": round(ours / peer_s, 1), "goal_s": GOAL}  # fmt: skip
            if given.memory:
                row["peak_mb"] = round(peak_of(act), 1)
            row["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            rows.append(row)
            print(json.dumps(row, ensure_ascii=False), flush=True)
        transaction.set_rollback(True)
    print(
        json.dumps(
            {
                "machine": platform.processor() or platform.machine(),
                "cores": os.cpu_count(),
                "talks": given.talks,
                "rows": rows,
            }
        )
    )


def used(parts: Iterator[bytes]) -> None:
    """Take and forget, as a download does."""
    for _ in parts:
        pass


if __name__ == "__main__":
    main()
