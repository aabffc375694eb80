"""The physician's own 着任の準備: when and how the new post begins, what is ticked, and where the insurance has a hole.

A notebook like 定年カレンダー: nobody but the physician reads it, and no log tells of it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction

from enishi.common.clock import now
from enishi.common.japanese.date_display import western
from enishi.law.beginning import STEP_OF, Dated, Facts, Living, Trait, plan_for, weeks_words
from enishi.law.liability_cover import Note, Own, Situation, notes_on
from enishi.physicians.models import Physician, Preparation


@dataclass(frozen=True, slots=True)
class Noted:
    """What the physician told of the new post."""

    facts: Facts
    own_cover: Own = Own.UNKNOWN


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as it stands."""

    dated: Dated
    is_done: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The steps of one week, counted from the first day of work."""

    title: str
    first: date
    entries: tuple[Entry, ...]

    @property
    def done(self) -> int:
        return sum(entry.is_done for entry in self.entries)

    @property
    def codes(self) -> set[str]:
        return {entry.dated.step.code for entry in self.entries}


def preparation_of(physician: Physician) -> Preparation | None:
    """The list, None before a day is given."""
    return Preparation.objects.filter(physician=physician).first()


def noted_in(kept: Preparation) -> Noted:
    """What was told; words of an earlier day that mean nothing now are as not told."""
    given: dict[str, Any] = json.loads(kept.facts)
    traits = frozenset(Trait(word) for word in given.get("traits", []) if word in set(Trait))
    return Noted(
        Facts(
            starts_on=date.fromisoformat(given["starts_on"]),
            living=Living(given["living"]),
            traits=traits,
            moves_on=_day(given.get("moves_on")),
            leaves_on=_day(given.get("leaves_on")),
        ),
        Own(given.get("own_cover") or Own.UNKNOWN),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def entries_of(kept: Preparation, on: date) -> list[Entry]:
    """Every step by its day."""
    done = set(kept.done)
    return [Entry(dated, dated.step.code in done, dated.on < on) for dated in plan_for(noted_in(kept).facts)]


def stretches_of(entries: Sequence[Entry]) -> list[Stretch]:
    """The steps by weeks before and after the first day of work."""
    found = []
    for weeks, group in groupby(entries, key=lambda entry: entry.dated.weeks):
        of_week = tuple(group)
        found.append(Stretch(weeks_words(weeks), of_week[0].dated.on, of_week))
    return found


def cover_notes(noted: Noted, *, half_days: int | None, on: date) -> list[Note]:
    """Where the liability insurance may have a hole. half_days: of the new post a week, None while not known."""
    facts = noted.facts
    return notes_on(
        Situation(
            last_day=facts.leaves_on,
            first_day=facts.starts_on,
            own=noted.own_cover,
            half_days=half_days,
            other_jobs=Trait.OTHER_JOBS in facts.traits,
        ),
        on,
    )


@transaction.atomic
def note_beginning(*, physician: Physician, noted: Noted) -> Preparation:
    """Begin a list or change its days; what is ticked stays ticked."""
    facts = noted.facts
    words = {
        "starts_on": facts.starts_on.isoformat(),
        "living": facts.living,
        "traits": sorted(facts.traits),
        "moves_on": facts.moves_on.isoformat() if facts.moves_on else "",
        "leaves_on": facts.leaves_on.isoformat() if facts.leaves_on else "",
        "own_cover": noted.own_cover,
    }
    given = {"facts": json.dumps(words), "saved_at": now()}
    kept, _ = Preparation.objects.update_or_create(physician=physician, defaults=given)
    return kept


@transaction.atomic
def tick(*, physician: Physician, code: str, done: bool) -> None:
    """Tick a step or take the tick back. An unknown code, or no list at all (a stale tab), changes nothing."""
    kept = Preparation.objects.select_for_update().filter(physician=physician).first()
    if kept is None or code not in STEP_OF:
        return
    ticked = {c for c in kept.done if c in STEP_OF} - {code} | ({code} if done else set())
    kept.done, kept.saved_at = sorted(ticked), now()
    kept.save(update_fields=["done", "saved_at"])


def forget_preparation(*, physician: Physician) -> None:
    """Remove the days and every tick."""
    Preparation.objects.filter(physician=physician).delete()


def paper_data(kept: Preparation, on: date) -> list[dict[str, Any]]:
    """The weeks with their steps for the printed list."""
    return [
        {
            "title": stretch.title,
            "from": western(stretch.first),
            "steps": [_on_paper(entry) for entry in stretch.entries],
        }
        for stretch in stretches_of(entries_of(kept, on))
    ]


def _on_paper(entry: Entry) -> dict[str, Any]:
    step, day = entry.dated.step, entry.dated.on
    return {
        "group": step.group.label,
        "title": step.title,
        "why": step.why,
        "source": step.source,
        "by": f"{day.month}月{day.day}日まで" if step.is_deadline else f"{day.month}月{day.day}日ごろ",
        "is_deadline": step.is_deadline,
        "done": entry.is_done,
    }


def export_preparation(physician: Physician) -> Iterator[dict[str, object]]:
    """The list in words, for the physician who takes everything along."""
    kept = preparation_of(physician)
    if kept is None:
        return
    noted = noted_in(kept)
    facts = noted.facts
    yield {
        "starts_on": facts.starts_on.isoformat(),
        "living": facts.living.label,
        "moves_on": facts.moves_on.isoformat() if facts.moves_on else "",
        "leaves_on": facts.leaves_on.isoformat() if facts.leaves_on else "",
        "traits": [trait.label for trait in Trait if trait in facts.traits],
        "own_cover": noted.own_cover.label,
        "done": [STEP_OF[code].title for code in kept.done if code in STEP_OF],
    }
