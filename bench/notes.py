"""Search by words among a million entries of the desk: ours, a LIKE over the same texts in the clear, and an index bound.

    ./dev bench notes [--entries 1000000] [--rounds 60]

On a table of traces made for this run, in one transaction that is taken back. The words asked for are drawn from all
frequencies, two letters and more, one word and two. Peers: `LIKE` over the plain text (what a table without an index does),
and the bare read of the inverted index for one pair of letters, below which no search of ours can be. The last line is one
JSON object: {"machine": …, "rows": [{"key", "ours_s", "peer", "peer_s", "ratio", "goal_s"}]}; ours_s is the 99th percentile.
"""

import argparse
import json
import os
import platform
import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

import django

django.setup()

from django.db import connection, transaction
from django.utils import timezone

from enishi.accounts.models import User
from enishi.common.actor import Actor
from enishi.common.encrypted import encrypt
from enishi.common.japanese.ngrams import searchable
from enishi.common.workflow import Party
from enishi.desk import traces
from enishi.desk.grams import grams_of
from enishi.physicians.models import Physician

OPENERS = "事務長 院長 奥さま 先生 看護部長 役場 町長 薬剤師 息子さん 秘書 総務課 受付".split()
TOPICS = (
    "駐車場 雪道 送迎 当直 宿直 呼び出し 往診 訪問診療 電子カルテ 医師住宅 家庭菜園 学校 保育園 検査機器 内視鏡 透析 産休 年俸 手当 退職金 見学 面談"
    " 日程 契約書 保険 免許 退局 医局 学会 専門医 外来 内科 小児科 整形外科 救急 病棟 休暇 研修 通勤 新幹線 船便 冬タイヤ 灯油 飼い犬 飼い猫 介護"
).split()
VERBS = "心配されている|確かめてほしいとのこと|折り返しを待っている|前向きに考えている|資料を送った|写真をお願いした|決まったら知らせる|来月もう一度うかがう".split(
    "|"
)
RARE = "蜂蜜 陶芸 合唱団 天体望遠鏡 盆栽 手話 鉄道模型 薪ストーブ".split()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    rng = random.Random(4)
    with transaction.atomic():
        person = Physician.objects.order_by("pk").first()
        user = User.objects.get(email="coordinator@demo.example")
        assert person is not None
        started = time.perf_counter()
        fill(given.entries, person.pk, user.pk, rng)
        print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
        actor = Actor(user.pk, Party.COORDINATOR, "coordinator")
        asked = queries(given.rounds, rng)
        rows = [
            row("search_p99", percentiles(asked, lambda q: traces.search(actor, q)), "LIKE over the texts", percentiles(asked[:6], like), 0.1),
            row("search_rare_p99", percentiles(RARE * 3, lambda q: traces.search(actor, q)), "read of the index", percentiles(RARE * 3, bare), 0.1),
        ]  # fmt: skip
        transaction.set_rollback(True)
    print(
        json.dumps({"machine": f"{platform.machine()} {os.cpu_count()} cores", "entries": given.entries, "rows": rows})
    )


def text_of(rng: random.Random) -> str:
    """One note: a few sentences; frequent topics are far more frequent than seldom ones, as words are."""
    topics = [TOPICS[min(len(TOPICS) - 1, int(rng.paretovariate(0.9)) - 1)] for _ in range(3)]
    if rng.random() < 0.0005:
        topics.append(rng.choice(RARE))
    said = "。".join(f"{rng.choice(OPENERS)}は{topic}のことを{rng.choice(VERBS)}" for topic in topics)
    return f"{said}。{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日。"


