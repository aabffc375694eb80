"""The town's societies: their links, contact book and a run of the press."""

import uuid

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.outreach.actions import open_campaign
from enishi.outreach.costs import add_cost
from enishi.outreach.enums import CostKind, PressState
from enishi.outreach.funnel import make_funnel
from enishi.outreach.models import Campaign, CampaignCost, PressRun, Society
from enishi.outreach.press import ask_press
from enishi.outreach.societies import TEAM, note_contact
from enishi.outreach.wordings import wording_now, write_wording
from meta.town_objects import Objects, put

CODES = ("jams_1", "other_1")


def tell_societies(by: Actor) -> None:
    """Two societies with a link each, a contact written down, a version of the letter, a run that is done and one that waits."""
    for code, society in zip(CODES, Society.objects.order_by("id"), strict=True):
        open_campaign(society=society, code=code, occasion="会報", by=by, message="会員の先生へ")
        note_contact(society=society, key=uuid.uuid4(), day=today(), way="mail", received=True, note="載せます", by=by)
    words = wording_now()
    write_wording(
        subject="周知のお願い", body=words.body, points=words.points, enclosures=words.enclosures, seen=0, by=by
    )
    for _ in range(2):
        run = ask_press(codes=CODES, kind="print", key=uuid.uuid4(), by=by)
    for code in CODES:
        add_cost(
            campaign=Campaign.objects.get(code=code), kind=CostKind.PRINT, day=today(), yen=30_000, hours=None,
            note="小票", key=uuid.uuid4(), by=by,
        )  # fmt: skip
    make_funnel(today())
    PressRun.objects.filter(pk=run.pk).update(state=PressState.DONE, data=b"%PDF-1.7", finished_at=now(), done=2)


def put_outreach(found: Objects, role: str) -> None:
    """A society has its own link alone; the team has all."""
    own, other = [CODES[:1]], [CODES[1:]]
    if role != Role.SOCIETY:
        own, other = own + other, []
    pieces = [(code, name) for (code,) in own for name in ("letter.pdf", "text_60.txt", "mail.html")]
    foreign = [(code, "letter.pdf") for (code,) in other]
    put(found, ("campaign",), [(c,) for (c,) in own], [(c,) for (c,) in other], "no_such_code")
    put(found, ("campaign", "kit_piece"), pieces, foreign, CODES[0], "no_such.pdf")
    pictures = [(code, "slip", 1) for (code,) in own]
    put(found, ("campaign", "kit_paper", "kit_page"), pictures, [(c, "slip", 1) for (c,) in other], CODES[0], "slip", 9)
    keeps = role in TEAM
    societies = list(Society.objects.order_by("id").values_list("pk"))
    put(found, ("society",), societies * keeps, societies * (not keeps), 999999)
    costs = list(CampaignCost.objects.order_by("id").values_list("campaign__code", "pk"))
    put(found, ("campaign", "campaign_cost"), costs * keeps, costs * (not keeps), CODES[0], 999999)
    year, everyones = today().year, [pk for (pk,) in societies]
    for about, more in ((("report_year",), ()), (("report_year", "report_page"), (2,))):
        reports = [(pk, year, *more) for pk in everyones]
        put(found, ("society", *about), reports * keeps, reports * (not keeps), 999999, year, *more)
        put(found, about, [(year, *more)] * (role == Role.SOCIETY), [], 1999, *more)
    runs = list(PressRun.objects.order_by("-id").values_list("pk"))
    put(found, ("press_run",), runs * keeps, runs * (not keeps), 999999)
