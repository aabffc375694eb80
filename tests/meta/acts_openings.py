"""Acts on openings beside their terms: freshness, lists, single days, paper. See acts.py."""

import uuid
from collections.abc import Callable
from typing import Any

from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.desk import paper
from enishi.desk.enums import PaperKind
from enishi.openings.advertisements import draft_from_advertisement, keep_advertisement
from enishi.openings.enums import ConfirmWay, SpotPart
from enishi.openings.freshness import choose_confirm_way, confirm_openings
from enishi.openings.models import Advertisement, IntakeSheet
from enishi.openings.sheets import taking
from enishi.openings.sheets.plan import keep_rest, keep_sheet, plan_of, take_in
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


def _keep_rest(world: World) -> Act:
    """A list of which one row cannot be taken."""
    opening = world.opening()
    by = world.actor(opening.institution)
    data = "管理番号,見出し,週の日数\nR1,外来,2\nR2,病棟,いつか".encode()
    sheet = keep_sheet(institution=opening.institution, by=by, name="一覧.csv", data=data, key=uuid.uuid4())
    return lambda: keep_rest(sheet=sheet, plan=plan_of(data, opening.institution), by=by)


def _paper(world: World, *, until: str = "out") -> tuple[Any, Any]:
    """A sheet that has come so far: out, here, once, differs or ready."""
    opening = world.opening()
    by = world.desk()
    sheet = paper.make_sheet(kind=PaperKind.CONFIRM, by=by, institution=opening.institution)
    values, critical = {"signed_on": ["2026-11-25"]}, ("signed_on",)
    if until != "out":
        sheet = paper.receive_sheet(sheet=sheet, by=by, channel=Channel.FAX)
    if until in ("once", "differs", "ready"):
        sheet = paper.type_sheet(sheet=sheet, by=by, values=values, critical=critical)
    if until in ("differs", "ready"):
        again = values if until == "ready" else {"signed_on": ["2026-11-26"]}
        sheet = paper.type_sheet(sheet=sheet, by=by, values=again, critical=critical)
    return sheet, by


def _on_paper(until: str, act: Callable[[Any, Any], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        sheet, by = _paper(world, until=until)
        return lambda: act(sheet, by)

    return story


def _long(then: Callable[[Any, Any], object], state: str = "waiting") -> Callable[[World], Act]:
    """A list that a job takes in, as far as `state`."""

    def story(world: World) -> Act:
        opening = world.opening()
        by = world.actor(opening.institution)
        sheet = _keep_sheet(opening, by)
        IntakeSheet.objects.filter(pk=sheet.pk).update(state=state)
        return lambda: then(sheet, by)

    return story


D = "desk.paper."
CRITICAL = ("signed_on",)


def _kept(world: World) -> Advertisement:
    hospital = world.institution()
    return keep_advertisement(institution=hospital, by=world.actor(hospital), text="内科医師募集", key=uuid.uuid4())


def _keep_advertisement(world: World) -> Act:
    hospital = world.institution()
    by = world.actor(hospital)
    return lambda: keep_advertisement(institution=hospital, by=by, text="内科医師募集", key=uuid.uuid4())


def _draft_from_advertisement(world: World) -> Act:
    kept = _kept(world)
    by = world.actor(kept.institution)
    facts = {"specialties": ["内科"], "night_duty": "none"}
    return lambda: draft_from_advertisement(advertisement=kept, place=0, by=by, title="内科", facts=facts)


OPENINGS_ACTS: dict[str, Callable[[World], Act]] = {
    D + "make_sheet": _with_opening(
        "published", lambda o, by: paper.make_sheet(kind=PaperKind.CONFIRM, by=by, institution=o.institution)
    ),
    D + "begin_call": _with_opening(
        "published",
        lambda o, by: paper.begin_call(
            kind=PaperKind.OPENING, by=by, institution=o.institution, opening=o, spoke_with="事務長"
        ),
    ),
    D + "keep_registration": lambda w: (
        lambda who, by: lambda: paper.keep_registration(physician=who, by=by.by(Channel.FAX))
    )(w.physician(), w.desk()),
    D + "receive_sheet": _on_paper("out", lambda s, by: paper.receive_sheet(sheet=s, by=by, channel=Channel.FAX)),
    D + "type_sheet": _on_paper(
        "here", lambda s, by: paper.type_sheet(sheet=s, by=by, values={"signed_on": ["1"]}, critical=CRITICAL)
    ),
    D + "settle_sheet": _on_paper(
        "differs", lambda s, by: paper.settle_sheet(sheet=s, by=by, choices={"signed_on": "1"}, critical=CRITICAL)
    ),
    D + "retype_sheet": _on_paper("ready", lambda s, by: paper.retype_sheet(sheet=s, by=by)),
    D + "finish_sheet": _on_paper("ready", lambda s, by: paper.finish_sheet(sheet=s, by=by, act=lambda actor: "済み")),
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
    "openings.advertisements.keep_advertisement": _keep_advertisement,
    "openings.advertisements.draft_from_advertisement": _draft_from_advertisement,
    "openings.sheets.plan.take_in": _take_in,
    "openings.sheets.plan.keep_rest": _keep_rest,
    "openings.sheets.taking.begin": _long(lambda s, by: taking.begin(sheet=s, by=by, digest=s.digest), "read"),
    "openings.sheets.taking.stop": _long(lambda s, by: taking.stop(sheet=s, by=by)),
    "openings.sheets.taking.go_on": _long(lambda s, by: taking.go_on(sheet=s, by=by), "stopped"),
}
