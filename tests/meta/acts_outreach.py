"""Acts of outreach: societies, their links, news. See acts.py."""

import uuid
from collections.abc import Callable
from typing import Any

from enishi.common.clock import today
from enishi.outreach import actions as outreach
from enishi.outreach import costs, news, press, societies
from enishi.outreach.enums import CostKind
from enishi.outreach.kit.wording import Wording
from enishi.outreach.models import Society
from enishi.outreach.wordings import write_wording
from factories.world import World

Act = Callable[[], object]


def _with_news(state: str, act: Callable[[Any, Any], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        item, by = world.news(state=state), world.outreach()
        return lambda: act(item, by)

    return story


def _publish_news(world: World) -> Act:
    item, by = world.news(state="draft"), world.supervisor()
    return lambda: news.publish_news(news=item, seen=item.changes, by=by)


def _add_society(world: World) -> Act:
    return lambda: outreach.add_society(name="見本学会", by=world.ms_miura)


def _open_campaign(world: World) -> Act:
    world.society_member("見本学会")
    society = Society.objects.get()
    return lambda: outreach.open_campaign(society=society, code="jams_1", occasion="会報", by=world.ms_miura)


def _society(world: World) -> Society:
    world.society_member("見本学会")
    return Society.objects.get()


def _edit_society(world: World) -> Act:
    society, by = _society(world), world.outreach()
    return lambda: societies.edit_society(society=society, facts={"office": "見本事務局"}, seen=0, by=by)


def _note_contact(world: World) -> Act:
    society, by = _society(world), world.outreach()
    return lambda: societies.note_contact(
        society=society, key=uuid.uuid4(), day=today(), way="phone", received=False, note="ご依頼", by=by
    )


def _add_societies(world: World) -> Act:
    by = world.outreach()
    return lambda: societies.add_societies(rows=[{"name": "一覧の学会"}], by=by)


def _write_wording(world: World) -> Act:
    by, words = world.outreach(), Wording()
    return lambda: write_wording(
        subject="新しい件名", body=words.body, points=words.points, enclosures=words.enclosures, seen=0, by=by
    )


def _ask_press(world: World) -> Act:
    _open_campaign(world)()
    by = world.outreach()
    return lambda: press.ask_press(codes=["jams_1"], kind="print", key=uuid.uuid4(), by=by)


def _cancel_press(world: World) -> Act:
    run, by = _ask_press(world)(), world.outreach()
    return lambda: press.cancel_press(run=run, by=by)  # type: ignore[arg-type]


def _add_cost(world: World) -> Act:
    campaign, by = _open_campaign(world)(), world.outreach()
    return lambda: costs.add_cost(
        campaign=campaign, kind=CostKind.PRINT, day=today(), yen=30_000, hours=None, note="", key=uuid.uuid4(), by=by
    )  # type: ignore[arg-type]


def _strike_cost(world: World) -> Act:
    cost, by = _add_cost(world)(), world.outreach()
    return lambda: costs.strike_cost(cost=cost, by=by)  # type: ignore[arg-type]


OUTREACH_ACTS: dict[str, Callable[[World], Act]] = {
    "outreach.actions.add_society": _add_society,
    "outreach.actions.open_campaign": _open_campaign,
    "outreach.societies.edit_society": _edit_society,
    "outreach.societies.note_contact": _note_contact,
    "outreach.societies.add_societies": _add_societies,
    "outreach.wordings.write_wording": _write_wording,
    "outreach.costs.add_cost": _add_cost,
    "outreach.costs.strike_cost": _strike_cost,
    "outreach.press.ask_press": _ask_press,
    "outreach.press.cancel_press": _cancel_press,
    "outreach.news.write_news": lambda w: lambda: w.news(state="draft"),
    "outreach.news.edit_news": _with_news(
        "draft",
        lambda n, by: news.edit_news(news=n, title="新しい見出し", body=n.body, day=n.day, seen=n.changes, by=by),
    ),
    "outreach.news.publish_news": _publish_news,
    "outreach.news.withdraw_news": _with_news("published", lambda n, by: news.withdraw_news(news=n, by=by)),
}
