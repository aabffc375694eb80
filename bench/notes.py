"""Search by words among a million entries of the desk: ours, a LIKE over the same texts in the clear, and an index bound.

    ./dev bench notes [--entries 1000000] [--rounds 300] [--keep]

In a database of its own, copied from the demo's (so nothing else may use that while it is copied), dropped at the end unless
`--keep`, with which the next run finds it filled. Notes are made of 40,000 dictionary words of which the n-th is used in
proportion to 1/n, with the particles and endings between them that real notes have, beside all records of the demo; one in
twelve is for its keeper alone. What is asked for: words of all frequencies, two words of one note, scraps of a sentence,
words that stand nowhere, by a coordinator, the supervisor and the reception in turn. Peers: `LIKE` over the plain text (a
table without an index), and the bare read of an inverted index of one pair of letters. Times are processor times of this
process and of its database backend together (`cpu`), beside those by the clock; the last line is one JSON object.
"""

import argparse
import json
import os
import pickle
import platform
import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")
NAME = "enishi_bench_notes"
DEMO = os.environ["DATABASE_URL"]
os.environ["DATABASE_URL"] = urlsplit(DEMO)._replace(path=f"/{NAME}").geturl()

import django

django.setup()

import pykakasi
from django.core.management import call_command
from django.db import connection
from django.test import Client

from enishi.accounts.models import User
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.encrypted import encrypt
from enishi.common.japanese.ngrams import searchable
from enishi.common.workflow import Party
from enishi.desk.finding import search
from enishi.desk.grams import grams_of, in_month, month_of
from enishi.institutions.models import Institution
from enishi.physicians.models import Physician

WORDS = 40_000
TEXTS = 200_000
"""So many different texts; each stands several times among the entries, which no search can tell from different ones."""

WHO = "事務長 院長 奥さま 先生 看護部長 役場の方 町長 薬剤師 息子さん 秘書 総務課 受付".split()
OFTEN = "駐車場 雪道 送迎 当直 宿直 往診 訪問診療 電子カルテ 医師住宅 学校 保育園 内視鏡 透析 年俸 手当 退職金 見学 面談 日程 契約書 免許 医局 専門医 外来 内科 整形外科 救急 病棟 休暇 通勤".split()
ENDS = (
    "を心配されている。 について確かめてほしいとのこと。 の件で折り返しを待っている。 は前向きに考えているそうです。 の資料をお送りしました。"
    " が決まったら知らせていただく。 のことは、来月もう一度うかがう。 はまだ迷っておられるようだ。 でよいとおっしゃっていました。 については、ご家族とも相談したいとのことでした。"
).split()
SEEKERS = {
    "coordinator": "coordinator@demo.example",
    "supervisor": "supervisor@demo.example",
    "desk": "desk@staff.example.jp",
}
GOAL = 0.1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    words = vocabulary()
    if prepare():
        started = time.perf_counter()
        fill(given.entries, words, random.Random(4))
        print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
    asked = queries(given.rounds, words, random.Random(5))
    actors = [Actor(User.objects.get(email=mail).pk, Party.COORDINATOR, role) for role, mail in SEEKERS.items()]
    clients = [signed_in(mail) for mail in SEEKERS.values()]
    turn = iter(range(10**9))
    measured = {
        "search": measure(asked, lambda q: search(actors[next(turn) % 3], q)),
        "search_page": measure(asked[::3], lambda q: page(clients[next(turn) % 3], q)),
        "like": measure(asked[:9], like),
        "index": measure([q for q in asked if " " not in q][:100], bare),
    }
    count = entries()
    rows = [
        row("search_p99", measured["search"], "LIKE over the texts", measured["like"]),
        row("search_p99_vs_index", measured["search"], "read of the index", measured["index"]),
        row("search_page_p99", measured["search_page"], "read of the index", measured["index"]),
    ]
    connection.close()
    if not given.keep:
        maintenance(f"DROP DATABASE {NAME}")
    print(json.dumps({"machine": f"{platform.machine()} {os.cpu_count()} cores", "entries": count, "rows": rows}))


