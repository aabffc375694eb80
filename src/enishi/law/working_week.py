"""働き方チェック (N3): a week over all workplaces against overtime caps and rest rules, in sentences. Pure.

Guidance, never a ruling: hours elsewhere are what the physician reports, and the main employer adds them up.
- Hours of all employers count together (労働基準法38条1項). Over 8 hours a day or 40 a week is overtime (32条); of seven days
  worked one is a holiday worked (35条). A row that does not happen every week is laid upon the fullest weeks of the month.
- Rest: 9 hours within 24 of the start of work; after 宿日直 without permission 18 within 46. A duty with permission of 9 hours
  or more counts as the 9 hours. An obligation at levels B, linked B and C (医療法123条), an effort at level A.
  Interns (C-1) have a rule of their own for 48 hours, which is not told here.
- Adding work never improves a finding, and the same week begun on another day gives the same findings (tests).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction

from enishi.law.dated import Parameter
from enishi.law.parameters import parameter, value
from enishi.law.working_hours import OvertimeLevel, duration_words, own_cap_hours, total_cap_hours

DAY, WEEK, HOUR = 24 * 60, 7 * 24 * 60, 60
DAYS = "月火水木金土日"
WEEKS_A_MONTH = 4
MONTHS = 12
NEAR = Fraction(8, 10)
"""From this share of a cap on we say so: ours, not the law's."""


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


@dataclass(frozen=True, slots=True)
class Check:
    """Everything about one week. weekly: minutes of an ordinary week; overtime: hours a year; longest: minutes without rest."""

    findings: tuple[Finding, ...]
    weekly_minutes: int
    yearly_overtime_hours: int
    monthly_overtime_hours: int
    cap_hours: int

    @property
    def light(self) -> Light:
        return max((f.light for f in self.findings), default=Light.GREEN)


def check(rows: Sequence[Row], on: date) -> Check:
    """All findings for these rows on a day. Raises NotInForce before 2024-04-01."""
    levels = [row.level for row in rows]
    cap = total_cap_hours(levels, on)
    yearly, monthly = _year(rows, on), _month(rows, on)
    findings = [
        _cap_of_year(yearly, cap, on),
        _cap_of_month(monthly, on),
        *_caps_of_places(rows, on),
        *_long_work(rows, on),
        *_after_duty(rows, on),
        *_with_travel(rows, on),
        *_short_permitted(rows, on),
        *_on_call(rows),
        *_overlaps(rows),
    ]
    weekly = sum(row.counted for row in rows if row.times is None)
    return Check(tuple(findings), weekly, yearly, monthly, cap)


# -- hours ------------------------------------------------------------------------------------------
def _overtime(rows: Iterable[Row], on: date) -> int:
    """Minutes of overtime and holiday work in one week: the cheapest choice of the weekly holiday."""
    day_limit, week_limit = value("statutory_day_hours", on) * HOUR, value("statutory_week_hours", on) * HOUR
    days = [0] * 7
    for row in rows:
        days[row.weekday] += row.counted

    def of(worked: Sequence[int]) -> int:
        over = sum(max(0, minutes - day_limit) for minutes in worked)
        return over + max(0, sum(min(minutes, day_limit) for minutes in worked) - week_limit)

    return min(days[holiday] + of([*days[:holiday], *days[holiday + 1 :]]) for holiday in range(7))


def _weeks(rows: Sequence[Row], on: date) -> list[int]:
    """Overtime of four weeks, the fullest first, and of an ordinary one behind them."""
    weeks = [
        _overtime([row for row in rows if row.times is None or row.times >= n], on) for n in range(1, WEEKS_A_MONTH + 1)
    ]
    return [*weeks, _overtime([row for row in rows if row.times is None], on)]


