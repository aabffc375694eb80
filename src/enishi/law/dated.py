"""The mechanism of dated figures: what held on which day, and on what ground."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ground(StrEnum):
    """What binds us to a figure."""

    LAW = "law"
    LICENCE_CONDITION = "licence_condition"
    GUIDELINE = "guideline"
    POLICY = "policy"


class Evidence(StrEnum):
    """How sure the figure is: seen in a published source, or to be confirmed with the licence holder."""

    PUBLISHED = "published"
    TO_CONFIRM = "to_confirm"


class NotInForce(LookupError):
    """No figure of this name is in force on the day asked about."""


@dataclass(frozen=True)
class Parameter:
    """One figure for one span of time.

    valid_to: last day, inclusive; None while in force. unit: of the value (years, months, days, hours, yen, persons).
    source: article or document, in Japanese. label: what it is, in Japanese.
    """

    name: str
    value: int
    unit: str
    label: str
    source: str
    valid_from: date
    valid_to: date | None = None
    ground: Ground = Ground.LAW
    evidence: Evidence = Evidence.PUBLISHED

    def in_force_on(self, day: date) -> bool:
        """Whether the figure holds on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class ParameterTable:
    """Figures by name and day. Spans of one name may not overlap; ValueError at once if they do."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._spans: dict[str, list[Parameter]] = {}
        for parameter in sorted(parameters, key=lambda parameter: (parameter.name, parameter.valid_from)):
            spans = self._spans.setdefault(parameter.name, [])
            if parameter.valid_to is not None and parameter.valid_to < parameter.valid_from:
                raise ValueError(f"{parameter.name} ends before it begins")
            if spans and spans[-1].in_force_on(parameter.valid_from):
                raise ValueError(f"two values of {parameter.name} on {parameter.valid_from.isoformat()}")
            spans.append(parameter)

    def parameter(self, name: str, on: date) -> Parameter:
        """The figure with its source. Raises KeyError for an unknown name, NotInForce for a day it does not cover."""
        for parameter in self._spans[name]:
            if parameter.in_force_on(on):
                return parameter
        raise NotInForce(f"{name} is not in force on {on.isoformat()}")

    def value(self, name: str, on: date) -> int:
        """The figure alone. Raises like `parameter`."""
        return self.parameter(name, on).value

    def history(self, name: str) -> tuple[Parameter, ...]:
        """All spans of one name, oldest first. Raises KeyError."""
        return tuple(self._spans[name])

    def in_force(self, on: date) -> tuple[Parameter, ...]:
        """Every figure that holds on a day, by name: for the page on which the office reviews them."""
        return tuple(span for spans in self._spans.values() for span in spans if span.in_force_on(on))
