"""Employments as spells for the retention curve: how long, and whether they were left or merely go on."""

from datetime import date

from enishi.aftercare.enums import LeaveHow
from enishi.aftercare.rules import Point, Spell, retention
from enishi.candidacies.enums import State
from enishi.candidacies.models import Placement
from enishi.common.csv_files import csv_file
from enishi.common.safe_cells import safe_count

BEGUN = (State.WORKING, State.SETTLED, State.LEFT)
LEAST = 10
"""A curve of fewer employments tells of persons, so none is drawn."""


def spells(on: date) -> list[Spell]:
    """Every employment that had begun by this day. A term that ran out, be it recorded or not, is censored at its end."""
    found = []
    rows = Placement.objects.filter(candidacy__state__in=BEGUN, starts_on__lte=on).select_related("leave_event")
    for row in rows:
        event = getattr(row, "leave_event", None)
        left = row.left_on is not None and row.left_on <= on and (event is None or event.how != LeaveHow.TERM)
        ends = [day for day in (row.left_on, row.ends_on, on) if day is not None and day <= on]
        end = row.left_on if left and row.left_on else min(ends)
        found.append(Spell(max((end - row.starts_on).days, 0), left))
    return found


def curve(on: date) -> tuple[int, list[Point]]:
    """How many employments, and the points that at least five still reach; none where there are fewer than `LEAST`."""
    every = spells(on)
    if len(every) < LEAST:
        return len(every), []
    return len(every), [point for point in retention(every) if safe_count(point.at_risk)]


def curve_csv(points: list[Point]) -> bytes:
    """UTF-8 with a mark for Excel; numbers of leavers below five are left empty."""
    rows = (
        [p.months, p.at_risk, safe_count(p.left), f"{p.stays:.3f}", f"{p.low:.3f}", f"{p.high:.3f}"] for p in points
    )
    return csv_file([["months", "at_risk", "left", "stays", "low95", "high95"], *rows])
