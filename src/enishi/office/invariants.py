"""`enishi check`: every invariant asked of a living database; who breaks which, by numbers, never by names."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from enishi.audit.verify import verify
from enishi.candidacies.agreement import content_hash
from enishi.candidacies.frozen import words_hash
from enishi.candidacies.models import AgreementVersion, CandidacyTransition, Proposal
from enishi.candidacies.notices import OF_THE_CLOCK, told_by
from enishi.candidacies.workflow import WORKFLOW as CANDIDACY
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import STORED, Workflow
from enishi.institutions.models import InstitutionTransition
from enishi.institutions.workflow import WORKFLOW as INSTITUTION
from enishi.notices.models import Notice
from enishi.notices.registry import Audience
from enishi.office.invariant_money import MONEY_RULES
from enishi.office.invariant_sql import RULES
from enishi.office.models import ClosedReport
from enishi.office.reports import hash_of
from enishi.openings.models import OpeningTransition
from enishi.openings.workflow import WORKFLOW as OPENING
from enishi.physicians.models import Leaving, PhysicianTransition
from enishi.physicians.workflow import WORKFLOW as PHYSICIAN

LOGS: tuple[tuple[Workflow, type[TransitionRow], str], ...] = (
    (CANDIDACY, CandidacyTransition, "candidacy"),
    (PHYSICIAN, PhysicianTransition, "physician"),
    (OPENING, OpeningTransition, "opening"),
    (INSTITUTION, InstitutionTransition, "institution"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant and the rows that break it. numbers: of the rows, sorted; empty when it holds."""

    name: str
    words: str
    numbers: tuple[str, ...]


def check_all() -> list[Finding]:
    """Every invariant in one snapshot of the database, so that acts going on meanwhile are seen whole or not at all."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return [*_in_sql(), *(Finding(name, said, tuple(sorted(set(find())))) for name, said, find in IN_PYTHON)]


def _in_sql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        for name, (said, sql) in {**RULES, **MONEY_RULES}.items():
            cursor.execute(sql)
            yield Finding(name, said, tuple(sorted({str(row[0]) for row in cursor.fetchall()})))


def steps_off_the_table() -> Iterator[str]:
    """Rows whose step, states and party no row of the workflow table allows; the number of what they belong to."""
    for workflow, log, subject in LOGS:
        rows = log._base_manager.values_list(f"{subject}__number", "step", "from_state", "to_state", "party")
        for number, step_id, before, after, party in rows.iterator(chunk_size=5_000):
            step = workflow.steps.get(step_id)
            allowed = step is not None and party in step.by and (before or None) in step.sources
            if not allowed or (step is not None and step.target not in (STORED, after)):
                yield number


def notices_that_disagree() -> Iterator[str]:
    """Talks in which a step's notice to the physician or the staff is missing, or a notice was written for no step.

    An institution may have had nobody to write to at that time, so its notices are only looked at for being promised; those to a
    physician who left were erased.
    """
    gone = set(Leaving.objects.filter(waits=False).values_list("physician", flat=True))
    written: dict[tuple[str, int], set[str]] = defaultdict(set)
    for key in Notice.objects.filter(about__startswith="C-").values_list("key", flat=True).iterator(chunk_size=5_000):
        kind, number, row, *_ = [*key.split(":"), "", ""]
        if kind in STEP_NOTICES and row.isdecimal():  # other notices count something else there
            written[number, int(row)].add(kind)
    shown: dict[int, int] = {}
    rows = CandidacyTransition.objects.order_by("id").select_related("candidacy__physician")
    for row in rows.iterator(chunk_size=2_000):
        if row.step in ("T2", "T3"):
            shown.setdefault(row.candidacy_id, row.pk)
        found = written.pop((row.candidacy.number, row.pk), set())
        step = CANDIDACY.steps.get(row.step)
        promised = told_by(step, row) if step else []
        must = {notice for audience, notice in promised if audience == Audience.PHYSICIAN}
        knows = row.candidacy_id in shown and row.candidacy.physician_id not in gone
        if (knows and must - found) or found - {notice for _, notice in promised}:
            yield row.candidacy.number
    yield from (number for number, _ in written)


STEP_NOTICES = {entry.partition(":")[2] for step in CANDIDACY for entry in step.notices} | set(OF_THE_CLOCK.values())


def agreements_that_differ() -> Iterator[str]:
    """Versions whose words no longer give their hash; words that an erasure emptied are not asked."""
    rows = AgreementVersion.objects.values_list("candidacy__number", "content", "content_hash")
    for number, content, said in rows.iterator(chunk_size=500):
        erased = set(content) == {"terms", "clauses"} and not content["terms"] and not content["clauses"]
        if not erased and content_hash(content) != said:
            yield number


def proposals_that_differ() -> Iterator[str]:
    """Sent proposals whose words no longer give the hash they were sent with."""
    sent = Proposal.objects.exclude(sent_at=None).select_related("candidacy__physician")
    for row in sent.iterator(chunk_size=500):
        emptied = not any((row.opening_words, row.reasons_physician, row.reasons_institution, row.unmet))
        if row.content_hash and not emptied and words_hash(row) != row.content_hash:
            yield row.candidacy.number


def reports_that_differ() -> Iterator[str]:
    """Closed reports whose content no longer gives the hash they were closed with."""
    for row in ClosedReport.objects.all():
        if hash_of(row.content) != row.content_hash:
            yield f"{row.kind}-{row.year}"


def broken_chain() -> Iterator[str]:
    """The first place where the chain of the audit log does not hold."""
    if fault := verify().fault:
        yield fault


IN_PYTHON: tuple[tuple[str, str, Callable[[], Iterator[str]]], ...] = (
    (
        "steps of the table",
        "every step stands in its workflow table, with its states and its party",
        steps_off_the_table,
    ),
    ("notices and steps agree", "each step told whom the table names, once, and nobody else", notices_that_disagree),
    ("agreements unchanged", "the words of each version of an agreement give its hash", agreements_that_differ),
    ("proposals unchanged", "the words of each proposal give the hash it was sent with", proposals_that_differ),
    ("reports unchanged", "the content of each closed report gives its hash", reports_that_differ),
    ("chain of the log", "the whole chain of the audit log holds", broken_chain),
)

SHOWN = 20


def report(findings: list[Finding], *, as_json: bool = False) -> str:
    """Lines for a person, or one JSON object; numbers of rows only."""
    broken = [finding for finding in findings if finding.numbers]
    if as_json:
        rows = {f.name: list(f.numbers) for f in broken}
        return json.dumps({"rules": len(findings), "broken": rows}, ensure_ascii=False)
    lines = []
    for finding in broken:
        more = f" and {len(finding.numbers) - SHOWN} more" if len(finding.numbers) > SHOWN else ""
        lines.append(f"BROKEN  {finding.name}: {finding.words}\n        {', '.join(finding.numbers[:SHOWN])}{more}")
    lines.append(f"{len(findings) - len(broken)} of {len(findings)} rules hold")
    return "\n".join(lines)
