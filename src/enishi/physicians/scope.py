"""The physician's own half of 診療できる範囲シート: marks, how far it is filled in, and the act that saves a group.

It is what the physician says of himself or herself; nobody examines or certifies it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.scope_items import GROUP_OF, GROUPS, ITEM_OF
from enishi.common.worded import Given, Worded
from enishi.physicians.models import Physician, ScopeSheet


class Mark(Labelled):
    CAN = "can", "今できる"
    LEARN = "learn", "少し補えばできる"
    NOT = "not", "行わない"


def marks_of(physician: Physician) -> dict[str, str]:
    """Code of the item → code of the mark, for answered items only."""
    return dict(_MARKS.first(physician=physician.pk) or {})


_MARKS = Worded(
    lambda: ScopeSheet.objects.filter(physician=Given("physician")).order_by("pk").values_list("marks", flat=True)[:1]
)


def export_scope(physician: Physician) -> Iterator[dict[str, str]]:
    """Every answered item in words, for the physician who takes everything along."""
    marks = marks_of(physician)
    for group in GROUPS:
        for item in group.items:
            if item.code in marks:
                yield {"group": group.label, "item": item.label, "mark": Mark(marks[item.code]).label}


@transaction.atomic
def save_scope(*, physician: Physician, by: Actor, group: str, marks: Mapping[str, str]) -> ScopeSheet:
    """Write one group of the sheet; the other groups stay. marks: answered items of the group, others are unanswered.

    Raises KeyError for an unknown group, ValueError for an item of another group or an unknown mark.
    """
    items = {item.code for item in GROUP_OF[group].items}
    if not set(marks) <= items or not set(marks.values()) <= set(Mark):
        raise ValueError("a mark or an item is not of this group")
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)  # two windows save one after the other
    sheet = ScopeSheet.objects.filter(physician=physician).first() or ScopeSheet(physician=physician, marks={})
    kept = {code: mark for code, mark in sheet.marks.items() if code not in items and code in ITEM_OF}
    sheet.marks, sheet.saved_at = {**kept, **{code: str(mark) for code, mark in marks.items()}}, now()
    sheet.save()
    record(by=by, action="save_scope", object_type="physician", object_number=physician.number, group=group)
    return sheet


def paper_data(marks: Mapping[str, str]) -> list[dict[str, Any]]:
    """Groups with their items for the printed sheet; `mark` is "" where nothing is answered."""
    return [
        {
            "label": group.label,
            "items": [{"label": item.label, "mark": marks.get(item.code, "")} for item in group.items],
        }
        for group in GROUPS
    ]
