"""What can be done with a family page: it is opened, changed and ended; the family asks, the physician answers."""

import hmac
import secrets
import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction

from enishi.accounts.actions import digest_of
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.openings.models import Opening
from enishi.physicians.models import FamilyLink, FamilyPlace, FamilyQuestion, Physician, Relation
from enishi.physicians.notices import tell_family_help, tell_family_question

LIVES = (7, 30, 90)
"""Days a page may stay open."""
MOST_OPEN = 5
MOST_PLACES = 5
MOST_WAITING = 10
FAMILY = Actor(None, Party.PHYSICIAN, "family", name="ご家族")
"""Whoever holds the link. Nothing is known of the person but the relation the physician chose."""


def open_links(physician: Physician) -> list[FamilyLink]:
    """Pages that open now, the newest first."""
    rows = physician.family_links.filter(ended_at=None, expires_at__gt=now()).order_by("-made_at")
    return list(rows.prefetch_related("places__opening__institution__municipality__prefecture", "questions"))


def link_of_token(token: str) -> FamilyLink | None:
    """The page of this token while it is open; None alike for one that ended, one that never was, and nonsense.

    Found by its digest, so no comparison of the token itself could be timed; the digest is compared in constant time.
    """
    digest = digest_of(token)
    link = FamilyLink.objects.filter(digest=digest).select_related("physician__user", "physician__coordinator").first()
    if link is None or not hmac.compare_digest(link.digest, digest) or not link.is_open:
        return None
    return link


@transaction.atomic
def open_family_link(
    *,
    physician: Physician,
    by: Actor,
    relation: Relation,
    days: int,
    openings: Iterable[Opening],
    named: Iterable[int] = (),
    shows_visit: bool = False,
) -> tuple[FamilyLink, str]:
    """A page for one relation, open for 7, 30 or 90 days; the link and its token, which is stored nowhere.

    openings: what the page shows; named: primary keys of those whose institution is named. Raises ValueError for other
    numbers of days, StepRefused when too many pages are open.
    """
    if days not in LIVES:
        raise ValueError(f"a family page stays open for one of {LIVES} days")
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if physician.family_links.filter(ended_at=None, expires_at__gt=now()).count() >= MOST_OPEN:
        raise StepRefused(
            Refusal("many", f"開いているページは{MOST_OPEN}つまでです。使わないページを閉じてからお作りください。")
        )
    token = secrets.token_urlsafe(24)  # 192 bits
    link = FamilyLink.objects.create(
        physician=physician,
        relation=relation,
        digest=digest_of(token),
        expires_at=now() + timedelta(days=days),
        shows_visit=shows_visit,
    )
    chosen, names = list(openings)[:MOST_PLACES], set(named)
    FamilyPlace.objects.bulk_create(
        FamilyPlace(link=link, opening=opening, shows_name=opening.pk in names) for opening in chosen
    )
    _record(link, by, "open_family_link", days=days, places=len(chosen))
    return link, token


@transaction.atomic
def change_family_link(
    *, link: FamilyLink, by: Actor, places: Mapping[int, Opening], named: Iterable[int], shows_visit: bool
) -> None:
    """What the page shows from now on: openings by primary key, and which of them with the institution's name."""
    names = set(named)
    link.places.exclude(opening__in=places).delete()
    for pk, opening in list(places.items())[:MOST_PLACES]:
        FamilyPlace.objects.update_or_create(link=link, opening=opening, defaults={"shows_name": pk in names})
    link.shows_visit = shows_visit
    link.save(update_fields=["shows_visit"])
    _record(link, by, "change_family_link", places=len(places))


@transaction.atomic
def end_family_link(*, link: FamilyLink, by: Actor) -> None:
    """Closed at once; closing it twice changes nothing."""
    if FamilyLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=now()):
        _record(link, by, "end_family_link")


@transaction.atomic
def ask_as_family(*, link: FamilyLink, text: str, key: uuid.UUID, by: Actor = FAMILY) -> FamilyQuestion:
    """A question from the page; the same form sent twice asks once. Raises StepRefused when too many wait for an answer."""
    FamilyLink.objects.select_for_update().get(pk=link.pk)
    if known := FamilyQuestion.objects.filter(key=key, link=link).first():
        return known
    if link.questions.filter(answered_at=None).count() >= MOST_WAITING:
        raise StepRefused(
            Refusal("many", "お答えを待っているご質問が多くなっています。お答えのあとに、またお書きください。")
        )
    question = FamilyQuestion.objects.create(link=link, text=text.strip(), key=key)
    _record(link, by, "ask_as_family")
    tell_family_question(link, question.pk)
    return question


@transaction.atomic
def answer_family(*, question: FamilyQuestion, by: Actor, text: str) -> FamilyQuestion:
    """The physician's answer, or the coordinator's to a question passed on; it stands on the page at once. May be changed."""
    if by.party is not Party.PHYSICIAN and question.to_coordinator_at is None:
        raise StepRefused(Refusal("not_passed_on", "このご質問は、先生から預かっていません。"))
    question.answer, question.answered_at, question.answered_by_id = text.strip(), now(), by.user_id
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    _record(question.link, by, "answer_family")
    return question


@transaction.atomic
def pass_to_coordinator(*, question: FamilyQuestion, by: Actor) -> None:
    """The physician asks the coordinator to answer; until then no one at the desk sees the question."""
    if FamilyQuestion.objects.filter(pk=question.pk, to_coordinator_at=None).update(to_coordinator_at=now()):
        _record(question.link, by, "pass_family_question")
        tell_family_help(question.link.physician, question.pk)


def _record(link: FamilyLink, by: Actor, action: str, **data: int) -> None:
    record(by=by, action=action, object_type="physician", object_number=link.physician.number, **data)
