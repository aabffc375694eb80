"""医療機関からの打診 (T4): anonymous outlines an institution may read, and its wish to talk with one of them.

Shown are physicians who agreed to exactly that (ConsentKind.ANONYMOUS), in words that K physicians share, never narrower ones. An
institution sees five at a time, the same five for a week, so that changing an opening and looking again tells nothing; nobody who
hides from anywhere this person works, who was ever in a talk with this institution, or whom nobody may urge to move. A request goes to
the coordinator: the physician is told when the coordinator proposes, the institution never why nothing came of it.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from enishi.candidacies.actions import draft_proposal, ended_before
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.outline import outline
from enishi.candidacies.suggesting import current_locks, explanation_for
from enishi.candidacies.summary import outline_facts, shared_wording_of
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.access import institutions_of
from enishi.openings.models import Opening
from enishi.physicians.enums import ConsentKind, PhysicianState
from enishi.physicians.models import Consent, Physician
from enishi.physicians.shield import hiding_from

NOBODY = 0
"""No key of a physician."""
SHOWN = 5
REQUESTS_A_WEEK = 3
WEEK = timedelta(days=7)
NOT_NOW = Refusal("request", "この先生への打診は、いまは承れません。担当者におたずねください。")


@dataclass(frozen=True, slots=True)
class Outlined:
    """A physician as an institution may read of one: the outline alone. pk never reaches a page in the clear."""

    pk: int
    words: str


def outlines_for(opening: Opening, *, by: Actor) -> list[Outlined]:
    """At most SHOWN, in an order that has nothing to do with the persons; empty for an opening that is not shown itself."""
    if not Opening.objects.proposable().filter(pk=opening.pk).exists():
        return []
    return [Outlined(p.pk, outline(shared_wording_of(p), outline_facts(p))) for p in _shown(opening, by)]


def _shown(opening: Opening, by: Actor) -> list[Physician]:
    agreed = Consent.objects.filter(physician=OuterRef("pk"), text__kind=ConsentKind.ANONYMOUS, withdrawn_at=None)
    placement = Consent.objects.filter(physician=OuterRef("pk"), text__kind=ConsentKind.PLACEMENT, withdrawn_at=None)
    met = Candidacy.objects.filter(physician=OuterRef("pk"), opening__institution=opening.institution_id)
    rows = Physician.objects.filter(
        Exists(agreed), Exists(placement), ~Exists(met), state=PhysicianState.ACTIVE, coordinator__isnull=False
    ).exclude(licence_verified_on=None)
    locked, version = current_locks(), opening.current
    rows = rows.exclude(pk__in=locked)
    if version.specialties:
        rows = rows.filter(wish_sheets__specialties__overlap=version.specialties).distinct()
    pks = list(rows.values_list("pk", flat=True))
    # Asked for nobody too: one question more would tell of one who hides.
    hidden = hiding_from(institutions_of(by), [*pks, NOBODY])
    order = sorted((pk for pk in pks if pk not in hidden), key=lambda pk: _lot(opening.institution_id, pk, today()))
    found = Physician.objects.filter(pk__in=order[: 4 * SHOWN]).select_related("identity")
    by_pk = {p.pk: p for p in found.prefetch_related("wish_sheets__municipality__prefecture")}
    fitting = (by_pk[pk] for pk in order[: 4 * SHOWN] if _fits(by_pk[pk], version.specialties))
    return [p for p in fitting if shared_wording_of(p).is_shared][:SHOWN]


def _fits(physician: Physician, specialties: list[str]) -> bool:
    """By the sheet of today: an older one may have said something else."""
    sheet = physician.wishes
    return sheet is not None and (not specialties or bool(set(sheet.specialties) & set(specialties)))


def _lot(institution: int, physician: int, day: date) -> str:
    """The same for a week and an institution, whatever the opening."""
    year, week, _ = day.isocalendar()
    return hashlib.sha256(f"{institution}:{physician}:{year}:{week}".encode()).hexdigest()


def requests_left(opening: Opening) -> int:
    """How many requests this institution may still make in these seven days."""
    made = CandidacyTransition.objects.filter(
        Q(candidacy__opening__institution=opening.institution_id), step="T4", at__gt=now() - WEEK
    )
    return max(0, REQUESTS_A_WEEK - made.count())


@transaction.atomic
def request_talk(*, physician: Physician, opening: Opening, by: Actor) -> Candidacy:
    """T4: the institution would like to talk with this physician; the coordinator looks, and asks the physician or does not.

    Raises StepRefused in words that tell nothing of the physician: whoever is not among those shown now is not asked for.
    """
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if requests_left(opening) == 0:
        raise StepRefused(
            Refusal("weekly", f"打診は、7日間に{REQUESTS_A_WEEK}件までです。日をあらためてお願いします。")
        )
    if physician.pk not in {shown.pk for shown in outlines_for(opening, by=by)}:
        raise StepRefused(NOT_NOW)
    candidacy = Candidacy(
        number=next_number("C"),
        physician=physician,
        opening=opening,
        owner=physician.coordinator,
        previous=ended_before(physician, opening),
    )
    try:
        MACHINE.begin(candidacy, "T4", by=by)
    except StepRefused as refused:
        raise StepRefused(NOT_NOW) from refused
    draft_proposal(candidacy, explanation_for(physician, opening) or {})
    return candidacy
