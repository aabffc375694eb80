"""数字で見る: the public figures by month, as they were counted then."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.common.csv_files import csv_file
from enishi.engine.bands import FEWEST
from enishi.research.figures import UNITS, WORDS, Table, tables_of
from enishi.research.models import FiguresEdition
from enishi.research.promises import PromiseYear

HIDDEN = "非公表"
CSV_HEAD = ("数えた終わりの日", "表", "区分", "項目", "数", "単位")
TOTAL = "合計"
CONTACTS = (
    ("outside", "お約束の範囲外", "件"),
    ("mails", "メール", "通"),
    ("calls", "お電話", "回"),
    ("letters", "お手紙・ファクス", "通"),
)
PROMISE = "ご連絡のお約束"


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the page draws it. rows: (label, cells as text) of those with a number; hidden: labels of all others."""

    title: str
    head: str
    columns: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    totals: list[tuple[str, str]]
    hidden: list[str]


@public
@require_safe
def statistics(request: HttpRequest, month: str = "") -> HttpResponse:
    """The newest edition, or the one of a month (2026-10)."""
    editions = list(FiguresEdition.objects.only("until", "made_at"))
    edition = _edition(month) if month else FiguresEdition.objects.first()
    tables = tables_of(edition) if edition else []
    context = {
        "edition": edition,
        "heads": _heads(tables),
        "tables": [_shown(table) for table in tables],
        "promise": [_year(found, edition.until) for found in edition.contacts] if edition else [],
        "fewest": FEWEST,
        "others": [e for e in editions if edition is None or e.pk != edition.pk],
        "crumbs": [
            ("はじめ", "/"),
            *([("数字で見る", "/statistics"), (str(edition), "")] if month else [("数字で見る", "")]),
        ],
    }
    return render(request, "public/statistics.html", context)


@public
@require_safe
def statistics_csv(request: HttpRequest, month: str) -> HttpResponse:
    """All tables of an edition to take away; a hidden number is the word for it."""
    edition = _edition(month)
    rows: list[tuple[object, ...]] = [CSV_HEAD]
    for table in tables_of(edition):
        for key, column in table.columns.items():
            labelled = [(table.rows[row], count) for row, count in column.cells.items()]
            for label, count in [*labelled, (TOTAL, column.total)]:
                shown = HIDDEN if count is None else count
                rows.append((edition.until, table.title, label, WORDS[key], shown, UNITS[key]))
    for found in edition.contacts:
        for key, label, unit in CONTACTS:
            count = HIDDEN if found[key] is None else found[key]
            rows.append((edition.until, PROMISE, f"{found['year']}年", label, count, unit))
    response = HttpResponse(csv_file(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="enishi-{edition}.csv"'
    return response


def _edition(month: str) -> FiguresEdition:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    found = FiguresEdition.objects.filter(until__year=first.year, until__month=first.month).first()
    if found is None:
        raise Http404
    return found


def _heads(tables: list[Table]) -> list[tuple[str, str]]:
    """The four totals, with their units."""
    columns = tables[0].columns if tables else {}
    return [(WORDS[key], _words(column.total, key)) for key, column in columns.items()]


def _year(found: PromiseYear, until: date) -> tuple[str, list[tuple[str, str]]]:
    """2026年（10月31日まで）, and each count with its name."""
    running = found["year"] == until.year and (until.month, until.day) != (12, 31)
    label = f"{found['year']}年" + (f"（{until.month}月{until.day}日まで）" if running else "")
    counts = [(word, HIDDEN if found[key] is None else f"{found[key]:,}{unit}") for key, word, unit in CONTACTS]  # type: ignore[literal-required]
    return label, counts


def _shown(table: Table) -> Shown:
    rows, hidden = [], []
    for key, label in table.rows.items():
        cells = {name: column.cells.get(key) for name, column in table.columns.items()}
        if all(count is None for count in cells.values()):
            hidden.append(label)
        else:
            rows.append((label, [(WORDS[name], _words(count, name)) for name, count in cells.items()]))
    totals = [(WORDS[name], _words(column.total, name)) for name, column in table.columns.items()]
    return Shown(table.title, table.head, [WORDS[name] for name in table.columns], rows, totals, hidden)


def _words(count: int | None, column: str) -> str:
    return HIDDEN if count is None else f"{count:,}{UNITS[column]}"
