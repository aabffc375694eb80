"""Why physicians passed on an institution, as far as it may be told: of at least five, in the bands of `engine.bands`.

Nobody's own reason is ever passed on. Left out before counting, so that answers are the same with and without them: whoever
hides from the institution or anybody of its family. Of the others one in four is never counted, and each band may read a
little low, so that one more refusal hardly ever moves a band.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from enishi.candidacies.enums import DeclineReason, State
from enishi.candidacies.models import CandidacyTransition
from enishi.common.clock import now
from enishi.engine.bands import Band, band, counted, secret
from enishi.institutions.models import Institution
from enishi.matching.insight import key_of_bands
from enishi.physicians.shield import hiding_from

LOOKS_BACK = timedelta(days=730)
UNTOLD = frozenset({DeclineReason.NO_ANSWER, DeclineReason.OTHER})
"""Say nothing an institution could change."""


@dataclass(frozen=True, slots=True)
class Told:
    """One reason and how many physicians gave it."""

    reason: DeclineReason
    band: Band


def reasons_told(institution: Institution) -> list[Told]:
    """Reasons given by at least five physicians to this institution in two years, those of most first. Empty otherwise."""
    given: dict[str, set[tuple[int, str]]] = defaultdict(set)
    rows = CandidacyTransition.objects.filter(
        candidacy__opening__institution=institution,
        to_state=State.PHYSICIAN_DECLINED,
        at__gte=now() - LOOKS_BACK,
        reason_code__in=[r.value for r in DeclineReason if r not in UNTOLD],
    ).values_list("reason_code", "candidacy__physician", "candidacy__physician__number")
    for code, pk, number in rows:
        given[code].add((pk, number))
    physicians = {pk for found in given.values() for pk, _ in found}
    hiding = hiding_from([institution.pk], physicians)
    drawn = secret(key_of_bands())
    told = [
        Told(DeclineReason(code), shown)
        for code, found in given.items()
        if (shown := _band(drawn, institution, code, [number for pk, number in found if pk not in hiding])).rank
    ]
    return sorted(told, key=lambda one: (-one.band.rank, list(DeclineReason).index(one.reason)))


def _band(drawn: bytes, institution: Institution, code: str, numbers: list[str]) -> Band:
    """Fewer than five are never told from none: that is the lowest band, whose rank is 0."""
    sampled = int(np.count_nonzero(counted(drawn, np.array(numbers, dtype=np.str_))))
    return band(drawn, f"decline\0{institution.pk}\0{code}".encode(), sampled)
