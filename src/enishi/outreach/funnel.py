"""What became of everybody who came by a link: counted at the end of a month, small cells hidden across all tables, kept.

People are counted by the link and the season they registered by, each at the furthest stage reached; whoever is merged is
one person. Visits are openings of a page and nobody's, so they are told as they are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.utils import timezone

from enishi.aftercare.enums import LeaveHow
from enishi.candidacies.enums import State
from enishi.candidacies.models import CandidacyTransition, Placement
from enishi.common.safe_cells import Column, kept_still, safe_column, still
from enishi.outreach.enums import Medium, Season, Stage, Text
from enishi.outreach.hiding.stages import shown_stages
from enishi.outreach.models import Campaign, FunnelEdition, VisitCount
from enishi.physicians.enums import HeardOf
from enishi.physicians.models import Physician, PhysicianTransition

ALL, SOCIETY, SOCIETY_YEAR, MEDIUM, TEXT, SEASON, YEAR, CAMPAIGN = (
    "all", "society", "society_year", "medium", "text", "season", "year", "campaign",
)  # fmt: skip
TITLES: Mapping[str, tuple[str, str]] = {
    ALL: ("すべてのリンク", ""),
    YEAR: ("年ごと", "ご登録の年"),
    SOCIETY: ("学会・団体ごと", "学会・団体"),
    SOCIETY_YEAR: ("学会・団体と年ごと", "学会・団体、年"),
    MEDIUM: ("媒体ごと", "媒体"),
    TEXT: ("お使いになる文ごと", "文"),
    SEASON: ("季節ごと", "ご登録の季節"),
    CAMPAIGN: ("リンクごと", "リンク"),
}
"""Tables in the order in which they are kept from being hidden, with title and head of the first column."""
NOT_SAID = "not_said"
WORTH = {
    ALL: 1e6, YEAR: 1e4, SOCIETY: 40.0, SOCIETY_YEAR: 3.0, MEDIUM: 300.0, TEXT: 300.0, SEASON: 1e3, CAMPAIGN: 1.0,
}  # fmt: skip
WORTH_OF_STAGE = {
    Stage.REGISTERED: 8.0, Stage.PLACED: 4.0, Stage.INTERVIEWED: 4.0, Stage.STAYED: 2.0, Stage.PROPOSED: 2.0,
    Stage.YEAR_OVER: 1.0,
}  # fmt: skip
HIDDEN_BEFORE = 0.01
"""Where something must be hidden for the sake of something else: what a person shown there is worth, by table and stage."""
FIRST_MONTH = {Season.WINTER: 1, Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9}
INTERVIEW_STEPS, PROPOSAL_STEPS = ("P2", "P3"), ("T2", "T3")
HIRED = (State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. people: by stage, None where hidden."""

    key: str
    label: str
    visits: int
    people: Mapping[str, int | None]

    @property
    def is_hidden(self) -> bool:
        """Whether nothing at all may be said of its people."""
        return all(count is None for count in self.people.values())

    def between(self, stage: str) -> tuple[int, int | None]:
        """What a reader can tell of a hidden number from those beside it: at least, at most (None: no end)."""
        stages = [str(one) for one in Stage]
        at = stages.index(stage)
        if (exact := self.people[stage]) is not None:
            return exact, exact
        later = (count for one in stages[at + 1 :] if (count := self.people[one]) is not None)
        before = (count for one in reversed(stages[:at]) if (count := self.people[one]) is not None)
        return next(later, 0), next(before, None)


@dataclass(frozen=True, slots=True)
class Published:
    """An edition. tables: key of TITLES → rows; heard: what physicians say, of everybody who registered."""

    until: date
    tables: Mapping[str, Sequence[Row]]
    heard: Column

    def row(self, table: str, key: str) -> Row | None:
        return next((row for row in self.tables.get(table, ()) if row.key == key), None)

    @property
    def total(self) -> Row:
        return self.tables[ALL][0]

    def as_json(self) -> dict[str, Any]:
        tables = [
            [key, [[r.key, r.label, r.visits, dict(r.people)] for r in rows]] for key, rows in self.tables.items()
        ]
        return {"tables": tables, "heard": {"cells": dict(self.heard.cells), "total": self.heard.total}}

    @classmethod
    def of(cls, edition: FunnelEdition) -> "Published":
        stored = edition.tables
        tables = {key: tuple(Row(*row) for row in rows) for key, rows in stored["tables"]}
        return cls(edition.until, tables, Column(stored["heard"]["cells"], stored["heard"]["total"]))


@dataclass(frozen=True, slots=True)
class Came:
    """One person who came by a link: which one, when, and how far since."""

    campaign: int
    on: date
    stage: Stage


@dataclass(slots=True)
class _Line:
    label: str
    visits: int = 0