def maintenance(command: str) -> None:
    with psycopg.connect(urlsplit(DEMO)._replace(path="/postgres").geturl(), autocommit=True) as admin:
        admin.execute(command)


def prepare() -> bool:
    """Whether the database was made anew and is to be filled."""
    try:
        maintenance(f"CREATE DATABASE {NAME} TEMPLATE {urlsplit(DEMO).path.strip('/')}")
    except psycopg.errors.DuplicateDatabase:
        return False
    call_command("migrate", verbosity=0)
    return True


def vocabulary() -> list[str]:
    """Words by falling frequency: those of our trade first, then of a dictionary in random order."""
    store = pickle.loads((resources.files(pykakasi) / "data" / "kanwadict4.db").read_bytes())
    found = [word for block in store.values() for word in block if 2 <= len(word) <= 5]
    random.Random(3).shuffle(found)
    return [*OFTEN, *(word for word in found[: WORDS - len(OFTEN)])]


def text_of(words: list[str], rng: random.Random) -> str:
    """One note of two to five sentences."""
    parts = []
    for _ in range(rng.randint(2, 5)):
        one, two = zipf(words, rng), zipf(words, rng)
        parts.append(f"{rng.choice(WHO)}は{one}の{two}{rng.choice(ENDS)}")
    return f"{''.join(parts)}{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日に{zipf(words, rng)}。"


def zipf(words: list[str], rng: random.Random) -> str:
    """The n-th word in proportion to 1/n."""
    return words[min(len(words) - 1, int(len(words) ** rng.random()) - 1)]


