"""The acts of keeping and erasing, as `acts.py` watches them."""

from collections.abc import Callable

from enishi.keeping import erasure, jobs
from enishi.keeping.models import ErasureProof
from enishi.physicians import holds
from enishi.physicians.models import LegalHold
from factories.world import World

Act = Callable[[], object]


def held(world: World) -> LegalHold:
    return holds.place_hold(physician=world.physician(), by=world.office(), reason="調停のため")


def asked(world: World) -> LegalHold:
    return holds.ask_to_lift(hold=held(world), by=world.office(), why="成立した")


def doubtful(world: World) -> ErasureProof:
    """A look that is over and found something."""
    physician = world.physician()
    erasure.erase_at_wish(physician=physician, by=world.actor(physician))
    proof = ErasureProof.objects.get(leaving__physician=physician)
    proof.needles, proof.finished_at = "", proof.erased_at
    proof.chain_position, proof.chain_head = 12, "0a" * 32
    proof.found = {"desk_desknote": {"rows": 1, "keys": ["7"]}}
    proof.save()
    return proof


def _place(world: World) -> Act:
    physician = world.physician()
    return lambda: holds.place_hold(physician=physician, by=world.office(), reason="調停のため")


def _ask(world: World) -> Act:
    hold = held(world)
    return lambda: holds.ask_to_lift(hold=hold, by=world.office(), why="成立した")


def _lift(world: World) -> Act:
    hold = asked(world)
    return lambda: holds.lift_hold(hold=hold, by=world.supervisor())


def _keep(world: World) -> Act:
    hold = asked(world)
    return lambda: holds.keep_hold(hold=hold, by=world.supervisor())


def _erase(world: World) -> Act:
    physician = world.physician()
    return lambda: erasure.erase_at_wish(physician=physician, by=world.actor(physician))


def _settle(world: World) -> Act:
    proof = doubtful(world)
    return lambda: erasure.settle_proof(proof=proof, by=world.office(), word="別の方でした")


KEEPING_ACTS: dict[str, Callable[[World], Act]] = {
    "physicians.holds.place_hold": _place,
    "physicians.holds.ask_to_lift": _ask,
    "physicians.holds.lift_hold": _lift,
    "physicians.holds.keep_hold": _keep,
    "keeping.erasure.erase_at_wish": _erase,
    "keeping.erasure.settle_proof": _settle,
    "keeping.jobs.ask_for_a_run": lambda world: lambda: jobs.ask_for_a_run(by=world.office()),
}
