"""The rest between the working hours of a week: 9 hours within 24, 18 within 46, and what stands in their way. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from enishi.law.parameters import parameter, value
from enishi.law.week_rows import COUNTED, DAY, HOUR, WEEK, Finding, Kind, Light, Row, source_of
from enishi.law.working_hours import OvertimeLevel, duration_words


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


def long_work(rows: Sequence[Row], on: date) -> list[Finding]:
    """9 hours of rest within 24 of the start: at most 15 hours from start to rest. 宿日直 without permission stands apart."""
    rest, within = value("rest_hours", on) * HOUR, value("rest_within_hours", on) * HOUR
    spans = [*_spans(rows, [Kind.WORK]), *_no_rest(rows, rest)]
    if not any(row.kind in COUNTED for row in rows):
        return []
    source, since = source_of(parameter("rest_hours", on))
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


def after_duty(rows: Sequence[Row], on: date) -> list[Finding]:
    """18 hours of rest within 46 of the start where 宿日直 without permission makes a stretch longer than 15 hours."""
    if not any(row.kind is Kind.UNPERMITTED for row in rows):
        return []
    rest, within = value("rest_hours", on) * HOUR, value("rest_within_hours", on) * HOUR
    long_rest, long_within = value("duty_rest_hours", on) * HOUR, value("duty_rest_within_hours", on) * HOUR
    source, since = source_of(parameter("duty_rest_hours", on))
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


def with_travel(rows: Sequence[Row], on: date) -> list[Finding]:
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


def short_permitted(rows: Sequence[Row], on: date) -> list[Finding]:
    hours = value("rest_hours", on)
    short = [row for row in rows if row.kind is Kind.PERMITTED and row.end - row.start < hours * HOUR]
    if not short:
        return []
    days = tuple(sorted({row.weekday for row in short}))
    sentence = f"{hours}時間に満たない許可のある宿日直は、休みの代わりになりません。"
    return [Finding("permitted", Light.AMBER, sentence, days, f"前後に{hours}時間の休みがあるかを、お確かめください。")]


def on_call(rows: Sequence[Row]) -> list[Finding]:
    waiting = [row for row in rows if row.kind is Kind.ON_CALL]
    if not waiting:
        return []
    days = tuple(sorted({row.weekday for row in waiting}))
    sentence = (
        "自宅での待機は、要確認です。呼び出しの頻度、求められる到着の早さによっては、待機の間も労働時間になります。"
    )
    return [Finding("on_call", Light.AMBER, sentence, days, "月に何回呼ばれるか、何分で着く決まりかを、勤務先にお尋ねください。実際に働いた時間は、必ず労働時間です。")]  # fmt: skip


def overlaps(rows: Sequence[Row]) -> list[Finding]:
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