def lines(entries: int, person: int, user: int, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """(note, trace, plain) as COPY reads them. Encrypting a million texts is not what is measured: one in fifty is."""
    start = 10_000_000
    stamp = timezone.now().timestamp()
    kept: list[tuple[str, str, list[int]]] = []
    for n in range(entries):
        if n % 50 == 0 or not kept:
            text = text_of(rng)
            kept = [*kept[-4000:], (text, encrypt(text), grams_of(text))]
        text, token, grams = kept[rng.randrange(len(kept))] if n % 50 else kept[-1]
        at = datetime.fromtimestamp(stamp - (entries - n) * 60, tz=timezone.get_current_timezone()).isoformat()
        pk = start + n
        note = f"{pk}\t{person}\t00000000-0000-4000-8000-{n:012x}\tnote\t\t\t\t{token}\tf\t{user}\t{at}\n"
        yield (
            note,
            f"{pk}\t{person}\tnote\t{pk}\t{at}\tf\t{user}\t{{{','.join(map(str, grams))}}}\n",
            f"{pk}\t{searchable(text)}\n",
        )


def fill(entries: int, person: int, user: int, rng: random.Random) -> None:
    """By COPY, ten thousand lines at a time; the inverted index is made afterwards, which is what a restore does too."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX trace_by_grams")
        cursor.execute("CREATE TEMP TABLE bench_plain (id bigint, text text) ON COMMIT DROP")
        chunk: list[tuple[str, str, str]] = []
        into = (
            "desk_desknote (id, physician_id, key, kind, way, reached, whom, text, restricted, author_id, at)",
            "desk_trace (id, physician_id, source, source_pk, at, restricted, author_id, grams)",
            "bench_plain (id, text)",
        )
        for line in lines(entries, person, user, rng):
            chunk.append(line)
            if len(chunk) == 10_000:
                _copy(cursor, into, chunk)
                chunk = []
        _copy(cursor, into, chunk)
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("CREATE INDEX trace_by_grams ON desk_trace USING gin (grams)")
        cursor.execute("ANALYZE desk_trace")
        cursor.execute("ANALYZE bench_plain")


def _copy(cursor: object, into: tuple[str, ...], chunk: list[tuple[str, str, str]]) -> None:
    for place, target in enumerate(into):
        with cursor.copy(f"COPY {target} FROM STDIN") as copy:  # type: ignore[attr-defined]
            copy.write("".join(line[place] for line in chunk))


def queries(rounds: int, rng: random.Random) -> list[str]:
    """Single words of every frequency, pairs of words, words that stand nowhere."""
    singles = [*TOPICS, *OPENERS, *RARE, "宇宙", "クジラ"]
    pairs = [f"{rng.choice(OPENERS)} {rng.choice(TOPICS)}" for _ in range(rounds)]
    return [rng.choice(singles) if n % 3 else pairs[n] for n in range(rounds)]


def like(asked: str) -> None:
    where = " AND ".join(["text LIKE %s"] * len(asked.split()))
    with connection.cursor() as cursor:
        words = [f"%{searchable(word)}%" for word in asked.split()]
        cursor.execute(f"SELECT id FROM bench_plain WHERE {where} ORDER BY id DESC LIMIT 50", words)
        cursor.fetchall()


def bare(asked: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM desk_trace WHERE grams @> %s::int[]", [grams_of(asked)])
        cursor.fetchall()


def percentiles(asked: list[str], act: Callable[[str], object]) -> tuple[float, float]:
    """(median, 99th percentile) in seconds, each query once after one for warming up."""
    act(asked[0])
    taken = []
    for words in asked:
        started = time.perf_counter()
        act(words)
        taken.append(time.perf_counter() - started)
    taken.sort()
    return taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.99))]


def row(key: str, ours: tuple[float, float], peer: str, theirs: tuple[float, float], goal: float) -> dict[str, object]:
    print(
        f"{key}: median {ours[0] * 1000:.1f} ms, p99 {ours[1] * 1000:.1f} ms; {peer}: median {theirs[0] * 1000:.1f} ms"
    )
    ratio = round(ours[1] / theirs[0], 3) if theirs[0] else None
    return {"key": key, "ours_s": round(ours[1], 4), "median_s": round(ours[0], 4), "peer": peer, "peer_s": round(theirs[0], 4), "ratio": ratio, "goal_s": goal}  # fmt: skip


if __name__ == "__main__":
    main()
