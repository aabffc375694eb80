"""When is asked, what is asked, what an answer means, and when a keeping-rate may be shown. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enishi.aftercare.enums import MONTHS, CheckKind, Light, Standing
from enishi.aftercare.waves import wave_for
from enishi.common.survival import kaplan_meier
from enishi.common.workflow import Party
from enishi.law.periods import last_day_after
from enishi.visits.reflection_questions import Degree

SILENT_AFTER = timedelta(days=10)
LOOKED_AFTER = timedelta(days=14)
"""After the day of a check-in: by then the call that follows a silence has been made, or somebody should ask why not."""
RED_WITHIN_WORKING_DAYS = 2
PHYSICIAN_QUESTIONS = wave_for(Party.PHYSICIAN).words
INSTITUTION_QUESTIONS = wave_for(Party.INSTITUTION).words


def questions_of(side: str, kind: str = "") -> dict[str, str]:
    """code → question, eight of them; kind: of the check-in, as after a leaving one is asked how it was."""
    return wave_for(side, kind).words


def plan(starts_on: date, ends_on: date | None) -> list[tuple[CheckKind, date]]:
    """The check-ins of an employment, each with its day; those after the end of a fixed term are left out."""
    days = [(CheckKind.DAYS_3, starts_on + timedelta(days=3))]
    days += [(kind, last_day_after(starts_on, months=months)) for kind, months in MONTHS.items()]
    return [(kind, day) for kind, day in days if ends_on is None or day <= ends_on]


def light_of(answers: Mapping[str, str], standings: Iterable[str]) -> Light:
    """RED: a plain no, no wish to go on, or a clause not kept yet; YELLOW: anything short of yes and kept."""
    given, clauses = set(answers.values()), set(standings)
    if Degree.NO in given or answers.get("stay") == Degree.HARDLY or Standing.NOT_YET in clauses:
        return Light.RED
    if Degree.HARDLY in given or clauses & {Standing.PARTLY, Standing.CHANGED}:
        return Light.YELLOW
    return Light.GREEN


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Keys of clauses that the two sides judge differently, where one of them says that it is kept."""
    return [key for key in one if key in other and one[key] != other[key] and Standing.KEPT in (one[key], other[key])]


# -- the public keeping-rate ------------------------------------------------------------------------
FEWEST_PLACEMENTS, FEWEST_CLAUSES = 3, 10
TOLD_BEFORE = timedelta(days=14)
"""The institution reads its rate, and may answer it, this long before anybody else does."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One clause as the physician judged it last."""

    placement: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Rate:
    """clauses: judged at all; kept, partly, not_yet, changed add up to it."""

    placements: int
    clauses: int
    kept: int
    partly: int
    not_yet: int
    changed: int


def rate_of(judged: Sequence[Judged]) -> Rate | None:
    """The rate, None below its thresholds: at least three placements and ten clauses, so that it points at nobody."""
    placements = len({row.placement for row in judged})
    if placements < FEWEST_PLACEMENTS or len(judged) < FEWEST_CLAUSES:
        return None
    count = {standing: sum(row.standing == standing for row in judged) for standing in Standing}
    return Rate(
        placements,
        len(judged),
        count[Standing.KEPT],
        count[Standing.PARTLY],
        count[Standing.NOT_YET],
        count[Standing.CHANGED],
    )


# -- the retention curve ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Spell:
    """One employment. days: from the first day to the leaving or, where it goes on, to the day of the reading.

    left: an event; a fixed term that simply ran out is none, it is censored there like one that goes on.
    """

    days: int
    left: bool


@dataclass(frozen=True, slots=True)
class Point:
    """months: since the first day. at_risk: employments still observed then; stays: share that had not been left."""

    months: int
    at_risk: int
    left: int
    stays: float
    low: float
    high: float


MONTH_DAYS = 30.4375


def retention(spells: Sequence[Spell], months: Sequence[int] = (1, 3, 6, 12, 24, 36)) -> list[Point]:
    """Kaplan–Meier with 95 % intervals by Greenwood's formula on the log(-log) scale; points nobody reaches are left out."""
    found = []
    curve = kaplan_meier((spell.days, spell.left) for spell in spells)
    for month in months:
        limit = month * MONTH_DAYS
        reached = sum(s.days >= limit for s in spells)
        if not reached:
            break
        left = sum(s.left and s.days < limit for s in spells)
        last = next((step for step in reversed(curve) if step.time < limit), None)
        stays, low, high = (last.stays, last.low, last.high) if last else (1.0, 1.0, 1.0)
        found.append(Point(month, reached, left, stays, *_interval(stays, low, high, reached)))
    return found


def _interval(stays: float, low: float, high: float, reached: int) -> tuple[float, float]:
    """Where nobody left, or everybody, the variance says nothing: then the exact binomial bound of those still observed."""
    bound = 0.025 ** (1 / reached)
    if stays == 1.0:
        return bound, 1.0
    return (0.0, 1 - bound) if stays == 0.0 else (low, high)
