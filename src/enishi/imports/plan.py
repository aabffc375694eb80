"""What an import would change, in counts and words, and the act that changes it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models

from enishi.imports.reading import Fault


@dataclass(slots=True)
class Difference:
    """Rows of the file against the rows that stand: each added or changed one as a line of words."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)

    def lines(self, most: int) -> list[str]:
        """The counts, then the first `most` differences of each kind."""
        counts = (
            f"追加 {len(self.added)}、変更 {len(self.changed)}、同じ {self.unchanged}、"
            f"ファイルにない既存の行 {len(self.missing)}"
        )
        return [
            counts,
            *_some("追加", self.added, most),
            *_some("変更", self.changed, most),
            *_some("ファイルにない", self.missing, most),
        ]


def _some(kind: str, lines: list[str], most: int) -> list[str]:
    shown = [f"  {kind}：{line}" for line in lines[:most]]
    return [*shown, f"  {kind}：ほか{len(lines) - most}件"] if len(lines) > most else shown


@dataclass(slots=True)
class Plan:
    """A read and compared file: its differences, the broken rows, remarks, and `write`, which applies the good rows."""

    title: str
    difference: Difference
    faults: list[Fault]
    good: int
    notes: list[str]
    write: Callable[[], None]


def label_of(model: type[models.Model], name: str) -> str:
    """The field's Japanese name, for sentences about differences."""
    field = model._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def spoken(value: object) -> str:
    """A value inside a sentence about a difference."""
    return "空" if value in (None, "") else str(value)


def words_of_change(name: str, changes: list[tuple[str, object, object]]) -> str:
    """`0101 南渡島：医師偏在指標 205.5 → 206.0`."""
    return f"{name}：" + "、".join(f"{label} {spoken(old)} → {spoken(new)}" for label, old, new in changes)
