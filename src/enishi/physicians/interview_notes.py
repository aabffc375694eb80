"""Notes of the interview, kept while they are typed: nothing is lost when the line drops or two people write at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.physicians.hearing.topics import BY_KEY, LONGEST_NOTE, TOPICS
from enishi.physicians.models import InterviewNote, Physician
from enishi.physicians.standing import hold_standing

SITTING = timedelta(hours=3)
"""Saves of one person within this time are one sitting, and one row."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A topic as a page sends it. base: `mark_of` the text when the page was made; seen: `version_of` that row then."""

    text: str
    base: str
    seen: str


def notes_of(physician: Physician) -> dict[str, InterviewNote]:
    """The note of each topic that stands; topics of which nothing was written are missing."""
    found: dict[str, InterviewNote] = {}
    for row in InterviewNote.objects.filter(physician=physician).select_related("by").order_by("no"):
        found[row.topic] = row
    return found


def earlier_notes(physician: Physician) -> list[tuple[str, list[InterviewNote]]]:
    """(title of the topic, what stood before, the newest first), where something else stood."""
    rows = InterviewNote.objects.filter(physician=physician).select_related("by").order_by("-no")
    by_topic: dict[str, list[InterviewNote]] = {}
    for row in rows:
        by_topic.setdefault(row.topic, []).append(row)
    found = [(topic.title, [row for row in by_topic.get(topic.key, [])[1:] if row.text]) for topic in TOPICS]
    return [(title, before) for title, before in found if before]


def texts_of(physician: Physician) -> dict[str, str]:
    return {topic: row.text for topic, row in notes_of(physician).items() if row.text.strip()}


def mark_of(text: str) -> str:
    """By which a page knows whether it changed anything."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def version_of(row: InterviewNote | None) -> str:
    return f"{row.no}.{row.saves}" if row else ""


@transaction.atomic
def write_notes(
    *, physician: Physician, by: Actor, typed: Mapping[str, Typed], page: str, turn: int = 0, both: bool = False
) -> list[str]:
    """Keep what was changed on a page; the titles of topics that somebody else changed meanwhile, which are left as they are.

    both: put what was typed below what the other wrote, so that both stay. page, turn: a save that was sent earlier and
    comes later changes nothing. Raises StepRefused for a text that is too long, and for a physician who has left.
    """
    hold_standing(physician)
    standing, clashes = notes_of(physician), []
    for key, given in typed.items():
        if key not in BY_KEY:
            continue
        if len(given.text) > LONGEST_NOTE:
            title = BY_KEY[key].title
            raise StepRefused(
                Refusal("long", f"「{title}」は{LONGEST_NOTE:,}字までです（いま{len(given.text):,}字）。")
            )
        row, text = standing.get(key), given.text.replace("\r\n", "\n").rstrip()
        own = row is not None and row.page == page != ""
        if text == (row.text if row else "") or (not own and mark_of(text) == given.base):
            continue
        if own and row is not None and turn and turn <= row.turn:
            continue
        if not own and given.seen != version_of(row):
            if not both:
                clashes.append(BY_KEY[key].title)
                continue
            text = _joined(row.text if row else "", text)
        _keep(physician, by, key, row, text, page, turn)
    return clashes


def _keep(
    physician: Physician, by: Actor, key: str, row: InterviewNote | None, text: str, page: str, turn: int
) -> None:
    if row is not None and row.by_id == by.user_id and row.saved_at > now() - SITTING:
        row.text, row.saved_at, row.page, row.turn, row.saves = text, now(), page, turn, row.saves + 1
        row.save(update_fields=["text", "saved_at", "page", "turn", "saves"])
        return
    no = row.no + 1 if row else 1
    InterviewNote.objects.create(
        physician=physician, topic=key, no=no, text=text, by_id=by.user_id, page=page, turn=turn
    )
    record(by=by, action="note_interview", object_type="physician", object_number=physician.number, topic=key, no=no)


def _joined(theirs: str, ours: str) -> str:
    """Theirs, and below it our lines that it lacks."""
    known = set(theirs.split("\n"))
    return "\n".join([theirs.rstrip("\n"), *(line for line in ours.split("\n") if line not in known)]).strip("\n")
