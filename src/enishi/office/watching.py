"""ふだんと違う閲覧 (E55): what the log of readings shows of one person on one day that somebody else should ask about.

Each rule is one question in SQL over the log; its limit can be changed by the office and says so in words. Nothing is
blocked: a busy day is no offence, and who looks into it writes down what it was.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction

from enishi.accounts.models import User
from enishi.accounts.roles import STAFF_ROLES, Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.notices.actions import queue_notice
from enishi.office.models import WatchAnswer, WatchLimit
from enishi.office.safety_enums import WatchKind
from enishi.physicians.notices import holders

LOOK_BACK = timedelta(days=30)
LIMITS = {WatchKind.MANY: 40, WatchKind.NIGHT: 5, WatchKind.OUTSIDE: 25, WatchKind.SEARCH: 30, WatchKind.FILES: 6}
"""Until the office chooses its own."""
EXPLAINED = {
    WatchKind.MANY: "一人の職員が、1時間のうちに{n}名以上の先生の記録（段階3・4）を開いた日です。一覧で名前が並んだときも、一名ずつ数えます。",
    WatchKind.NIGHT: "一人の職員が、22時から翌朝6時までに、{n}名以上の先生の記録を開いた日です。",
    WatchKind.OUTSIDE: "担当者が、ご自分の担当でない先生の記録を、1日に{n}名以上開いた日です。代理や引き継ぎの日にも出ます。",
    WatchKind.SEARCH: "一人の職員が、お名前での検索を1日に{n}回以上した日です。さがした言葉は残していません。",
    WatchKind.FILES: "一人の職員が、管理簿など大勢の方の情報が入ったファイルを、1日に{n}つ以上取り出した日です。目的は「取り出したファイルの記録」にあります。",
}
_READ = (
    "SELECT e.actor_id, (e.at AT TIME ZONE 'Asia/Tokyo')::date AS day, {count} AS n FROM audit_entry e {join}"
    " WHERE e.at >= %(since)s::date::timestamp AT TIME ZONE 'Asia/Tokyo' AND e.action LIKE 'read:%%' AND e.level >= 3"
    " AND e.role = ANY(%(roles)s) AND e.actor_id IS NOT NULL {where}"
)
_HOUR = "extract(hour FROM e.at AT TIME ZONE 'Asia/Tokyo')"
_OF_A_PERSON = "AND e.object_type = 'physician'"
_ONES = "count(DISTINCT e.object_number)"
QUESTIONS = {
    WatchKind.MANY: "SELECT actor_id, day, max(n) FROM ("
    + _READ.format(count=_ONES, join="", where=f"{_OF_A_PERSON} GROUP BY 1, 2, date_trunc('hour', e.at)")
    + ") hours WHERE n >= %(limit)s GROUP BY 1, 2",
    WatchKind.NIGHT: _READ.format(
        count=_ONES,
        join="",
        where=f"{_OF_A_PERSON} AND ({_HOUR} >= 22 OR {_HOUR} < 6) GROUP BY 1, 2 HAVING {_ONES} >= %(limit)s",
    ),
    WatchKind.OUTSIDE: _READ.format(
        count=_ONES,
        join="JOIN physicians_physician p ON p.number = e.object_number",
        where="AND e.role = 'coordinator' AND p.coordinator_id IS DISTINCT FROM e.actor_id"
        f" GROUP BY 1, 2 HAVING {_ONES} >= %(limit)s",
    ),
    WatchKind.FILES: "SELECT e.actor_id, (e.at AT TIME ZONE 'Asia/Tokyo')::date AS day, count(*) AS n FROM audit_entry e"
    " WHERE e.at >= %(since)s::date::timestamp AT TIME ZONE 'Asia/Tokyo' AND e.action LIKE 'export:%%' AND e.data ? 'purpose'"
    " AND e.role = ANY(%(roles)s) AND e.actor_id IS NOT NULL GROUP BY 1, 2 HAVING count(*) >= %(limit)s",
    WatchKind.SEARCH: _READ.format(
        count="count(*)",
        join="",
        where="AND e.action = 'read:identity_search' GROUP BY 1, 2 HAVING count(*) >= %(limit)s",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """count: of the rule's own words. answer: what came of looking into it, None while it waits."""

    kind: WatchKind
    reader: User
    day: date
    count: int
    limit: int
    answer: WatchAnswer | None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.reader.pk}-{self.day:%Y%m%d}"


