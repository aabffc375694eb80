"""The figures of the yearly reports as questions in SQL: each gives the rows behind a number, and the number is their sum.

So a figure and its drill-down cannot disagree. A row: number of the record, its day, words (codes and figures, no person), and
what it counts. Parameters: first, last (days of the fiscal year), counted (its last day, today while it runs), from_at, to_at (its JST midnights), before_first, before_last
(the year before), regular, temporary, early (months in force). All aggregation happens in the database.

常用: indefinite or from four months; a contract renewed past four months counts as 常用, one that was shortened stays what it
was when the person was placed. 臨時 and 日雇 are person-days within the year, planned from the half-days of the week and ended
by the day of leaving. Sources: 職業安定法32条の16, 同法施行規則24条の8, 様式第8号.
"""

from dataclasses import dataclass

YEAR_END = "年度の終わりの日"
"""In the label of what stands on one day; while the year runs `reports.label_of` says the day of the count instead."""
HIRED = "('contracted', 'working', 'settled', 'left')"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report. sql: the rows it counts, as columns number, day, words, amount. group: heading on the page."""

    key: str
    group: str
    label: str
    unit: str
    sql: str


def period_end(first: str, months: str) -> str:
    """Last day of a period whose first day counts (民法143条2項), as `law.periods.last_day_of_period`."""
    later = f"({first} + make_interval(months => {months}))"
    return f"({later}::date - CASE WHEN extract(day FROM {later}) = extract(day FROM {first}) THEN 1 ELSE 0 END)"


def _half_year(hired: str) -> str:
    return period_end(f"({hired} + 1)", "%(early)s")


PLACED = f"""(SELECT c.number, p.*, t.latest, greatest(p.ends_on, t.longest) AS longest,
 CASE WHEN p.contract_kind = 'indefinite' OR greatest(p.ends_on, t.longest) >= {period_end("p.starts_on", "%(regular)s")}
 THEN 'regular' WHEN greatest(p.ends_on, t.longest) >= {period_end("p.starts_on", "%(temporary)s")} THEN 'temporary'
 ELSE 'daily' END AS class,
 least(7, greatest(1, ceil(p.half_days_per_week / 2.0))) AS week_days,
 least(coalesce(p.left_on, t.latest, p.ends_on), coalesce(t.latest, p.ends_on), %(last)s::date)
 - greatest(p.starts_on, %(first)s::date) + 1 AS span
 FROM candidacies_placement p JOIN candidacies_candidacy c ON c.id = p.candidacy_id AND c.state IN {HIRED}
 LEFT JOIN LATERAL (SELECT max(ends_on) AS longest, (array_agg(ends_on ORDER BY recorded_at DESC, id DESC))[1] AS latest
 FROM office_termchange WHERE placement_id = p.id) t ON true)"""
DAYS = "least(span, greatest(least(span, week_days), round(span * week_days / 7.0)))::bigint"
TERM = "to_char(starts_on, 'YYYY-MM-DD') || ' 〜 ' || coalesce(to_char(coalesce(latest, ends_on), 'YYYY-MM-DD'), '期間の定めなし')"
HIRED_IN = "hired_on BETWEEN %(first)s AND %(last)s"


def _placed(where: str, amount: str = "1") -> str:
    return f"SELECT number, hired_on AS day, {TERM} AS words, {amount} AS amount FROM {PLACED} p WHERE {where}"


def _days_of(kind: str) -> str:
    return _placed(f"class = '{kind}' AND span > 0", DAYS)


STAYED = f"""EXISTS (SELECT 1 FROM office_halfyearcheck h WHERE h.placement_id = p.id AND h.answer = 'stays'
 AND h.asked_on > {_half_year("p.hired_on")}) OR EXISTS (SELECT 1 FROM aftercare_checkin k WHERE k.placement_id = p.id AND k.kind IN ('m6', 'm12')
 AND (k.answered_at AT TIME ZONE 'Asia/Tokyo')::date > {_half_year("p.hired_on")})"""
DISMISSED = "EXISTS (SELECT 1 FROM aftercare_leaveevent e WHERE e.placement_id = p.id AND e.how = 'dismissed')"


def _left(first: str, last: str) -> str:
    where = (
        f"contract_kind = 'indefinite' AND hired_on BETWEEN %({first})s AND %({last})s"
        f" AND left_on <= {_half_year('hired_on')} AND NOT {DISMISSED}"
    )
    return f"SELECT number, left_on AS day, '採用 ' || to_char(hired_on, 'YYYY-MM-DD') AS words, 1 AS amount FROM {PLACED} p WHERE {where}"


def _unknown(first: str, last: str) -> str:
    where = (
        f"contract_kind = 'indefinite' AND hired_on BETWEEN %({first})s AND %({last})s AND left_on IS NULL"
        f" AND {_half_year('hired_on')} < %(today)s AND NOT ({STAYED})"
    )
    return _placed(where)


VALID_OPENINGS = """SELECT o.number, o.received_on AS day, v.title AS words, v.headcount AS amount FROM openings_opening o
 JOIN LATERAL (SELECT title, headcount FROM openings_openingversion WHERE opening_id = o.id AND made_at < %(to_at)s
 ORDER BY no DESC LIMIT 1) v ON true
 JOIN LATERAL (SELECT to_state FROM openings_openingtransition WHERE opening_id = o.id AND at < %(to_at)s
 ORDER BY id DESC LIMIT 1) s ON s.to_state = 'published'
 WHERE o.received_on <= %(counted)s AND (o.valid_until IS NULL OR o.valid_until >= %(counted)s)"""
ASKED = f"""(SELECT o.number, o.received_on, v.title, v.headcount, v.span, v.days, CASE WHEN v.kind = 'indefinite' THEN 'regular'
 WHEN v.spot THEN 'daily'
 WHEN v.months IS NOT NULL THEN CASE WHEN v.months >= %(regular)s THEN 'regular' WHEN v.months >= %(temporary)s THEN 'temporary'
 ELSE 'daily' END
 WHEN v.until IS NOT NULL AND v.begin IS NOT NULL THEN CASE WHEN v.until >= {period_end("v.begin", "%(regular)s")} THEN 'regular'
 WHEN v.until >= {period_end("v.begin", "%(temporary)s")} THEN 'temporary' ELSE 'daily' END ELSE 'regular' END AS class
 FROM openings_opening o JOIN LATERAL (SELECT title, headcount, coalesce(days, 1) AS days, employment = '{{spot}}' AS spot,
 conditions->>'contract_kind' AS kind, (conditions->>'contract_months')::int AS months, (conditions->>'ends_on')::date AS until,
 coalesce(starts_on, (conditions->>'starts_on')::date) AS begin, greatest(1, coalesce((conditions->>'ends_on')::date
 - coalesce(starts_on, (conditions->>'starts_on')::date) + 1, (conditions->>'contract_months')::int * 30, 1)) AS span
 FROM openings_openingversion WHERE opening_id = o.id AND made_at < %(to_at)s ORDER BY no DESC LIMIT 1) v ON true
 WHERE o.received_on BETWEEN %(first)s AND %(last)s)"""


def _asked(kind: str) -> str:
    amount = (
        "headcount" if kind == "regular" else "headcount * least(span, greatest(1, round(span * days / 7.0)))::bigint"
    )
    return (
        f"SELECT number, received_on AS day, title AS words, {amount} AS amount FROM {ASKED} o WHERE class = '{kind}'"
    )


VALID_SEEKERS = """SELECT p.number, p.accepted_on AS day, '' AS words, 1 AS amount FROM physicians_physician p
 JOIN LATERAL (SELECT to_state FROM physicians_physiciantransition WHERE physician_id = p.id AND at < %(to_at)s
 ORDER BY id DESC LIMIT 1) s ON s.to_state NOT IN ('closed', 'merged')
 WHERE p.accepted_on <= %(counted)s AND (p.valid_until IS NULL OR p.valid_until >= %(counted)s)"""
NEW_SEEKERS = """SELECT number, accepted_on AS day, '' AS words, 1 AS amount FROM physicians_physician
 WHERE accepted_on BETWEEN %(first)s AND %(last)s"""
MONEY = f"""(SELECT lpad(i.serial::text, 6, '0') AS number, f."on" AS day, f.fee_kind AS words, f.yen, f.kind, e.scheme, i.tax_permille,
 p.class, p.hired_on FROM office_feeentry f JOIN office_invoice i ON i.id = f.invoice_id
 JOIN aftercare_feeevent e ON e.id = i.event_id JOIN {PLACED} p ON p.id = e.placement_id)"""
MOVED_IN = "day BETWEEN %(first)s AND %(last)s"


def _money(where: str, amount: str = "yen") -> str:
    return f"SELECT number, day, words, {amount} AS amount FROM {MONEY} m WHERE {where}"


def _received(where: str) -> str:
    return _money(f"{MOVED_IN} AND kind IN ('collected', 'correction') AND {where}")


STAFF = """SELECT to_char(m.id, 'FM000000') AS number, (m.started_at AT TIME ZONE 'Asia/Tokyo')::date AS day, m.role AS words, 1 AS amount
 FROM (SELECT DISTINCT ON (user_id) id, started_at, role FROM accounts_membership WHERE role IN ('coordinator', 'supervisor', 'desk')
 AND started_at < %(to_at)s AND (ended_at IS NULL OR ended_at >= %(to_at)s) ORDER BY user_id, id) m"""

FORM8 = (
    Figure("openings_valid", "求人", f"有効求人数（{YEAR_END}）", "人", VALID_OPENINGS),
    Figure("openings_regular", "求人", "常用求人数", "人", _asked("regular")),
    Figure("openings_temporary", "求人", "臨時求人延数（見込み）", "人日", _asked("temporary")),
    Figure("openings_daily", "求人", "日雇求人延数（見込み）", "人日", _asked("daily")),
    Figure("seekers_valid", "求職", f"有効求職者数（{YEAR_END}）", "人", VALID_SEEKERS),
    Figure("seekers_new", "求職", "新規求職申込件数", "件", NEW_SEEKERS),
    Figure("placed_regular", "就職", "常用就職件数", "件", _placed(f"class = 'regular' AND {HIRED_IN}")),
    Figure("placed_indefinite", "就職", "うち無期雇用", "件", _placed(f"contract_kind = 'indefinite' AND {HIRED_IN}")),
    Figure("placed_temporary", "就職", "臨時就職延数", "人日", _days_of("temporary")),
    Figure("placed_daily", "就職", "日雇就職延数", "人日", _days_of("daily")),
    Figure("left_before", "離職（前の年度に無期で就職した人）", "6か月以内に離職（解雇を除く）", "人", _left("before_first", "before_last")),
    Figure("unknown_before", "離職（前の年度に無期で就職した人）", "離職したか判明しなかった", "人", _unknown("before_first", "before_last")),
    Figure("left_same", "離職（この年度に無期で就職した人）", "6か月以内に離職（解雇を除く）", "人", _left("first", "last")),
    Figure("unknown_same", "離職（この年度に無期で就職した人）", "離職したか判明しなかった", "人", _unknown("first", "last")),
    Figure("fee_filed", "手数料収入（徴収した額、税込）", "届出制手数料", "円", _received("scheme = 'filed'")),
    Figure("fee_capped", "手数料収入（徴収した額、税込）", "上限制手数料", "円", _received("scheme = 'capped'")),
    Figure("fee_regular", "手数料収入（徴収した額、税込）", "うち常用", "円", _received("class = 'regular'")),
    Figure("fee_temporary", "手数料収入（徴収した額、税込）", "うち臨時", "円", _received("class = 'temporary'")),
    Figure("fee_daily", "手数料収入（徴収した額、税込）", "うち日雇", "円", _received("class = 'daily'")),
    Figure("fee_returned", "手数料収入（徴収した額、税込）", "返戻した額", "円", _money(f"{MOVED_IN} AND kind = 'returned'", "-yen")),
    Figure("staff", "体制", f"職業紹介に従事する人の数（{YEAR_END}）", "人", STAFF),
)  # fmt: skip
OF_REGULAR = f"class = 'regular' AND {HIRED_IN}"
PORTAL = (
    Figure("placed", "就職", "就職者数", "人", _placed(HIRED_IN)),
    Figure("indefinite", "就職", "うち無期雇用就職者数", "人", _placed(f"contract_kind = 'indefinite' AND {HIRED_IN}")),
    Figure("left", "離職", "無期雇用就職者のうち6か月以内に離職（解雇を除く）", "人", _left("first", "last")),
    Figure("unknown", "離職", "離職したか判明しなかった", "人", _unknown("first", "last")),
    Figure("regular", "手数料率の実績（医師）", "常用就職", "人", _placed(OF_REGULAR)),
    Figure(
        "rate_fees", "手数料率の実績（医師）", "徴収した手数料（税抜）", "円",
        _money(f"{OF_REGULAR} AND kind IN ('collected', 'correction')", "round(yen * 1000.0 / (1000 + tax_permille))::bigint"),
    ),
    Figure(
        "rate_pay", "手数料率の実績（医師）", "見込みの年収の合計", "円",
        _placed(f"{OF_REGULAR} AND expected_annual_pay_yen IS NOT NULL", "expected_annual_pay_yen"),
    ),
)  # fmt: skip
FIGURES = {"form8": FORM8, "portal": PORTAL}
