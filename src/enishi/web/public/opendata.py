"""/opendata: the public figures of all months to take away, with a licence, a catalogue for machines and what changed when.

Nothing is counted here: the figures are those of the kept editions (ADR 0028), in which small cells are hidden already.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.engine.bands import FEWEST
from enishi.research.figures import UNITS, WORDS, tables_of
from enishi.research.models import FiguresEdition
from enishi.web.context import operator
from enishi.web.public.statistics import CONTACTS, PROMISE, TOTAL

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_WORDS = "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）"
COLUMNS = (
    ("until", "数えた終わりの日（2026-10-31）"), ("table", "表"), ("row", "区分"), ("item", "項目"),
    ("value", "数。空のときは、伏せています"), ("unit", "単位"), ("hidden", "伏せたとき 1、ほかは 0"),
)  # fmt: skip
FORMAT_CHANGES = (("2026-11-26", "公開を始めました。"),)
"""Day and words of each change of columns or of the way of counting; the newest first."""
Row = tuple[str, str, str, str, int | None, str]


def rows_of(edition: FiguresEdition) -> Iterator[Row]:
    """until, table, row, item, number (None: hidden), unit: of every cell and total of an edition."""
    until = edition.until.isoformat()
    for table in tables_of(edition):
        for key, column in table.columns.items():
            for label, count in [*((table.rows[row], n) for row, n in column.cells.items()), (TOTAL, column.total)]:
                yield until, table.title, label, WORDS[key], count, UNITS[key]
    for found in edition.contacts:
        for name, label, unit in CONTACTS:
            yield until, PROMISE, f"{found['year']}年", label, found[name], unit


@public
@require_safe
def opendata(request: HttpRequest) -> HttpResponse:
    editions = list(FiguresEdition.objects.only("until", "made_at"))
    context = {
        "editions": editions,
        "columns": COLUMNS,
        "fewest": FEWEST,
        "licence": LICENCE,
        "licence_words": LICENCE_WORDS,
        "changes": changes(editions),
        "crumbs": [("はじめ", "/"), ("数字で見る", "/statistics"), ("オープンデータ", "")],
    }
    return render(request, "public/opendata.html", context)


def changes(editions: list[FiguresEdition]) -> list[tuple[str, str]]:
    """Day and words, the newest first: each month that was added, each change of the format."""
    added = [
        (f"{timezone.localtime(e.made_at):%Y-%m-%d}", f"{e.until.year}年{e.until.month}月までの数を加えました。")
        for e in editions
    ]
    return sorted([*added, *FORMAT_CHANGES], reverse=True)


@public
@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """One long table, UTF-8 with a mark for Excel."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([name for name, _ in COLUMNS])
    for edition in FiguresEdition.objects.all():
        for *words, count, unit in rows_of(edition):
            writer.writerow([*words, "" if count is None else count, unit, int(count is None)])
    return _file("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", "enishi-figures.csv")


@public
@require_safe
def figures_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON; a hidden number is null and says so."""
    names = [name for name, _ in COLUMNS]
    rows = [
        dict(zip(names, (*row, row[4] is None), strict=True))
        for edition in FiguresEdition.objects.all()
        for row in rows_of(edition)
    ]
    told = {"licence": LICENCE, "source": operator().name, "hidden_below": FEWEST, "rows": rows}
    return _file(json.dumps(told, ensure_ascii=False), "application/json", "enishi-figures.json")


@public
@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    """DCAT-AP as JSON-LD: what a catalogue of open data reads."""
    return _file(json.dumps(catalog_of(), ensure_ascii=False, indent=1), "application/ld+json", "")


def catalog_of() -> dict[str, Any]:
    editions = list(FiguresEdition.objects.only("until", "made_at"))
    profile, home = operator(), f"{settings.BASE_URL}/opendata"
    publisher = {"@id": f"{settings.BASE_URL}/about", "@type": "foaf:Organization", "foaf:name": _ja(profile.name)}
    newest = max((e.made_at for e in editions), default=None)
    files = (
        ("csv", "text/csv", "CSV", f"{home}/figures.csv"), ("json", "application/json", "JSON", f"{home}/figures.json"),
    )  # fmt: skip
    dataset: dict[str, Any] = {
        "@id": f"{home}#figures",
        "@type": "dcat:Dataset",
        "dct:title": [_ja("医師の登録・募集・意見交換・採用の数"), {"@language": "en", "@value": "Registrations, openings, talks and placements of physicians"}],
        "dct:description": _ja(f"月ごとに数えて残した公表の数字です。{FEWEST}人（件）より少ない数は伏せています。"),
        "dct:publisher": publisher,
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY"},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/JPN"},
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/JPN"},
        "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL"},
        "dcat:landingPage": {"@id": home},
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": _ja(profile.name), "vcard:hasEmail": {"@id": f"mailto:{profile.mail}"}},
        "dcat:distribution": [
            {
                "@id": f"{home}#{name}", "@type": "dcat:Distribution", "dct:title": _ja(label), "dcat:accessURL": {"@id": home},
                "dcat:downloadURL": {"@id": address}, "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
                "dct:license": {"@id": LICENCE},
            }
            for name, kind, label, address in files
        ],
    }  # fmt: skip
    if newest is not None:
        dataset["dct:modified"] = {"@type": "xsd:dateTime", "@value": newest.isoformat(timespec="seconds")}
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:endDate": {"@type": "xsd:date", "@value": max(e.until for e in editions).isoformat()},
        }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": home, "@type": "dcat:Catalog", "dct:title": _ja("縁 Enishi　オープンデータ"),
        "dct:description": _ja("自分たちの記録から月ごとに数えた、公表してよい数字です。"), "dct:publisher": publisher,
        "dct:license": {"@id": LICENCE}, "foaf:homepage": {"@id": home}, "dcat:dataset": [dataset],
    }  # fmt: skip


def _ja(words: str) -> dict[str, str]:
    return {"@language": "ja", "@value": words}


def _file(text: str, kind: str, name: str) -> HttpResponse:
    """May be read by programs of any other site: nothing in it depends on who asks."""
    answer = HttpResponse(text, content_type=kind)
    answer["Access-Control-Allow-Origin"] = "*"
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
