"""The institution's half of 診療できる範囲シート: what an opening needs, and who stands by the physician."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.scope_items import GROUP_OF, GROUPS, ITEM_OF, Group
from enishi.common.workflow import Refusal, StepRefused
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening, OpeningScope

LONGEST_BACKER = 60


class Need(Labelled):
    MUST = "must", "必要"
    PLUS = "plus", "あると助かる"
    NONE = "none", "不要"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an opening asks in one group, as facts for a page. must, plus: (label, whether somebody stands by)."""

    group: Group
    must: tuple[tuple[str, bool], ...]
    plus: tuple[tuple[str, bool], ...]
    backer: str


@dataclass(frozen=True, slots=True)
class Needs:
    """The whole half as plain values; empty for an opening that says nothing."""

    needs: Mapping[str, str]
    backed: Collection[str]
    backers: Mapping[str, str]
    saved_at: datetime | None = None


def needs_of(opening: Opening) -> Needs:
    """What this opening asks."""
    sheet = OpeningScope.objects.filter(opening=opening).first()
    return Needs(sheet.needs, sheet.backed, sheet.backers, sheet.saved_at) if sheet else Needs({}, (), {})


def asked_by(found: Needs) -> list[Asked]:
    """Groups in which something is needed or welcome: for the public page of the opening."""
    lines = []
    for group in GROUPS:
        must, plus = (
            tuple((i.label, i.code in found.backed) for i in group.items if found.needs.get(i.code) == need)
            for need in (Need.MUST, Need.PLUS)
        )
        if must or plus:
            lines.append(Asked(group, must, plus, found.backers.get(group.code, "")))
    return lines


@transaction.atomic
def save_needs(
    *,
    opening: Opening,
    by: Actor,
    group: str,
    needs: Mapping[str, str],
    backed: Collection[str] = (),
    backer: str = "",
) -> OpeningScope:
    """Write one group; the others stay. Raises KeyError or ValueError for what is not of this group.

    Raises StepRefused for a closed opening, and if somebody stands by but nobody says who (by role).
    """
    items = {item.code for item in GROUP_OF[group].items}
    if not set(needs) <= items or not set(backed) <= items or not set(needs.values()) <= set(Need):
        raise ValueError("a need or an item is not of this group")
    backer = backer.strip()
    locked = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if locked.state == OpeningState.CLOSED:
        raise StepRefused(Refusal("state", "募集を終えているため、内容を直せません。新しい募集をおつくりください。"))
    if len(backer) > LONGEST_BACKER:
        raise StepRefused(Refusal("backer", f"支える方は{LONGEST_BACKER}字まででご記入ください。例：外科の常勤医"))
    if backed and not backer:
        raise StepRefused(Refusal("backer", "支える方の役職をご記入ください。例：外科の常勤医"))
    sheet = OpeningScope.objects.filter(opening=locked).first() or OpeningScope(opening=locked)
    sheet.needs = {**_others(sheet.needs, items), **{code: str(need) for code, need in needs.items()}}
    sheet.backed = sorted({*_others(sheet.backed, items), *backed})
    sheet.backers = {
        **{g: words for g, words in sheet.backers.items() if g != group},
        **({group: backer} if backer else {}),
    }
    sheet.saved_at = now()
    sheet.save()
    record(by=by, action="save_needs", object_type="opening", object_number=opening.number, group=group)
    return sheet


def _others(stored: Mapping[str, str] | Collection[str], items: set[str]) -> dict[str, str]:
    """What stands for items of other groups; items that no longer exist are dropped."""
    pairs = stored.items() if isinstance(stored, Mapping) else ((code, "") for code in stored)
    return {code: value for code, value in pairs if code not in items and code in ITEM_OF}
