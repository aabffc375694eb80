"""Acts of outreach: societies, their links, news. See acts.py."""

from collections.abc import Callable
from typing import Any

from enishi.outreach import actions as outreach
from enishi.outreach import news
from enishi.outreach.models import Society
from factories.world import World

Act = Callable[[], object]


def _with_news(state: str, act: Callable[[Any, Any], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        item, by = world.news(state=state), world.outreach()
        return lambda: act(item, by)

    return story


def _add_society(world: World) -> Act:
    return lambda: outreach.add_society(name="見本学会", by=world.ms_miura)


def _open_campaign(world: World) -> Act:
    world.society_member("見本学会")
    society = Society.objects.get()
    return lambda: outreach.open_campaign(society=society, code="jams_1", occasion="会報", by=world.ms_miura)


OUTREACH_ACTS: dict[str, Callable[[World], Act]] = {
    "outreach.actions.add_society": _add_society,
    "outreach.actions.open_campaign": _open_campaign,
    "outreach.news.write_news": lambda w: lambda: w.news(state="draft"),
    "outreach.news.edit_news": _with_news(
        "draft",
        lambda n, by: news.edit_news(news=n, title="新しい見出し", body=n.body, day=n.day, seen=n.changes, by=by),
    ),
    "outreach.news.publish_news": _with_news("draft", lambda n, by: news.publish_news(news=n, by=by)),
    "outreach.news.withdraw_news": _with_news("published", lambda n, by: news.withdraw_news(news=n, by=by)),
}
