"""The difference between what an opening needs and what a physician can do, as a plan: who backs up, which course, by when. Pure.

Every row is a suggestion for the talk. Nothing is certified, and nothing counts before both sides made a clause of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from enishi.common.scope_items import GROUPS, Item

MUST, PLUS = "must", "plus"
CAN, LEARN, NOT, UNANSWERED = "can", "learn", "not", ""
MARK_WORDS = {LEARN: "少し補えばできる", NOT: "行わない", UNANSWERED: "まだうかがっていない"}
NEED_WORDS = {MUST: "必要", PLUS: "あると助かる"}
MUST_MONTHS, PLUS_MONTHS = 3, 6


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item that does not fit yet. backup, course, by_when: words, "" if nothing is to be done; clause: for both sides."""

    item: Item
    need: str
    mark: str
    backup: str
    course: str
    by_when: str
    clause: str

    @property
    def need_words(self) -> str:
        return NEED_WORDS[self.need]

    @property
    def mark_words(self) -> str:
        return MARK_WORDS[self.mark]


@dataclass(frozen=True, slots=True)
class Plan:
    """needed, able: how many items are needed, and how many of them the physician can do now."""

    needed: int
    able: int
    rows: tuple[PlanRow, ...]


def plan_of(
    marks: Mapping[str, str], needs: Mapping[str, str], backed: Collection[str], backers: Mapping[str, str]
) -> Plan:
    """Items needed or welcome that the physician does not simply do, needed ones first, in the order of the sheet.

    A welcome item that the physician does not do is no difference. marks, needs: code of the item → code of the answer.
    """
    needed = [code for code, need in needs.items() if need == MUST]
    rows = []
    for group in GROUPS:
        for item in group.items:
            need, mark = needs.get(item.code, ""), marks.get(item.code, UNANSWERED)
            if (need == MUST and mark != CAN) or (need == PLUS and mark == LEARN):
                backer = (backers.get(group.code) or "常勤医") if item.code in backed else ""
                rows.append(_row(item, need, mark, backer, group.refresher))
    rows.sort(key=lambda row: row.need != MUST)
    return Plan(len(needed), sum(marks.get(code) == CAN for code in needed), tuple(rows))


def _row(item: Item, need: str, mark: str, backer: str, refresher: str) -> PlanRow:
    name = item.label
    if mark == NOT:
        backup = f"{backer}が受け持つ" if backer else "受け持つ方を、医療機関に尋ねる"
        clause = f"{name}は、{backer or '医療機関のほかの医師'}が受け持ち、先生は行わない。"
        return PlanRow(item, need, mark, backup, "", "勤務の開始まで", clause)
    if mark == UNANSWERED:
        backup = f"{backer}が支える" if backer else "支える方を、医療機関に尋ねる"
        clause = f"{name}を先生が行うかどうかは、勤務の開始までに双方で決める。"
        return PlanRow(item, need, mark, backup, "", "勤務の開始まで", clause)
    months = MUST_MONTHS if need == MUST else PLUS_MONTHS
    by_when = f"勤務の開始から{months}か月"
    backup = f"{backer}が支える" if backer else "支える方を、医療機関に尋ねる"
    clause = (
        f"{name}は、勤務の開始から{months}か月の間、{backer or '医療機関が定める医師'}が支える。"
        "先生はその間に学び直し、一人で行うかどうかを双方で確かめる。"
    )
    return PlanRow(item, need, mark, backup, refresher, by_when, clause)