def season_of(day: date) -> Season:
    """March to May is spring, and so on; December belongs to the winter of its own year's end."""
    return (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)[day.month % 12 // 3]


def latest_edition() -> Published | None:
    edition = FunnelEdition.objects.order_by("until").last()
    return Published.of(edition) if edition else None


def make_funnel(until: date) -> FunnelEdition | None:
    """Count everything up to this day, the last of a month, and keep it for ever; None where a later or this one stands."""
    latest = latest_edition()
    if latest is not None and latest.until >= until:
        return None
    made = counted(until, latest)
    edition, is_new = FunnelEdition.objects.get_or_create(until=until, defaults={"tables": made.as_json()})
    return edition if is_new else None


def counted(until: date, before: Published | None = None) -> Published:
    """The tables up to this day as they may be shown. before: the edition before; numbers that moved by less than five stay."""
    campaigns = list(Campaign.objects.select_related("society").filter(made_at__lt=_end(until)).order_by("code"))
    tally = Counter((person.campaign, season_of(person.on), person.on.year, person.stage) for person in came(until))
    opened = _opened(campaigns, until)
    kinds = sorted({(pk, season, year) for pk, season, year, _ in tally} | opened.keys())
    tables = _lines(campaigns, kinds, opened)
    number = {cell: at for at, cell in enumerate((table, key) for table in TITLES for key in tables[table])}
    reached, shown = _reached_and_shown(campaigns, kinds, tally, number, until, before)
    rows = {
        table: tuple(
            _still(_row(key, line, reached[number[table, key]], shown[number[table, key]]), before, table)
            for key, line in tables[table].items()
        )
        for table in TITLES
    }
    return Published(until, rows, _heard(until, before))


def _reached_and_shown(
    campaigns: Sequence[Campaign],
    kinds: Sequence[tuple[int, Season, int]],
    tally: Mapping[tuple[Any, ...], int],
    number: Mapping[tuple[str, str], int],
    until: date,
    before: Published | None,
) -> tuple[Any, Any]:
    """int64[L, G] and bool[L, G]: people of each numbered line who reached each stage, and which of these may be shown."""
    of, stages = {campaign.pk: campaign for campaign in campaigns}, list(Stage)
    lines = np.zeros((len(kinds), len(TITLES)), np.int64)
    people = np.zeros((len(kinds), len(stages)), np.int64)
    possible = np.ones((len(kinds), len(stages)), np.bool_)
    for at, (pk, season, year) in enumerate(kinds):
        where = {table: key for table, key, _ in _lines_of(of[pk], season, year)}
        lines[at] = [number[table, where[table]] for table in TITLES]
        people[at] = [tally.get((pk, season, year, stage), 0) for stage in stages]
        if date(year, FIRST_MONTH[season], 1) + timedelta(days=365) > until:
            possible[at] = [stage.place < Stage.YEAR_OVER.place for stage in stages]
    reached = np.zeros((len(number), len(stages)), np.int64)
    for table in range(len(TITLES)):
        np.add.at(reached, lines[:, table], people[:, ::-1].cumsum(1)[:, ::-1])
    return reached, shown_stages(people, lines, possible | (people > 0), _cost(number, reached, before))


def _row(key: str, line: "_Line", reached: Sequence[int], shown: Sequence[bool]) -> Row:
    people = {stage.value: int(reached[at]) if shown[at] else None for at, stage in enumerate(Stage)}
    return Row(key, line.label, line.visits, people)


def _cost(number: Mapping[tuple[str, str], int], reached: Any, before: Published | None) -> Any:
    """What is lost by hiding a number: it counts by its size, its table and its stage; little if the edition before hid it."""
    cost = reached * np.array([WORTH_OF_STAGE[stage] for stage in Stage], np.float64)
    for (table, key), at in number.items():
        cost[at] *= WORTH[table]
        earlier = before.row(table, key) if before else None
        if earlier is not None:
            cost[at, [earlier.people[stage] is None for stage in Stage]] *= HIDDEN_BEFORE
    return cost


def _end(until: date) -> datetime:
    return timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))


def _still(row: Row, before: Published | None, table: str) -> Row:
    """As the edition before said it where it moved by less than five; never more at a stage than at the one before it."""
    earlier = before.row(table, row.key) if before else None
    people: dict[str, int | None] = {}
    most: int | None = None
    for stage in Stage:
        count = still(row.people[stage], earlier.people.get(stage)) if earlier else row.people[stage]
        if count is not None and most is not None:
            count = min(count, most)
        most = count if count is not None else most
        people[stage.value] = count
    return Row(row.key, row.label, row.visits, people)


def _opened(campaigns: Sequence[Campaign], until: date) -> Counter[tuple[int, Season, int]]:
    """How often each link was opened in each season of a year."""
    known = {campaign.pk for campaign in campaigns}
    opened: Counter[tuple[int, Season, int]] = Counter()
    for pk, day, count in VisitCount.objects.filter(day__lte=until).values_list("campaign", "day", "count"):
        if pk in known:
            opened[pk, season_of(day), day.year] += count
    return opened


