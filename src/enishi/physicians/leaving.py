"""Rest, return, and leaving: what of a registration is erased at once and what the law keeps (ADR 0019).

The seekers' ledger (職業安定法32条の15, 同法施行規則24条の7) needs 氏名, 住所, 生年月日, 希望職種 and the dates for two years
after the validity ended; that and nothing else outlives the leaving of an accepted seeker. `candidacies.leaving.leave` is the
whole act; this module knows what belongs to physicians alone.
"""

import secrets
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q

from enishi.accounts.actions import digest_of, end_membership, end_sessions
from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.audit.erasure import erasing
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import now, today
from enishi.common.holdings import Stage, holdings
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.ledgers import retention_until
from enishi.notices.models import Notice
from enishi.notices.unregistered import queue_to_address
from enishi.physicians.access import all_of_person
from enishi.physicians.actions import MACHINE, VALID_FOR
from enishi.physicians.holds import in_force
from enishi.physicians.models import Leaving, Physician

LONGEST_REST_DAYS = 366


@transaction.atomic
def pause(*, physician: Physician, by: Actor, until: date | None = None) -> Physician:
    """P4: no proposals until the physician comes back. `until` is what he or she means to do; nothing happens by itself."""
    if until is not None and not 0 < (until - today()).days <= LONGEST_REST_DAYS:
        raise StepRefused(Refusal("until", "お休みの終わりは、明日から1年以内の日をご入力ください。"))
    MACHINE.perform(physician, "P4", by=by, **({"until": until} if until else {}))
    physician.paused_until = until
    physician.save(update_fields=["paused_until"])
    return physician


@transaction.atomic
def resume(*, physician: Physician, by: Actor) -> Physician:
    """P5: back to where the registration stood before; an application that was accepted holds for a year from today."""
    MACHINE.perform(physician, "P5", by=by)
    physician.paused_until = None
    if physician.accepted_on is not None:
        physician.valid_until = max(physician.valid_until or today(), today() + VALID_FOR)
    physician.save(update_fields=["paused_until", "valid_until"])
    return physician


def ledger_kept_until(physician: Physician, on: date) -> date | None:
    """Last day on which the ledger must hold this seeker who leaves on `on`; None if no application was ever accepted.

    Registrations that were merged into this one stand in the ledger under their own numbers, as long.
    """
    accepted = [p for p in all_of_person(physician) if p.accepted_on is not None]
    return max((retention_until(min(p.valid_until or on, on)) for p in accepted), default=None)


@transaction.atomic
def erase_and_close(
    *, physician: Physician, by: Actor, keep_until: date | None, key: str = "", asked_on: date | None = None
) -> tuple[Leaving, str]:
    """P6, with everything erased that nothing asks for; returns the record and the key of the certificate's page.

    keep_until: last day the law asks for the rest; None erases all at once. key: "" for a new one. Under a legal hold
    (`holds`) the registration ends and nothing is erased before the hold is lifted. To be called by
    `candidacies.leaving.leave`, which has ended what was running.
    """
    MACHINE.perform(physician, "P6", by=by)
    key = key or new_key()
    leaving = Leaving.objects.create(
        physician=physician,
        left_at=now(),
        keep_until=keep_until,
        digest=digest_of(key),
        channel=by.channel,
        asked_on=asked_on or today(),
        waits=in_force(physician) is not None,
    )
    everything = all_of_person(physician)
    if leaving.waits:
        record(by=by, action="erasure_waits", object_type="physician", object_number=physician.number)
        for one in everything:
            _end_sign_in(one, by)
    else:
        _erase_at_once(leaving, by)
        _close_accounts(everything, by)
    rows = Physician.objects.filter(pk__in=[one.pk for one in everything])
    rows.filter(valid_until__gt=today()).update(valid_until=today())
    rows.update(paused_until=None, contact_by=None)
    physician.refresh_from_db()
    return leaving, key


def _erase_at_once(leaving: Leaving, by: Actor) -> None:
    """Everything but the ledger goes; without a ledger to keep, everything. The record says what went."""
    physician, keep_until = leaving.physician, leaving.keep_until
    for one in all_of_person(physician):
        for title, number in _erase(one, Stage.AT_ONCE).items():
            leaving.counts[title] = leaving.counts.get(title, 0) + number
        if keep_until is None or (one.pk != physician.pk and one.accepted_on is None):  # no ledger holds that one
            _erase(one, Stage.AT_THE_END)
    leaving.waits = False
    if keep_until is None:
        leaving.erased_at = now()
    leaving.save()
    record(
        by=by,
        action="erase",
        object_type="physician",
        object_number=physician.number,
        keep_until=keep_until.isoformat() if keep_until else "",
    )