def _year(rows: Sequence[Row], on: date) -> int:
    """Hours a year, rounded up: twelve months of four weeks, and four ordinary weeks."""
    *four, ordinary = _weeks(rows, on)
    return -(-(MONTHS * sum(four) + (52 - MONTHS * WEEKS_A_MONTH) * ordinary) // HOUR)


def _month(rows: Sequence[Row], on: date) -> int:
    """Hours in a month of 31 days, rounded up."""
    *four, ordinary = _weeks(rows, on)
    return -(-(7 * sum(four) + 3 * ordinary) // (7 * HOUR))


def _cap_of_year(yearly: int, cap: int, on: date) -> Finding:
    source, since = _of(parameter("overtime_a_total_hours", on))
    head = f"時間外・休日の勤務は、合わせて年{yearly:,}時間ほどの見込みです（上限は年{cap:,}時間）。"
    if yearly > cap:
        weekly = -(-(yearly - cap) // 52)
        change = f"週に{weekly}時間ほど減らすと、上限に収まります。"
        return Finding("year", Light.RED, head, change=change, source=source, since=since)
    if yearly >= cap * NEAR:
        change = "これより増やす前に、主たる勤務先にご相談ください。"
        return Finding("year", Light.AMBER, head, change=change, source=source, since=since)
    return Finding("year", Light.GREEN, head, source=source, since=since)


def _cap_of_month(monthly: int, on: date) -> Finding:
    figure, reduce = parameter("overtime_month_hours", on), value("overtime_month_reduce_hours", on)
    source, since = _of(figure)
    head = f"いちばん多い月で、時間外・休日の勤務は{monthly}時間ほどです（月{figure.value}時間未満が原則）。"
    if monthly > reduce:
        change = f"月{reduce}時間を超えると、勤務先は労働時間を短くしなければなりません。"
        return Finding("month", Light.RED, head, change=change, source=source, since=since)
    if monthly >= figure.value:
        change = "このまま働くには、月の途中の面接指導が要ります。回数か時間を減らすのが確かです。"
        return Finding("month", Light.RED, head, change=change, source=source, since=since)
    light = Light.AMBER if monthly >= figure.value * NEAR else Light.GREEN
    change = "忙しい月に、超えないかをお確かめください。" if light else ""
    return Finding("month", light, head, change=change, source=source, since=since)


def _caps_of_places(rows: Sequence[Row], on: date) -> list[Finding]:
    """Each employer has its own cap in its 36協定 (連携B stays at 960 at home)."""
    found = []
    for place in dict.fromkeys(row.place for row in rows if row.place):
        own = [row for row in rows if row.place == place]
        cap = max(own_cap_hours(row.level, on) for row in own)
        yearly = _year(own, on)
        if yearly > cap:
            source, since = _of(parameter(f"overtime_{own[0].level.value}_own_hours", on))
            sentence = f"「{place}」だけで年{yearly:,}時間ほどになり、その勤務先の上限（年{cap:,}時間）を超えます。"
            change = "この勤務先の36協定の時間を、お確かめください。"
            found.append(Finding("place", Light.RED, sentence, change=change, source=source, since=since))
    return found


# -- rest -------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Stretch:
    """From the start of work after a rest to the beginning of the next; end may lie in the weeks that follow."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


def _stretches(spans: Iterable[tuple[int, int]], rest: int) -> list[_Stretch] | None:
    """Stretches of a week that repeats itself, cut where `rest` minutes are free; None if there is never such a rest."""
    merged: list[list[int]] = []
    for start, end in sorted((s + turn * WEEK, e + turn * WEEK) for s, e in spans for turn in range(3)):
        if merged and start - merged[-1][1] < rest:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    if not merged:
        return []
    inside = [_Stretch(s, e) for s, e in merged[1:] if WEEK <= s < 2 * WEEK]
    return inside or None


def _spans(rows: Iterable[Row], kinds: Iterable[Kind]) -> list[tuple[int, int]]:
    wanted = set(kinds)
    return [row.span for row in rows if row.kind in wanted]


def _no_rest(rows: Sequence[Row], rest: int) -> list[tuple[int, int]]:
    """Duties with permission that are too short to count as a rest."""
    return [row.span for row in rows if row.kind is Kind.PERMITTED and row.end - row.start < rest]


def _must(rows: Sequence[Row]) -> bool:
    """Whether rest is an obligation: as soon as one workplace is not of level A."""
    return any(row.level is not OvertimeLevel.A for row in rows)


def _days(stretches: Iterable[_Stretch]) -> tuple[int, ...]:
    return tuple(sorted({s.start % WEEK // DAY for s in stretches}))


def _long_work(rows: Sequence[Row], on: date) -> list[Finding]:
    """9 hours of rest within 24 of the start: at most 15 hours from start to rest. 宿日直 without permission stands apart."""
    rest, within = value("rest_hours", on) * HOUR, value("rest_within_hours", on) * HOUR
    spans = [*_spans(rows, [Kind.WORK]), *_no_rest(rows, rest)]
    if not any(row.kind in COUNTED for row in rows):
        return []
    source, since = _of(parameter("rest_hours", on))
    found = _stretches(spans, rest)
    if found is None:
        sentence = f"{rest // HOUR}時間続けて休める所が、一週間のどこにもありません。"
        change = f"どこか一日の勤務を減らし、まず{rest // HOUR}時間の休みをつくってください。"
        return [Finding("rest", _light(rows), sentence, tuple(range(7)), change, source, since)]
    long = [s for s in found if s.length > within - rest]
    if not long:
        if _stretches([*spans, *_spans(rows, [Kind.UNPERMITTED])], rest) is None:
            return []  # told by the rule of duties without permission
        return [
            Finding(
                "rest",
                Light.GREEN,
                f"勤務の始まりから24時間以内に、{rest // HOUR}時間続けて休めます。",
                source=source,
                since=since,
            )
        ]
    longest = max(s.length for s in long)
    sentence = f"勤務の始まりから休みまでが、長い日で{duration_words(longest)}あります。24時間以内に{rest // HOUR}時間の休みが取れません。{_duty_words(rows)}"
    change = f"始まりから{(within - rest) // HOUR}時間以内に終えるか、次の始まりを遅らせてください。"
    return [Finding("rest", _light(rows), sentence, _days(long), change, source, since)]


def _after_duty(rows: Sequence[Row], on: date) -> list[Finding]:
    """18 hours of rest within 46 of the start where 宿日直 without permission makes a stretch longer than 15 hours."""
    if not any(row.kind is Kind.UNPERMITTED for row in rows):
        return []
    rest, within = value("rest_hours", on) * HOUR, value("rest_within_hours", on) * HOUR
    long_rest, long_within = value("duty_rest_hours", on) * HOUR, value("duty_rest_within_hours", on) * HOUR
    source, since = _of(parameter("duty_rest_hours", on))
    work = _spans(rows, COUNTED)
    found = _stretches([*work, *_no_rest(rows, rest)], rest)
    if found is None:
        sentence = (
            f"許可のない宿日直をふくめると、{rest // HOUR}時間続けて休める所が、一週間にありません。{_duty_words(rows)}"
        )
        change = f"宿日直の翌日を休みにして、{long_rest // HOUR}時間の休みをつくってください。"
        return [Finding("duty", _light(rows), sentence, tuple(range(7)), change, source, since)]
    stretched = [s for s in found if s.length > within - rest]
    if not stretched:
        sentence = "許可のない宿日直のあとも、24時間以内に休みが取れています。"
        return [Finding("duty", Light.GREEN, sentence, source=source, since=since)]
    longer = _stretches([*work, *_spans(rows, [Kind.PERMITTED])], long_rest)
    late = stretched if longer is None else [s for s in stretched if _until(s, longer) > long_within - long_rest]
    if late:
        sentence = f"許可のない宿日直のあと、始まりから{long_within // HOUR}時間以内に、{long_rest // HOUR}時間続けて休めません。{_duty_words(rows)}"
        change = f"宿日直の翌日を、始まりから{(long_within - long_rest) // HOUR}時間のうちに終えてください（例：翌日は昼まで）。"
        return [Finding("duty", _light(rows), sentence, _days(late), change, source, since)]
    sentence = f"許可のない宿日直をふくむ長い勤務があります。そのあとの{long_rest // HOUR}時間の休みは、この予定では取れています。"
    change = "宿日直の許可があるかを、勤務先にお確かめください。"
    return [Finding("duty", Light.AMBER, sentence, _days(stretched), change, source, since)]


def _until(stretch: _Stretch, longer: Sequence[_Stretch]) -> int:
    """Minutes from the start of a stretch to the next long rest: the end of the longer stretch in which it lies."""
    for outer in longer:
        for turn in (-WEEK, 0, WEEK):
            if outer.start + turn <= stretch.start < outer.end + turn:
                return outer.end + turn - stretch.start
    return stretch.length


def _with_travel(rows: Sequence[Row], on: date) -> list[Finding]:
    """Travel is no working time, but whoever drives does not rest."""
    travel = _spans(rows, [Kind.TRAVEL])
    if not travel:
        return []
    rest, within = value("rest_hours", on) * HOUR, value("rest_within_hours", on) * HOUR
    spans = [*_spans(rows, COUNTED), *_no_rest(rows, rest)]
    with_it = _stretches([*spans, *travel], rest)
    tight = with_it is None or any(s.length > within - rest for s in with_it)
    words = "移動は労働時間に数えていません（通勤にあたるため）。"
    if tight:
        return [Finding("travel", Light.AMBER, f"{words}移動の間を除くと、続けて休める時間が足りない日があります。",
                        _days(s for s in with_it or [] if s.length > within - rest), "前の日に移って泊まるなど、休みと移動を分けてください。")]  # fmt: skip
    return [Finding("travel", Light.GREEN, words)]


def _short_permitted(rows: Sequence[Row], on: date) -> list[Finding]:
    hours = value("rest_hours", on)
    short = [row for row in rows if row.kind is Kind.PERMITTED and row.end - row.start < hours * HOUR]
    if not short:
        return []
    days = tuple(sorted({row.weekday for row in short}))
    sentence = f"{hours}時間に満たない許可のある宿日直は、休みの代わりになりません。"
    return [Finding("permitted", Light.AMBER, sentence, days, f"前後に{hours}時間の休みがあるかを、お確かめください。")]


def _on_call(rows: Sequence[Row]) -> list[Finding]:
    waiting = [row for row in rows if row.kind is Kind.ON_CALL]
    if not waiting:
        return []
    days = tuple(sorted({row.weekday for row in waiting}))
    sentence = (
        "自宅での待機は、要確認です。呼び出しの頻度、求められる到着の早さによっては、待機の間も労働時間になります。"
    )
    return [Finding("on_call", Light.AMBER, sentence, days, "月に何回呼ばれるか、何分で着く決まりかを、勤務先にお尋ねください。実際に働いた時間は、必ず労働時間です。")]  # fmt: skip


def _overlaps(rows: Sequence[Row]) -> list[Finding]:
    """Two rows at one time. Waiting at home may go beside anything; rows that are not weekly may miss each other."""
    present = [row for row in rows if row.kind is not Kind.ON_CALL]
    sure: set[int] = set()
    maybe: set[int] = set()
    for n, one in enumerate(present):
        for other in present[n + 1 :]:
            if any(_touch(one.span, (other.span[0] + turn, other.span[1] + turn)) for turn in (-WEEK, 0, WEEK)):
                (sure if one.times is None and other.times is None else maybe).update({one.weekday, other.weekday})
    if sure:
        return [Finding("overlap", Light.RED, "同じ時間に、二つの予定が重なっています。", tuple(sorted(sure)), "時刻を直すか、どちらかを消してください。お勤めを替えるおつもりなら、やめる方を消してから比べてください。")]  # fmt: skip
    if maybe:
        return [Finding("overlap", Light.AMBER, "週によって、二つの予定が重なることがあります。", tuple(sorted(maybe)), "重ならない週にしてあるかを、お確かめください。")]  # fmt: skip
    return []


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _light(rows: Sequence[Row]) -> Light:
    """A broken rest rule: an obligation is red, an effort amber."""
    return Light.RED if _must(rows) else Light.AMBER


def _duty_words(rows: Sequence[Row]) -> str:
    return "B・連携B・C水準では義務です。" if _must(rows) else "A水準では努力義務です。"


def _of(figure: Parameter) -> tuple[str, date]:
    return figure.source, figure.valid_from
