"""What a page or a paper says of a visit, for one reader: nobody reads more than is his or hers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from enishi.areas.lookups import commute_between
from enishi.candidacies.models import Candidacy
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.money import man_yen_words
from enishi.common.japanese.times import time_words
from enishi.common.worded import Given, Worded, hold
from enishi.common.workflow import Party
from enishi.physicians.models import Physician
from enishi.visits.enums import CostItem, Length, Payer, VisitEnd
from enishi.visits.models import Visit, VisitTime
from enishi.visits.rules import Appointment, Hint, clash_hints, day_hints, ends_at, way_hints


def current_visit(candidacy: Candidacy) -> Visit | None:
    """The visit under way, else the latest that came to something."""
    rows = [visit for visit in candidacy.visits.all() if visit.result != VisitEnd.CANCELLED]
    return rows[-1] if rows else None


def read_visits(candidacy: Candidacy) -> None:
    """All of a talk whose page is drawn, at once: what asks for them afterwards asks nobody."""
    hold(candidacy, "visits", _VISITS.all(candidacy=candidacy.pk))


_VISITS = Worded(lambda: Visit.objects.filter(candidacy=Given("candidacy")))


@dataclass(frozen=True, slots=True)
class Offered:
    """One time as a reader sees it. hints: what to think of; for the institution the days alone."""

    time: VisitTime
    hints: list[Hint] = field(default_factory=list)


def offered(visit: Visit, side: Party | None, *, reader: Party | None) -> list[Offered]:
    """The live times of a side (None: both), with the hints this reader may have. reader None: the desk, which has all."""
    rows = visit.times.filter(dropped_at=None)
    times = list(rows.filter(side=side) if side else rows)
    if not times:
        return []
    private = reader is not Party.INSTITUTION
    minutes = way_to(visit.candidacy) if private else None
    others = appointments_of(visit) if private else []
    return [Offered(row, hints_for(row.begins_at, Length(visit.length), minutes, others)) for row in times]


def proposed(visit: Visit, *, reader: Party | None) -> list[Offered]:
    """What the coordinator proposes to both, but for what this reader has answered already or the other side offers too."""
    if reader is None:
        return offered(visit, Party.COORDINATOR, reader=None)
    answered = set(
        visit.times.filter(dropped_at=None).exclude(side=Party.COORDINATOR).values_list("begins_at", flat=True)
    )
    return [o for o in offered(visit, Party.COORDINATOR, reader=reader) if o.time.begins_at not in answered]


def hints_for(at: datetime, length: Length, minutes: int | None, others: Iterable[Appointment]) -> list[Hint]:
    begins = timezone.localtime(at)
    ends = ends_at(begins, length)
    return [*clash_hints(begins, ends, list(others)), *day_hints(begins, ends), *way_hints(begins, ends, minutes)]


def hints_of(visit: Visit) -> list[Hint]:
    """Of the time that is fixed, for the physician and the desk."""
    if visit.begins_at is None:
        return []
    return hints_for(visit.begins_at, Length(visit.length), way_to(visit.candidacy), appointments_of(visit))


def way_to(candidacy: Candidacy) -> int | None:
    """Minutes by car from the physician's municipality, an estimate; never shown to an institution."""
    home = _home(candidacy.physician)
    return commute_between(home, candidacy.opening.institution.municipality_id) if home else None


def _home(physician: Physician) -> str:
    sheet = physician.wish_sheets.order_by("-no").first()
    return str(sheet.municipality_id or "") if sheet else ""


def appointments_of(visit: Visit) -> list[Appointment]:
    """Everything else the same physician has fixed, with the way from there."""
    rows = Visit.objects.filter(
        candidacy__physician=visit.candidacy.physician_id, result="", begins_at__isnull=False
    ).exclude(pk=visit.pk)
    here = visit.candidacy.opening.institution.municipality_id
    return [
        Appointment(
            timezone.localtime(row.begins_at),
            timezone.localtime(row.ends_at),
            commute_between(row.candidacy.opening.institution.municipality_id, here),
        )
        for row in rows.select_related("candidacy__opening__institution")
        if row.begins_at and row.ends_at
    ]


def host_appointments(visit: Visit) -> list[Appointment]:
    """Other visits the institution has fixed: it receives one guest at a time."""
    house = visit.candidacy.opening.institution_id
    rows = Visit.objects.filter(candidacy__opening__institution=house, result="", begins_at__isnull=False).exclude(
        pk=visit.pk
    )
    return [
        Appointment(timezone.localtime(row.begins_at), timezone.localtime(row.ends_at))
        for row in rows
        if row.begins_at and row.ends_at
    ]


def interviews_of(physician: Physician) -> list[Appointment]:
    """The talk with the coordinator that is fixed, as an hour of the physician's day."""
    rows = physician.interviews.filter(ended_at=None, fixed_for__isnull=False)
    return [
        Appointment(timezone.localtime(row.fixed_for), timezone.localtime(row.fixed_for) + timedelta(hours=1))
        for row in rows
        if row.fixed_for
    ]


def liked_weekdays(physician: Physician) -> frozenset[int]:
    """The weekdays (0 Monday) of the physician's wishes, from half days such as "mon_am"."""
    sheet = physician.wish_sheets.order_by("-no").first()
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return frozenset(names.index(slot[:3]) for slot in (sheet.slots if sheet else ()) if slot[:3] in names)


def span_words(begins: datetime, ends: datetime) -> str:
    """12月8日（火）午前10時〜午後5時; over several days with both days."""
    one, other = timezone.localtime(begins), timezone.localtime(ends)
    first = f"{date_with_weekday(one.date())}{time_words(one.time())}"
    if one.date() == other.date():
        return f"{first}〜{time_words(other.time())}"
    return f"{first}〜{date_with_weekday(other.date(), with_year=False)}{time_words(other.time())}"


def when_words(visit: Visit) -> str:
    return span_words(visit.begins_at, visit.ends_at) if visit.begins_at and visit.ends_at else ""


def cost_rows(visit: Visit, *, only: Iterable[CostItem] = CostItem) -> list[tuple[str, str]]:
    """(item, who pays and about how much); what is undecided says so."""
    rows = []
    for item in only:
        kept = visit.costs.get(item.value)
        if kept:
            about = f"（{man_yen_words(kept['yen'])}ほど）" if kept.get("yen") else ""
            rows.append((item.label, f"{Payer(kept['payer']).label}{about}"))
        elif item is not CostItem.FAMILY or visit.with_family:
            rows.append((item.label, "まだ決まっていません"))
    if visit.cost_limit_yen is not None:
        rows.append(("医療機関・自治体の上限", _limit_words(visit)))
    return rows


def _limit_words(visit: Visit) -> str:
    """10万円（あと2万円）, or by how much the estimates are beyond it."""
    limit = visit.cost_limit_yen or 0
    kept = visit.costs.values()
    paid = sum(row.get("yen") or 0 for row in kept if row.get("payer") == Payer.INSTITUTION)
    told = (
        f"見込みは{man_yen_words(paid - limit)}超えています" if paid > limit else f"あと{man_yen_words(limit - paid)}"
    )
    return f"{man_yen_words(limit)}（{told}）"