def lines(entries: int, words: list[str], rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """(note, trace, plain) as COPY reads them, the oldest first, over ten years, more and more from year to year."""
    people = list(User.objects.filter(email__in=SEEKERS.values()).values_list("pk", flat=True))
    kinds = (Physician, Institution, Candidacy)
    records = [list(kind.objects.values_list("pk", flat=True)) for kind in kinds]
    ready = []
    for _ in range(min(TEXTS, entries)):
        text = text_of(words, rng)
        ready.append((encrypt(text), grams_of(text), searchable(text)))
    start, ten_years = datetime.now(UTC) - timedelta(days=3650), 3650 * 86400
    for n in range(entries):
        token, grams, plain = ready[n % len(ready)]
        at = start + timedelta(seconds=ten_years * ((n + 1) / (entries + 1)) ** 0.6)
        pk, author, restricted = 10_000_000 + n, rng.choice(people), "t" if n % 12 == 0 else "f"
        which = rng.randrange(3)
        beside = "\t".join(str(rng.choice(records[which])) if place == which else "\\N" for place in range(3))
        held = ",".join(map(str, in_month(grams, month_of(at))))
        yield (
            f"{pk}\t{beside}\t{uuid.UUID(int=n)}\tnote\t\t\t\t{token}\t{restricted}\t{author}\t{at.isoformat()}\n",
            f"{pk}\t{beside}\tnote\t{pk}\t{at.isoformat()}\t{restricted}\t{author}\t{{{held}}}\n",
            f"{pk}\t{plain}\t{{{','.join(map(str, grams))}}}\n",
        )


def fill(entries: int, words: list[str], rng: random.Random) -> None:
    """By COPY, ten thousand lines at a time; the inverted indexes are made afterwards, which is what a restore does too."""
    beside = "physician_id, institution_id, candidacy_id"
    into = (
        f"desk_desknote (id, {beside}, key, kind, way, reached, whom, text, restricted, author_id, at)",
        f"desk_trace (id, {beside}, source, source_pk, at, restricted, author_id, grams)",
        "bench_plain (id, text, grams)",
    )
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # every row is known to point at something
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("DROP INDEX trace_by_grams")
        cursor.execute("CREATE TABLE bench_plain (id bigint, text text, grams int[])")
        chunk: list[tuple[str, str, str]] = []
        for line in lines(entries, words, rng):
            chunk.append(line)
            if len(chunk) == 10_000:
                copied(cursor, into, chunk)
                chunk = []
        copied(cursor, into, chunk)
        cursor.execute("CREATE INDEX trace_by_grams ON desk_trace USING gin (grams)")
        cursor.execute("CREATE INDEX bench_plain_grams ON bench_plain USING gin (grams)")
        cursor.execute("VACUUM ANALYZE desk_trace, desk_desknote, bench_plain")
        cursor.execute("SET session_replication_role = origin")


def copied(cursor: object, into: tuple[str, ...], chunk: list[tuple[str, str, str]]) -> None:
    for place, target in enumerate(into):
        with cursor.copy(f"COPY {target} FROM STDIN") as copy:  # type: ignore[attr-defined]
            copy.write("".join(line[place] for line in chunk))


def queries(rounds: int, words: list[str], rng: random.Random) -> list[str]:
    """Of four questions one is a word of any frequency, one of two letters, one two words or a scrap of one note, one rare."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM bench_plain TABLESAMPLE BERNOULLI (0.2) ORDER BY id LIMIT 1000")
        texts = [text for (text,) in cursor.fetchall()]
    short = [word for word in words if len(word) == 2]
    asked = []
    for n in range(rounds):
        text = rng.choice(texts)
        place = rng.randrange(len(text) - 12)
        asked.append(
            (
                zipf(words, rng),
                zipf(short, rng),
                text[place : place + 2 + n % 5],
                f"{text[place : place + 2]} {text[place + 8 : place + 10]}",
                rng.choice([rng.choice(words), "クジラ", "宇宙船", "ラッコ"]),
            )[n % 5]
        )
    return asked


def signed_in(email: str) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(email=email))
    return client


def page(client: Client, asked: str) -> None:
    if client.post("/desk/search", {"q": asked}).status_code != 200:
        raise SystemExit("the page did not answer")


def like(asked: str) -> None:
    where = " AND ".join(["text LIKE %s"] * len(asked.split()))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM bench_plain WHERE {where} ORDER BY id DESC LIMIT 20",
            [f"%{searchable(word)}%" for word in asked.split()],
        )
        cursor.fetchall()


def bare(asked: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM bench_plain WHERE grams @> %s::int[] LIMIT 20", [grams_of(asked)[:1]])
        cursor.fetchall()


def entries() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM desk_trace")
        return int(cursor.fetchone()[0])


def processor() -> float:
    """Seconds this process and its database backend have run; of this process alone where /proc does not tell."""
    ours = time.process_time()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return ours + int(told.read_text().split()[0]) / 1e9 if told.exists() else ours


def measure(asked: list[str], act: Callable[[str], object]) -> list[tuple[float, float, str]]:
    """(processor, clock, question) in seconds, by processor; each question once, after three for warming up."""
    for question in asked[:3]:
        act(question)
    taken = []
    for question in asked:
        began, ran = time.perf_counter(), processor()
        act(question)
        taken.append((processor() - ran, time.perf_counter() - began, question))
    return sorted(taken)


def row(
    key: str, ours: list[tuple[float, float, str]], peer: str, theirs: list[tuple[float, float, str]]
) -> dict[str, object]:
    def at(share: float, which: int) -> float:
        values = sorted(one[which] for one in ours)
        return round(float(values[min(len(values) - 1, int(len(values) * share))]), 5)

    bound = statistics.median(one[0] for one in theirs)
    found = {
        "key": key, "ours_s": at(0.99, 0), "median_s": at(0.5, 0), "clock_p99_s": at(0.99, 1), "clock_median_s": at(0.5, 1),
        "peer": peer, "peer_s": round(bound, 5), "ratio": round(at(0.99, 0) / bound, 3), "goal_s": GOAL,
    }  # fmt: skip
    print(found, "slowest:", [f"{cpu * 1000:.0f} ms {asked}" for cpu, _, asked in ours[-4:]], flush=True)
    return found


if __name__ == "__main__":
    main()
