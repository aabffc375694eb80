"""Acts of institutions: joining, members, declaration, reality, region, continuity."""

from collections.abc import Callable

from enishi.accounts.roles import Role
from enishi.common.clock import today
from enishi.institutions import actions, continuity, joining, members, reality, region
from enishi.institutions.approval import save_route
from enishi.institutions.approval_rules import RouteStep
from enishi.institutions.enums import NotAccepted, NumberSource
from enishi.institutions.hosting import save_hosting
from enishi.institutions.models import Invitation
from enishi.notices.models import Notice
from factories.world import World

Act = Callable[[], object]
J, M = "institutions.joining.", "institutions.members."


def token_in(invitation: Invitation) -> str:
    """What stands in the mail, and nowhere else."""
    body = Notice.objects.get(key__endswith=str(invitation.key)).body
    return body.partition("/inst/join/")[2].split()[0]


def _apply(world: World) -> Act:
    assert world.ms_miura
    return world.application


def _check(world: World, confirmed: bool = True) -> object:
    return joining.check_institution(
        institution=world.application().institution,
        by=world.ms_miura,
        listed=None,
        number_called="0194-00-0009",
        number_source=NumberSource.MUNICIPALITY,
        spoke_with="事務長",
        confirmed=confirmed,
    )


def checked(world: World) -> object:
    return _check(world).institution  # type: ignore[attr-defined]


def _checks(world: World) -> Act:
    assert world.ms_miura
    return lambda: _check(world)


def _approve(world: World) -> Act:
    found = checked(world)
    return lambda: joining.approve_application(institution=found, by=world.ms_miura)


def _refuse(world: World) -> Act:
    found = world.application().institution
    return lambda: joining.refuse_application(institution=found, by=world.ms_miura, reason="実在を確かめられません")


def _join(world: World) -> Act:
    existing = world.institution("あおば病院")
    found = world.application(name="あおば病院").institution
    return lambda: joining.join_existing(
        institution=found, existing=existing, role=Role.INSTITUTION_STAFF, by=world.ms_miura
    )


def _suspend(world: World) -> Act:
    found = world.institution()
    return lambda: joining.suspend_institution(
        institution=found, by=world.ms_miura, ground=NotAccepted.SANCTIONED, reason="公表を確かめました"
    )


def _edit(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    return lambda: actions.edit_institution(institution=found, by=by, about="外来と訪問診療の病院です")


def _invited(world: World) -> Invitation:
    found = world.institution()
    return members.invite(
        institution=found,
        by=world.actor(found),
        mail="new@hospital.example.jp",
        name="新任",
        role=Role.INSTITUTION_STAFF,
    )


def _invite(world: World) -> Act:
    found = world.institution()
    by = world.member(found, Role.INSTITUTION_ADMIN)
    return lambda: members.invite(
        institution=found, by=by, mail="new@hospital.example.jp", name="新任", role=Role.INSTITUTION_STAFF
    )


def _accept(world: World) -> Act:
    token = token_in(_invited(world))
    return lambda: members.accept_invitation(token=token, by=joining.APPLICANT)


def _cancel(world: World) -> Act:
    invitation = _invited(world)
    return lambda: members.cancel_invitation(invitation=invitation, by=world.ms_miura)


def _change_role(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    membership = members.members_of(found)[0]
    return lambda: members.change_member_role(
        institution=found, membership=membership, role=Role.INSTITUTION_ADMIN, by=by
    )


def _end(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    membership = members.members_of(found)[0]
    return lambda: members.end_member(institution=found, membership=membership, by=by)


def _declare(world: World) -> Act:
    found = world.institution(active=False)
    return lambda: world.declaration(found)


def _reality(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    return lambda: reality.save_reality(
        institution=found, by=by, answers={"clerks": "2人"}, as_of=today(), said_by="事務長"
    )


def _proposed(world: World) -> region.RegionFact:
    found = world.institution()
    return region.propose_facts(
        institution=found, by=world.actor(found), answers={"snow": "年に38日"}, source="町の担当者", as_of=today()
    )[0]


def _propose(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    return lambda: region.propose_facts(
        institution=found, by=by, answers={"snow": "年に38日"}, source="町の担当者", as_of=today()
    )


def _decide(world: World) -> Act:
    fact = _proposed(world)
    return lambda: region.decide_fact(fact=fact, by=world.ms_miura, show=True)


def _post(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    return lambda: continuity.save_post(
        institution=found, by=by, label="内科部長", services=["内科"], born=1960, until=today()
    )


def _delete_post(world: World) -> Act:
    row = _post(world)()
    return lambda: continuity.delete_post(row=row, by=world.ms_miura)  # type: ignore[arg-type]


def _share(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    return lambda: continuity.share_book(institution=found, by=by, shared=True)


def _route(world: World) -> Act:
    found = world.institution()
    by = world.member(found, Role.INSTITUTION_ADMIN)
    return lambda: save_route(institution=found, by=by, steps=[RouteStep("院長", 5, in_person=True)])


def _hosting(world: World) -> Act:
    found = world.institution()
    by = world.actor(found)
    return lambda: save_hosting(institution=found, by=by, content={"meets": "事務長"})


INSTITUTION_ACTS: dict[str, Callable[[World], Act]] = {
    "institutions.actions.edit_institution": _edit,
    J + "apply_for_institution": _apply,
    J + "check_institution": _checks,
    J + "approve_application": _approve,
    J + "refuse_application": _refuse,
    J + "join_existing": _join,
    J + "suspend_institution": _suspend,
    M + "invite": _invite,
    M + "accept_invitation": _accept,
    M + "cancel_invitation": _cancel,
    M + "change_member_role": _change_role,
    M + "end_member": _end,
    "institutions.declarations.declare": _declare,
    "institutions.reality.save_reality": _reality,
    "institutions.region.propose_facts": _propose,
    "institutions.region.decide_fact": _decide,
    "institutions.hosting.save_hosting": _hosting,
    "institutions.approval.save_route": _route,
    "institutions.continuity.save_post": _post,
    "institutions.continuity.delete_post": _delete_post,
    "institutions.continuity.share_book": _share,
}
