"""One answer to "why not": its key, its sentences for each side, and one smallest change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from enishi.engine.words.facts import Sentence

MENDS = "ご紹介できるようになります。"


@dataclass(frozen=True)
class Reason:
    """Why a pair, or a whole side, has no match.

    `key`: a condition's name, one of `words.outcomes.OUTCOMES`, or `eligible`, `unavailable`, `no_counterpart`.
    `conditions`: names of the broken conditions; they and `key` are for the desk, which may know what is confidential.
    `smallest_change`: may stand on the physician's own limit: the desk decides whom it asks. `desk`: what the desk reads
    of an opening without physicians, where the institution reads one sentence whatever the reason.
    """

    key: str
    conditions: tuple[str, ...]
    physician: tuple[Sentence, ...]
    institution: tuple[Sentence, ...]
    smallest_change: dict[str, Any] | None
    desk: tuple[Sentence, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "conditions": list(self.conditions),
            "physician": [one.to_dict() for one in self.physician],
            "institution": [one.to_dict() for one in self.institution],
            "smallest_change": self.smallest_change,
            "desk": [one.to_dict() for one in self.desk],
        }


ELIGIBLE = Reason("eligible", (), (), (), None)
