"""The computation of a slate: what the engine may not know of (talks, proposals of the week, declarations), and where it is stored."""

from collections import Counter

from django.db import transaction

from enishi.candidacies.enums import State
from enishi.candidacies.facts import WEEK
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.rules import PROPOSALS_A_WEEK, PROPOSALS_AT_ONCE
from enishi.candidacies.suggesting import current_locks
from enishi.common import long_runs
from enishi.common.clock import now, today
from enishi.engine import WEIGHTS_VERSION
from enishi.institutions.declarations import to_be_proposed
from enishi.matching.models import Slate, SlateLine
from enishi.matching.slates import PER_PHYSICIAN, Wanted, compute
from enishi.openings.models import Opening
from enishi.openings.rules import oldest_fresh
from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import Consent, Physician


def work_out(pk: int) -> None:
    """The job: compute and store, or say why not. Run twice, it does nothing the second time; run again after a kill, it begins anew."""
    long_runs.work_out(Slate.objects.filter(pk=pk), _make, stage="", share=0)


def _make(work: long_runs.Work) -> None:
    slate = work.rows.get()
    outcome = compute(_wanted(slate), lambda stage, share: work.tell(stage=stage, share=share))
    work.tell(stage="書きこんでいます", share=97)
    with transaction.atomic():
        if not work.hold():
            return
        SlateLine.objects.bulk_create(
            SlateLine(
                slate=slate, physician_id=p.physician, opening_id=p.opening, round_no=p.round_no,
                shortage=p.shortage, explanation=p.explanation,
            )
            for p in outcome.picks
        )  # fmt: skip
        work.done(
            share=100, weights_version=WEIGHTS_VERSION, physicians=outcome.physicians, openings=outcome.openings,
            shortage=outcome.shortage, plain_shortage=outcome.plain_shortage, gap=outcome.gap, unserved=outcome.unserved,
        )  # fmt: skip


def _wanted(slate: Slate) -> Wanted:
    physicians = Physician.objects.matchable().filter(licence_verified_on__isnull=False)
    if slate.coordinator_id:
        physicians = physicians.filter(coordinator=slate.coordinator_id)
    agreed = Consent.objects.filter(text__kind=ConsentKind.PLACEMENT, withdrawn_at=None).values("physician")
    own = set(physicians.filter(pk__in=agreed).values_list("pk", flat=True))
    waiting = Counter(
        Candidacy.objects.filter(state=State.PHYSICIAN_ASKED, physician__in=own).values_list("physician_id", flat=True)
    )
    prepared = Counter(
        Candidacy.objects.filter(state=State.SUGGESTED, physician__in=own).values_list("physician_id", flat=True)
    )
    lately = Counter(
        CandidacyTransition.objects.filter(step="T2", at__gt=now() - WEEK, candidacy__physician__in=own).values_list(
            "candidacy__physician_id", flat=True
        )
    )
    allowance = {
        pk: max(0, min(PROPOSALS_AT_ONCE - waiting[pk], PROPOSALS_A_WEEK - lately[pk], PER_PHYSICIAN) - prepared[pk])
        for pk in own
    }
    fresh = Opening.objects.published().filter(
        confirmed_at__date__gte=oldest_fresh(today()), institution__in=to_be_proposed().values("pk")
    )
    return Wanted(
        locks=current_locks(),
        allowance=allowance,
        busy=set(Candidacy.objects.filter(physician__in=own).values_list("physician_id", "opening_id")),
        taken=Counter(Candidacy.objects.still_open().values_list("opening_id", flat=True)),
        shut=set(Opening.objects.published().exclude(pk__in=fresh.values("pk")).values_list("pk", flat=True)),
        shortage_weight=slate.shortage_weight,
    )
