"""Societies that do not exist, their links, and how often these were opened."""

import random
from datetime import timedelta

from enishi.accounts.models import Organisation
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.demo.people import employ, pinned
from enishi.outreach.actions import add_society, open_campaign
from enishi.outreach.models import Campaign, Society, VisitCount

MESSAGE = "長年の診療、おつかれさまです。先生のご経験を待っている地域があります。まずは、お話だけでもお聞かせください。"
SOCIETIES: tuple[tuple[str, tuple[tuple[str, str, int, int], ...]], ...] = (
    ("日本こもれび内科学会（見本）", (("jams_1", "会報 春号", 320, 14), ("jams_2", "学術集会の展示", 90, 9))),
    ("日本心音学会（見本）", (("kokoro_25a", "会員へのメール", 210, 7),)),
    ("全国総診ネット研究会（見本）", (("soshin_1", "ホームページのお知らせ", 260, 5),)),
    ("みなと医師会（見本）", (("minato_1", "支部だより", 60, 2),)),
)
"""Society and its links: code, occasion, opened days ago, visits on a usual day."""


def send_out(outreach: Actor, rng: random.Random) -> None:
    """All societies with their links; the pinned person belongs to the first."""
    visits: list[VisitCount] = []
    for number, (name, links) in enumerate(SOCIETIES):
        with ago(timedelta(days=max(days for _, _, days, _ in links) + 10)):
            society = add_society(name=name, by=outreach)
            if number == 0:
                _join(society.organisation)
        visits += [row for link in links for row in _visits(society, link, outreach, rng)]
    VisitCount.objects.bulk_create(visits)


def _join(organisation: Organisation) -> None:
    person = pinned("society")
    employ(person.email, person.name, Role.SOCIETY, organisation)


def _visits(society: Society, link: tuple[str, str, int, int], outreach: Actor, rng: random.Random) -> list[VisitCount]:
    """Many in the first fortnight, fewer afterwards, none on some days."""
    code, occasion, days, usual = link
    with ago(timedelta(days=days)):
        campaign: Campaign = open_campaign(society=society, code=code, occasion=occasion, by=outreach, message=MESSAGE)
    rows = []
    for back in range(days):
        early = 4 if days - back < 14 else 1
        count = rng.randrange(0, usual * early + 1)
        if count:
            rows.append(VisitCount(campaign=campaign, day=today() - timedelta(days=back), count=count))
    return rows
