"""Who read what of somebody, from the log, in lines a person can look through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from enishi.audit.models import Entry

LOOKED_THROUGH = 2000


@dataclass(slots=True)
class Reading:
    """One reader, one day, one kind of data. entry: primary key of the newest entry; times: how often it was opened."""

    entry: int
    day: date
    first: datetime
    last: datetime
    role: str
    organisation: int | None
    what: str
    level: int | None
    object_type: str
    times: int = 1


def readings_of(
    number: str, *, since: datetime, but_of: int | None, lists: Iterable[tuple[str, str]] = ()
) -> list[Reading]:
    """Readings of the physician with this number since then, the newest first, but for those of the user `but_of`.

    lists: (type, number) of what holds everybody, such as a ledger; its readings are readings of this person too.
    Openings of one person on one day of one kind of data are one line. One query, of at most 2,000 entries.
    """
    found: dict[tuple[object, ...], Reading] = {}
    for e in entries_of(number, since=since, but_of=but_of, lists=lists).order_by("-at", "-pk")[:LOOKED_THROUGH]:
        day, organisation = timezone.localdate(e.at), e.data.get("organisation")
        key = (day, e.actor_id, e.role, organisation, e.action, e.object_type)
        if key in found:
            found[key].times += 1
            found[key].first = e.at
        else:
            found[key] = Reading(
                e.pk, day, e.at, e.at, e.role, organisation, e.action.removeprefix("read:"), e.level, e.object_type
            )
    return list(found.values())


def entries_of(
    number: str, *, since: datetime, but_of: int | None, lists: Iterable[tuple[str, str]] = ()
) -> QuerySet[Entry]:
    """The entries behind `readings_of`."""
    about = Q(object_type="physician", object_number=number)
    for kind, name in lists:
        about |= Q(object_type=kind, object_number=name)
    rows = Entry.objects.filter(about, at__gte=since, action__startswith="read:")
    rows = rows.exclude(action="read:edit")  # a form was opened; what it shows of the person is logged beside it
    return rows if but_of is None else rows.exclude(actor_id=but_of)