def _lines(
    campaigns: Sequence[Campaign], kinds: Sequence[tuple[Any, ...]], opened: Mapping[tuple[int, Season, int], int]
) -> dict[str, dict[str, _Line]]:
    """Every line of every table with its visits, those that nobody came by too."""
    of = {campaign.pk: campaign for campaign in campaigns}
    tables: dict[str, dict[str, _Line]] = {key: {} for key in TITLES}
    tables[ALL][ALL] = _Line(TITLES[ALL][0])
    for campaign in campaigns:
        for table, key, label in _places_of(campaign):
            tables[table].setdefault(key, _Line(label))
    for pk, season, year in kinds:
        for table, key, label in _lines_of(of[pk], season, year):
            tables[table].setdefault(key, _Line(label)).visits += opened.get((pk, season, year), 0)
    return {table: dict(sorted(lines.items(), key=lambda one: _order(table, one))) for table, lines in tables.items()}


def _lines_of(campaign: Campaign, season: Season, year: int) -> Iterator[tuple[str, str, str]]:
    yield from _places_of(campaign)
    yield from _times_of(campaign, season, year)


def _places_of(campaign: Campaign) -> Iterator[tuple[str, str, str]]:
    """Table, key and label of each line a link belongs to, whenever somebody came."""
    yield ALL, ALL, TITLES[ALL][0]
    yield SOCIETY, str(campaign.society_id), campaign.society.name
    yield MEDIUM, campaign.medium, Medium(campaign.medium).label
    yield TEXT, campaign.text, Text(campaign.text).label
    yield CAMPAIGN, campaign.code, f"{campaign.society.name}　{campaign.occasion}"


def _times_of(campaign: Campaign, season: Season, year: int) -> Iterator[tuple[str, str, str]]:
    yield SEASON, season.value, season.label
    yield YEAR, str(year), f"{year}年"
    yield SOCIETY_YEAR, f"{campaign.society_id}-{year}", f"{campaign.society.name}　{year}年"


def _order(table: str, one: tuple[str, _Line]) -> tuple[Any, ...]:
    """By the words of the enumeration where there is one, else by name; years the newest first."""
    key, line = one
    for name, kinds in ((MEDIUM, Medium), (TEXT, Text), (SEASON, Season)):
        if table == name:
            return ([kind.value for kind in kinds].index(key),)
    return (-int(key),) if table == YEAR else (line.label, key)


def came(until: date) -> list[Came]:
    """Everybody who registered by a link up to this day. A link that was never given out is none."""
    end = _end(until)
    codes = dict(Campaign.objects.filter(made_at__lt=end).values_list("code", "pk"))
    people = list(
        Physician.objects.filter(campaign_code__in=codes, registered_at__lt=end, merged_into=None).values_list(
            "pk", "campaign_code", "registered_at"
        )
    )
    reached: dict[int, Stage] = {}

    def note(pks: Any, stage: Stage) -> None:
        for pk in pks:
            if stage.place > reached.get(pk, Stage.REGISTERED).place:
                reached[pk] = stage

    heard = PhysicianTransition.objects.filter(step__in=INTERVIEW_STEPS, at__lt=end, physician__campaign_code__in=codes)
    note(heard.values_list("physician", flat=True), Stage.INTERVIEWED)
    asked = CandidacyTransition.objects.filter(
        step__in=PROPOSAL_STEPS, at__lt=end, candidacy__physician__campaign_code__in=codes
    )
    note(asked.values_list("candidacy__physician", flat=True).distinct(), Stage.PROPOSED)
    placed = Placement.objects.filter(
        candidacy__state__in=HIRED, hired_on__lte=until, candidacy__physician__campaign_code__in=codes
    ).select_related("leave_event", "candidacy")
    for row in placed:
        note([row.candidacy.physician_id], _after_a_year(row, until))
    return [Came(codes[code], timezone.localdate(at), reached.get(pk, Stage.REGISTERED)) for pk, code, at in people]


def _after_a_year(row: Placement, until: date) -> Stage:
    """A term shorter than a year, or one that ran out, says nothing of staying."""
    year_over = row.starts_on + timedelta(days=365)
    event = getattr(row, "leave_event", None)
    left_early = row.left_on is not None and row.left_on < year_over
    by_term = (row.ends_on is not None and row.ends_on < year_over) or (
        event is not None and event.how == LeaveHow.TERM
    )
    if year_over > until or (by_term and (left_early or row.left_on is None)):
        return Stage.PLACED
    return Stage.YEAR_OVER if left_early else Stage.STAYED


def _heard(until: date, before: Published | None) -> Column:
    """What everybody who registered says, by links or without; apart from the other tables, which know nothing of it."""
    rows = Physician.objects.filter(registered_at__lt=_end(until), merged_into=None).values_list("heard_of", flat=True)
    found = Counter(word or NOT_SAID for word in rows)
    counts = {key: found[key] for key in (*(word.value for word in HeardOf), NOT_SAID)}
    hidden = {key for key, count in before.heard.cells.items() if count is None} if before else set()
    column = safe_column(counts, once_hidden=hidden)
    return kept_still(column, before.heard) if before else column


def last_month(day: date) -> date:
    """The last day of the month before this day's."""
    return day.replace(day=1) - timedelta(days=1)
