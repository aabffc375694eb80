"""What no list may say although the snapshot still holds it: asked of the database, of the few pairs about to be shown."""

from collections.abc import Iterable, Mapping
from datetime import date

from enishi.common.clock import today
from enishi.openings.models import Opening
from enishi.physicians.deciphering import shields_of
from enishi.physicians.families import hidden
from enishi.physicians.models import Physician
from enishi.physicians.shield import family_of

Locks = Mapping[int, date]


def openings_still_for(physician: Physician, numbers: Iterable[str], locks: Locks) -> dict[str, Opening]:
    """Of these openings, with their terms, those in public now that the physician does not hide from; by number.

    None for a physician who is not to be urged to move.
    """
    if not Physician.objects.matchable().filter(pk=physician.pk).exists() or _is_locked(physician.pk, locks):
        return {}
    found = list(Opening.objects.published().with_terms().filter(number__in=list(numbers)))
    shields, unreadable = shields_of([physician.pk])
    if unreadable:
        return {}
    targets = shields.get(physician.pk, [])
    away = hidden(targets, family_of(o.institution_id for o in found)) if targets else set()
    return {o.number: o for o in found if o.institution_id not in away}


def physicians_still_for(opening: Opening, numbers: Iterable[str], locks: Locks) -> dict[str, Physician]:
    """Of these physicians those who seek now, are not locked, and do not hide from the opening's institution; by number."""
    published = Opening.objects.published().select_related("institution__corporation").filter(pk=opening.pk).first()
    if published is None:
        return {}
    found = list(Physician.objects.matchable().filter(number__in=list(numbers)))
    shields, unreadable = shields_of([p.pk for p in found])
    family = family_of([published.institution_id]) if shields else []
    return {
        p.number: p
        for p in found
        if not _is_locked(p.pk, locks)
        and p.pk not in unreadable
        and published.institution_id not in hidden(shields.get(p.pk, []), family)
    }


def _is_locked(physician_id: int, locks: Locks) -> bool:
    """The last day of the lock itself is still locked."""
    until = locks.get(physician_id)
    return until is not None and until >= today()
