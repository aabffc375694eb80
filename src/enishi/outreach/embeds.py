"""Lists of openings on the pages of societies and municipalities: made, given a new address, ended. Each act is audited.

The address carries a signature over number, turn and origin, so that nobody makes one for a page that was not registered; the browser
itself refuses to show the list anywhere but on the registered origin (`frame-ancestors`).
"""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import Http404

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.outreach.embed_rules import OriginProblem, origin_of
from enishi.outreach.models import EmbedSite
from enishi.outreach.societies import TEAM

PREFIX = "W"
LENGTH = 32
"""Hexadecimal digits of the signature: 128 bits."""


def signature(site: EmbedSite) -> str:
    """HMAC-SHA-256 over what the address stands for, under a key of its own."""
    key = hashlib.sha256(f"embed|{settings.SECRET_KEY}".encode()).digest()
    told = f"{site.number}|{site.turn}|{site.origin}"
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def address_of(site: EmbedSite) -> str:
    return f"{settings.BASE_URL}/embed/{site.number}/{signature(site)}"


def embed_sites(actor: Actor | None) -> QuerySet[EmbedSite]:
    """All for the team, those in use first; nobody else any."""
    rows = EmbedSite.objects.select_related("made_by").order_by(F("revoked_at").desc(nulls_first=True), "-id")
    return rows if actor is not None and actor.role in TEAM else rows.none()


def embed_site_for(actor: Actor | None, number: str) -> EmbedSite:
    found = embed_sites(actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def signed_site(number: str, sent: str) -> EmbedSite:
    """The site that this address stands for; 404 for a wrong signature, an old one, or one that was ended."""
    site = EmbedSite.objects.filter(number=number, revoked_at=None).first()
    if site is None or not hmac.compare_digest(signature(site).encode(), sent.encode()):
        raise Http404
    return site


@transaction.atomic
def open_embed(*, name: str, page: str, prefecture: str, specialty: str, most: int, key: UUID, by: Actor) -> EmbedSite:
    """Register a page. page: its address, of which the origin counts. The same key again is the same site."""
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    if found := EmbedSite.objects.filter(key=key).first():
        return found
    try:
        origin = origin_of(page)
    except OriginProblem as problem:
        raise StepRefused(Refusal("page", problem.sentence)) from problem
    site = EmbedSite.objects.create(
        number=number, key=key, name=name.strip(), origin=origin, prefecture=prefecture, specialty=specialty, most=most,
        made_by_id=by.user_id,
    )  # fmt: skip
    record(by=by, action="open_embed", object_type="embed", object_number=number, origin=origin)
    return site


@transaction.atomic
def renew_embed(*, site: EmbedSite, seen: int, by: Actor) -> EmbedSite:
    """Another address; the old one ends at once. seen: `turn` as the page showed it, so that two presses are one."""
    row = EmbedSite.objects.select_for_update().get(pk=site.pk)
    if row.revoked_at is not None:
        raise StepRefused(Refusal("revoked", "止めた一覧です。新しく登録してください。"))
    if row.turn == seen:
        row.turn += 1
        row.save(update_fields=["turn"])
        record(by=by, action="renew_embed", object_type="embed", object_number=row.number)
    return row


@transaction.atomic
def revoke_embed(*, site: EmbedSite, by: Actor) -> EmbedSite:
    """End it for good. Ended already: nothing changes."""
    row = EmbedSite.objects.select_for_update().get(pk=site.pk)
    if row.revoked_at is None:
        row.revoked_at = now()
        row.save(update_fields=["revoked_at"])
        record(by=by, action="revoke_embed", object_type="embed", object_number=row.number)
    return row
