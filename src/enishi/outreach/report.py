"""The yearly report to a society: what its links brought, in safe figures alone, a text for its journal, and the next one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404

from enishi.common.clock import today
from enishi.common.documents import pdf, pictures
from enishi.common.japanese.date_display import era_date
from enishi.common.japanese.phrases import phrases
from enishi.common.profile import Profile, load_profile
from enishi.outreach.enums import Medium, Season, Stage
from enishi.outreach.funnel import SOCIETY_YEAR, YEAR, Published, Row, latest_edition, season_of
from enishi.outreach.kit.papers import operator_lines, pieces
from enishi.outreach.kit.texts import Facts
from enishi.outreach.links import short_link
from enishi.outreach.models import Campaign, Society, VisitCount
from enishi.outreach.querysets import link_of
from enishi.outreach.report_texts import next_text, year_text

SOURCE = "outreach/typst/report.typ"
PAGES = 2
FIRST_YEAR = 2020
"""The network began then; nobody has a report of a year before."""
AHEAD = timedelta(days=45)
"""A journal is set so long before it is read: the next text is for the season of that day."""
MOST_LINKS, NOT_TOLD = 8, "非公表"
NAMES = ("report.pdf", "text_200.txt", "next_text.txt")


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link of the society with its visits of the year."""

    campaign: Campaign
    medium: str
    visits: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that stands in one report. row: the society's people of the year, whole: those of all links, None where nobody
    came by one; months: visits of January to December, None for months to come. link: the one that both texts carry, for the journal if
    there is such a link."""

    society: Society
    year: int
    until: date
    row: Row
    whole: Row
    months: Sequence[int | None]
    links: Sequence[LinkLine]
    text: str
    season: Season
    next: str
    link: Campaign | None

    @property
    def visits(self) -> int:
        return sum(filter(None, self.months))

    @property
    def is_whole_year(self) -> bool:
        return self.until >= date(self.year, 12, 31)


def years_of(society: Society | None, published: Published | None) -> list[int]:
    """Years of which there is something to report, the newest first."""
    if published is None or society is None:
        return []
    stem = f"{society.pk}-"
    keys = [row.key for row in published.tables[SOCIETY_YEAR] if row.key.startswith(stem)]
    return sorted((int(key.removeprefix(stem)) for key in keys), reverse=True)


def is_counted(year: int | None, published: Published | None) -> bool:
    """Whether the edition tells of this year."""
    return published is not None and year is not None and FIRST_YEAR <= year <= published.until.year


def report_of(society: Society, year: int, published: Published | None = None) -> Report:
    """The report, from the newest edition. 404 for a year of which nothing is counted yet."""
    published = published or latest_edition()
    if published is None or not is_counted(year, published):
        raise Http404
    nobody = Row("", "", 0, dict.fromkeys(Stage))
    row = published.row(SOCIETY_YEAR, f"{society.pk}-{year}") or nobody
    until = min(published.until, date(year, 12, 31))
    campaigns = list(Campaign.objects.filter(society=society, made_at__date__lte=until).order_by("pk"))
    by_month: Counter[int] = Counter()
    by_link: Counter[int] = Counter()
    counts = VisitCount.objects.filter(campaign__in=campaigns, day__year=year, day__lte=until)
    for pk, day, count in counts.values_list("campaign", "day", "count"):
        by_month[day.month] += count
        by_link[pk] += count
    link = link_of(society, Medium.JOURNAL)
    profile = load_profile(settings.PROFILE)
    facts = Facts(
        profile.name, society.name, short_link(link.code) if link else settings.BASE_URL,
        profile.phone_with_hours,
    )  # fmt: skip
    season = season_of(today() + AHEAD)
    return Report(
        society=society,
        year=year,
        until=until,
        row=row,
        whole=published.row(YEAR, str(year)) or nobody,
        months=[by_month[month] if month <= until.month else None for month in range(1, 13)],
        links=[LinkLine(c, Medium(c.medium).label, by_link[c.pk]) for c in campaigns],
        text=year_text(facts, year, sum(by_month.values()), row.people, whole_year=until.month == 12),
        season=season,
        next=next_text(facts, season),
        link=link,
    )


def files_of_report(report: Report) -> dict[str, bytes]:
    """The files by name, as NAMES."""
    return {
        "report.pdf": report_pdf(report),
        "text_200.txt": report.text.encode(),
        "next_text.txt": report.next.encode(),
    }


def report_pdf(report: Report) -> bytes:
    return pdf(SOURCE, paper_of(report))


def report_page(report: Report, page: int, *, dots_an_inch: int = 80) -> bytes | None:
    """A page (1, 2) as PNG; None for one that is not there."""
    made = pictures(SOURCE, paper_of(report), dots_an_inch=dots_an_inch)
    return made[page - 1] if 1 <= page <= len(made) else None


def people_words(row: Row, stage: str) -> str:
    """12人, or what may be said of a hidden number: 5〜20人, 10人以下, 非公表."""
    low, high = row.between(stage)
    if row.people[stage] is not None:
        return f"{low:,}人"
    if high is None or (not low and high == row.people[Stage.REGISTERED]):
        return NOT_TOLD  # that nobody reached a stage who did not register is no news
    return f"{low:,}〜{high:,}人" if low else f"{high:,}人以下"


def paper_of(report: Report) -> Mapping[str, Any]:
    """Data of report.typ."""
    profile: Profile = load_profile(settings.PROFILE)
    row, whole = report.row, report.whole
    ranges = [row.between(stage) for stage in Stage]
    full = max((high or low for low, high in ranges), default=0) or 1
    return {
        "title": f"{report.year}年 ご案内のご報告",
        "year": report.year,
        "span": f"{era_date(date(report.year, 1, 1))}から{era_date(report.until)}まで",
        "whole-year": report.is_whole_year,
        "society": report.society.name,
        "society-phrases": pieces(report.society.name),
        "visits": f"{report.visits:,}",
        "big": [
            {"label": "ご案内のページを", "words": f"{report.visits:,}回", "after": "お開きいただきました"},
            _big("ご登録", people_words(row, Stage.REGISTERED), "の先生が、ご相談へ"),
            _big("就業", people_words(row, Stage.PLACED), "の先生が、新しい場へ"),
        ],
        "stages": [
            {
                "label": stage.label, "words": people_words(row, stage), "whole": people_words(whole, stage),
                "sure": low / full,
                "perhaps": 0 if people_words(row, stage) == NOT_TOLD else (low if high is None else high) / full,
            }
            for stage, (low, high) in zip(Stage, ranges, strict=True)
        ],
        "months": [-1 if count is None else count for count in report.months],
        "links": [
            {"code": line.campaign.code, "occasion": line.campaign.occasion, "medium": line.medium, "visits": f"{line.visits:,}回"}
            for line in report.links[-MOST_LINKS:]
        ],
        "more-links": max(0, len(report.links) - MOST_LINKS),
        "text": report.text.split("\n"),
        "text-length": len(report.text),
        "next": report.next.split("\n"),
        "next-length": len(report.next),
        "season": report.season.label,
        "thanks": phrases(THANKS),
        "network": profile.name,
        "operator": operator_lines(profile),
        "phone": profile.phone_with_hours,
        "mail": profile.mail,
        "sample": profile.sample,
        "day": era_date(today()),
    }  # fmt: skip


THANKS = (
    "会員の先生方へのご案内にお力添えをいただき、まことにありがとうございます。"
    "貴会のご案内から、医師を待つ地域と先生方とのご縁が生まれています。この一年のあゆみを、ご報告申し上げます。"
)


def _big(label: str, words: str, after: str) -> dict[str, str]:
    hidden = words == NOT_TOLD
    return {"label": label, "words": words, "after": "小さな数を守るため、お示ししません" if hidden else after}


def report_for_link(code: str, year: int) -> Report | None:
    """The report of the society that this link was given to; None for an unknown link."""
    campaign = Campaign.objects.select_related("society").filter(code=code).first()
    return report_of(campaign.society, year) if campaign else None
