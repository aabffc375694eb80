"""Times, ways and the hard switch between looking on and working, as values in and sentences out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.times import time_words
from enishi.common.japanese.working_days import YEAR_END, is_public_holiday
from enishi.common.workflow import Refusal
from enishi.visits.enums import Length, VisitKind

MOST_TIMES = 3
FURTHEST = timedelta(days=365)
EARLIEST_DEPARTURE, LATEST_RETURN = time(6), time(21)
"""Outside these a day trip is a hardship at seventy: a night there, or another hour, is proposed."""

DAY_ENDS = time(17)
SAME_DAY = {Length.HOUR: timedelta(hours=1), Length.HALF_DAY: timedelta(hours=3)}
DAYS = {Length.DAY: 1, Length.TWO_DAYS: 2, Length.THREE_DAYS: 3, Length.FIVE_DAYS: 5}


def ends_at(begins: datetime, length: Length) -> datetime:
    """The end of a visit that begins then; a whole day that begins late still lasts three hours."""
    if length in SAME_DAY:
        return begins + SAME_DAY[length]
    last = begins + timedelta(days=DAYS[length] - 1)
    end = last.replace(hour=DAY_ENDS.hour, minute=0, second=0, microsecond=0)
    return max(end, last + SAME_DAY[Length.HALF_DAY])


def times_refusals(times: Sequence[datetime], now: datetime) -> list[Refusal]:
    """What stands against offering these times: none, too many, past, or further away than a year."""
    if not times:
        return [Refusal("times", "ご都合のよい日時を、1つ以上お書きください。")]
    if len(set(times)) > MOST_TIMES:
        return [Refusal("times", f"日時は{MOST_TIMES}つまでお書きいただけます。")]
    if min(times) <= now:
        return [Refusal("past", "過ぎた日時があります。これからの日時をお書きください。")]
    if max(times) > now + FURTHEST:
        return [Refusal("far", "1年より先の日時があります。1年以内の日時をお書きください。")]
    return []


# -- what to think of before a time is chosen -------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Appointment:
    """Something else on the same person's calendar. minutes: the way from there to the visit, None if unknown."""

    begins: datetime
    ends: datetime
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """code: holiday, weekend, year_end, early, late, far, clash, way. stops: the time cannot be kept at all."""

    code: str
    words: str
    stops: bool = False


def day_hints(begins: datetime, ends: datetime) -> list[Hint]:
    """What is special about the days themselves: both sides may read it. Local times in Japan."""
    days = [begins.date() + timedelta(days=n) for n in range((ends.date() - begins.date()).days + 1)]
    return [hint for day in days if (hint := _day_hint(day))]


def _day_hint(day: date) -> Hint | None:
    words = date_with_weekday(day, with_year=False)
    if is_public_holiday(day):
        return Hint("holiday", f"{words}は祝日です。")
    if (day.month, day.day) in YEAR_END:
        return Hint("year_end", f"{words}は年末年始のお休みにあたります。")
    if day.weekday() == 6:
        return Hint("weekend", f"{words}は日曜です。")
    return None


def way_hints(begins: datetime, ends: datetime, minutes: int | None) -> list[Hint]:
    """What the way from home means for this time. minutes: one way by car, an estimate. For the physician and the desk
    alone: it would tell the institution where the physician lives."""
    if not minutes or minutes < 30:
        return []
    way, found = timedelta(minutes=minutes), []
    leaves, back = begins - way, ends + way
    if leaves.date() < begins.date() or leaves.time() < EARLIEST_DEPARTURE:
        found.append(
            Hint(
                "early",
                f"車で約{duration_words(minutes)}の道のりです（目安）。{time_words(begins.time())}に着くには、"
                f"{'前の日の' if leaves.date() < begins.date() else ''}{_about(leaves)}のご出発になります。"
                "前の晩のお泊まりか、遅い時間をお考えください。",
            )
        )
    if back.date() > ends.date() or back.time() > LATEST_RETURN:
        found.append(
            Hint(
                "late", f"お帰りは、{'次の日の' if back.date() > ends.date() else ''}{_about(back)}になります（目安）。"
            )
        )
    return found


def clash_hints(begins: datetime, ends: datetime, others: Sequence[Appointment]) -> list[Hint]:
    """Times that cannot be kept beside what is fixed already: at once, or too far away to be reached in between."""
    found = []
    for other in others:
        if other.begins < ends and begins < other.ends:
            found.append(
                Hint("clash", f"同じ時間に、ほかのご予定があります（{_moment(other.begins)}から）。", stops=True)
            )
        elif other.minutes:
            way = timedelta(minutes=other.minutes)
            if other.ends <= begins < other.ends + way:
                words = f"前のご予定が{_moment(other.ends)}に終わり、移動に約{duration_words(other.minutes)}かかるため、間に合いません。"
                found.append(Hint("way", words, stops=True))
            elif ends <= other.begins < ends + way:
                words = f"次のご予定（{_moment(other.begins)}から）まで、移動に約{duration_words(other.minutes)}かかるため、間に合いません。"
                found.append(Hint("way", words, stops=True))
    return found


