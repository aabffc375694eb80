"""The acts by which two records become one, as short stories."""

from collections.abc import Callable

from enishi.merging import actions
from enishi.merging.models import Merge
from enishi.merging.plan import plan_of
from enishi.physicians.models import Physician
from factories.world import World

Act = Callable[[], object]


def twice(world: World) -> tuple[Physician, Physician]:
    """The same physician registered twice: same day of birth, same reading."""
    return world.physician(family_kana="ふたばやま", given_kana="みのる"), world.physician(
        family_kana="ふたばやま", given_kana="みのる"
    )


def merged(world: World) -> Merge:
    return _merge(world)()


def _merge(world: World) -> Callable[[], Merge]:
    kept, absorbed = twice(world)
    seen = plan_of(kept, absorbed).token
    return lambda: actions.merge_records(
        kept=kept, absorbed=absorbed, by=world.ms_miura, reason="お電話でご本人に", seen=seen
    )


def _undo(world: World) -> Act:
    merge = merged(world)
    return lambda: actions.undo_merge(merge=merge, by=world.ms_miura)


def _apart(world: World) -> Act:
    one, other = twice(world)
    return lambda: actions.keep_apart(one=one, other=other, by=world.ms_miura)


def _together(world: World) -> Act:
    one, other = twice(world)
    made = actions.keep_apart(one=one, other=other, by=world.ms_miura)
    return lambda: actions.bring_together(pk=made.pk, by=world.ms_miura)


MERGING_ACTS: dict[str, Callable[[World], Act]] = {
    "merging.actions.merge_records": _merge,
    "merging.actions.undo_merge": _undo,
    "merging.actions.keep_apart": _apart,
    "merging.actions.bring_together": _together,
}
