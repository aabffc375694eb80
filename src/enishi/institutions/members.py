"""Who acts for an institution: invited by mail, with a role, until the membership ends. One administrator always remains."""

import secrets
from datetime import timedelta

from django.db import transaction

from enishi.accounts.actions import digest_of, end_membership, grant_role
from enishi.accounts.models import Membership, MembershipQuerySet, Organisation, User
from enishi.accounts.roles import INSTITUTION_ROLES, STAFF_ROLES, Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.encrypted import blind_index, blind_indices
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.models import Institution, Invitation
from enishi.notices.unregistered import queue_to_address

LIFE = timedelta(days=14)
MOST_WAITING = 20


def members_of(institution: Institution) -> MembershipQuerySet:
    return (
        Membership.objects.in_force()
        .filter(organisation=institution.organisation_id, role__in=INSTITUTION_ROLES)
        .select_related("user")
        .order_by("started_at", "id")
    )


def waiting_invitations(institution: Institution) -> list[Invitation]:
    """Sent, not yet accepted and not too old, the latest first."""
    return list(institution.invitations.filter(accepted_at=None, ended_at=None, expires_at__gt=now()))


@transaction.atomic
def invite(
    *, institution: Institution, by: Actor, mail: str, name: str, role: Role, notice_id: str = "IN5"
) -> Invitation:
    """Ask a person by mail. A second invitation of the same address takes the place of the first. Raises StepRefused.

    Whether the address is known to us for another reason is never told to who invites: the role comes with the person's own yes.
    """
    _hold(institution)
    index = blind_index("mail", mail)
    waiting = institution.invitations.filter(accepted_at=None, ended_at=None)
    waiting.filter(mail_index__in=blind_indices("mail", mail)).update(ended_at=now())
    if waiting.filter(expires_at__gt=now()).count() >= MOST_WAITING:
        raise StepRefused(
            Refusal("many", f"お返事を待つご招待が{MOST_WAITING}件あります。先に、不要なご招待を取り消してください。")
        )
    token = secrets.token_urlsafe(24)
    made = Invitation.objects.create(
        institution=institution,
        name=name,
        mail=mail,
        mail_index=index,
        role=role,
        digest=digest_of(token),
        invited_by_id=by.user_id,
        expires_at=now() + LIFE,
    )
    record(by=by, action="invite", object_type="institution", object_number=institution.number, role=str(role))
    queue_to_address(
        notice_id=notice_id,
        address=mail,
        key=f"{notice_id}:{made.key}",
        about=institution.number,
        values={"token": token, "days": LIFE.days},
    )
    return made


def usable_invitation(token: str) -> Invitation | None:
    """The invitation of this token while it waits for its yes."""
    return (
        Invitation.objects.select_related("institution")
        .filter(digest=digest_of(token), accepted_at=None, ended_at=None, expires_at__gt=now())
        .first()
    )


@transaction.atomic
def accept_invitation(*, token: str, by: Actor) -> tuple[User, bool]:
    """The person's yes: the role is given. Returns the user and whether he or she is new here.

    Raises StepRefused for a link that no longer works, and for staff, who may not be tied to an institution.
    """
    found = usable_invitation(token)
    taken = found and Invitation.objects.filter(pk=found.pk, accepted_at=None, ended_at=None).update(accepted_at=now())
    if found is None or not taken:
        raise StepRefused(Refusal("link", "このご案内の期限が過ぎたか、すでに使われています。"))
    known = User.objects.filter(email__iexact=found.mail).first()
    if known and Membership.objects.in_force().filter(user=known, role__in=STAFF_ROLES).exists():
        raise StepRefused(Refusal("staff", "事務局の役割をお持ちの方は、医療機関の担当者になれません。"))
    organisation = Organisation.objects.get(pk=found.institution.organisation_id)
    user, _ = grant_role(email=found.mail, name=found.name, role=Role(found.role), by=by, organisation=organisation)
    record(by=by, action="accept_invitation", object_type="institution", object_number=found.institution.number)
    return user, known is None


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: Actor) -> None:
    """The link no longer works. Cancelling what was accepted or cancelled meanwhile changes nothing."""
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None, ended_at=None).update(ended_at=now()):
        number = invitation.institution.number
        record(by=by, action="cancel_invitation", object_type="institution", object_number=number)


@transaction.atomic
def change_member_role(*, institution: Institution, membership: Membership, role: Role, by: Actor) -> Membership:
    """Another role for the same person. Raises StepRefused where no administrator would remain."""
    _hold(institution)
    membership.refresh_from_db()
    if membership.ended_at is not None:
        raise StepRefused(Refusal("ended", "この方は、すでに外れています。画面を開き直してご確認ください。"))
    if membership.role == role:
        return membership
    if role != Role.INSTITUTION_ADMIN:
        _keep_one_administrator(institution, membership)
    end_membership(membership=membership, by=by)
    user = membership.user
    _, made = grant_role(email=user.email, name=user.name, role=role, by=by, organisation=institution.organisation)
    return made


@transaction.atomic
def end_member(*, institution: Institution, membership: Membership, by: Actor) -> None:
    """The person no longer acts for the institution. Raises StepRefused where no administrator would remain."""
    _hold(institution)
    membership.refresh_from_db()
    if membership.ended_at is None:
        _keep_one_administrator(institution, membership)
        end_membership(membership=membership, by=by)


def _hold(institution: Institution) -> None:
    """Two administrators who end each other at once take turns."""
    Organisation.objects.select_for_update().get(pk=institution.organisation_id)


def _keep_one_administrator(institution: Institution, membership: Membership) -> None:
    if membership.role != Role.INSTITUTION_ADMIN:
        return
    others = members_of(institution).filter(role=Role.INSTITUTION_ADMIN).exclude(pk=membership.pk)
    if not others.exists():
        raise StepRefused(
            Refusal("last_admin", "管理の方がいなくなってしまいます。先に、ほかの方を「院長・事務長」にしてください。")
        )