def limits() -> dict[WatchKind, int]:
    """From how many each rule speaks, now."""
    newest = WatchLimit.objects.order_by("kind", "-id").distinct("kind")
    return LIMITS | {WatchKind(row.kind): row.count for row in newest}


def explained(kind: WatchKind, limit: int) -> str:
    return EXPLAINED[kind].format(n=limit)


def findings(*, since: date | None = None) -> list[Finding]:
    """Of the last thirty days, the newest first; a query for each rule and three more, whatever the number."""
    first, found = since or today() - LOOK_BACK, []
    in_force = limits()
    with connection.cursor() as cursor:
        for kind, question in QUESTIONS.items():
            values = {"since": first, "limit": in_force[kind], "roles": sorted(str(role) for role in STAFF_ROLES)}
            cursor.execute(question, values)
            found += [(kind, *row) for row in cursor.fetchall()]
    readers = User.objects.in_bulk({reader for _, reader, _, _ in found})
    rows = WatchAnswer.objects.filter(day__gte=first).select_related("by")
    answers = {(row.kind, row.reader_id, row.day): row for row in rows}
    made = [
        Finding(kind, readers[reader], day, n, in_force[kind], answers.get((str(kind), reader, day)))
        for kind, reader, day, n in found
    ]
    return sorted(made, key=lambda f: (f.day, f.reader.pk, f.kind), reverse=True)


def finding_of(key: str) -> Finding | None:
    return next((found for found in findings() if found.key == key), None)


@transaction.atomic
def answer_finding(*, finding: Finding, by: Actor, words: str) -> WatchAnswer:
    """Raises StepRefused for one's own day and without words. A second answer leaves the first."""
    if finding.reader.pk == by.user_id:
        raise StepRefused(Refusal("second", "ご自分の閲覧は、ほかの方が確かめます。"))
    if not words.strip():
        raise StepRefused(Refusal("words", "確かめたことをご記入ください。"))
    made, created = WatchAnswer.objects.get_or_create(
        kind=finding.kind,
        reader=finding.reader,
        day=finding.day,
        defaults={"words": words.strip(), "by_id": by.user_id},
    )
    if created:
        record(
            by=by,
            action="answer_watch",
            object_type="user",
            object_number=str(finding.reader.pk),
            kind=str(finding.kind),
        )
    return made


@transaction.atomic
def set_limit(*, kind: WatchKind, by: Actor, count: int) -> WatchLimit:
    """From now on; what was found and answered before stays answered. Raises StepRefused for none."""
    if not 1 <= count <= 1000:
        raise StepRefused(Refusal("count", "1から1000までの数をご記入ください。"))
    made = WatchLimit.objects.create(kind=kind, count=count, by_id=by.user_id)
    record(by=by, action="set_watch_limit", object_type="watch", object_number=str(kind), count=count)
    return made


def tell_findings() -> int:
    """E55 to those responsible, once for each finding; nobody is told of his or her own. How many notices were queued."""
    told = 0
    responsible = {
        user.pk: user for role in (Role.COMPLIANCE, Role.SUPERVISOR) for user in holders(role) if user.is_active
    }
    for finding in findings(since=today() - timedelta(days=3)):
        if finding.answer is None:
            for user in responsible.values():
                if user.pk != finding.reader.pk:
                    queue_notice(
                        notice_id="E55w", recipient=user, key=f"E55w:{finding.key}:{user.pk}", about=finding.key,
                        values={"kind": finding.kind.label, "day": f"{finding.day.month}月{finding.day.day}日"},
                    )  # fmt: skip
                    told += 1
    return told
