"""A row of the week, and a sentence about it."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from enishi.law.dated import Parameter
from enishi.law.working_hours import OvertimeLevel

DAY, WEEK, HOUR = 24 * 60, 7 * 24 * 60, 60
DAYS = "月火水木金土日"
WEEKS_A_MONTH = 4
MONTHS = 12


class Kind(StrEnum):
    """What a row of the week is."""

    WORK = "work"
    PERMITTED = "permitted"
    UNPERMITTED = "unpermitted"
    ON_CALL = "on_call"
    TRAVEL = "travel"

    @property
    def label(self) -> str:
        return {
            "work": "勤務",
            "permitted": "宿日直（許可あり）",
            "unpermitted": "宿日直（許可なし・分からない）",
            "on_call": "自宅での待機（オンコール）",
            "travel": "移動",
        }[self.value]


COUNTED = (Kind.WORK, Kind.UNPERMITTED)


class Light(IntEnum):
    """Worst counts."""

    GREEN = 0
    AMBER = 1
    RED = 2

    @property
    def label(self) -> str:
        return ("目安の内です", "お確かめください", "目安を超えています")[self]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the week. weekday: 0 Monday … 6 Sunday; start, end: minutes from that midnight, end up to 48 hours, past
    1440 for the next day; break_minutes within; times: a month, None for every week."""

    place: str
    kind: Kind
    weekday: int
    start: int
    end: int
    break_minutes: int = 0
    times: int | None = None
    level: OvertimeLevel = OvertimeLevel.A

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or not 0 <= self.start < DAY or not self.start < self.end <= 2 * DAY:
            raise ValueError("a row lies in its week and lasts at most to the end of the next day")
        if not 0 <= self.break_minutes < self.end - self.start:
            raise ValueError("a break is shorter than the work")
        if self.times is not None and not 1 <= self.times <= WEEKS_A_MONTH:
            raise ValueError("times a month are 1 to 4; more often is every week")

    @property
    def counted(self) -> int:
        """Minutes of working time."""
        return self.end - self.start - self.break_minutes if self.kind in COUNTED else 0

    @property
    def span(self) -> tuple[int, int]:
        """Minutes from Monday's midnight."""
        return self.weekday * DAY + self.start, self.weekday * DAY + self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence. key: of the rule; days: weekdays it speaks of; change: what would mend it, "" if nothing need change;
    source: article; since: the day from which it holds."""

    key: str
    light: Light
    sentence: str
    days: tuple[int, ...] = ()
    change: str = ""
    source: str = ""
    since: date | None = None

    @property
    def day_words(self) -> str:
        return "・".join(f"{DAYS[day]}曜" for day in self.days)


def source_of(figure: Parameter) -> tuple[str, date]:
    """Article and first day in force of a figure."""
    return figure.source, figure.valid_from
