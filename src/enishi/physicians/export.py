"""お預かりしている情報: everything held of a physician, for machines and for people (個人情報保護法33条)."""

from collections.abc import Callable
from typing import Any

from enishi.audit.actions import record_reading
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.documents import pdf
from enishi.common.holdings import holdings
from enishi.common.japanese.date_display import western_with_era
from enishi.physicians.access import all_of_person
from enishi.physicians.models import Physician

FORMAT = "enishi-physician-1"
LOG = "audit.Entry"
LONG = 12
"""Sections with more rows than this are printed as lines."""


def export_of(physician: Physician, *, by: Actor) -> dict[str, Any]:
    """All rows as plain values, each section with the Japanese words of its keys; what is left out says why.

    Registrations of the same person that were merged into this one are part of it.

    Keys of a section are the names of columns in the code and do not change without a new `format`. The making is logged.
    """
    record_reading(by=by, what="export", object_type="physician", object_number=physician.number, level=4)
    sections, left_out = [], []
    everything = all_of_person(physician)
    for holding in holdings():
        if holding.export is None:
            left_out.append({"title": holding.title, "reason": holding.not_exported})
            continue
        rows = [dict(row) for one in everything for row in holding.export(one)]
        if rows:
            key = holding.model._meta.label
            labels = {k: holding.labels.get(k, k) for k in rows[0]}
            sections.append({"key": key, "title": holding.title, "labels": labels, "rows": rows})
    return {
        "format": FORMAT,
        "number": physician.number,
        "made_at": now().isoformat(timespec="seconds"),
        "explanation": "sections[].labels は、rows の各項目（英語の名前）の日本語の意味です。日時は ISO 8601、金額は円です。",
        "sections": sections,
        "left_out": left_out,
    }


def export_pdf(
    physician: Physician, *, by: Actor, sender: str, say: Callable[[str, str], str] = lambda action, _: action
) -> bytes:
    """The same for reading on A4: a heading for each section, a list of words for each row; of long logs one line a row.

    say: (code of an act, kind of object) → words for the log, which are the office's.
    """
    made = export_of(physician, by=by)
    for section in made["sections"]:
        if section["key"] == LOG:
            for row in section["rows"]:
                row["action"] = say(row["action"], "physician")
    sections = [
        {
            "title": section["title"],
            "lines": ["　".join(filter(None, (words(value) for value in row.values()))) for row in section["rows"]]
            if len(section["rows"]) > LONG
            else [],
            "rows": []
            if len(section["rows"]) > LONG
            else [
                [[section["labels"][key], words(value)] for key, value in row.items() if words(value)]
                for row in section["rows"]
            ],
        }
        for section in made["sections"]
    ]
    return pdf(
        "physicians/typst/export.typ",
        {
            "number": physician.number,
            "day": western_with_era(today()),
            "sender": sender,
            "sections": sections,
            "left_out": [[part["title"], part["reason"]] for part in made["left_out"]],
        },
    )


def words(value: Any) -> str:
    """A plain value on paper; nothing for what was not given."""
    match value:
        case None | "" | [] | {}:
            return ""
        case bool():
            return "はい" if value else "いいえ"
        case list():
            return "、".join(filter(None, (words(part) for part in value)))
        case dict():
            return "、".join(f"{key}：{words(part)}" for key, part in value.items() if words(part))
        case str() if len(value) > 18 and value[4:5] == "-" and value[10:11] == "T":
            return f"{value[:10]} {value[11:16]}"
    return str(value)
