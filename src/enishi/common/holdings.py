"""What is kept of a person, named once for each model: how it is handed out, and how it is erased.

Each app names its models in a module `holdings`, read at start. An export is the rows of everything held, in order; an
erasure calls everything held. A test walks all models that lead to a physician and finds those that nobody named.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db import models

Find = Callable[[Any], Any]
Row = Mapping[str, Any]


class Stage(IntEnum):
    """AT_ONCE: when the person leaves. AT_THE_END: when the law no longer asks for what was kept then."""

    AT_ONCE = 1
    AT_THE_END = 2


Erase = Callable[[Any, Stage], int]


@dataclass(frozen=True, slots=True)
class Holding:
    """One model's part. order: place in the export, small first.

    export: the rows for a person; None with `not_exported`, the reason. labels: key of a row → Japanese words.
    erase: rows wiped at a stage, of a person who leaves; None with `not_erased`, the reason. find: the rows of a person.
    goes_whole: leaving deletes the rows, so that none may be found afterwards.
    """

    model: type[models.Model]
    title: str
    order: int
    export: Callable[[Any], Iterable[Row]] | None
    labels: Mapping[str, str]
    erase: Erase | None
    not_exported: str = ""
    not_erased: str = ""
    find: Find = lambda person: None
    goes_whole: bool = False


_HOLDINGS: dict[str, Holding] = {}


def holdings() -> list[Holding]:
    """All of them, in the order of the export."""
    return sorted(_HOLDINGS.values(), key=lambda h: (h.order, h.model._meta.label))


def hold(
    model: type[models.Model],
    *,
    find: Find,
    title: str = "",
    order: int = 50,
    leave_out: Iterable[str] = (),
    export: Callable[[Any], Iterable[Row]] | None = None,
    labels: Mapping[str, str] | None = None,
    not_exported: str = "",
    erase: Erase | None = None,
    not_erased: str = "",
) -> None:
    """Name a model. `find`: the rows of a person. Without more, all columns are handed out and leaving deletes the rows.

    Raises ValueError if a model is named twice.
    """
    label = model._meta.label
    if label in _HOLDINGS:
        raise ValueError(f"{label} is held twice")
    columns = columns_of(model, leave_out)
    rows = export or (lambda person: [row_of(row, columns) for row in find(person).order_by("pk")])
    _HOLDINGS[label] = Holding(
        model,
        title or str(model._meta.verbose_name),
        order,
        None if not_exported else rows,
        labels if labels is not None else {name: label_of(field) for name, field in columns.items()},
        None if not_erased else erase or deleting(find),
        not_exported,
        not_erased,
        find,
        goes_whole=erase is None and not not_erased,
    )


COMMON = {
    "at": "日時", "made_at": "書いた日時", "given_at": "同意の日時", "withdrawn_at": "取り消しの日時", "ended_at": "終わりの日時",
    "created_at": "作成の日時", "chosen_at": "お選びの日時", "written_at": "書いた日時", "saved_at": "保存の日時", "channel": "方法",
    "started_at": "始めた日時", "step": "手続き", "campaign_code": "お申し込みの経路", "heard_of": "お知りになったきっかけ", "physician": "先生", "candidacy": "お引き合わせ",
    "institution": "医療機関", "proposed_by": "どちらから", "proposed_at": "提案の日時", "accepted_by_physician_at": "先生の承諾",
    "accepted_by_institution_at": "医療機関の承諾", "content_hash": "指紋", "side": "どちらから", "method": "受け取り方",
    "opening": "募集", "reminded_at": "ご案内の日時", "counts": "件数", "key": "しるし", "version": "版", "area": "医療圏",
    "corporation": "法人", "municipality": "市区町村", "prefecture": "都道府県", "listed": "施設", "weights_version": "重みの版",
    "link": "ご家族のページ", "asked_at": "尋ねた日時", "answered_at": "答えた日時", "offered_at": "ご案内の日時",
    "fixed_at": "決まった日時", "sent_at": "お送りした日時", "recorded_at": "記録の日時", "data": "入力の内容",
    "user": "利用者", "sheet": "版", "code": "番号", "token": "しるし", "digest": "しるし", "seen_at": "ご覧の日時",
}  # fmt: skip
"""Words for columns whose field has none of its own."""


def label_of(field: Any) -> str:
    """The Japanese words of a column; its name where nobody gave it any."""
    words = str(field.verbose_name)
    return COMMON.get(field.name, words) if words.isascii() else words


def deleting(find: Find) -> Erase:
    """Deletes the rows when the person leaves, and again whatever stands there at the end."""

    def erase(person: Any, stage: Stage) -> int:
        return int(find(person).delete()[0])

    return erase


def columns_of(model: type[models.Model], leave_out: Iterable[str] = ()) -> dict[str, Any]:
    """Name → field, without keys, files and what is left out."""
    out = {"id", "physician", *leave_out}
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if field.name not in out and not isinstance(field, models.BinaryField)
    }


def row_of(row: models.Model, columns: Mapping[str, Any]) -> dict[str, Any]:
    """A row as plain values that JSON can hold; a choice with its words, a related row by its number or name."""
    return {name: _plain(row, name, field) for name, field in columns.items()}


def _plain(row: Any, name: str, field: Any) -> Any:
    value = getattr(row, name)
    if value is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return plain(value)


def plain(value: Any) -> Any:
    """Dates as ISO text, decimals as numbers, related rows by number, name or key; text, numbers and lists as they are."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case models.Model():
            return next((getattr(value, k) for k in ("number", "name", "pk") if getattr(value, k, None)), "")
        case list() | tuple():
            return [plain(v) for v in value]
        case dict():
            return {str(k): plain(v) for k, v in value.items()}
    return value
