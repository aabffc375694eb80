"""Server time of a talk of 500 words, of the board with 2,000 open candidacies, and of a step with its notices.

On the demo data, in one process and one transaction that is taken back. The last line is one JSON object, each row with its
goal in seconds: {"machine": …, "rows": [{"key", "ours_s", "peer", "peer_s", "ratio", "goal_s", "bytes", "queries"}]}.
"""

import json
import os
import platform
import statistics
import time
import uuid
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enishi.accounts.models import User
from enishi.candidacies import actions
from enishi.candidacies.models import Answer, Candidacy, Message, Question
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party
from enishi.config.collecting import keep_what_is_there
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

BOUND = "/settings/token"
ROUNDS = 11
PEOPLE = {"my": "physician@demo.example", "inst": "institution@demo.example", "desk": "coordinator@demo.example"}


def main() -> None:
    keep_what_is_there()  # as the server does
    with transaction.atomic():
        rows = [step_row(), *talk_rows(), *board_rows()]  # the last one adds talks of the demo's own people
        transaction.set_rollback(True)
    print(json.dumps({"machine": f"{platform.machine()} {os.cpu_count()} cores", "rows": rows}))


def signed_in(email: str) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(email=email))
    return client


def talk_rows() -> list[dict[str, object]]:
    """200 questions with their answers and 100 letters, seen from each of the three rooms."""
    talk = Candidacy.objects.filter(physician__user__email=PEOPLE["my"], state="dialogue").get()
    said = {"channel": Channel.WEB}
    questions = Question.objects.bulk_create(
        Question(
            candidacy=talk, key=uuid.uuid4(), side=(Party.PHYSICIAN, Party.INSTITUTION)[n % 2], text=f"質問{n}です。" * 8,
            due_on=today(), **said,
        )
        for n in range(200)
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(
            question=q,
            key=uuid.uuid4(),
            side=(Party.INSTITUTION, Party.PHYSICIAN)[n % 2],
            text="お答えです。" * 12,
            **said,
        )
        for n, q in enumerate(questions)
    )
    Message.objects.bulk_create(
        Message(candidacy=talk, key=uuid.uuid4(), side=Party.PHYSICIAN, text="おたよりです。" * 10, **said)
        for _ in range(100)
    )
    paths = {
        "my": f"/my/talks/{talk.number}",
        "inst": f"/inst/talks/{talk.number}",
        "desk": f"/desk/candidacies/{talk.number}",
    }
    return [row(f"talk_500_{room}", signed_in(PEOPLE[room]), path, 0.1) for room, path in paths.items()]


def board_rows() -> list[dict[str, object]]:
    """2,000 open candidacies, everybody's and in every lane."""
    known = set(Candidacy.objects.still_open().values_list("physician", "opening"))
    physicians = list(Physician.objects.order_by("pk").values_list("pk", flat=True))
    openings = list(Opening.objects.order_by("pk").values_list("pk", flat=True))
    pairs = [(p, o) for o in openings for p in physicians if (p, o) not in known][: 2000 - len(known)]
    owner = User.objects.get(email=PEOPLE["desk"])
    states = ("suggested", "physician_asked", "dialogue", "visit_fixed", "visited", "terms")
    Candidacy.objects.bulk_create(
        Candidacy(
            number=f"B-{n}", physician_id=p, opening_id=o, state=states[n % len(states)], owner=owner,
            waiting_for=Party.COORDINATOR, due_on=today(), by_own_wish=True,
        )
        for n, (p, o) in enumerate(pairs)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE candidacies_candidacy")
    count = Candidacy.objects.still_open().count()
    return [row(f"board_{count}", signed_in(PEOPLE["desk"]), "/desk/board?whose=all", 0.2)]


def step_row() -> dict[str, object]:
    """T10 with the notices to both sides, in a savepoint each time."""
    talk = Candidacy.objects.filter(physician__user__email=PEOPLE["my"], state="dialogue").get()
    by = Actor(talk.owner_id, Party.COORDINATOR, "coordinator", channel=Channel.PHONE)

    def step() -> None:
        with transaction.atomic():
            actions.take_step(candidacy=Candidacy.objects.get(pk=talk.pk), step_id="T10", by=by)
            transaction.set_rollback(True)

    step()
    client = signed_in(PEOPLE["desk"])
    return {"key": "step_with_notices", "goal_s": 0.05, **against(client, lambda: timed(step))}


def row(key: str, client: Client, path: str, goal: float) -> dict[str, object]:
    def ask() -> float:
        return timed(lambda: answered(client, path))

    ask(), ask()
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(path).content)
    asked = len(queries)  # the next request empties what was captured
    return {"key": key, "goal_s": goal, **against(client, ask), "bytes": size, "queries": asked}


def against(client: Client, ours: Callable[[], float]) -> dict[str, object]:
    """In turn with the smallest page of the same server. cpu_s: of this process, which hardly changes when others work too."""
    answered(client, BOUND)
    pairs, cpu = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        took = ours()
        cpu.append(time.process_time() - start)
        pairs.append((took, timed(lambda: answered(client, BOUND))))
    return {
        "ours_s": round(statistics.median(p[0] for p in pairs), 5),
        "best_s": round(min(p[0] for p in pairs), 5),
        "cpu_s": round(statistics.median(cpu), 5),
        "peer": BOUND,
        "peer_s": round(statistics.median(p[1] for p in pairs), 5),
        "ratio": round(statistics.median(a / b for a, b in pairs), 2),
    }


def answered(client: Client, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
