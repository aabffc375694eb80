"""The town's holds, its nights of retention, and who left with what a look found."""

from typing import Any

from enishi.common.clock import today
from enishi.keeping.enums import Outcome
from enishi.keeping.models import RetentionLine, RetentionRun
from enishi.physicians import holds
from factories.world import World
from meta.acts_keeping import doubtful


class KeepingThings:
    """One hold whose lifting is asked for, one leaving whose look found something, one night with a line of each end."""

    def __init__(self, world: World) -> None:
        self.held = world.physician()
        hold = holds.place_hold(physician=self.held, by=world.office(), reason="返戻をめぐる調停のため")
        holds.ask_to_lift(hold=hold, by=world.office(), why="調停が成立した")
        self.gone = doubtful(world).leaving.physician
        run = RetentionRun.objects.create(day=today())
        for outcome, kind in zip(Outcome, ("ledger", "waiting", "dialogue"), strict=True):
            RetentionLine.objects.create(run=run, kind=kind, number=f"P-2026-{kind}", outcome=outcome, rows=3)
        self.night = run.day.isoformat()


def put_keeping(put: Any, found: Any, things: KeepingThings) -> None:
    put(found, ("gone",), [(things.gone.number,)], [], "P-2026-9999")
    put(found, ("held",), [(things.held.number,)], [], "P-2026-9999")
    put(found, ("night",), [(things.night,)], [], "2020-02-30")
