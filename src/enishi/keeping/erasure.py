"""Erasing at a wish or by the clock, always followed by a look for what may have stayed."""

import json
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from enishi.accounts.roles import OFFICE_ROLES, Role
from enishi.audit.actions import record
from enishi.candidacies.leaving import leave
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.keeping.enums import Scope
from enishi.keeping.models import ErasureProof
from enishi.keeping.needles import known_of
from enishi.keeping.proof_jobs import prove_erasure
from enishi.physicians.leaving import erase_the_rest, erase_what_waited
from enishi.physicians.models import Leaving, Physician

if TYPE_CHECKING:
    from enishi.keeping.retention import Due


@transaction.atomic
def erase_at_wish(
    *, physician: Physician, by: Actor, key: str = "", asked_on: date | None = None, identified: str = "signed_in"
) -> tuple[Leaving, str]:
    """退会 with everything that follows: what is known is noted (encrypted, until it was looked for), then erased, then
    a job looks through all that is stored. The channel of `by` says by which way the person asked, `identified` (a code)
    how the desk made sure who it was. Raises StepRefused.
    """
    known = known_of(physician)
    record(by=by, action="erasure_wish", object_type="physician", object_number=physician.number, identified=identified)
    left, key = leave(physician=physician, by=by, key=key, asked_on=asked_on)
    if not left.waits:
        _prove(left, known)
    return left, key


def erase_ledger(due: "Due") -> int:
    """The last day of the ledger has passed: the rest goes, and is looked for."""
    left = Leaving.objects.select_related("physician").get(pk=due.pk)
    known = known_of(left.physician)
    if not erase_the_rest(leaving=left):
        return 0
    left.refresh_from_db()
    _prove(left, known)
    return 1


def erase_waiting(due: "Due") -> int:
    """The hold is lifted: what leaving would have erased."""
    left = Leaving.objects.select_related("physician__user").get(pk=due.pk)
    known = known_of(left.physician)
    if not erase_what_waited(leaving=left):
        return 0
    left.refresh_from_db()
    _prove(left, known)
    return sum(left.counts.values()) or 1


@transaction.atomic
def settle_proof(*, proof: ErasureProof, by: Actor, word: str) -> ErasureProof:
    """Somebody looked at what was found and says what it is: another person's number, or what was then erased by hand."""
    if Role(by.role) not in OFFICE_ROLES:
        raise StepRefused(Refusal("role", "検査の結果は、事務局と統括だけが確かめられます。"))
    row = ErasureProof.objects.select_for_update(of=("self",)).select_related("leaving__physician").get(pk=proof.pk)
    if not row.found or row.settled_at is not None:
        raise StepRefused(Refusal("settled", "この検査は、もう確かめてあります。画面を開き直してください。"))
    if not word.strip():
        raise StepRefused(Refusal("word", "何であったかをご入力ください。"))
    row.settled_by_id, row.settled_at, row.settled_word = by.user_id, now(), word.strip()
    row.save()
    number = row.leaving.physician.number
    record(by=by, action="settle_proof", object_type="physician", object_number=number, proof=row.pk)
    return row


def _prove(left: Leaving, known: dict[str, list[str]]) -> None:
    scope = Scope.ALL if left.erased_at else Scope.LEDGER
    proof = ErasureProof.objects.create(leaving=left, scope=scope, needles=json.dumps(known, ensure_ascii=False))
    prove_erasure.defer(proof=proof.pk)
