"""/opendata: the public figures of all months to take away, with a licence, a catalogue for machines and what changed when.

Nothing is counted here: every table stands in `research.catalogue`; ours are of kept editions (ADR 28, 63), small cells hidden already.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.engine.bands import FEWEST
from enishi.research import open_tables  # noqa: F401  its tables register themselves
from enishi.research.catalogue import (
    CC_BY,
    FORMS,
    TEXT,
    WHOLE,
    Column,
    Dataset,
    dataset_named,
    datasets,
    file_of,
    register,
)
from enishi.research.figures import UNITS, WORDS, tables_of
from enishi.research.models import FiguresEdition
from enishi.web.context import operator
from enishi.web.public.statistics import CONTACTS, PROMISE, TOTAL

LICENCE = CC_BY
COLUMNS = (
    ("until", "数えた終わりの日（2026-10-31）"), ("table", "表"), ("row", "区分"), ("item", "項目"),
    ("value", "数。空のときは、伏せています"), ("unit", "単位"), ("hidden", "伏せたとき 1、ほかは 0"),
)  # fmt: skip
FORMAT_CHANGES = (
    ("2026-11-27", "Parquetを加えました。JSONの hidden は、CSVと同じ 1 と 0 になりました。"),
    ("2026-11-26", "公開を始めました。"),
)
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


def _newest() -> date | None:
    edition = FiguresEdition.objects.only("until", "made_at").first()
    return timezone.localdate(edition.made_at) if edition else None


def _until() -> date | None:
    edition = FiguresEdition.objects.only("until").first()
    return edition.until if edition else None


def _all_rows() -> Iterator[tuple[Any, ...]]:
    for edition in FiguresEdition.objects.all():
        for row in rows_of(edition):
            yield *row, int(row[4] is None)


FIGURES = register(
    Dataset(
        "figures", "医師の登録・募集・意見交換・採用の数", "Registrations, openings, talks and placements of physicians",
        f"「数字で見る」の数字です。月ごとに数えて残しています。{FEWEST}人（件）より少ない数は伏せています。",
        tuple(Column(name, words, WHOLE if name in ("value", "hidden") else TEXT) for name, words in COLUMNS),
        _all_rows, _newest, lambda: changes(list(FiguresEdition.objects.only("until", "made_at"))),
        until=_until,
    )
)  # fmt: skip


@public
@require_safe
def opendata(request: HttpRequest) -> HttpResponse:
    every = sorted(datasets(), key=lambda one: one is not FIGURES)
    told = sorted(((day, one.title, words) for one in every for day, words in one.changes()), reverse=True)
    context = {
        "datasets": [(one, one.modified()) for one in every],
        "forms": [(form, label) for form, (label, _) in FORMS.items()],
        "fewest": FEWEST,
        "changes": told[:30],
        "crumbs": [("はじめ", "/"), ("数字で見る", "/statistics"), ("オープンデータ", "")],
    }
    return render(request, "public/opendata.html", context)


@public
@require_safe
def opendata_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Any table of the catalogue, whole, in any form. Small: a few hundred lines a month."""
    found = dataset_named(key)
    if found is None or form not in FORMS:
        raise Http404
    answer = HttpResponse(file_of(found, form, operator().name), content_type=FORMS[form][1])
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Content-Disposition"] = f'attachment; filename="enishi-{key}.{form}"'
    return answer


def changes(editions: list[FiguresEdition]) -> list[tuple[str, str]]:
    """Day and words, the newest first: each month that was added, each change of the format."""
    added = [
        (f"{timezone.localtime(e.made_at):%Y-%m-%d}", f"{e.until.year}年{e.until.month}月までの数を加えました。")
        for e in editions
    ]
    return sorted([*added, *FORMAT_CHANGES], reverse=True)


@public
@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    """DCAT-AP as JSON-LD: what a catalogue of open data reads."""
    return _file(json.dumps(catalog_of(), ensure_ascii=False, indent=1), "application/ld+json", "")


def catalog_of() -> dict[str, Any]:
    profile, home = operator(), f"{settings.BASE_URL}/opendata"
    publisher = {"@id": f"{settings.BASE_URL}/about", "@type": "foaf:Organization", "foaf:name": _ja(profile.name)}
    contact = {
        "@type": "vcard:Organization",
        "vcard:fn": _ja(profile.name),
        "vcard:hasEmail": {"@id": f"mailto:{profile.mail}"},
    }
    every = sorted(datasets(), key=lambda one: one is not FIGURES)
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": home, "@type": "dcat:Catalog", "dct:title": _ja("縁 Enishi　オープンデータ"),
        "dct:description": _ja("自分たちの記録から数えた、公表してよい数字と、公表された表です。"), "dct:publisher": publisher,
        "dct:license": {"@id": LICENCE}, "foaf:homepage": {"@id": home},
        "dcat:dataset": [_described(one, home, publisher, contact) for one in every],
    }  # fmt: skip


def _described(one: Dataset, home: str, publisher: dict[str, Any], contact: dict[str, Any]) -> dict[str, Any]:
    euro = "http://publications.europa.eu/resource/authority"
    told: dict[str, Any] = {
        "@id": f"{home}#{one.key}",
        "@type": "dcat:Dataset",
        "dct:title": [_ja(one.title), {"@language": "en", "@value": one.title_en}],
        "dct:description": _ja(one.description),
        "dct:publisher": publisher,
        "dct:accrualPeriodicity": {"@id": f"{euro}/frequency/{one.frequency}"},
        "dct:language": {"@id": f"{euro}/language/JPN"},
        "dct:spatial": {"@id": f"{euro}/country/JPN"},
        "dct:accessRights": {"@id": f"{euro}/access-right/PUBLIC"},
        "dcat:theme": {"@id": f"{euro}/data-theme/HEAL"},
        "dcat:landingPage": {"@id": home},
        "dcat:contactPoint": contact,
        "dcat:distribution": [
            {
                "@id": f"{home}#{one.key}-{form}", "@type": "dcat:Distribution", "dct:title": _ja(label),
                "dcat:accessURL": {"@id": home}, "dcat:downloadURL": {"@id": f"{home}/{one.key}.{form}"},
                "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind.partition(';')[0]}"},
                "dct:license": {"@id": one.licence},
            }
            for form, (label, kind) in FORMS.items()
        ],
    }  # fmt: skip
    if one.source:
        told["dct:source"] = _ja(one.source)
    if (day := one.modified()) is not None:
        told["dct:modified"] = {"@type": "xsd:date", "@value": day.isoformat()}
    if (last := one.until()) is not None:
        end = {"@type": "xsd:date", "@value": last.isoformat()}
        told["dct:temporal"] = {"@type": "dct:PeriodOfTime", "dcat:endDate": end}
    return told


def _ja(words: str) -> dict[str, str]:
    return {"@language": "ja", "@value": words}


def _file(text: str, kind: str, name: str) -> HttpResponse:
    """May be read by programs of any other site: nothing in it depends on who asks."""
    answer = HttpResponse(text, content_type=kind)
    answer["Access-Control-Allow-Origin"] = "*"
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
