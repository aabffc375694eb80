"""Editions of the tables of research: made at the end of a month, kept for ever, read by every page and by the program's door."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from enishi.research import cubes, net_effect, staying
from enishi.research.cubes import CUBES, EMPLOYMENTS, Tables
from enishi.research.gathering import gather
from enishi.research.models import ResearchEdition
from enishi.research.net_effect import Sum
from enishi.research.records import Employment, Records

BY_YEAR, BY_CLASS, BY_REGION, BY_AREA, ORIGIN = "year", "class", "region", "area", "origin"
SUMMED = (BY_YEAR, BY_CLASS, BY_REGION, BY_AREA)


def latest() -> ResearchEdition | None:
    return ResearchEdition.objects.first()


def edition_named(snapshot: str) -> ResearchEdition | None:
    """The edition of this snapshot id; None for one that never was."""
    month, _, digest = snapshot.rpartition("-")
    if len(digest) != 8 or len(month) != 7:
        return None
    found = ResearchEdition.objects.filter(digest__startswith=digest)
    return next((one for one in found if one.snapshot == snapshot), None)


def make_edition(until: date) -> ResearchEdition | None:
    """Count everything up to this day, the last of a month; None where that edition or a later one stands already."""
    newest = latest()
    if newest is not None and newest.until >= until:
        return None
    tables = made(gather(until), newest.tables if newest else None)
    edition, is_new = ResearchEdition.objects.get_or_create(
        until=until, defaults={"tables": tables, "digest": digest_of(tables)}
    )
    return edition if is_new else None


def digest_of(tables: Mapping[str, Any]) -> str:
    """SHA-256 of the tables as canonical JSON: keys in order, no blanks, UTF-8."""
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def made(records: Records, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All tables of these records as they may be shown. before: those of the edition before. Pure."""
    earlier = {key: cubes.from_json(stored) for key, stored in before["cubes"].items()} if before else {}
    found = {key: cubes.tables_of(cube, records, earlier.get(key)) for key, cube in CUBES.items()}
    tables = {
        "cubes": {key: cubes.to_json(each) for key, each in found.items()},
        "effects": _effects(records, found[EMPLOYMENTS.key], before["effects"] if before else None),
        "staying": staying.made(records.employments, before["staying"] if before else None),
    }
    return dict(json.loads(json.dumps(tables)))  # as it will be read again: the digest must not depend on who made it


def _effects(records: Records, shown: Tables, before: Mapping[str, Any] | None) -> dict[str, Any]:
    rows = records.employments
    earlier = {
        (table, line[0]): Sum(*line) for table, lines in (before["sums"] if before else {}).items() for line in lines
    }
    sums = {"all": [net_effect.sum_of("all", "すべて", rows, shown[()][()], earlier.get(("all", "all"))).as_json()]}
    for table in SUMMED:
        dimension = EMPLOYMENTS.dimension(table)
        lines = []
        for (value,), count in shown[table,].items():
            group: list[Employment] = [row for row in rows if dimension.of(row) == value]
            label = dimension.values.get(value, value) or "不明"
            lines.append(net_effect.sum_of(value, label, group, count, earlier.get((table, value))).as_json())
        sums[table] = lines

    def is_shown(to_class: str | None, origin: str | None) -> bool:
        question = tuple(k for k, v in ((BY_CLASS, to_class), (ORIGIN, origin)) if v is not None)
        return shown[question].get(tuple(v for v in (to_class, origin) if v is not None)) is not None

    return {"sums": sums, "placements": [one.as_json() for one in net_effect.told(rows, is_shown)]}
