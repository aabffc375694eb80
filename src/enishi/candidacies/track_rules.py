"""承認の段: which words a step decides on, who may say that it is through, when. Pure.

A step approved words, not a version number: it is asked again exactly where its words changed. A step that looks at the core
alone (a council) decides on term, place, days, pay and who employs; a clause about the way to work does not call it again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from enishi.accounts.roles import Role
from enishi.candidacies.enums import BINDING, OF_INSTITUTION
from enishi.common.actor import Actor
from enishi.common.workflow import Channel, Party, Refusal

CORE = ("employment", "contract", "renewal", "place", "days", "pay", "pay_details", "employer")
APPROVERS = frozenset({Role.INSTITUTION_APPROVER, Role.INSTITUTION_ADMIN})


def canonical_hash(content: Any) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no blanks, UTF-8), 64 hexadecimal signs."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def basis_of(content: Mapping[str, Any], *, core_only: bool) -> str:
    """Hash of the words a step decides on: all of a version, or its core."""
    if not core_only:
        return canonical_hash(content)
    core: dict[str, Any] = {row["key"]: row["text"] for row in content["terms"] if row["key"] in CORE}
    return canonical_hash(core | {"phases": content.get("phases", [])})


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that is not through yet, as the rules look at it."""

    no: int
    label: str
    in_person: bool


def left_for(steps: Sequence[OpenStep], *, by_approver: bool, told_through: bool) -> tuple[str, ...]:
    """Labels of the steps that still stand against the offer.

    The last step, where it is the approver's own, is given by the offer itself: nobody is asked twice for the same words
    (ADR 0007). told_through: the desk was told by who may approve that all of them are through.
    """
    if told_through or (len(steps) == 1 and steps[0].in_person and by_approver):
        return ()
    return tuple(step.label for step in steps)


def against_passing(
    step: OpenStep | None, *, no: int, by: Actor, confirmer: str, on: date, first: date, today: date
) -> list[Refusal]:
    """What stands against saying that step `no` is through. step: the first open one; first: day of the first version."""
    if by.party not in (Party.INSTITUTION, Party.COORDINATOR):
        return [Refusal("party", "中の決裁は、医療機関の方が進めます。")]
    if step is None or step.no > no:
        return [Refusal("track", "この段は、もう済んでいます。画面を開き直してご確認ください。")]
    if step.no < no:
        return [Refusal("track", f"先に「{step.label}」の段をお願いします。")]
    found = []
    if by.party is Party.COORDINATOR:
        allowed = BINDING["T17"] if step.in_person else OF_INSTITUTION
        if by.channel == Channel.WEB:
            found.append(Refusal("channel", "どの方法でお聞きになったか（お電話・ファクスなど）をお選びください。"))
        if confirmer not in allowed:
            who = "・".join(c.label for c in allowed)
            found.append(Refusal("confirmer", f"この段は、{who}からうかがったときに記録できます。"))
    elif step.in_person and by.role not in APPROVERS:
        found.append(
            Refusal("approver", f"「{step.label}」の段は、承認の権限をお持ちの方が、ご自分で承認してください。")
        )
    if not first <= on <= today:
        found.append(
            Refusal("on", f"決裁の日は、{first:%-m月%-d日}（合意書の第1版の日）から今日までの日をご入力ください。")
        )
    return found


def against_moving(dates: Sequence[date], *, today: date) -> list[Refusal]:
    """What stands against these expected days of the open steps, in order."""
    if any(day < today for day in dates):
        return [Refusal("expected", "予定の日は、今日からあとの日をご入力ください。")]
    if any(later < earlier for earlier, later in pairwise(dates)):
        return [Refusal("expected", "予定の日は、段の順に、同じ日かあとの日をご入力ください。")]
    return []
