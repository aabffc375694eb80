"""Advertisements that were pasted or uploaded: kept as sent, and drafts made of what a person said yes to."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.workflow import Channel
from enishi.engine.specialties import NAMES, find
from enishi.institutions.models import Institution
from enishi.openings.actions import draft_opening
from enishi.openings.enums import ContractKind
from enishi.openings.models import AdvertisedOpening, Advertisement, Opening
from enishi.openings.reading.facts import DRAFT_FIELDS
from enishi.openings.reading.words import words_for

KEPT_FOR = timedelta(days=730)
"""The text holds names of contact persons; an opening of ours is confirmed anew every month, so two years are enough."""

MOST_LISTED = 30

TAKEN = (
    "specialties", "employment", "headcount", "days_per_week", "slots", "pay", "night_duty", "on_call", "housing", "fixed_term",
    *DRAFT_FIELDS,
)  # fmt: skip
"""Facts that go into a draft. The institution and its place are those registered; what no opening may or can hold is shown only."""


def advertisement_for(actor: Actor, key: UUID) -> Advertisement:
    """The kept text with this key, if the actor may know its institution; else 404."""
    found = (
        Advertisement.objects.select_related("institution")
        .filter(key=key, institution__in=Institution.objects.visible_to(actor))
        .first()
    )
    if found is None:
        raise Http404
    return found


def kept_advertisements(actor: Actor) -> QuerySet[Advertisement]:
    """Texts of the institutions the actor may know, the newest first, at most MOST_LISTED; `drafts_made`: how many of each."""
    rows = Advertisement.objects.filter(institution__in=Institution.objects.visible_to(actor))
    counted = rows.select_related("institution").annotate(drafts_made=Count("drafts"))
    return counted.order_by("-made_at", "-id")[:MOST_LISTED]


@transaction.atomic
def keep_advertisement(*, institution: Institution, by: Actor, text: str, key: UUID) -> Advertisement:
    """Keep a text as it came. Sent twice with the same key, text and institution it is kept once.

    Another text or institution under the same key is another one: whoever goes back and pastes anew is shown the new one.
    """
    sent_before = Advertisement.objects.filter(key=key).first()
    if sent_before and (sent_before.text, sent_before.institution_id) != (text, institution.pk):
        key = uuid5(key, f"{institution.pk}:{text}")
    kept, made = Advertisement.objects.get_or_create(
        key=key,
        defaults={
            "institution": institution,
            "text": text,
            "made_by_id": by.user_id,
            "channel": by.channel or Channel.WEB,
        },
    )
    if made:
        record(by=by, action="keep_advertisement", object_type="institution", object_number=institution.number)
    return kept


@transaction.atomic
def draft_from_advertisement(
    *, advertisement: Advertisement, place: int, by: Actor, title: str, facts: Mapping[str, Any]
) -> Opening:
    """The draft of one opening of the text, from the facts (those of TAKEN) that a person said yes to.

    place: 0 for the first opening of the text. Sent twice, the first draft is given back. Raises ValidationError for what
    no draft may hold. Nothing is published.
    """
    locked = Advertisement.objects.select_for_update().get(pk=advertisement.pk)
    if made := AdvertisedOpening.objects.filter(advertisement=locked, place=place).select_related("opening").first():
        return made.opening
    opening = draft_opening(institution=locked.institution, by=by, terms=terms_of_facts(title=title, facts=facts))
    AdvertisedOpening.objects.create(advertisement=locked, place=place, opening=opening)
    record(by=by, action="read_advertisement", object_type="opening", object_number=opening.number, facts=sorted(facts))
    return opening


@transaction.atomic
def forget_old_advertisements(day: date) -> int:
    """Remove texts older than KEPT_FOR; the openings made of them stay. Returns how many were removed."""
    old = Advertisement.objects.filter(made_at__date__lt=day - KEPT_FOR)
    count = old.count()
    old.delete()
    return count


def terms_of_facts(*, title: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts in the form of `reading.facts.FIELDS` and DRAFT_FIELDS as fields of OpeningVersion; what was not said stays open.

    Pay by the year and by the day has columns of its own; every other rate is written out in words beside them.
    """
    terms: dict[str, Any] = {
        "title": title[:80],
        "specialties": [NAMES[i] if (i := find(name)) is not None else name for name in facts.get("specialties") or ()],
        "any_specialty": facts.get("specialties") == [],  # said; where nothing was said there is no such fact
        "employment": facts.get("employment") or [],
        "headcount": facts.get("headcount") or 1,
        "days": _days(facts.get("days_per_week")),
        "slots": facts.get("slots") or [],
        "night_duty": facts.get("night_duty") or "",
        "on_call": facts.get("on_call") or "",
        "offers": ["housing"] if facts.get("housing") else [],
        "conditions": {},
    }
    rest = []
    for row in facts.get("pay") or ():
        if row["unit"] == "year" and "annual_pay_min_yen" not in terms:
            terms |= {"annual_pay_min_yen": row["min_yen"], "annual_pay_max_yen": row["max_yen"]}
        elif row["unit"] == "day" and row["min_yen"] == row["max_yen"] and "daily_pay_yen" not in terms:
            terms["daily_pay_yen"] = row["min_yen"]
        else:
            rest.append(row)
    if rest:
        terms["conditions"]["pay_details"] = words_for("pay", rest)
    if facts.get("fixed_term") is not None:
        terms["conditions"]["contract_kind"] = ContractKind.FIXED if facts["fixed_term"] else ContractKind.INDEFINITE
    for name in ("working_hours", "breaks", "insurance", "smoking"):
        if facts.get(name):
            terms["conditions"][name] = facts[name]
    if trial := facts.get("probation"):
        terms["conditions"] |= (
            {"probation": False} if trial == "なし" else {"probation": True, "probation_details": trial}
        )
    if facts.get("starts_on"):
        terms["starts_on"] = date.fromisoformat(facts["starts_on"])
    return terms


def _days(days: list[float | None] | None) -> float | None:
    """An opening has one number of days: the least that is asked for, else the most."""
    return None if days is None else days[0] if days[0] is not None else days[1]
