"""One thing a checker has to say about an opening."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.law.dated import Evidence


class Severity(StrEnum):
    """block: may not be shown to physicians like this. warn: may be shown, but would better be said otherwise."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Statute:
    """What a rule rests on. since: day from which we apply it; evidence: TO_CONFIRM where a lawyer has yet to look.

    binding: an article that forbids; False for what we ask beyond the law, because a physician cannot decide without it.
    """

    law: str
    article: str
    since: date
    evidence: Evidence = Evidence.PUBLISHED
    binding: bool = True

    @property
    def words(self) -> str:
        """As one cites it: 男女雇用機会均等法5条."""
        return f"{self.law}{self.article}"


@dataclass(frozen=True, slots=True)
class Finding:
    """field: key of the conditions or of the free text; start, end: the words in that text, 0, 0 where words are missing.

    sentence: why; instead: what to write. rule: a stable key, for counting and for what a supervisor lets pass.
    """

    rule: str
    topic: str
    severity: Severity
    field: str
    start: int
    end: int
    words: str
    statute: Statute
    sentence: str
    instead: str

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCK

    @property
    def may_be_waived(self) -> bool:
        """A person may let it pass, with a reason: warnings, and what no law demands. Never what an article forbids."""
        return not self.blocks or not self.statute.binding
