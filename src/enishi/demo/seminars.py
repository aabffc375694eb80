"""Seminars that nobody holds, with people who do not exist: one to come, one that is full, one that was, one that was cancelled."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import ago, today
from enishi.outreach.models import Seminar
from enishi.outreach.seminars import (
    ask_entry,
    cancel_seminar,
    confirm_entry,
    edit_seminar,
    facts_of,
    mark_attendance,
    publish_seminar,
    write_seminar,
)

TALK = (
    "定年のあと、週に1日から通い始めた先生と、迎えた診療所の事務の方に、お話をうかがいます。後半は、お茶を飲みながらのご質問の時間です。\n\n"
    "費用はかかりません。ご家族とご一緒でもかまいません。お名前を伏せてのご質問も、司会がお預かりします。"
)
VISIT = (
    "バスで、山あいの二つの診療所と、医師住宅を見て回ります。お昼は町の食堂で、事務長と保健師も一緒です。\n\n"
    "駅に午前9時に集まり、午後4時に戻ります。昼食代は各自でお願いします。"
)
SCREEN = (
    "ご自宅の画面から、お顔を出さずにご覧いただけます。年金と働き方の関わりを、社会保険労務士が例を挙げてご説明します。"
)
NAMES = ("見本 一郎", "見本 良子", "見本 三津夫", "見本 四季子", "見本 五十鈴", "見本 六実")


def hold_seminars(outreach: Actor, second: Actor) -> None:
    with ago(timedelta(days=20)):
        _announced(
            outreach,
            second,
            "定年のあとの働き方を聞く会",
            TALK,
            37,
            (14, 16),
            way="both",
            online="https://meet.example.jp/sample",
            comes=3,
            capacity=30,
        )
        visit = _announced(outreach, second, "山あいの診療所を見に行く日", VISIT, 51, (9, 16), comes=5, capacity=3)
        called_off = _announced(outreach, second, "港の病院の見学会", VISIT, 30, (9, 15), comes=1, capacity=20)
        _written(outreach, "医局の先輩の話を聞く会（下書き）", TALK, 90, (14, 16))
    with ago(timedelta(days=3)):
        cancel_seminar(
            seminar=called_off, word="迎える病院の都合がつかなくなったためです。日を改めてご案内します。", by=outreach
        )
    with ago(timedelta(days=1)):  # more seats and another closing day, which wait for a second person
        wider = facts_of(visit) | {"capacity": 5, "closes_on": visit.closes_on - timedelta(days=2)}
        edit_seminar(seminar=visit, facts=wider, seen=visit.changes, by=outreach)
    with ago(timedelta(days=45)):
        past = _announced(
            outreach,
            second,
            "年金と働き方の教室",
            SCREEN,
            15,
            (19, 20),
            way="online",
            place="",
            online="https://meet.example.jp/sample2",
            comes=4,
        )
    came = list(past.entries.values_list("pk", flat=True))[:3]
    with ago(timedelta(days=29)):
        mark_attendance(seminar=past, came=came, by=outreach)


def _written(by: Actor, title: str, body: str, days: int, hours: tuple[int, int], **facts: Any) -> Seminar:
    day = today() + timedelta(days=days)
    begins, ends = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in hours)
    given = {
        "title": title, "body": body, "way": "hall", "place": "見本会館 2階（見本県見本市中町2-3）", "online": "", "begins_at": begins,
        "ends_at": ends, "capacity": None, "closes_on": day - timedelta(days=3), **facts,
    }  # fmt: skip
    return write_seminar(facts=given, key=uuid.uuid4(), by=by)


def _announced(
    by: Actor, second: Actor, title: str, body: str, days: int, hours: tuple[int, int], *, comes: int, **facts: Any
) -> Seminar:
    seminar = publish_seminar(seminar=_written(by, title, body, days, hours, **facts), seen=0, by=second)
    for no, name in enumerate(NAMES[:comes], 1):
        entry = ask_entry(seminar=seminar, name=name, address=f"sample{no}@example.jp", by=SYSTEM)
        confirm_entry(entry=entry, by=SYSTEM)
    return seminar
