"""What the clock does to openings: it asks on days 25, 30 and 40, says on day 46 that one is hidden, and closes one on day 91.

Whatever is past 求人の有効期間 is closed with those: since every confirmation renews the period, only what nobody confirmed can be.

Run as often as one likes: each opening remembers which reminder it has had, and a confirmation begins anew. The acts here
stand above openings because whoever closes one ends the talks about it too.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from enishi.candidacies.actions import close_opening_and_talks
from enishi.common.actor import SYSTEM
from enishi.institutions.models import Institution
from enishi.notices.actions import queue_notice
from enishi.openings.enums import CloseReason, ConfirmWay, OpeningState
from enishi.openings.freshness import reminders_of, renew_confirmed, to_be_asked, ways_of, writers_of
from enishi.openings.models import Opening
from enishi.openings.notices import WHEN
from enishi.openings.querysets import OpeningQuerySet
from enishi.openings.rules import REMIND_AFTER_DAYS, oldest_open

HIDDEN = len(REMIND_AFTER_DAYS)


def watch_freshness(today: date) -> tuple[int, int]:
    """Ask for what is due on this day and close what nobody answered for. Openings asked about, openings closed."""
    renew_confirmed(today)
    closed = sum(_close_old(institution, today) for institution in _institutions_with_old(today))
    asked = sum(_ask(institution, today) for institution in _institutions_to_ask(today))
    return asked, closed


def _old(today: date) -> OpeningQuerySet:
    """Confirmed more than 90 days ago, or past 求人の有効期間."""
    over = Q(confirmed_at__date__lt=oldest_open(today)) | Q(valid_until__lt=today)
    return Opening.objects.filter(over, state=OpeningState.PUBLISHED)


def _institutions_with_old(today: date) -> list[Institution]:
    return list(Institution.objects.filter(openings__in=_old(today)).distinct().order_by("pk"))


@transaction.atomic
def _close_old(institution: Institution, today: date) -> int:
    rows = list(_old(today).filter(institution=institution).select_for_update(of=("self",)).order_by("pk"))
    for opening in rows:
        close_opening_and_talks(
            opening=opening, by=SYSTEM, close_reason=CloseReason.EXPIRED, reason="最後の確認から90日を過ぎました"
        )
    _tell("E45c", institution, rows, today)
    return len(rows)


def _institutions_to_ask(today: date) -> list[Institution]:
    due: dict[int, bool] = defaultdict(bool)
    for opening in to_be_asked(today):
        due[opening.institution_id] |= reminders_of(opening, today) > opening.reminded
    return list(Institution.objects.filter(pk__in=[pk for pk, is_due in due.items() if is_due]).order_by("pk"))


@transaction.atomic
def _ask(institution: Institution, today: date) -> int:
    """One mail for all openings at one reminder. Who is asked by fax or telephone stands on the list of the desk instead."""
    rows = to_be_asked(today).filter(institution=institution).select_for_update(of=("self",)).order_by("pk")
    due: dict[int, list[Opening]] = defaultdict(list)
    for opening in rows:
        number = reminders_of(opening, today)
        if number > opening.reminded:
            due[number].append(opening)
            opening.reminded = number
            opening.save(update_fields=["reminded"])
    if ways_of([institution])[institution.pk] is ConfirmWay.MAIL:
        for number, openings in sorted(due.items()):
            _tell("E45" if number == HIDDEN else "E44", institution, openings, today, when=WHEN.get(number, ""))
    return sum(map(len, due.values()))


def _tell(kind: str, institution: Institution, openings: Sequence[Opening], today: date, *, when: str = "") -> None:
    if not openings:
        return
    for user in writers_of(institution):
        queue_notice(
            notice_id=kind,
            recipient=user,
            key=f"{kind}:{institution.number}:{today.isoformat()}:{openings[0].reminded}:{user.pk}",
            about=institution.number,
            values={"count": len(openings), "when": when},
        )
