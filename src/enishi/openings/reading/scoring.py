"""How well readings agree with what a careful person wrote down: exact fields, precision and recall."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from enishi.openings.reading.facts import FIELDS, UNSAID


@dataclass(slots=True)
class Score:
    """Counts over openings × fields; an opening that is missing or too many counts with all its fields as wrong."""

    fields: int = 0
    exact: int = 0
    said: int = 0
    right: int = 0
    expected: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def exact_share(self) -> float:
        return self.exact / max(self.fields, 1)

    @property
    def precision(self) -> float:
        """Share of the stated facts that are right."""
        return self.right / max(self.said, 1)

    @property
    def recall(self) -> float:
        """Share of the facts to be found that were found."""
        return self.right / max(self.expected, 1)

    def to_json(self) -> dict[str, Any]:
        return {
            "exact": round(self.exact_share, 4),
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "fields": self.fields,
            "wrong": dict(self.wrong.most_common()),
        }


def comparable(name: str, value: Any) -> Any:
    """The value where the order of lists does not matter."""
    if isinstance(value, list) and name in ("specialties", "employment", "slots"):
        return sorted(value)
    return sorted(json.dumps(row, sort_keys=True) for row in value) if name == "pay" and value else value


def aligned(expected: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]]) -> list[tuple[int | None, int | None]]:
    """Pairs of openings that agree most, then those without a partner."""
    pairs = sorted(
        (
            (sum(comparable(n, e.get(n)) == comparable(n, g.get(n)) for n in FIELDS), -i, -j)
            for i, e in enumerate(expected)
            for j, g in enumerate(got)
        ),
        reverse=True,
    )
    chosen: list[tuple[int | None, int | None]] = []
    left, right = set(range(len(expected))), set(range(len(got)))
    for _, i, j in pairs:
        if -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            chosen.append((-i, -j))
    return chosen + [(i, None) for i in sorted(left)] + [(None, j) for j in sorted(right)]


def score(pairs: Iterable[tuple[str, dict[str, Any], dict[str, Any]]]) -> Score:
    """pairs: (name, expected, got) in the form of `Reading.to_json`."""
    total = Score()
    for name, expected, got in pairs:
        if expected["out_of_scope"] != got["out_of_scope"]:
            total.faults.append(f"{name}: out_of_scope {expected['out_of_scope']} ≠ {got['out_of_scope']}")
            total.fields += 1
            total.wrong["out_of_scope"] += 1
        for i, j in aligned(expected["openings"], got["openings"]):
            want = expected["openings"][i] if i is not None else None
            have = got["openings"][j] if j is not None else None
            _count(total, name, want, have)
    return total


def _count(total: Score, name: str, want: dict[str, Any] | None, have: dict[str, Any] | None) -> None:
    for key in FIELDS:
        total.fields += 1
        wanted = want is not None and want.get(key) != UNSAID[key]
        stated = have is not None and have.get(key) != UNSAID[key]
        total.expected += wanted
        total.said += stated
        if want is not None and have is not None and comparable(key, want.get(key)) == comparable(key, have.get(key)):
            total.exact += 1
            total.right += stated
        else:
            total.wrong[key] += 1
            total.faults.append(f"{name}: {key} {want and want.get(key)} ≠ {have and have.get(key)}")
