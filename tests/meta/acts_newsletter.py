"""Acts around the newsletter and the lists on pages of others. See acts.py."""

import uuid
from collections.abc import Callable

from enishi.common.actor import SYSTEM
from enishi.outreach import embeds, newsletter
from enishi.outreach.models import EmbedSite
from factories.newsletter import issue_in, reader_in
from factories.world import World

Act = Callable[[], object]


def _confirm(world: World) -> Act:
    reader = reader_in(world, confirmed=False)
    return lambda: newsletter.confirm_subscription(subscriber=reader, by=SYSTEM)


def _stop(world: World) -> Act:
    reader = reader_in(world)
    return lambda: newsletter.stop_reading(subscriber=reader, how="page", by=SYSTEM)


def _stop_address(world: World) -> Act:
    reader_in(world)
    by = world.outreach()
    return lambda: newsletter.stop_address(address="reader@example.jp", by=by)


def _write(world: World) -> Act:
    by = world.outreach()
    return lambda: newsletter.write_issue(title="冬のお便り", body="本文", key=uuid.uuid4(), by=by)


def _edit(world: World) -> Act:
    issue, by = issue_in(world), world.outreach()
    return lambda: newsletter.edit_issue(issue=issue, title="別の題", body="本文", seen=0, by=by)


def _prepare(world: World) -> Act:
    reader_in(world)
    issue, by = issue_in(world), world.outreach()
    return lambda: newsletter.prepare_issue(issue=issue, by=by)


def embed_in(world: World) -> EmbedSite:
    return embeds.open_embed(
        name="見本町", page="https://www.example.or.jp/recruit", prefecture="", specialty="", most=5, key=uuid.uuid4(),
        by=world.outreach(),
    )  # fmt: skip


def _renew(world: World) -> Act:
    site, by = embed_in(world), world.outreach()
    return lambda: embeds.renew_embed(site=site, seen=1, by=by)


def _revoke(world: World) -> Act:
    site, by = embed_in(world), world.outreach()
    return lambda: embeds.revoke_embed(site=site, by=by)


NEWSLETTER_ACTS: dict[str, Callable[[World], Act]] = {
    "outreach.embeds.open_embed": lambda w: lambda: embed_in(w),
    "outreach.embeds.renew_embed": _renew,
    "outreach.embeds.revoke_embed": _revoke,
    "outreach.newsletter.subscribe": lambda w: lambda: newsletter.subscribe(address="new@example.jp", by=SYSTEM),
    "outreach.newsletter.confirm_subscription": _confirm,
    "outreach.newsletter.stop_reading": _stop,
    "outreach.newsletter.stop_address": _stop_address,
    "outreach.newsletter.write_issue": _write,
    "outreach.newsletter.edit_issue": _edit,
    "outreach.newsletter.prepare_issue": _prepare,
}
