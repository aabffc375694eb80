"""The institution's half of 診療できる範囲シート: what an opening needs, and who stands by the physician."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.choices import Labelled
from enishi.common.scope_items import GROUP_OF, GROUPS, ITEM_OF, Group
from enishi.common.workflow import Refusal, StepRefused
from enishi.openings.actions import Basis, revise_opening
from enishi.openings.models import Opening, OpeningVersion

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


def needs_of(opening: Opening) -> Needs:
    """What this opening asks now."""
    return needs_in(opening.current) if opening.current else Needs({}, (), {})


def needs_in(version: OpeningVersion) -> Needs:
    """What one version of the terms asks."""
    sheet = version.scope
    return Needs(sheet.get("needs", {}), sheet.get("backed", ()), sheet.get("backers", {}))


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
    basis: Basis | None = None,
) -> OpeningVersion:
    """Write one group; the others stay. A change is a new version of the terms, like any other.

    Raises KeyError or ValueError for what is not of this group; StepRefused for a closed opening, for a published one that
    lacks something, and if somebody stands by but nobody says who (by role). basis: as for `revise_opening`.
    """
    items = {item.code for item in GROUP_OF[group].items}
    if not set(needs) <= items or not set(backed) <= items or not set(needs.values()) <= set(Need):
        raise ValueError("a need or an item is not of this group")
    backer = backer.strip()
    if len(backer) > LONGEST_BACKER:
        raise StepRefused(Refusal("backer", f"支える方は{LONGEST_BACKER}字まででご記入ください。例：外科の常勤医"))
    if backed and not backer:
        raise StepRefused(Refusal("backer", "支える方の役職をご記入ください。例：外科の常勤医"))
    locked = Opening.objects.select_for_update(of=("self",)).select_related("current").get(pk=opening.pk)
    seen = locked.versions.filter(no=basis.no).first() if basis else None
    sheet = needs_in(seen or locked.current)
    scope = {
        "needs": {**_others(sheet.needs, items), **{code: str(need) for code, need in needs.items()}},
        "backed": sorted({*_others(sheet.backed, items), *backed}),
        "backers": {
            **{g: words for g, words in sheet.backers.items() if g != group},
            **({group: backer} if backer else {}),
        },
    }
    version = revise_opening(opening=opening, by=by, terms={"scope": scope}, basis=basis)
    record(by=by, action="save_needs", object_type="opening", object_number=opening.number, group=group)
    return version


def _others(stored: Mapping[str, str] | Collection[str], items: set[str]) -> dict[str, str]:
    """What stands for items of other groups; items that no longer exist are dropped."""
    pairs = stored.items() if isinstance(stored, Mapping) else ((code, "") for code in stored)
    return {code: value for code, value in pairs if code not in items and code in ITEM_OF}
