"""Acts on openings beside their terms: freshness, lists, single days, paper. See acts.py."""

import uuid
from collections.abc import Callable
from typing import Any

from enishi.common.clock import today
from enishi.openings.enums import ConfirmWay, SpotPart
from enishi.openings.freshness import choose_confirm_way, confirm_openings
from enishi.openings.models import IntakeSheet
from enishi.openings.sheets.plan import keep_sheet, take_in
from enishi.openings.sheets.writing import workbook
from enishi.openings.spots import SpotAct, add_spot_days, change_spot_day
from factories.world import World

Act = Callable[[], object]


def _with_opening(state: str, act: Callable[[Any, Any], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        opening = world.opening(state=state)
        by = world.actor(opening.institution)
        return lambda: act(opening, by)

    return story


def _keep_sheet(opening: Any, by: Any) -> IntakeSheet:
    row = {"external_number": "R8-01", "title": "内科外来", "days": 2}
    data = workbook([row], with_example=True)
    return keep_sheet(institution=opening.institution, by=by, name="一覧.xlsx", data=data, key=uuid.uuid4())


def _spot(world: World) -> tuple[Any, Act]:
    opening = world.opening(employment=["spot"])
    by = world.actor(opening.institution)
    return opening, lambda: add_spot_days(opening=opening, by=by, first=today(), parts=[SpotPart.AM], what="外来")


def _change_spot_day(world: World) -> Act:
    opening, add = _spot(world)
    add()
    by = world.actor(opening.institution)
    return lambda: change_spot_day(spot=opening.spot_days.get(), by=by, act=SpotAct.FILL)


def _take_in(world: World) -> Act:
    opening = world.opening()
    by = world.actor(opening.institution)
    sheet = _keep_sheet(opening, by)
    return lambda: take_in(sheet=sheet, by=by, digest=sheet.digest)


OPENINGS_ACTS: dict[str, Callable[[World], Act]] = {
    "openings.freshness.choose_confirm_way": _with_opening(
        "published", lambda o, by: choose_confirm_way(institution=o.institution, by=by, way=ConfirmWay.FAX)
    ),
    "openings.freshness.confirm_openings": _with_opening(
        "published",
        lambda o, by: confirm_openings(openings={o.number: 1}, of=o.institution, by=by, confirmed_by="事務長"),
    ),
    "openings.spots.add_spot_days": lambda w: _spot(w)[1],
    "openings.spots.change_spot_day": _change_spot_day,
    "openings.sheets.plan.keep_sheet": _with_opening("published", _keep_sheet),
    "openings.sheets.plan.take_in": _take_in,
}
