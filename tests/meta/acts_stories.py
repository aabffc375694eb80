"""Acts around the stories that people told us. See acts.py."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from enishi.accounts.roles import Role
from enishi.common.clock import today
from enishi.outreach import stories
from factories.stories import WORDS, photo, story_in
from factories.world import World

Act = Callable[[], object]


def _write(world: World) -> Act:
    by = world.outreach()
    words = WORDS | {"alt": "海辺の診療所"}
    return lambda: stories.write_story(teller="doctor", words=words, picture=photo(), key=uuid.uuid4(), by=by)


def _edit(world: World) -> Act:
    story, by = story_in(world, "draft"), world.outreach()
    return lambda: stories.edit_story(story=story, words=WORDS | {"title": "新しい題"}, seen=1, by=by)


def _consent(world: World) -> Act:
    version, by = story_in(world, "draft").versions.get(), world.outreach()
    until = today() + timedelta(days=99)
    return lambda: stories.record_consent(
        version=version,
        name="見本 海子",
        facts=[],
        how="signed",
        agreed_on=today(),
        until=until,
        key=uuid.uuid4(),
        by=by,
    )


def _ask(world: World) -> Act:
    version, by = story_in(world, "agreed").versions.get(), world.outreach()
    return lambda: stories.ask_story_approval(version=version, by=by)


def _approve(world: World) -> Act:
    version, by = story_in(world, "asked").versions.get(), world.staff(Role.COMPLIANCE)
    return lambda: stories.approve_story(version=version, seen_fingerprint=version.fingerprint, by=by)


def _return(world: World) -> Act:
    version, by = story_in(world, "asked").versions.get(), world.staff(Role.COMPLIANCE)
    return lambda: stories.return_story(version=version, word="町の名前がわかります", by=by)


def _withdraw(world: World) -> Act:
    story, by = story_in(world), world.outreach()
    return lambda: stories.withdraw_story(story=story, by=by)


def _end(world: World) -> Act:
    story, by = story_in(world), world.outreach()
    return lambda: stories.withdraw_consent(story=story, how="phone", by=by)


STORY_ACTS: dict[str, Callable[[World], Act]] = {
    "outreach.stories.write_story": _write,
    "outreach.stories.edit_story": _edit,
    "outreach.stories.record_consent": _consent,
    "outreach.stories.ask_story_approval": _ask,
    "outreach.stories.approve_story": _approve,
    "outreach.stories.return_story": _return,
    "outreach.stories.withdraw_story": _withdraw,
    "outreach.stories.withdraw_consent": _end,
}