def duration_words(minutes: int) -> str:
    """40分, 2時間, 2時間30分; from one hour on to the next quarter."""
    if minutes < 60:
        return f"{minutes}分"
    quarters = round(minutes / 15)
    hours, rest = divmod(quarters * 15, 60)
    return f"{hours}時間" + (f"{rest}分" if rest else "")


def _about(moment: datetime) -> str:
    return f"{time_words(moment.replace(minute=moment.minute // 15 * 15).time())}ごろ"


def _moment(moment: datetime) -> str:
    return f"{date_with_weekday(moment.date(), with_year=False)}{time_words(moment.time())}"


# -- the hard switch --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class TrialFacts:
    """What must be known of a paid trial before its day can be fixed."""

    begins_on: date | None = None
    ends_on: date | None = None
    contract_from: date | None = None
    contract_until: date | None = None
    contract_seen: bool = False
    accident_insurance_seen: bool = False
    liability: str = ""
    licence_seen: bool = False


def trial_refusals(f: TrialFacts) -> list[Refusal]:
    """All that is missing. A trial is employment: contract (労働基準法15条), 労災 (労災保険法3条, from the first day and for
    everybody employed), an answer of who is liable for treatment, and the original of the licence (医師法17条)."""
    found = []
    if f.begins_on is None or f.ends_on is None:
        found.append(Refusal("time", "双方が選んだ日時が、まだありません。"))
    if not f.contract_seen or f.contract_from is None or f.contract_until is None:
        found.append(Refusal("trial_contract", "短期の雇用契約書（期間・給与）を、まだ確かめていません。"))
    elif f.begins_on and f.ends_on and not (f.contract_from <= f.begins_on and f.ends_on <= f.contract_until):
        found.append(Refusal("trial_days", "体験勤務の日が、雇用契約の期間に収まっていません。"))
    if not f.accident_insurance_seen:
        found.append(Refusal("trial_accident", "労災保険の加入を、まだ確かめていません。"))
    if not f.liability:
        found.append(Refusal("trial_liability", "医賠責保険をだれの契約で担うか、まだ確かめていません。"))
    if not f.licence_seen:
        found.append(Refusal("trial_licence", "医師免許証の原本を、医療機関がまだ確かめていません。"))
    return found


# -- the plan of the days ---------------------------------------------------------------------------
TEMPLATES: dict[tuple[bool, int], tuple[str, ...]] = {
    (False, 1): (
        "午前10時　玄関でお迎え、院長とごあいさつ", "午前10時30分　外来と病棟を見学（診療はお願いしません）",
        "正午　職員食堂で昼食", "午後1時　夜間・休日・搬送のことを、正直にお話しします", "午後2時　住まいと買い物の場所をご案内",
    ),
    (False, 2): (
        "1日目 午後　駅でお迎え、町と住まい、買い物の場所をご案内", "1日目 夕方　ご家族もごいっしょに夕食",
        "2日目 午前　外来と病棟を見学（診療はお願いしません）", "2日目 午後　院長・事務長とのお話、お見送り",
    ),
    (False, 3): (
        "1日目　町と住まい、ご家族の暮らし（学校・介護・買い物）", "2日目　外来・病棟・訪問診療に、並んでご同行（見学）",
        "3日目　院長・事務長とのお話、次の進め方、お見送り",
    ),
    (True, 1): (
        "午前9時　免許証の原本を拝見、労働条件の確認", "午前9時30分　院内のご案内、電子カルテの練習",
        "午前10時　指導役の医師と並んで外来", "正午　昼食", "午後1時　外来または訪問診療", "午後4時30分　振り返り",
    ),
    (True, 2): (
        "1日目　免許証の原本を拝見、労働条件の確認、電子カルテの練習、指導役の医師と並んで外来", "1日目 夕方　町と住まいをご案内",
        "2日目　外来または訪問診療、午後4時から振り返り",
    ),
    (True, 3): (
        "1日目　町と住まい、免許証の原本と労働条件の確認、電子カルテの練習", "2日目　指導役の医師と並んで外来・訪問診療",
        "最終日　外来、振り返りと次の進め方",
    ),
}  # fmt: skip


def template_lines(kind: VisitKind, length: Length) -> tuple[str, ...]:
    """A plan to begin from: the town first, the ward second, talks last (product.md N9)."""
    return TEMPLATES[(kind is VisitKind.TRIAL, min(DAYS.get(length, 1), 3))]
