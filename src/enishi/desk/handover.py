"""引き継ぎの一枚: what whoever takes over must know, on one A4: state, promises, what not to do, family, next date, latest."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone

from enishi.candidacies.models import Candidacy, Inquiry, Question
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.times import time_words
from enishi.common.profile import load_profile
from enishi.desk.next_actions import next_of
from enishi.desk.notes import notes_of
from enishi.desk.records import Subject, owner_of
from enishi.desk.timeline import Kind, timeline_of
from enishi.institutions.enums import InstitutionState
from enishi.openings.enums import OpeningState
from enishi.physicians.contact import known_of, promise_of
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import ContactPromise, FamilyQuestion, Physician

TALKS, LATEST, NOTES, PROMISES = 5, 5, 4, 5
LINE = 70
"""Letters of a line: the whole must stay on one sheet."""


def handover_of(subject: Subject, actor: Actor, title: str) -> dict[str, Any]:
    """Plain data of the sheet. Notes that only some may read are never printed: paper is read by whoever finds it."""
    standing, owner, person = next_of(subject), owner_of(subject), subject.physician
    notes = [n for n in notes_of(subject, actor).filter(restricted=False, struck_at=None)[:NOTES] if n.text]
    events = [e for e in timeline_of(subject, actor) if e.kind not in (Kind.NOTE, Kind.MAIL)][:LATEST]
    return {
        "title": title,
        "number": subject.number,
        "made": f"{western_with_era(today())} {time_words(timezone.localtime(now()).time())}",
        "by": actor.name,
        "state": _state(subject),
        "owner": owner.name if owner else "決まっていません",
        "next": _short(standing.words) if standing else "ありません（終わっています）",
        "due": western_with_era(standing.due) if standing else "",
        "who": standing.owner.name if standing and standing.owner else "",
        "never": list(_never(subject, person)),
        "promises": list(_promises(subject))[:PROMISES],
        "family": list(_family(person))[:3] if person else [],
        "talks": list(_talks(subject))[:TALKS],
        "notes": [[_day(n.at), n.author.name if n.author else "", _short(n.text)] for n in notes],
        "latest": [[_day(e.at), e.who, _short("　".join(filter(None, (e.head, e.words))))] for e in events],
        "has_person": person is not None,
    }


def handover_pdf(sheet: dict[str, Any]) -> bytes:
    """One A4 page, tagged PDF/UA."""
    return pdf("desk/typst/handover.typ", {**sheet, "sender": load_profile(settings.PROFILE).name})


def _state(subject: Subject) -> str:
    row = subject.row
    label = row.label if subject.kind == "candidacy" else STATES[subject.kind](row.state).label
    since = timezone.localdate(row.state_since)
    return f"{label}（{since.month}月{since.day}日から）"


STATES: dict[str, Any] = {"physician": PhysicianState, "institution": InstitutionState, "opening": OpeningState}


def _never(subject: Subject, person: Physician | None) -> Iterator[str]:
    """What must not be done, before anything else."""
    if person is None:
        return
    promise = promise_of(person)
    yield f"お電話は{promise.call_words}。この外では、かけない。"
    yield "勤務先へはかけない。留守番電話に団体名とご用件を残さない。"
    if ContactPromise.objects.filter(physician=person, plain_envelope=True).exists():
        yield "封筒にサービス名を書かない。"
    shields = person.shield.filter(ended_at=None).select_related("institution").order_by("id")
    names = [
        f"{s.institution.name if s.institution else s.name}{'（現在の勤務先）' if s.is_employer else ''}"
        for s in shields
    ]
    if names:
        more = f"ほか{len(names) - 4}件" if len(names) > 4 else ""
        yield f"{'、'.join(names[:4])}{more}と、その法人・グループには、先生のことを一切伝えない。"
    if person.licence_verified_on is None:
        yield "医籍の確認が済むまで、ご提案はできない。"


def _promises(subject: Subject) -> Iterator[str]:
    """What we or a side have promised and not yet kept."""
    talks = _talk_rows(subject)
    for i in Inquiry.objects.filter(candidacy__in=talks, answered_at=None).order_by("due_on"):
        yield f"{i.due_on.month}月{i.due_on.day}日まで：先生のお尋ねに答える「{_short(i.text, 40)}」"
    open_questions = Question.objects.filter(candidacy__in=talks, answers=None).order_by("due_on")
    for q in open_questions.select_related("candidacy"):
        yield f"{q.due_on.month}月{q.due_on.day}日まで：質問への回答を待つ「{_short(q.text, 40)}」"
    if subject.kind == "physician" and known_of(subject.row).wanted:
        yield "先生が、お電話でのお返事をお待ちです。"


def _family(person: Physician) -> Iterator[str]:
    rows = FamilyQuestion.objects.filter(link__physician=person, to_coordinator_at__isnull=False).order_by("-id")
    for q in rows:
        yield f"「{_short(q.text, 44)}」{'' if q.answer else '（まだお答えしていません）'}"


def _talk_rows(subject: Subject) -> Any:
    rows = Candidacy.objects.still_open().select_related("opening__institution", "physician").order_by("due_on", "id")
    match subject.kind:
        case "physician":
            return rows.filter(physician=subject.row)
        case "institution":
            return rows.filter(opening__institution=subject.row)
        case "opening":
            return rows.filter(opening=subject.row)
    return rows.filter(pk=subject.row.pk)


def _talks(subject: Subject) -> Iterator[list[str]]:
    for c in _talk_rows(subject) if subject.kind != "candidacy" else ():
        due = f"{c.due_on.month}月{c.due_on.day}日まで" if c.due_on else ""
        place = c.opening.institution.name if subject.kind == "physician" else c.physician.number
        yield [c.number, place, c.label, due]


def _short(text: str, most: int = LINE) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _day(at: Any) -> str:
    day = timezone.localdate(at)
    return f"{day.month}月{day.day}日"
