"""地域の肖像 (N12): what is known of a municipality, where it comes from, and how its people add to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import Role
from enishi.areas.models import Municipality
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.enums import FactState
from enishi.institutions.members import members_of
from enishi.institutions.models import Institution, RegionFact
from enishi.institutions.region_questions import BY_KEY, QUESTIONS, VOICE, Question, Topic
from enishi.notices.actions import queue_notice

VOICES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One question as a page shows it. text: "" for 未確認; then source and as_of are empty too."""

    key: str
    label: str
    text: str
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """topics: (topic, rows) without the honest notes and voices, which stand apart. known, asked: of all questions."""

    topics: list[tuple[Topic, list[RegionRow]]]
    honest: list[RegionRow]
    voices: list[RegionRow]
    known: int
    asked: int


def portrait_of(municipality: Municipality) -> Portrait:
    """Everything shown of the place. One query."""
    shown = RegionFact.objects.filter(municipality=municipality, state=FactState.SHOWN).order_by("-as_of", "-id")
    held: dict[str, list[RegionFact]] = {}
    for fact in shown:
        held.setdefault(fact.key, []).append(fact)
    apart = (Topic.HONEST, Topic.VOICES)
    topics = [(topic, [_row(q, held) for q in QUESTIONS if q.topic is topic]) for topic in Topic if topic not in apart]
    honest = [_row(q, held) for q in QUESTIONS if q.topic is Topic.HONEST]
    voices = [_of(fact) for fact in held.get(VOICE, [])[:VOICES_SHOWN]]
    asked = [q for q in QUESTIONS if q.key != VOICE]
    return Portrait(topics, honest, voices, sum(q.key in held for q in asked), len(asked))


def family_rows(municipality: Municipality) -> list[RegionRow]:
    """What is known and concerns a family; unanswered questions are left to the page of the region."""
    portrait = portrait_of(municipality)
    rows = [row for _, rows in portrait.topics for row in rows]
    return [row for row in rows if row.text and BY_KEY[row.key].matters_to_family]


def has_portrait(municipality: Municipality) -> bool:
    return RegionFact.objects.filter(municipality=municipality, state=FactState.SHOWN).exists()


def _row(question: Question, held: Mapping[str, list[RegionFact]]) -> RegionRow:
    return _of(held[question.key][0]) if question.key in held else RegionRow(question.key, question.label, "")


def _of(fact: RegionFact) -> RegionRow:
    label = BY_KEY[fact.key].label if fact.key in BY_KEY else fact.key
    return RegionRow(fact.key, label, fact.text, fact.source, fact.as_of)


# -- what institutions propose, and the desk decides ------------------------------------------------
def own_proposals(institution: Institution) -> QuerySet[RegionFact]:
    """What this institution wrote, the latest first."""
    return RegionFact.objects.filter(proposed_by=institution).order_by("-made_at", "-id")


def rows_at_hand(institution: Institution) -> dict[str, RegionRow]:
    """Question -> what is shown of the place, and over it what this institution wrote and still waits. Voices are written anew."""
    portrait = portrait_of(institution.municipality)
    rows = [row for _, rows in portrait.topics for row in rows] + portrait.honest
    waiting = own_proposals(institution).filter(state=FactState.PROPOSED).exclude(key=VOICE)
    return {row.key: row for row in rows if row.text} | {fact.key: _of(fact) for fact in waiting}


def waiting_facts() -> QuerySet[RegionFact]:
    """What waits for the desk, the oldest first."""
    return (
        RegionFact.objects.filter(state=FactState.PROPOSED)
        .select_related("municipality__prefecture", "proposed_by")
        .order_by("made_at", "id")
    )


def fact_for(pk: int) -> RegionFact:
    """A proposed or decided fact; else 404. The desk sees all."""
    found = RegionFact.objects.select_related("municipality__prefecture", "proposed_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def propose_facts(
    *,
    institution: Institution,
    by: Actor,
    answers: Mapping[str, str],
    source: str,
    as_of: date,
    resourced: Collection[str] = (),
) -> list[RegionFact]:
    """New or changed answers wait for the desk; an own one that waits already is rewritten. Empty ones change nothing.

    source, as_of: of the words that are new. The form shows what waits already, so the same words sent again keep their own: a
    source must never come to stand beside a fact that it does not tell. resourced: questions whose words stay and whose source was
    said to be this one. What is shown stays until the desk has decided. Raises KeyError for an unknown question.
    """
    place = institution.municipality
    shown = {f.key: f for f in RegionFact.objects.filter(municipality=place, state=FactState.SHOWN).exclude(key=VOICE)}

    def says_it_already(fact: RegionFact | None, text: str) -> bool:
        if fact is None or fact.text != text:
            return False
        return fact.key not in resourced or (fact.source, fact.as_of) == (source, as_of)

    made = []
    for key, typed in answers.items():
        text = " ".join(typed.split())
        BY_KEY[key]  # an unknown question is a mistake of ours
        if not text or says_it_already(shown.get(key), text):
            continue
        waiting = {"municipality": place, "key": key, "proposed_by": institution, "state": FactState.PROPOSED}
        fact = RegionFact.objects.select_for_update().filter(**waiting).first() or RegionFact(**waiting)
        if fact.pk and says_it_already(fact, text):
            continue
        fact.text, fact.source, fact.as_of = text, source, as_of
        fact.made_at, fact.made_by_id = now(), by.user_id
        fact.save()
        made.append(fact)
    keys = [fact.key for fact in made]
    record(by=by, action="propose_region_facts", object_type="institution", object_number=institution.number, keys=keys)
    return made


@transaction.atomic
def decide_fact(*, fact: RegionFact, by: Actor, show: bool, reason: str = "") -> RegionFact:
    """The desk read it against its source: shown in the place of the older one, or declined with a reason. Raises StepRefused."""
    row = RegionFact.objects.select_for_update().get(pk=fact.pk)
    if row.state != FactState.PROPOSED:
        raise StepRefused(Refusal("state", "ほかの担当者が先に判断しています。画面を開き直してご確認ください。"))
    if not show and not reason.strip():
        raise StepRefused(Refusal("reason", "見送る理由をご記入ください。医療機関の画面に出ます。"))
    if show:
        _replace(row)
    row.state = FactState.SHOWN if show else FactState.DECLINED
    row.decided_at, row.decided_by_id, row.reason = now(), by.user_id, "" if show else reason.strip()
    row.save()
    record(
        by=by,
        action="decide_region_fact",
        object_type="region",
        object_number=row.municipality_id,
        key=row.key,
        shown=show,
    )
    _tell_when_all_decided(row)
    return row


def write_facts(facts: Iterable[RegionFact]) -> None:
    """From an imported table: shown at once, each in the place of the one before. Call it in a transaction that is audited."""
    for fact in facts:
        fact.state = FactState.SHOWN
        _replace(fact)
        fact.save()


def _replace(fact: RegionFact) -> None:
    if fact.key != VOICE:
        shown = RegionFact.objects.filter(municipality=fact.municipality_id, key=fact.key, state=FactState.SHOWN)
        shown.update(state=FactState.REPLACED, decided_at=now())


def _tell_when_all_decided(fact: RegionFact) -> None:
    """IN6 once for each bundle: when nothing of this institution waits any more."""
    house = fact.proposed_by
    if house is None or RegionFact.objects.filter(proposed_by=house, state=FactState.PROPOSED).exists():
        return
    for member in members_of(house).filter(role__in=(Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF)):
        queue_notice(
            notice_id="IN6",
            recipient=member.user,
            key=f"IN6:{house.number}:{fact.pk}:{member.user_id}",
            about=house.number,
        )
