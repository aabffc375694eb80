"""What the desk wrote beside the pinned records: notes, calls, what comes next, a deputy, a caseload that waits to be taken on."""

import uuid
from datetime import timedelta

from enishi.accounts.models import User
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.common.japanese.working_days import add_working_days
from enishi.desk import covering, next_actions, notes
from enishi.desk.enums import NoteKind, NoteWay, Reached
from enishi.desk.records import subject_of
from enishi.desk.traces import trace_new
from enishi.institutions.models import Institution
from enishi.physicians.models import Physician

HOUSE = (
    (
        40,
        NoteKind.CALL,
        NoteWay.OUT,
        Reached.TALKED,
        "事務長",
        "医師住宅は病院の裏手に2棟。いまは1棟が空いているとのこと。",
    ),
    (26, NoteKind.FAX, NoteWay.IN, None, "事務長", "夜間の呼び出しの実績（1年分）が届く。月に2回ほど。"),
    (12, NoteKind.NOTE, None, None, "", "お電話は火曜と木曜の午後がつながりやすい。月曜の朝は外来が混む。"),
    (4, NoteKind.CALL, NoteWay.OUT, Reached.ABSENT, "事務長", ""),
)
PERSON = (
    (58, "雪道の運転を心配されている。冬の送迎があるかどうかが、決め手になりそう。"),
    (24, "電子カルテは使ったことがない。見学のときに、画面を触らせてもらえるよう頼む。"),
    (9, "奥さまは前向き。畑のできる家を望まれている。"),
)


def write_beside(physician: Physician, house: Institution, staff: dict[str, Actor]) -> None:
    """Told through the real acts, in the past."""
    coordinator = staff["coordinator"]
    for days, kind, way, reached, whom, text in HOUSE:
        with ago(timedelta(days=days, hours=2)):
            notes.write_note(
                subject=subject_of(house), by=coordinator, text=text, key=uuid.uuid4(), kind=kind, way=way,
                reached=reached, whom=whom,
            )  # fmt: skip
    for days, text in PERSON:
        with ago(timedelta(days=days, hours=1)):
            notes.write_note(subject=subject_of(physician), by=coordinator, text=text, key=uuid.uuid4())
    talk = Candidacy.objects.still_open().filter(physician=physician, owner=coordinator.user_id).order_by("id").first()
    with ago(timedelta(days=3)):
        next_actions.set_next(
            subject=subject_of(physician), by=coordinator, words="冬の送迎について、病院の返事をお伝えする", due=today()
            + timedelta(days=4),
        )  # fmt: skip
        next_actions.set_next(
            subject=subject_of(house), by=coordinator, words="事務長にお電話し、医師住宅の写真をお願いする",
            due=add_working_days(today(), 3),
        )  # fmt: skip
        if talk:
            notes.write_note(
                subject=subject_of(talk), by=coordinator, text="見学は雪の前に。日帰りはむずかしいので、前泊を手配する。",
                key=uuid.uuid4(),
            )  # fmt: skip
    _cover(staff)
    trace_new()


def _cover(staff: dict[str, Actor]) -> None:
    """The second coordinator goes on leave; some of her physicians are offered to the pinned one."""
    away, own = (User.objects.get(pk=staff[word].user_id) for word in ("coordinator2", "coordinator"))
    first = add_working_days(today(), 5)
    with ago(timedelta(hours=5)):
        covering.set_deputy(
            absent=own, deputy=away, from_on=first, until_on=add_working_days(first, 2), by=staff["coordinator"]
        )
        load = covering.load_of(away.pk)
        if load.physicians:
            covering.offer_move(
                giver=away, taker=own, physicians=load.physicians[:3], institutions=load.institutions[:1],
                word="来月から産休に入ります。よろしくお願いします。", by=staff["coordinator2"],
            )  # fmt: skip
