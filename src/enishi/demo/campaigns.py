"""Societies that do not exist, their links, and how often these were opened."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from enishi.accounts.models import Organisation
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.demo.people import employ, pinned
from enishi.outreach.actions import add_society, open_campaign
from enishi.outreach.costs import add_cost
from enishi.outreach.enums import Consent, ContactWay, CostKind, Medium, Text
from enishi.outreach.funnel import last_month, make_funnel
from enishi.outreach.models import Campaign, Society, VisitCount
from enishi.outreach.societies import edit_society, note_contact

MESSAGE = "長年の診療、おつかれさまです。先生のご経験を待っている地域があります。まずは、お話だけでもお聞かせください。"
Link = tuple[str, str, Medium, Text, int, int]
SOCIETIES: tuple[tuple[str, tuple[Link, ...]], ...] = (
    (
        "日本こもれび内科学会（見本）",
        (
            ("jams_1", "会報 春号", Medium.JOURNAL, Text.LONG, 600, 10),
            ("jams_2", "学術集会の展示", Medium.MEETING, Text.LEAFLET, 590, 6),
        ),
    ),
    ("日本心音学会（見本）", (("kokoro_25a", "会員へのメール", Medium.MAIL, Text.MAIL, 595, 9),)),
    ("全国総診ネット研究会（見本）", (("soshin_1", "ホームページのお知らせ", Medium.WEB, Text.MIDDLE, 580, 14),)),
    ("みなと医師会（見本）", (("minato_1", "支部だより", Medium.ENCLOSED, Text.LEAFLET, 570, 2),)),
)
"""Society and its links: code, occasion, medium, text, opened days ago, visits on a usual day."""
COSTS: tuple[tuple[str, CostKind, int, int | None, str | None, str], ...] = (
    ("jams_1", CostKind.FEE, 590, 110_000, None, "会報の囲み、半ページ"),
    ("jams_1", CostKind.HOURS, 588, None, "6.5", "原稿と校正"),
    ("jams_2", CostKind.PRINT, 400, 64_000, None, "冊子 800部"),
    ("jams_2", CostKind.FEE, 398, 180_000, None, "展示の区画"),
    ("jams_2", CostKind.HOURS, 396, None, "32", "当日の説明、2人"),
    ("kokoro_25a", CostKind.HOURS, 580, None, "3", "文案と事務局とのやりとり"),
    ("soshin_1", CostKind.HOURS, 570, None, "1.5", "掲載のお願い"),
    ("minato_1", CostKind.PRINT, 100, 38_000, None, "小票 2,500部"),
    ("minato_1", CostKind.POST, 98, 12_400, None, "事務局への送料"),
)
"""Link, kind, days ago, yen, hours, note."""
OFFICES: tuple[dict[str, Any], ...] = (
    {"head_title": "理事長", "head": "見本 髙﨑𠮷太郎", "office": "事務局 見本 かおり", "postcode": "100-0000",
     "address": "見本県見本市見本町2-1", "phone": "03-0000-0011", "mail": "komorebi@example.jp", "every_months": 6},
    {"head_title": "代表理事", "head": "見本 七海", "office": "見本学会事務センター", "mail": "center@example.jp", "every_months": 12},
    {"head_title": "会長", "head": "見本 八郎", "office": "見本学会事務センター", "phone": "03-0000-0013", "mail": "center@example.jp",
     "every_months": 6},
    {"office": "総務課"},
)  # fmt: skip
"""What is known of each society's office, in the same order: one office keeps two of them; of the last one hardly anything."""


def send_out(outreach: Actor, rng: random.Random) -> None:
    """All societies with their links; the pinned person belongs to the first."""
    visits: list[VisitCount] = []
    for number, (name, links) in enumerate(SOCIETIES):
        with ago(timedelta(days=max(link[4] for link in links) + 10)):
            society = add_society(name=name, by=outreach)
            if number == 0:
                _join(society.organisation)
            agreed = {"consent": Consent.AGREED, "consent_on": today()} if number < 3 else {}
            edit_society(society=society, facts=OFFICES[number] | agreed, seen=0, by=outreach)
        _speak(society, number, outreach)
        visits += [row for link in links for row in _visits(society, link, outreach, rng)]
    VisitCount.objects.bulk_create(visits)
    for code, kind, days, yen, hours, note in COSTS:
        with ago(timedelta(days=days)):
            add_cost(
                campaign=Campaign.objects.get(code=code), kind=kind, day=today(), yen=yen,
                hours=Decimal(hours) if hours else None, note=note, key=uuid4(), by=outreach,
            )  # fmt: skip


def count_results() -> None:
    """What became of who came by the links, at the end of the last month, as its job would have made it: of the same records that the ledgers
    are read from, and of nobody else."""
    until = last_month(today())
    with ago(timedelta(days=(today() - until).days - 1)):
        make_funnel(until)


def _speak(society: Society, number: int, outreach: Actor) -> None:
    """A letter half a year ago and an answer; the last society was never written to."""
    if number == len(SOCIETIES) - 1:
        return
    for days, way, received, note in (
        (190 - 40 * number, ContactWay.LETTER, False, "依頼状と冊子をお送りしました。"),
        (178 - 40 * number, ContactWay.MAIL, True, "次号に載せてくださるとのお返事です。"),
    ):
        with ago(timedelta(days=days)):
            note_contact(society=society, key=uuid4(), day=today(), way=way, received=received, note=note, by=outreach)


def _join(organisation: Organisation) -> None:
    person = pinned("society")
    employ(person.email, person.name, Role.SOCIETY, organisation)


def _visits(society: Society, link: Link, outreach: Actor, rng: random.Random) -> list[VisitCount]:
    """Many in the first fortnight, fewer afterwards, none on some days."""
    code, occasion, medium, text, days, usual = link
    with ago(timedelta(days=days)):
        campaign: Campaign = open_campaign(
            society=society, code=code, occasion=occasion, medium=medium, text=text, by=outreach, message=MESSAGE
        )
    rows = []
    for back in range(days):
        early = 4 if days - back < 14 else 1
        count = rng.randrange(0, usual * early + 1)
        if count:
            rows.append(VisitCount(campaign=campaign, day=today() - timedelta(days=back), count=count))
    return rows
