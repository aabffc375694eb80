"""様式第8号 and the figures of 人材サービス総合サイト of a fiscal year: open ones counted anew, closed ones read as they were closed."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.date_display import western
from enishi.common.profile import load_profile
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.dated import NotInForce
from enishi.law.parameters import value
from enishi.office.enums import ReportKind
from enishi.office.models import ClosedReport, StaffTraining
from enishi.office.report_sql import FIGURES, YEAR_END, Figure
from enishi.office.results import YearResults, fiscal_year

LOCK = 4_711_004
RATE = [figure for figure in FIGURES["portal"] if figure.key in ("rate_fees", "rate_pay")]
APRIL = 4
NEVER = (
    ("紹介予定派遣", "行っていません（直接の雇用のご紹介だけです）"),
    ("国外にわたる職業紹介", "行っていません（上の数は、すべて国内です）"),
    ("求人受付手数料", "いただいていません（0円）"),
)
"""Boxes of 様式第8号 that stay empty here, by what the platform does: direct employment in Japan, and no fee for taking an application."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row behind a figure. number: of the record or the bill; words: codes and days, nobody's name."""

    number: str
    day: date | None
    words: str
    amount: int


def bounds(year: int) -> dict[str, Any]:
    """The parameters of the questions: days of the fiscal year and its midnights in Japan."""
    first, after = date(year, APRIL, 1), date(year + 1, APRIL, 1)
    last, midnight = after - timedelta(days=1), time(0)
    return {
        "first": first,
        "last": last,
        "counted": min(last, today()),
        "from_at": timezone.make_aware(datetime.combine(first, midnight)),
        "to_at": timezone.make_aware(datetime.combine(after, midnight)),
        "before_first": date(year - 1, APRIL, 1),
        "before_last": first - timedelta(days=1),
        "today": today(),
        "regular": value("regular_from_months", first),
        "temporary": value("temporary_from_months", first),
        "early": value("early_leaving_months", first),
    }


def figure_of(kind: ReportKind, key: str) -> Figure | None:
    return next((figure for figure in FIGURES[kind] if figure.key == key), None)


def label_of(figure: Figure, year: int) -> str:
    """What stands on one day is of the last day of the year; while the year runs, of today, and says so."""
    if today() > bounds(year)["last"]:
        return figure.label
    return figure.label.replace(YEAR_END, f"{western(today())}の時点")


