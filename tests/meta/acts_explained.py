"""The acts of explaining and of the certification folder, as `acts.py` watches them."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from enishi.accounts.models import User
from enishi.common.clock import today
from enishi.office import certification, explanations, wordings
from enishi.office.explained_enums import ReceivedBy, Standing, ToldBy
from enishi.office.models import CriterionWording, Evidence, Explained
from enishi.physicians.actions import change_delivery
from enishi.physicians.enums import Delivery
from enishi.physicians.models import Physician
from factories.world import World

Act = Callable[[], object]


def told(world: World, of: Physician | None = None) -> Explained:
    return explanations.tell_by_hand(
        of=of or world.physician(), by=world.office(), key=uuid.uuid4(), way=ToldBy.PAPER, on=today()
    )


def laid(world: World, **more: object) -> Evidence:
    return certification.add_evidence(criterion="staff", by=world.office(), key=uuid.uuid4(), note="研修の資料", **more)


def _tell(world: World) -> Act:
    physician = world.physician()
    return lambda: told(world, physician)


def _confirm(world: World) -> Act:
    row = told(world)
    return lambda: explanations.confirm_received(told=row, by=world.office(), how=ReceivedBy.PAPER)


def _read(world: World) -> Act:
    physician = world.physician()
    digest = explanations.version_now(explanations.Audience.SEEKER).digest
    return lambda: explanations.read_now(of=physician, by=world.actor(physician), digest=digest)


def _deliver(world: World) -> Act:
    physician = world.physician()
    method = Delivery.PAPER if physician.delivery.method == Delivery.MAIL else Delivery.MAIL
    return lambda: change_delivery(physician=physician, method=method, by=world.actor(physician))


def _lay(world: World) -> Act:
    return lambda: laid(world)


def _remove(world: World) -> Act:
    row = laid(world)
    return lambda: certification.remove_evidence(evidence=row, by=world.office())


def _review(world: World) -> Act:
    return lambda: certification.review_criterion(
        criterion="staff",
        by=world.office(),
        key=uuid.uuid4(),
        standing=Standing.MET,
        words="",
        next_on=today() + timedelta(days=90),
    )


def typed(world: World) -> CriterionWording:
    return wordings.enter_wording(
        criterion="voices", by=world.office(), key=uuid.uuid4(), title="意見の反映", text="見本の文", edition="見本の版"
    )


def _type(world: World) -> Act:
    return lambda: typed(world)


def _settle(world: World) -> Act:
    row = typed(world)
    return lambda: wordings.settle_wording(wording=row, by=world.supervisor(), right=True)


def _plan(world: World) -> Act:
    by = world.office()
    person = User.objects.get(pk=by.user_id)
    return lambda: wordings.plan_comparison(by=by, key=uuid.uuid4(), person=person, due_on=today())


EXPLAINED_ACTS: dict[str, Callable[[World], Act]] = {
    "office.explanations.tell_by_hand": _tell,
    "office.explanations.confirm_received": _confirm,
    "office.explanations.read_now": _read,
    "office.certification.add_evidence": _lay,
    "office.certification.remove_evidence": _remove,
    "office.certification.review_criterion": _review,
    "office.wordings.enter_wording": _type,
    "office.wordings.settle_wording": _settle,
    "office.wordings.plan_comparison": _plan,
    "physicians.actions.change_delivery": _deliver,
}
