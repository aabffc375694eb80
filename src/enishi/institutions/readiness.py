"""What can be done with the readiness check: two people answer apart, the institution reads both together, and may share it."""

import hmac
import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from enishi.accounts.actions import digest_of
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.institutions.models import Institution, Readiness
from enishi.institutions.readiness_items import GROUP_OF, Seat, Standing

LINK_LIFE = timedelta(days=14)
GUEST = Actor(None, Party.INSTITUTION, "readiness", name="リンクでお答えの医師")
"""Whoever holds the link: a physician of the place, of whom nothing is stored but the answers."""
SAME_PERSON = Refusal(
    "seat",
    "もう一方の立場でお答えになった方です。見方の違いを比べるため、別の方か、リンクをお渡しした先生にお答えいただいてください。",
)


def readiness_of(institution: Institution) -> Readiness | None:
    return Readiness.objects.filter(institution=institution).first()


def of_token(token: str) -> Readiness | None:
    """The check whose link this is, while it is open; None alike for one that ended and for one that never was."""
    digest = digest_of(token)
    found = Readiness.objects.filter(digest=digest).select_related("institution").first()
    if found is None or not hmac.compare_digest(found.digest, digest) or not found.link_is_open:
        return None
    return found


@transaction.atomic
def save_answers(
    *, institution: Institution, by: Actor, seat: Seat, group: str, answers: Mapping[str, str]
) -> Readiness:
    """Write one group of one seat; the others stay. A question without an answer is one that nobody knows.

    Raises KeyError for an unknown group, ValueError for answers that are none, StepRefused if the same person has
    answered the other seat.
    """
    codes = {item.code for item in GROUP_OF[group].items}
    if not set(answers) <= codes or not set(answers.values()) <= set(Standing):
        raise ValueError("an answer is not of this group")
    found = _locked(institution)
    other = Seat.PHYSICIAN if seat is Seat.OFFICE else Seat.OFFICE
    if by.user_id is not None and getattr(found, f"{other}_by_id") == by.user_id:
        raise StepRefused(SAME_PERSON)
    kept = {code: value for code, value in getattr(found, seat.value).items() if code not in codes}
    setattr(found, seat.value, {**kept, **{code: str(value) for code, value in answers.items()}})
    setattr(found, f"{seat}_by_id", by.user_id)
    setattr(found, f"{seat}_at", now())
    found.save()
    record(
        by=by,
        action="save_readiness",
        object_type="institution",
        object_number=institution.number,
        seat=str(seat),
        group=group,
    )
    return found


@transaction.atomic
def open_link(*, institution: Institution, by: Actor) -> tuple[Readiness, str]:
    """A link for the physician of the place, for fourteen days; an earlier one ends. The token is stored nowhere."""
    token = secrets.token_urlsafe(24)
    found = _locked(institution)
    found.digest, found.link_until = digest_of(token), now() + LINK_LIFE
    found.save()
    record(by=by, action="open_readiness_link", object_type="institution", object_number=institution.number)
    return found, token


@transaction.atomic
def share(*, institution: Institution, by: Actor, shared: bool) -> Readiness:
    """Let the coordinator read the outcome, or stop it. Twice the same changes nothing."""
    found = _locked(institution)
    if shared != (found.shared_at is not None):
        found.shared_at = now() if shared else None
        found.save(update_fields=["shared_at"])
        action = "share_readiness" if shared else "unshare_readiness"
        record(by=by, action=action, object_type="institution", object_number=institution.number)
    return found


def _locked(institution: Institution) -> Readiness:
    Readiness.objects.get_or_create(institution=institution)
    return Readiness.objects.select_for_update(of=("self",)).get(institution=institution)
