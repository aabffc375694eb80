"""Who of an institution opens which page, and who is asking."""

from django.http import HttpRequest

from enishi.accounts.roles import Role
from enishi.common.actor import Actor

EDITORS = (Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF)
MEMBERS = (*EDITORS, Role.INSTITUTION_APPROVER)


def actor_on(request: HttpRequest) -> Actor:
    """The member who asks; behind `@roles(*MEMBERS)` there always is one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def may_edit(actor: Actor) -> bool:
    """Approvers read openings; they do not write them."""
    return actor.role in EDITORS
