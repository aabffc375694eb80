"""The structured conditions beyond "is it said": terms that have passed, contradict each other or break a bound of the law."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from enishi.law.wording import statutes as s
from enishi.law.wording.findings import Finding, Severity, Statute
from enishi.law.wording.folding import folded

_YEARS = re.compile(
    r"(?:通算|合計|最長|上限)?[^。\d]{0,8}?(\d+)\s*年(?!度|\s*\d+\s*月)(?:\s*(\d+)\s*(?:か月|ヶ月|カ月|箇月))?"
)
_TIMES = re.compile(r"(?:更新)?[^。\d]{0,6}?(\d+)\s*回")
_AGE = re.compile(r"\d\d\s*(?:歳|才)")
_DATE = re.compile(r"(?:(20\d\d)|令和\s*(\d+|元))年\s*(\d+)月(?:\s*(\d+)日)?")
_TIME_RANGE = re.compile(r"(\d{1,2})(?:[:：]|時)(\d{2}|半)?分?\s*(?:~|から)\s*(午後)?(\d{1,2})(?:[:：]|時)(\d{2}|半)?")
_MINUTES = re.compile(r"(\d+)\s*分|(\d+)\s*時間(半)?")
_DEADLINE = re.compile(r"(?:締め?切り?|応募期限|応募期間|受付期間|募集期間|募集期限)[^。\n]{0,24}")
_MONTHS = re.compile(r"(\d+)\s*(?:か月|ヶ月|カ月|箇月|ケ月)|(\d+)\s*年")
MOST_TERM_MONTHS = 60  # 労働基準法14条1項1号・2号: physicians and people of 60 and over; others 36
CONVERSION_MONTHS = 60  # 労働契約法18条


def term_findings(given: Mapping[str, object], on: date) -> Iterator[Finding]:
    """What the conditions themselves break. given: `law.condition_fields.Conditions`."""
    yield from _dates(given, on)
    yield from _renewal(given, on)
    yield from _scopes(given, on)
    yield from _probation(given, on)
    yield from _breaks(given, on)


def deadline_findings(field: str, text: str, plain: str, on: date) -> Iterator[Finding]:
    """A deadline in the words that has passed."""
    for hit in _DEADLINE.finditer(plain):
        days = [day for one in _DATE.finditer(hit.group()) if (day := _day(one))]
        if days and max(days) < on:
            yield Finding(
                "deadline_passed", "dates", Severity.BLOCK, field, hit.start(), hit.end(), text[hit.start() : hit.end()],
                s.TRULY, f"応募の期限（{_said(max(days))}）が過ぎています。終わった募集を載せておくことはできません。",
                "新しい期限を書くか、募集を終えてください。",
            )  # fmt: skip


def _dates(given: Mapping[str, object], on: date) -> Iterator[Finding]:
    starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
    fixed = given.get("contract_kind") == "fixed"
    if fixed and isinstance(ends_on, date) and ends_on < on:
        yield _of(
            "term_ended", "dates", Severity.BLOCK, "ends_on", s.TRULY, _said(ends_on),
            f"契約の終わりの日（{_said(ends_on)}）が過ぎています。", "これから結ぶ契約の期間に直してください。",
        )  # fmt: skip
    if isinstance(starts_on, date) and starts_on < on:
        yield _of(
            "start_passed", "dates", Severity.WARN, "starts_on", s.TRULY, _said(starts_on),
            f"始まりの日（{_said(starts_on)}）が過ぎています。", "これからの日に直すか、「ご相談で決めます」として空欄にしてください。",
        )  # fmt: skip
    months = _term_months(given)
    if fixed and months is not None and months > MOST_TERM_MONTHS:
        yield _of(
            "term_too_long", "dates", Severity.BLOCK, "contract_months" if given.get("contract_months") else "ends_on",
            s.LONGEST_TERM, "", "契約期間が5年を超えています。期間の定めのある契約は、医師でも5年までです。",
            "5年までの期間とするか、期間の定めのない契約としてください。",
        )  # fmt: skip


def _renewal(given: Mapping[str, object], on: date) -> Iterator[Finding]:
    if given.get("contract_kind") != "fixed" or given.get("renewal") not in ("possible", "automatic"):
        return
    text = str(given.get("renewal_limit") or "")
    plain = folded(text)
    dated = [day for one in _DATE.finditer(plain) if (day := _day(one))]
    if dated and max(dated) < on:
        yield _of(
            "renewal_limit_passed", "renewal", Severity.BLOCK, "renewal_limit", s.RENEWAL_LIMIT, text,
            f"更新の上限（{_said(max(dated))}）が過ぎています。更新する場合があるという記載と合いません。",
            "更新の上限を改めるか、「更新なし」を選んでください。",
        )  # fmt: skip
    limit = _limit_months(_DATE.sub("", plain), _term_months(given))
    term = _term_months(given)
    if limit is not None and term is not None and limit <= term:
        yield _of(
            "renewal_limit_reached", "renewal", Severity.BLOCK, "renewal_limit", s.RENEWAL_LIMIT, text,
            "はじめの契約だけで更新の上限に達するため、更新はできません。", "上限を長くするか、「更新なし」を選んでください。",
        )  # fmt: skip
    elif limit is not None and CONVERSION_MONTHS - 3 <= limit <= CONVERSION_MONTHS:
        yield _of(
            "renewal_limit_five_years", "renewal", Severity.WARN, "renewal_limit", s.INDEFINITE_RIGHT, text,
            "通算5年を超えると、先生は期間の定めのない契約を申し込めます。その手前を上限とするときは、理由のご説明が要ります。",
            "例：「通算5年を上限とする（医師確保計画の期間のため）」。上限を設けない「上限なし」も選べます。",
        )  # fmt: skip
    if _AGE.search(plain):
        yield _of(
            "renewal_limit_age", "renewal", Severity.WARN, "renewal_limit", s.AGE, text,
            "更新の上限を年齢で決めると、年齢を限った募集と同じになることがあります。",
            "年数または回数でお書きください。例：「更新は4回まで」「上限なし」",
        )  # fmt: skip


def _scopes(given: Mapping[str, object], on: date) -> Iterator[Finding]:
    wide = re.compile(
        r"制限なし|無制限|限定なし|(?:すべて|全て|一切|あらゆる)|どこでも|法人の命ずる|法人の指定する場所"
    )
    for field, what in (("duties_change_scope", "業務"), ("place_change_scope", "勤務する場所")):
        text = str(given.get(field) or "")
        if on >= s.CHANGE_SCOPE.since and (hit := wide.search(text)):
            yield Finding(
                "scope_too_wide", "scope", Severity.WARN, field, hit.start(), hit.end(), hit.group(), s.CHANGE_SCOPE,
                f"「{hit.group()}」では、{what}がどこまで変わりうるのかがわかりません。",
                "考えられる範囲を名前でお書きください。例：「本院および青浜診療所」「変更なし」",
            )  # fmt: skip


def _probation(given: Mapping[str, object], on: date) -> Iterator[Finding]:
    if given.get("probation") is not True:
        return
    text = str(given.get("probation_details") or "")
    plain = folded(text)
    if re.search(r"(?:異な|別途|別に定|減額|下が|変わ|時給)", plain) and not re.search(
        r"\d[\d,.]*\s*(?:万|円|割|%)|同じ", plain
    ):
        yield _of(
            "probation_differs", "probation", Severity.BLOCK, "probation_details", s.PROBATION, text,
            "試用期間の条件が本採用と違うときは、違う所をすべて示す必要があります。",
            "例：「3か月。年俸は本採用の9割（1,080万円）、ほかは同じ」",
        )  # fmt: skip
    if re.search(r"(?:社会保険|社保|保険)(?:は)?(?:なし|加入しな|本採用後|終了後)", plain):
        yield _of(
            "probation_uninsured", "probation", Severity.BLOCK, "probation_details", s.INSURANCE, text,
            "社会保険は、試用期間の初日から加入が要ります。", "この言葉を外してください。",
        )  # fmt: skip
    found = _MONTHS.search(plain)
    if found and (int(found[1] or 0) > 6 or (found[2] and int(found[2]) >= 1)):
        yield _of(
            "probation_long", "probation", Severity.WARN, "probation_details", s.PROBATION, text,
            "試用期間が6か月を超えています。長い試用は、合理的な理由がないと認められないことがあります。", "3か月ほどをお勧めします。例：「3か月、条件は同じ」",
        )  # fmt: skip


def _breaks(given: Mapping[str, object], on: date) -> Iterator[Finding]:
    hours, breaks = folded(str(given.get("working_hours") or "")), folded(str(given.get("breaks") or ""))
    ranges = _TIME_RANGE.findall(hours)
    if len(ranges) != 1 or not breaks:
        return
    span = _span_minutes(ranges[0], hours)
    rest = 0 if re.search(r"^(?:なし|無し|0分|ありません)", breaks) else _rest_minutes(breaks)
    if span is None or rest is None:
        return
    worked = span - rest
    needed = 60 if worked > 480 else 45 if worked > 360 else 0
    if rest < needed:
        text = str(given.get("breaks"))
        yield _of(
            "breaks_too_short", "hours", Severity.BLOCK, "breaks", s.BREAKS, text,
            f"始業から終業までが{span // 60}時間{span % 60 or ''}{'分' if span % 60 else ''}のとき、休憩は{needed}分以上が要ります。",
            f"例：「{needed}分」",
        )  # fmt: skip


def _span_minutes(parts: tuple[str, ...], hours: str) -> int | None:
    first, first_min, afternoon, last, last_min = parts

    def at(hour: str, minute: str) -> int:
        return int(hour) * 60 + (30 if minute == "半" else int(minute or 0))

    begin, end = at(first, first_min), at(last, last_min)
    if (afternoon or re.search(r"~\s*午後|から\s*午後", hours)) and end < 12 * 60:
        end += 12 * 60
    if re.match(r".*?午後\s*\d", hours.split("~")[0]) and begin < 12 * 60:
        begin += 12 * 60
    return end - begin if 0 < end - begin <= 16 * 60 else None


def _rest_minutes(breaks: str) -> int | None:
    found = _MINUTES.findall(breaks)
    if not found:
        return None
    return sum(int(m or 0) + int(h or 0) * 60 + (30 if half else 0) for m, h, half in found)


def _term_months(given: Mapping[str, object]) -> int | None:
    months = given.get("contract_months")
    if isinstance(months, int) and not isinstance(months, bool) and months > 0:
        return months
    starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
    if not isinstance(starts_on, date) or not isinstance(ends_on, date) or ends_on < starts_on:
        return None
    if ends_on == date.max:
        return None
    after = ends_on + timedelta(days=1)
    return (after.year - starts_on.year) * 12 + after.month - starts_on.month + (after.day > starts_on.day)


def _limit_months(plain: str, term: int | None) -> int | None:
    """The whole time one can stay: 「通算5年」, 「更新は4回まで」 with the length of one term. None where neither is said."""
    if re.search(r"上限(?:は)?な[しい]|無制限|定め(?:は)?な[しい]", plain):
        return None
    if found := _YEARS.search(plain):
        return int(found[1]) * 12 + int(found[2] or 0)
    if (found := _TIMES.search(plain)) and term:
        return term * (int(found[1]) + 1)
    return None


def _day(found: re.Match[str]) -> date | None:
    year = int(found[1]) if found[1] else 2018 + (1 if found[2] == "元" else int(found[2]))
    month, day = int(found[3]), int(found[4] or 0)
    try:
        if day:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _of(
    rule: str, topic: str, severity: Severity, field: str, statute: Statute, text: str, sentence: str, instead: str
) -> Finding:
    """A finding on a whole answer."""
    return Finding(rule, topic, severity, field, 0, len(text), text, statute, sentence, instead)