@transaction.atomic
def erase_what_waited(*, leaving: Leaving) -> bool:
    """The hold is lifted: what leaving would have erased goes now. Done once, whoever calls twice."""
    row = _locked(leaving)
    if not row.waits or in_force(row.physician) is not None:
        return False
    _erase_at_once(row, SYSTEM)
    _close_accounts(all_of_person(row.physician), SYSTEM)
    return True


def _locked(leaving: Leaving) -> Leaving:
    return Leaving.objects.select_for_update(of=("self",)).select_related("physician").get(pk=leaving.pk)


def new_key() -> str:
    """Of a certificate's page: 192 bits."""
    return secrets.token_urlsafe(24)


def _erase(physician: Physician, stage: Stage) -> dict[str, int]:
    counts: dict[str, int] = {}
    with erasing():
        for holding in reversed(holdings()):  # who it was goes last: other rows are found by it
            if holding.erase and (number := holding.erase(physician, stage)):
                counts[holding.title] = counts.get(holding.title, 0) + number
    return counts


def _close_accounts(everything: list[Physician], by: Actor) -> None:
    """Name and address of the accounts go; the one last notice tells the owner, if somebody else pressed the button."""
    first = everything[0]
    if address := _close_account(first, by):
        queue_to_address(notice_id="E10x", address=address, key=f"E10x:{first.number}", about=first.number)
    for one in everything[1:]:
        _close_account(one, by)
    Physician.objects.filter(pk__in=[one.pk for one in everything]).update(user=None)


def _close_account(physician: Physician, by: Actor) -> str:
    """The person cannot sign in any more; the name and address go, unless the account serves another role too.

    The address is returned for the one last notice, and goes with it (`forget_last_notices`).
    """
    if physician.user is None:
        return ""
    address = str(physician.user.email)
    if _end_sign_in(physician, by):
        user = physician.user
        user.authenticator_set.all().delete()
        get_user_model().objects.filter(pk=user.pk).update(email=f"erased-{user.pk}@erased.invalid", name="")
    return address


def _end_sign_in(physician: Physician, by: Actor) -> bool:
    """The account takes nobody in any more; False if it serves another role too."""
    if physician.user is None:
        return False
    for held in Membership.objects.in_force().filter(user=physician.user, role=Role.PHYSICIAN):
        end_membership(membership=held, by=by)
    if Membership.objects.in_force().filter(user=physician.user).exists():
        return False
    physician.user.sign_in_links.all().delete()
    end_sessions(user_id=physician.user.pk)
    get_user_model().objects.filter(pk=physician.user.pk).update(is_active=False)
    return True


@transaction.atomic
def erase_the_rest(*, leaving: Leaving) -> bool:
    """The law no longer asks: what the ledger kept of this physician goes. Done once, whoever calls twice."""
    row = _locked(leaving)
    if row.waits or row.erased_at is not None or (row.keep_until is not None and row.keep_until >= today()):
        return False
    if in_force(row.physician) is not None:
        return False
    for one in all_of_person(row.physician):
        _erase(one, Stage.AT_THE_END)
    Leaving.objects.filter(pk=row.pk).update(erased_at=now())
    record(by=SYSTEM, action="erase_the_rest", object_type="physician", object_number=row.physician.number)
    return True


def forget_last_notices() -> int:
    """The address of who left goes as soon as the last notice has; after a week it goes unsent. A letter of the desk has
    two weeks."""
    last = Notice.objects.filter(kind="E10x", recipient=None)
    over = Q(status=Notice.Status.WAITING, created_at__gte=now() - timedelta(days=7))
    of_who_left = Leaving.objects.values("physician__number")
    letters = Notice.objects.filter(kind="E10", recipient=None, person__in=of_who_left)
    to_post = Q(status=Notice.Status.BY_HAND, created_at__gte=now() - timedelta(days=14))
    return int(last.exclude(over).delete()[0]) + int(letters.exclude(to_post).delete()[0])


def due_for_erasure() -> list[Leaving]:
    """Those whose last day has passed, held or not."""
    due = Leaving.objects.filter(erased_at=None, waits=False, keep_until__lt=today()).select_related("physician")
    return list(due.order_by(F("keep_until").asc(), "pk"))


def waiting_for_a_hold() -> list[Leaving]:
    """Those who left under a hold and of whom nothing is erased yet, the hold lifted or not."""
    return list(Leaving.objects.filter(waits=True).select_related("physician").order_by("left_at", "pk"))


def certificate_of(key: str) -> Leaving | None:
    """The record behind the key given when leaving."""
    return Leaving.objects.select_related("physician").filter(digest=digest_of(key)).first() if key else None
