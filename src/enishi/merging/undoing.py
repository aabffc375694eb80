"""Taking a merge back: value by value, where nothing newer stands."""

import json
from datetime import timedelta

from django.apps import apps
from django.db import IntegrityError, transaction

from enishi.common.clock import now
from enishi.common.workflow import Refusal
from enishi.merging.clashes import rows_of, table_of
from enishi.merging.enums import Fate
from enishi.merging.models import Merge, MergeChange
from enishi.merging.relations import PHYSICIAN
from enishi.merging.rows import is_same, read, write
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician


def refusals_of_undoing(merge: Merge, kept: Physician, absorbed: Physician, limit: timedelta) -> list[Refusal]:
    """kept, absorbed: as they stand under the lock."""
    if merge.undone_at is not None:
        return [Refusal("undone", "すでに元に戻してあります。")]
    if now() - merge.at > limit:
        return [
            Refusal(
                "late",
                f"一つにしてから{limit.days}日を過ぎたため、画面からは元に戻せません。別の方と分かったときは、統括へご相談のうえ、"
                "新しくご登録いただいてください。",
            )
        ]
    if kept.state == PhysicianState.CLOSED:
        return [Refusal("left", "この先生は退会され、情報は消してあります。元には戻せません。")]
    if kept.state == PhysicianState.MERGED:
        return [
            Refusal(
                "again",
                f"{merge.kept_number} は、そのあとさらにほかの登録と一つになりました。先に、そちらを元に戻してください。",
            )
        ]
    if absorbed.state != PhysicianState.MERGED:
        return [Refusal("undone", "すでに元に戻してあります。")]
    return []


def put_back(merge: Merge) -> None:
    """The changes, the last one first. Where somebody has changed the value since, or the old one has no place any more,
    it stays and is marked."""
    for change in merge.changes.order_by("-id"):
        model, after = apps.get_model(change.model), json.loads(change.after)
        now_there = read(model, [change.row], [change.column]).get(change.row)
        if now_there is None or not is_same(model, change.column, now_there[change.column], after):
            MergeChange.objects.filter(pk=change.pk).update(stayed=True)
            continue
        try:
            with transaction.atomic():
                write(model, change.row, {change.column: json.loads(change.before)})
        except IntegrityError:
            MergeChange.objects.filter(pk=change.pk).update(stayed=True)


def what_stayed(merge: Merge) -> list[tuple[str, int]]:
    """(title, how many) of what was changed since and so stayed with the number that was kept."""
    titles = {model._meta.label: relation.title for model, _, relation in table_of(Physician, PHYSICIAN)}
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
    for model, of, relation in table_of(Physician, PHYSICIAN):
        if relation.fate is Fate.MOVE and model._meta.label in merge.marks and relation.title:
            moved = merge.changes.filter(model=model._meta.label).values("row")
            rows = rows_of(model, of, merge.kept).filter(pk__gt=merge.marks[model._meta.label]).exclude(pk__in=moved)
            if count := rows.count():
                found.append((relation.title, count))
    return found
