"""A physician who was shown terms is told when they change: before and after stay readable, the agreement keeps its own version."""

from django.db.models import F

from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy
from enishi.candidacies.notices import NOT_YET
from enishi.common.changes import Subject
from enishi.notices.models import Notice
from enishi.openings.actions import terms_of
from enishi.openings.models import OpeningVersion
from enishi.openings.versions import differing, flat
from enishi.physicians.notices import tell


def tell_changed_terms(subject: Subject, pk: int) -> None:
    """Listener: each physician with an open talk who saw another version than the one shown now is told of it once (E43v)."""
    if subject is not Subject.OPENING:
        return
    rows = (
        Candidacy.objects.filter(opening=pk, opening__current__first_seen_at__isnull=False, version_seen__isnull=False)
        .exclude(state__in=ENDS)
        .exclude(version_seen=F("opening__current"))
        .select_related("physician__user", "opening__current", "version_seen")
    )
    for candidacy in rows:
        if _says_the_same(candidacy.version_seen, candidacy.opening.current):
            continue
        physician, version = candidacy.physician, candidacy.opening.current
        mine = Notice.objects.to_physician(physician.number, physician.user_id)
        if not mine.filter(kind="E43v", about=candidacy.number, status__in=NOT_YET).exists():
            key = f"E43v:{candidacy.number}:{version.no}:{physician.pk}"
            tell(physician, "E43v", key=key, about=candidacy.number)


def changed_since_shown(candidacy: Candidacy) -> tuple[OpeningVersion, OpeningVersion] | None:
    """(what the physician was shown, what stands there now), None while they are the same."""
    before, now = candidacy.version_seen, candidacy.opening.current
    if before is None or now is None or before.pk == now.pk or now.first_seen_at is None:
        return None
    return None if _says_the_same(before, now) else (before, now)


def _says_the_same(before: OpeningVersion | None, now: OpeningVersion | None) -> bool:
    """Another row with the same words: of an opening that was merged into this one."""
    return not differing(flat(terms_of(before)), flat(terms_of(now)))
