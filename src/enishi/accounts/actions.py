"""What can be done to people, memberships and sign-in links."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from enishi.accounts.models import Membership, Organisation, Session, SignInLink, User
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import now

SHELL_LINK_LIFE = timedelta(minutes=15)
MAIL_LINK_LIFE = timedelta(days=3)


@transaction.atomic
def grant_role(
    *, email: str, name: str, role: Role, by: Actor, organisation: Organisation | None = None
) -> tuple[User, Membership]:
    """Give a person a role; the person is made if the address is new. Granting twice changes nothing."""
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, name=name)
    membership, created = Membership.objects.get_or_create(
        user=user, role=role, organisation=organisation, ended_at=None
    )
    if created:
        record(by=by, action="grant_role", object_type="user", object_number=str(user.pk), role=str(role))
    return user, membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor) -> None:
    membership.ended_at = now()
    membership.save(update_fields=["ended_at"])
    record(by=by, action="end_role", object_type="user", object_number=str(membership.user_id), role=membership.role)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_sign_in_link(*, user: User, made_by: str, life: timedelta, next_path: str = "") -> str:
    """A one-time path `/sign-in/{token}`. The token itself is stored nowhere; the making is audited."""
    token = secrets.token_urlsafe(24)
    SignInLink.objects.create(
        user=user,
        digest=digest_of(token),
        made_by=made_by,
        next_path=next_path,
        expires_at=now() + life,
    )
    record(by=SYSTEM, action="make_sign_in_link", object_type="user", object_number=str(user.pk), made_by=made_by)
    return f"/sign-in/{token}"


def usable_link(token: str) -> SignInLink | None:
    """The link of this token if it was not used and is not too old."""
    return (
        SignInLink.objects.select_related("user")
        .filter(digest=digest_of(token), used_at=None, expires_at__gt=now(), user__is_active=True)
        .first()
    )


@transaction.atomic
def use_sign_in_link(*, token: str) -> SignInLink | None:
    """Take the link so that it works for exactly one of several people pressing at once."""
    link = usable_link(token)
    if link is None:
        return None
    taken = SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now())
    if not taken:
        return None
    record(by=SYSTEM, action="use_sign_in_link", object_type="user", object_number=str(link.user_id))
    return link


def end_sessions(*, user_id: int) -> int:
    """Sign this person out on every device; how many sessions ended."""
    return Session.objects.filter(user=user_id).delete()[0]
