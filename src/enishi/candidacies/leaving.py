"""退会: one act, all or nothing. Talks end neutrally, consents and disclosures are withdrawn, what may go is erased."""

from datetime import date

from django.db import transaction

from enishi.candidacies.actions import decline, take_step
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.physicians.actions import withdraw_consent, withdraw_disclosure
from enishi.physicians.enums import ConsentKind
from enishi.physicians.leaving import erase_and_close, ledger_kept_until
from enishi.physicians.models import Leaving, Physician

AGREED = (State.AGREED, State.CONTRACTED)
EMPLOYED = (State.WORKING, State.SETTLED)


@transaction.atomic
def leave(*, physician: Physician, by: Actor, key: str = "", asked_on: date | None = None) -> tuple[Leaving, str]:
    """End the registration; returns the record and the key of the certificate's page (`key`, where a form brought one).

    Raises StepRefused while an agreed contract waits to begin: that is ended with the other side, not by a button.
    """
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    running = list(Candidacy.objects.still_open().filter(physician=physician).order_by("pk"))
    if any(c.state in AGREED for c in running):
        raise StepRefused(
            Refusal(
                "agreed",
                "双方が合意したお話があります。契約を取りやめるか、勤務が始まってからの退会となります。担当者へお電話ください。",
            )
        )
    for candidacy in running:
        if candidacy.state == State.SUGGESTED:
            take_step(
                candidacy=candidacy, step_id="T29", by=SYSTEM, reason="先生が登録を終えられました", reason_code="left"
            )
        elif candidacy.state not in EMPLOYED:
            decline(candidacy=candidacy, by=by, step_id="T6" if candidacy.state == State.PHYSICIAN_ASKED else "T25")
    for grant in physician.disclosures.filter(withdrawn_at=None).select_related("institution"):
        withdraw_disclosure(physician=physician, institution=grant.institution, by=by)
    for kind in ConsentKind:
        if physician.consents.filter(text__kind=kind, withdrawn_at=None).exists():
            withdraw_consent(physician=physician, kind=kind, by=by)
    return erase_and_close(physician=physician, by=by, keep_until=kept_until(physician), key=key, asked_on=asked_on)


def kept_until(physician: Physician) -> date | None:
    """Last day on which the law keeps the ledger of a physician who leaves today, None if it keeps nothing.

    Two years after the validity ended (同法施行規則24条の7); the two-year period of a placement lasts no shorter.
    """
    kept = ledger_kept_until(physician, today())
    locks = [
        placement.no_solicitation_until
        for placement in Placement.objects.filter(candidacy__physician=physician, no_solicitation_until__isnull=False)
        if placement.no_solicitation_until
    ]
    return max([kept, *locks]) if kept else None
