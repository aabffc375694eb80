"""Searches kept under a name, and the weekly word about what is new: off unless asked for, one mail for all of them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.encrypted import blind_index, blind_indices
from enishi.common.workflow import Refusal, StepRefused
from enishi.notices.actions import queue_notice
from enishi.notices.models import Notice
from enishi.openings.enums import OpeningState
from enishi.openings.models import OpeningTransition
from enishi.openings.search import Filters, canonical_query, read_query
from enishi.openings.search.finding import search
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician, SavedSearch

MOST_SEARCHES = 10
WEEKLY = "E58"
SPOKEN_TO = (PhysicianState.REGISTERED, PhysicianState.INTERVIEWING, PhysicianState.ACTIVE)
"""Who pauses or has left is told nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A kept search as it stands now: how many fit, and how many of them were published since the physician was last told."""

    saved: SavedSearch
    count: int
    new: int


def filters_of(saved: SavedSearch) -> Filters:
    """What it asks for; a filter that no longer exists asks for nothing."""
    return read_query(parse_qs(saved.query))[0]


def search_for(physician: Physician, pk: int) -> SavedSearch:
    """The physician's own search; another's is not found."""
    found = physician.searches.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def save_search(*, physician: Physician, by: Actor, name: str, filters: Filters, weekly: bool) -> SavedSearch:
    """Keep these filters. The same name again replaces them, so that a double submit keeps one. Raises StepRefused over ten."""
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    index = blind_index("saved_search", name)
    known = physician.searches.filter(name_index__in=blind_indices("saved_search", name)).first()
    if known is None and physician.searches.count() >= MOST_SEARCHES:
        raise StepRefused(
            Refusal("name", f"保存できるのは{MOST_SEARCHES}個までです。使わないものを消してからお試しください。")
        )
    saved = known or SavedSearch(physician=physician, name_index=index)
    saved.name, saved.query, saved.weekly, saved.told_at = name, canonical_query(filters), weekly, now()
    saved.save()
    record(by=by, action="save_search", object_type="physician", object_number=physician.number, weekly=weekly)
    return saved


@transaction.atomic
def delete_search(*, saved: SavedSearch, by: Actor) -> None:
    record(by=by, action="delete_search", object_type="physician", object_number=saved.physician.number)
    saved.delete()


@transaction.atomic
def set_weekly(*, saved: SavedSearch, by: Actor, weekly: bool) -> None:
    """Ask for the weekly word, or stop it. What was published before counts as told."""
    saved.weekly, saved.told_at = weekly, now()
    saved.save(update_fields=["weekly", "told_at"])
    record(by=by, action="save_search", object_type="physician", object_number=saved.physician.number, weekly=weekly)


def standings(searches: "QuerySet[SavedSearch] | list[SavedSearch]") -> list[Standing]:
    """How each of these searches stands, by name; one query for what is new, whatever their number."""
    kept = sorted(searches, key=lambda saved: (saved.name, saved.pk))
    published = _published_since(min((saved.told_at for saved in kept), default=now()))
    standing = []
    for saved in kept:
        ids = search(filters_of(saved)).ordered.tolist()
        new = sum(published.get(pk, saved.told_at) > saved.told_at for pk in ids)
        standing.append(Standing(saved, len(ids), new))
    return standing


def _published_since(moment: datetime) -> dict[int, datetime]:
    """Primary keys of openings published later than this, with the moment."""
    rows = OpeningTransition.objects.filter(to_state=OpeningState.PUBLISHED, at__gt=moment)
    return dict(rows.order_by("at").values_list("opening_id", "at"))


def tell_everybody() -> int:
    """The weekly round: one notice for each physician who asked for it and for whom there is something new. Returns how many.

    May run twice: the notice of a week has one key, and nothing counts as told that stands in no notice.
    """
    waiting = Physician.objects.filter(searches__weekly=True, user__isnull=False, state__in=SPOKEN_TO).distinct()
    return sum(_tell(pk) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _tell(pk: int) -> bool:
    physician = Physician.objects.select_for_update(of=("self",)).select_related("user").get(pk=pk)
    moment = now()
    year, week, _ = timezone.localdate(moment).isocalendar()
    key = f"{WEEKLY}:{physician.number}:{year}-{week}"
    if Notice.objects.filter(key=key).exists():  # what is new since then is next week's
        return False
    found = standings(physician.searches.filter(weekly=True))
    new = {standing.saved.pk: standing.new for standing in found if standing.new}
    if not new or physician.user is None:
        return False
    queue_notice(
        notice_id=WEEKLY,
        recipient=physician.user,
        key=key,
        about=physician.number,
        values={"count": str(max(new.values())), "searches": str(len(new))},
    )
    SavedSearch.objects.filter(pk__in=new).update(told_at=moment)
    return True
