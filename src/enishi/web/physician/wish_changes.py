"""What differs between two versions of the wish sheet, in the words of the sheet."""

from dataclasses import dataclass

from enishi.physicians.models import Physician, WishApproval, WishSheet
from enishi.web.desk.sheets import wish_rows

NOTHING = "（なし）"
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """changes: against the version before; approved: the physician said that it is right."""

    sheet: WishSheet
    changes: list[Change]
    approved: bool


def changes_between(before: WishSheet, after: WishSheet) -> list[Change]:
    old, new = dict(wish_rows(before)), dict(wish_rows(after))
    return [Change(k, old.get(k) or NOTHING, new[k] or NOTHING) for k in new if old.get(k, "") != new[k]]


def versions_of(physician: Physician) -> list[Version]:
    """The last dozen, the newest first."""
    sheets = list(physician.wish_sheets.select_related("municipality__prefecture").order_by("-no")[: SHOWN + 1])
    approved = set(WishApproval.objects.filter(sheet__in=sheets).values_list("sheet", flat=True))
    pairs = zip(sheets, [*sheets[1:], None], strict=True)
    made = [
        Version(sheet, changes_between(before, sheet) if before else [], sheet.pk in approved)
        for sheet, before in pairs
    ]
    return made[:SHOWN]
