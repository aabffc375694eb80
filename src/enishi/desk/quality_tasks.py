"""Findings of the quality sample as rows of today's list of whose work it was."""

from collections.abc import Iterator
from datetime import date

from enishi.common.actor import Actor
from enishi.desk.models import QualityItem
from enishi.desk.quality_rules import Work

Row = tuple[str, str, date, str, str, str]


def quality_tasks(actor: Actor) -> Iterator[Row]:
    """(kind, number, due, words, reason, href) of each finding about this person's own work that is not mended."""
    rows = QualityItem.objects.filter(owner=actor.user_id, mended_at=None).exclude(due_on=None)
    for item in rows.order_by("due_on", "pk"):
        assert item.due_on is not None  # filtered above
        words = f"品質確認で見つかったことを直す（{Work(item.work).label}・{item.record}）"
        yield "quality", item.record, item.due_on, words, _short(item.finding), f"/desk/quality/{item.pk}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"「{line if len(line) <= 40 else line[:40] + '…'}」"
