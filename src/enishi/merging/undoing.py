"""Taking a merge back: value by value, where nothing newer stands."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from enishi.common.clock import now
from enishi.common.workflow import Refusal
from enishi.merging.clashes import rows_of, table_of
from enishi.merging.enums import Fate, Kind
from enishi.merging.handling import Handling
from enishi.merging.kinds import HANDLINGS
from enishi.merging.models import Merge, MergeChange
from enishi.merging.rows import is_same, read, write_column


def refusals_of_undoing(handling: Handling, merge: Merge, kept: Any, absorbed: Any, limit: timedelta) -> list[Refusal]:
    """kept, absorbed: as they stand under the lock."""
    if merge.undone_at is not None:
        return [Refusal("undone", "すでに元に戻してあります。")]
    if now() - merge.at > limit:
        return [
            Refusal(
                "late",
                f"一つにしてから{limit.days}日を過ぎたため、画面からは元に戻せません。別であると分かったときは、統括へご相談のうえ、"
                "新しくご登録ください。",
            )
        ]
    if found := handling.left(kept):
        return found
    if kept.state == handling.merged:
        return [
            Refusal(
                "again",
                f"{merge.kept_number} は、そのあとさらにほかの登録と一つになりました。先に、そちらを元に戻してください。",
            )
        ]
    if absorbed.state != handling.merged:
        return [Refusal("undone", "すでに元に戻してあります。")]
    return []


def put_back(merge: Merge) -> None:
    """The changes, the last one first. Where somebody has changed the value since, or the old one has no place any more,
    it stays and is marked."""
    stayed: list[int] = []
    for (label, column), run in groupby(
        merge.changes.order_by("-id"), key=lambda change: (change.model, change.column)
    ):
        for changes in _each_row_once(run):
            stayed += _put_back(apps.get_model(label), column, changes)
    MergeChange.objects.filter(pk__in=stayed).update(stayed=True)


def _each_row_once(changes: Iterable[MergeChange]) -> Iterator[list[MergeChange]]:
    """In the same order, cut where a row comes again."""
    part: dict[int, MergeChange] = {}
    for change in changes:
        if change.row in part:
            yield list(part.values())
            part = {}
        part[change.row] = change
    if part:
        yield list(part.values())


def _put_back(model: Any, column: str, changes: list[MergeChange]) -> list[int]:
    """One column of many rows in one statement, or, where one of them has no place, row by row; keys of those that stayed."""
    there = read(model, [change.row for change in changes], [column])
    fresh: list[MergeChange] = []
    stayed: list[int] = []
    for change in changes:
        now_there = there.get(change.row)
        if now_there is None or not is_same(model, column, now_there[column], json.loads(change.after)):
            stayed.append(change.pk)
        else:
            fresh.append(change)
    if not fresh:
        return stayed
    try:
        with transaction.atomic():
            write_column(model, column, {change.row: json.loads(change.before) for change in fresh})
    except IntegrityError:
        if len(fresh) == 1:
            return [*stayed, fresh[0].pk]
        for change in fresh:
            stayed += _put_back(model, column, [change])
    return stayed


def what_stayed(merge: Merge) -> list[tuple[str, int]]:
    """(title, how many) of what was changed since and so stayed with the number that was kept."""
    handling = HANDLINGS[Kind(merge.kind)]
    titles = {model._meta.label: relation.title for model, _, relation in table_of(handling.model, handling.relations)}
    counts: dict[str, int] = {}
    for model, column in merge.changes.filter(stayed=True).values_list("model", "column"):
        if column.endswith("_index"):
            continue
        title = titles.get(model) or "ご登録の内容"
        counts[title] = counts.get(title, 0) + 1
    return sorted(counts.items())


def what_came_since(merge: Merge) -> list[tuple[str, int]]:
    """(title, how many) of what was added to the kept number after the merge: it stays there whatever happens."""
    found = []
    handling = HANDLINGS[Kind(merge.kind)]
    for model, of, relation in table_of(handling.model, handling.relations):
        if relation.fate is Fate.MOVE and model._meta.label in merge.marks and relation.title:
            moved = merge.changes.filter(model=model._meta.label).values("row")
            rows = rows_of(model, of, merge.kept).filter(pk__gt=merge.marks[model._meta.label]).exclude(pk__in=moved)
            if count := rows.count():
                found.append((relation.title, count))
    return found