def count(figure: Figure, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(sum(amount), 0)::bigint FROM ({figure.sql}) r", bounds(year))
        return int(cursor.fetchone()[0])


def count_rows(figure: Figure, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({figure.sql}) r", bounds(year))
        return int(cursor.fetchone()[0])


def rows_behind(figure: Figure, year: int, *, offset: int = 0, limit: int = 50) -> list[ReportRow]:
    """A page of the rows that make a figure, by day and number."""
    sql = f"SELECT number, day, words, amount FROM ({figure.sql}) r ORDER BY day, number LIMIT %(limit)s OFFSET %(offset)s"
    with connection.cursor() as cursor:
        cursor.execute(sql, bounds(year) | {"limit": limit, "offset": offset})
        return [ReportRow(number, day, words, int(amount)) for number, day, words, amount in cursor.fetchall()]


def average_rate(fees_yen: int, pay_yen: int) -> str:
    """手数料率の実績 in percent: rounded at the second decimal to the first (小数点第2位を四捨五入), "" without any pay."""
    if not pay_yen:
        return ""
    return str((Decimal(fees_yen) * 100 / pay_yen).quantize(Decimal("0.1"), ROUND_HALF_UP))


def fee_rate_of(results: Sequence[YearResults]) -> str:
    """The average fee rate of the last whole year among them, "" while nothing was collected."""
    whole = next((row for row in results if not row.running), None)
    if whole is None:
        return ""
    held = closed(ReportKind.PORTAL, whole.year)
    figures = held.content["figures"] if held else [{"key": f.key, "value": count(f, whole.year)} for f in RATE]
    said = {figure["key"]: int(figure["value"]) for figure in figures}
    return average_rate(said["rate_fees"], said["rate_pay"]) if said["rate_fees"] else ""


def content_of(kind: ReportKind, year: int, *, note: str = "") -> dict[str, Any]:
    """The report as it is now, in one snapshot of the database: plain JSON, the same for screen, file and closing."""
    profile = load_profile(settings.PROFILE)
    figures = [
        {"key": f.key, "group": f.group, "label": label_of(f, year), "unit": f.unit, "value": count(f, year)}
        for f in FIGURES[kind]
    ]
    said = {figure["key"]: int(str(figure["value"])) for figure in figures}
    return {
        "kind": kind.value,
        "title": kind.label,
        "year": year,
        "period": [f"{year}-04-01", f"{year + 1}-03-31"],
        "operator": {"name": profile.name, "address": profile.full_address, "licence": profile.licence},
        "figures": figures,
        "words": _words(kind, year, said),
        "note": note,
    }


def _words(kind: ReportKind, year: int, said: Mapping[str, int]) -> list[list[str]]:
    """Items that are no counts: refunds, fee table, rate, when it is due."""
    profile, last = load_profile(settings.PROFILE), date(year + 1, 3, 31)
    refunds = "\n".join(f"{line.within}：{line.share}" for line in profile.refunds_on(last))
    rows = [["返戻金制度", f"あり\n{refunds}" if refunds else "なし"]]
    if kind is ReportKind.FORM8:
        month, day = value("form_8_due_month", last), value("form_8_due_day", last)
        rows += [list(pair) for pair in NEVER] + [["従業員教育", _taught(year)]]
        return [*rows, ["提出の期限", f"{year + 1}年{month}月{day}日まで"]]
    rows.insert(0, ["手数料", "\n".join(f"{line.what}：{line.amount}" for line in profile.fees_on(last)) or "未設定"])
    rows.append(["手数料率の実績", _rate_words(year, said)])
    april, october, december = (
        value(f"portal_{name}", last) for name in ("placed_first_month", "left_first_month", "left_last_month")
    )
    rows.append(["就職者数を更新する期間", f"{year + 1}年{april}月1日から{april}月30日まで"])
    rows.append(["離職者数を更新する期間", f"{year + 1}年{october}月1日から{december}月31日まで"])
    return rows


def _taught(year: int) -> str:
    """What the training log holds of the year: 「3回（あわせて195分）」."""
    days = bounds(year)
    minutes = StaffTraining.objects.filter(on__range=(days["first"], days["last"])).values_list("minutes", flat=True)
    return f"{len(minutes)}回（あわせて{sum(minutes):,}分）" if minutes else "記録がありません"


def _rate_words(year: int, said: Mapping[str, int]) -> str:
    try:
        exempt = value("fee_rate_exempt_placements", date(year + 1, 3, 31))
    except NotInForce:
        return "公表の定めのない年度です"
    rate = average_rate(said["rate_fees"], said["rate_pay"])
    words = f"{rate}%" if rate else "見込みの年収の記録がありません"
    return f"{words}（常用就職が{exempt}人までのため、公表は要りません）" if said["regular"] <= exempt else words


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content as JSON with sorted keys."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def closed(kind: ReportKind, year: int, no: int | None = None) -> ClosedReport | None:
    """The latest closing of a year, or the one with a number."""
    rows = ClosedReport.objects.filter(kind=kind, year=year).select_related("closed_by").order_by("-no")
    return rows.filter(no=no).first() if no else rows.first()


def report(kind: ReportKind, year: int) -> dict[str, Any]:
    """What stands: the closed report, else the count of now."""
    held = closed(kind, year)
    return held.content if held else content_of(kind, year)


@transaction.atomic
def close_report(
    *, kind: ReportKind, year: int, by: Actor, seen: int = 0, reason: str = "", note: str = ""
) -> ClosedReport:
    """Keep the report as it is now, with its hash. seen: number of the last closing the page showed, 0 for none.

    A year that is closed already is only corrected, with a reason, under the next number. Raises StepRefused while the year
    runs, for a correction without reason or without a difference, and when somebody closed it meanwhile.
    """
    if today() <= bounds(year)["last"]:
        raise StepRefused(Refusal("year", f"{year}年度は、{year + 1}年4月1日から締められます。"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = closed(kind, year)
    if (last.no if last else 0) != seen:
        raise StepRefused(Refusal("seen", "ほかの方が先に締めました。画面を開き直して、内容をお確かめください。"))
    if last and not reason.strip():
        raise StepRefused(Refusal("reason", "訂正の理由をご記入ください。"))
    content = content_of(kind, year, note=note.strip())
    if last and content == last.content:
        raise StepRefused(Refusal("same", "締めた報告と同じ内容です。訂正することはありません。"))
    made = ClosedReport.objects.create(
        kind=kind, year=year, no=(last.no if last else 0) + 1, content=content, content_hash=hash_of(content),
        reason=reason.strip() if last else "", closed_by_id=by.user_id,
    )  # fmt: skip
    record(by=by, action="close_report", object_type="report", object_number=f"{kind}-{year}", no=made.no)
    return made


def years_of(kind: ReportKind) -> Iterator[int]:
    """This fiscal year and those that were closed or just ended, the latest first."""
    this = fiscal_year(today())
    known = set(ClosedReport.objects.filter(kind=kind).values_list("year", flat=True)) | {this, this - 1}
    yield from sorted(known, reverse=True)
