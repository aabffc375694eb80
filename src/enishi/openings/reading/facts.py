"""What was read: facts with the words they came from, openings, and the form in which they are handed on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from enishi.openings.reading.normal import LONGEST, Source, Span

FIELDS = (
    "recruiting", "institution", "prefecture", "municipality", "specialties", "any_specialty", "employment", "headcount",
    "days_per_week", "slots", "pay", "night_duty", "on_call", "housing", "age_limit", "retirement_age", "fixed_term",
)  # fmt: skip
UNSAID: dict[str, Any] = dict.fromkeys(FIELDS) | {"recruiting": True, "any_specialty": False}
DRAFT_FIELDS = ("working_hours", "breaks", "probation", "starts_on", "insurance", "smoking")
"""What is read for the draft of an opening only, and stands in no JSON. starts_on: a day as 2027-04-01; the rest as written."""
OUT_OF_SCOPE = ("resident_training", "not_physician", "not_an_ad")


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the parts of the normal text (start, end) that say so; at least one part, none empty."""

    value: Any
    places: tuple[tuple[int, int], ...]

    @classmethod
    def at(cls, value: Any, start: int, end: int) -> "Found":
        return cls(value, ((start, end),))


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of one of FIELDS in the form of the JSON, and where the original text says so."""

    field: str
    value: Any
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ReadOpening:
    """One opening; what the text does not say has no fact. facts: of FIELDS; beside: of DRAFT_FIELDS."""

    facts: dict[str, Fact] = field(default_factory=dict)
    beside: dict[str, Fact] = field(default_factory=dict)

    @property
    def all_facts(self) -> dict[str, Fact]:
        """Those of FIELDS and then those of DRAFT_FIELDS."""
        return self.facts | self.beside

    def value(self, name: str) -> Any:
        """The value of one of FIELDS, as the JSON gives it."""
        fact = self.facts.get(name)
        return UNSAID[name] if fact is None else fact.value

    def moved(self, by: int) -> "ReadOpening":
        """The same in a text that has `by` more characters before it."""

        def there(facts: dict[str, Fact]) -> dict[str, Fact]:
            return {
                name: Fact(name, fact.value, tuple(Span(span.start + by, span.end + by) for span in fact.spans))
                for name, fact in facts.items()
            }

        return ReadOpening(there(self.facts), there(self.beside))

    def to_json(self) -> dict[str, Any]:
        return {name: self.value(name) for name in FIELDS}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says. `out_of_scope`: one of OUT_OF_SCOPE, and then there is no opening."""

    text: str
    openings: tuple[ReadOpening, ...]
    out_of_scope: str | None
    end: int = LONGEST

    @property
    def unread(self) -> int:
        """Characters at the end of the text that were not read, because it is longer than a reader takes or holds more posts."""
        return max(0, len(self.text) - min(self.end, LONGEST))

    @property
    def rest_begins(self) -> str:
        """The first words of what was not read, at most 24 characters of one line; empty where all was read."""
        rest = self.text[min(self.end, LONGEST) :]
        return next((line.strip()[:24] for line in rest.splitlines() if line.strip()), "")

    def to_json(self) -> dict[str, Any]:
        return {"openings": [opening.to_json() for opening in self.openings], "out_of_scope": self.out_of_scope}


def with_spans(source: Source, found: dict[str, Found]) -> ReadOpening:
    """The opening with its places in the original text."""

    def placed(names: Iterable[str]) -> dict[str, Fact]:
        facts = {}
        for name in names:
            if (one := found.get(name)) is not None:
                spans = tuple(sorted({source.span(start, end) for start, end in one.places if end > start}))
                if spans:
                    facts[name] = Fact(name, one.value, spans)
        return facts

    return ReadOpening(placed(FIELDS), placed(DRAFT_FIELDS))


def merged(places: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The places in order, each once."""
    return tuple(sorted(set(places)))
