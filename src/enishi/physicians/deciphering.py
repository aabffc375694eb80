"""Shields and other encrypted words read for many at once, where one that no key fits must not stop everybody's answers."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from enishi.common.encrypted import decrypt_many
from enishi.common.worded import Given, Worded
from enishi.physicians.families import Target, place_key, target
from enishi.physicians.models import Physician, ShieldEntry

log = logging.getLogger("enishi.matching")
NAMED = 20  # physicians on one line of the log; a lost key concerns everybody


def readable_texts(tokens: Sequence[str | bytes]) -> list[str | None]:
    """As `decrypt_many`; None for each token that fits no key."""
    try:
        return list(decrypt_many(tokens))
    except InvalidToken:
        half = len(tokens) // 2
        return [*readable_texts(tokens[:half]), *readable_texts(tokens[half:])] if half else [None]


def shields_of(physicians: Any) -> tuple[dict[int, list[Target]], set[int]]:
    """What the entries in force are against, by physician (primary keys, or a query for them), and whose entries cannot all be read.

    Those must be shown to nobody: an entry that cannot be read does not hide from nobody. One query.
    """
    rows: Iterable[tuple[Any, ...]]
    if isinstance(physicians, QuerySet):
        rows = list(_entries().filter(physician__in=physicians))
    else:
        rows = _OF_SOME.all(physicians=list(physicians))
    # What is not asked for is not deciphered: an institution is found by itself.
    tokens = ["" if row[2] else row[-1] for row in rows]
    names = iter(readable_texts([token for token in tokens if token]))
    shields: dict[int, list[Target]] = defaultdict(list)
    unreadable = set()
    for token, (physician, kind, institution, listed, called, run_by, corporation, *place, _) in zip(
        tokens, rows, strict=True
    ):
        name = next(names) if token else ""
        if name is None:
            unreadable.add(physician)
        else:
            hospital = (listed, called, run_by) if listed else None
            shields[physician].append(target(kind, name, institution, hospital, corporation, place_key(*place)))
    report_unreadable("a shield", unreadable)
    return shields, unreadable


def _entries() -> "QuerySet[ShieldEntry, tuple[Any, ...]]":
    """Those in force. The column is read as it lies: the field itself would raise, and nobody's entries would be read."""
    return (
        ShieldEntry.objects.filter(ended_at=None)
        .order_by("pk")
        .values_list(
            "physician", "kind", "institution", "listed", "listed__name", "listed__corporation", "corporation",
            "prefecture", "municipality", "area", Cast("name", TextField()),
        )
    )  # fmt: skip


_OF_SOME = Worded(lambda: _entries().filter(physician__pk__any_of=Given("physicians")))


def report_unreadable(what: str, physicians: Iterable[int]) -> None:
    """Tell whoever runs the platform, by the physicians' numbers alone: the first `NAMED` and how many there are."""
    pks = set(physicians)
    if pks:
        numbers = Physician.objects.filter(pk__in=pks).order_by("number").values_list("number", flat=True)[:NAMED]
        more = f" and {len(pks) - NAMED} more, {len(pks)} in all" if len(pks) > NAMED else ""
        log.error("%s that no data key fits, of %s%s", what, ", ".join(numbers), more)
