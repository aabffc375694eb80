"""The shape of a rule about words, and how one is tried on a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from enishi.law.wording.findings import Finding, Severity, Statute
from enishi.law.wording.folding import around

BLOCK, WARN = Severity.BLOCK, Severity.WARN


@dataclass(frozen=True, slots=True)
class WordRule:
    """pattern: what is looked for in the folded text.

    unless: lets it pass when found in the same sentence; not_in_clause: when found in the same clause (between two commas).
    only_in: fields in which the rule holds, all of them when empty. sentence may hold {words}.
    """

    key: str
    topic: str
    severity: Severity
    statute: Statute
    pattern: re.Pattern[str]
    sentence: str
    instead: str
    unless: re.Pattern[str] | None = None
    not_in_clause: re.Pattern[str] | None = None
    only_in: frozenset[str] = frozenset()

    def found_in(self, field: str, text: str, plain: str, on: date) -> Iterator[Finding]:
        """Every place in a text. plain: the text folded."""
        if on < self.statute.since or (self.only_in and field not in self.only_in):
            return
        for hit in self.pattern.finditer(plain):
            start, end = hit.span()
            if start == end or self._lets_pass(plain, start, end):
                continue
            words = text[start:end]
            yield Finding(
                self.key,
                self.topic,
                self.severity,
                field,
                start,
                end,
                words,
                self.statute,
                self.sentence.format(words=words),
                self.instead,
            )

    def _lets_pass(self, plain: str, start: int, end: int) -> bool:
        if self.unless is not None:
            first, last = around(plain, start, end)
            if self.unless.search(plain, first, last):
                return True
        if self.not_in_clause is not None:
            first, last = around(plain, start, end, clause=True)
            return self.not_in_clause.search(plain, first, last) is not None
        return False


def rule(
    key: str,
    topic: str,
    severity: Severity,
    statute: Statute,
    pattern: str,
    sentence: str,
    instead: str,
    *,
    unless: str = "",
    not_in_clause: str = "",
    only_in: Iterable[str] = (),
) -> WordRule:
    """A rule from plain patterns."""
    return WordRule(
        key,
        topic,
        severity,
        statute,
        re.compile(pattern),
        sentence,
        instead,
        re.compile(unless) if unless else None,
        re.compile(not_in_clause) if not_in_clause else None,
        frozenset(only_in),
    )


def widest(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings of one topic on words within each other only the one that says most: blocking first, then the longer."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda f: (not f.blocks, f.start - f.end, f.start)):
        if one.end and any(k.topic == one.topic and k.field == one.field and _overlap(k, one) for k in kept):
            continue
        kept.append(one)
    return kept


def _overlap(a: Finding, b: Finding) -> bool:
    return a.start < b.end and b.start < a.end
