"""What a snippet of an advertisement says of one field: ours each word for word, those of other writers to a floor."""

import json
from typing import Any

import pytest
from tests.openings.reading.framed import WORDINGS, frame_of, read, same, snippets

# The least share of the snippets of writers who did not know the reader that are read as they meant them.
FLOORS: dict[str, float] = {
    "specialties": 0.88,
    "recruiting": 0.82,
    "place": 0.92,
    "institution": 0.78,
    "headcount": 0.84,
    "employment": 0.8,
    "age_limit": 0.85,
    "days_per_week": 0.82,
    "fixed_term": 0.9,
    "housing": 0.86,
    "night_duty": 0.75,
    "on_call": 0.84,
    "pay": 0.85,
    "retirement_age": 0.92,
    "slots": 0.8,
}
OURS = [
    json.loads(line)
    for path in sorted(WORDINGS.glob("ours*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("field", sorted({row["field"] for row in OURS}))
def test_each_wording_of_ours_is_read_in_a_form_and_in_a_letter(field: str) -> None:
    faults: list[tuple[str, Any]] = [
        (row["snippet"], got)
        for row in OURS
        if row["field"] == field
        for kind in (0, 1)
        if not same(got := read(field, row["snippet"], kind), row["gold"])
    ]
    assert faults == []


@pytest.mark.parametrize("field", sorted(FLOORS))
def test_wordings_of_others_are_read_to_a_floor(field: str) -> None:
    rows = [*snippets(field)]
    right = sum(same(read(field, snippet, frame_of(snippet)), gold) for snippet, gold in rows)
    assert len(rows) >= 50
    assert right / len(rows) >= FLOORS[field], right
