"""What hospitals of the demo ask beside their openings: single days, a shared post, a paper on its way, who wants a fax."""

from datetime import date, timedelta

from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel
from enishi.demo.places import Place
from enishi.desk.enums import PaperKind
from enishi.desk.paper import make_sheet, receive_sheet
from enishi.openings.actions import copy_opening, publish_opening, revise_opening
from enishi.openings.enums import ConfirmWay, SpotPart
from enishi.openings.freshness import choose_confirm_way
from enishi.openings.models import Opening
from enishi.openings.spots import SpotAct, add_spot_days, change_spot_day

DAYS = (
    (9, 4, (SpotPart.AM, SpotPart.PM), "内科外来の代診（患者さんは20人ほど）"),
    (16, 1, (SpotPart.NIGHT,), "年末の当直（宿日直許可あり）"),
    (30, 2, (SpotPart.AM,), "学会のあいだの外来"),
)


def ask_for_days(places: list[Place], desk: Actor) -> None:
    """The pinned hospital's single days, a post that two share by turns, and the ways in which others are asked."""
    pinned = places[0]
    own = Opening.objects.filter(institution=pinned.institution).select_related("current").order_by("pk")
    first = own.first()
    if first is None or first.current is None:
        return
    spot = _copy_with(
        first,
        pinned,
        title="外来と当直の代わり（1日から）",
        employment=["spot"],
        slots=[],
        days=1,
        daily_pay_yen=110_000,
    )
    for ahead, weeks, parts, what in DAYS:
        add_spot_days(opening=spot, by=pinned.staff, first=_weekday(ahead), parts=parts, what=what, weeks=weeks)
    change_spot_day(spot=spot.spot_days.order_by("on", "id")[1], by=pinned.staff, act=SpotAct.FILL)
    _copy_with(
        first,
        pinned,
        title="病棟と外来を2人で交代（1週間ごと）",
        rotation="weeks",
        rotation_days=5,
        headcount=2,
        days=None,
        slots=[f"{day}_{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("am", "pm")],
    )
    for place, way in zip(places[1:3], (ConfirmWay.FAX, ConfirmWay.PHONE), strict=True):
        choose_confirm_way(institution=place.institution, by=place.staff, way=way)
    sheet = make_sheet(kind=PaperKind.OPENING, by=desk, institution=places[1].institution)
    receive_sheet(sheet=sheet, by=desk, channel=Channel.FAX)
    make_sheet(kind=PaperKind.CONFIRM, by=pinned.staff, institution=pinned.institution)


def _copy_with(opening: Opening, place: Place, **terms: object) -> Opening:
    copy = copy_opening(opening=opening, by=place.staff)
    starts = (today() + timedelta(days=90)).replace(day=1)
    conditions = {**copy.current.conditions, "ends_on": date(today().year + 2, 3, 31).isoformat()}
    revise_opening(opening=copy, by=place.staff, terms={"starts_on": starts, "conditions": conditions, **terms})
    return publish_opening(opening=copy, by=place.staff, confirmed_by="事務長")


def _weekday(ahead: int) -> date:
    """The first Thursday from so many days ahead."""
    day = today() + timedelta(days=ahead)
    return day + timedelta(days=(3 - day.weekday()) % 7)
