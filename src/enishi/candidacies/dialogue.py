"""Free exchange of opinions: questions, answers, and clauses that grow out of them. Nothing is lost, nothing stands twice."""

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Max

from enishi.audit.actions import record
from enishi.candidacies.enums import BEFORE_AGREED, State
from enishi.candidacies.giveaways import refuse_giveaways
from enishi.candidacies.models import Answer, Candidacy, Clause, Question
from enishi.candidacies.news import BOTH, announce, settle_turn
from enishi.candidacies.once import keep_once, said, standing
from enishi.candidacies.question_bank import BY_KEY
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Party, Refusal, StepRefused

ANSWER_WITHIN_WORKING_DAYS = 3
TALKING = frozenset(BEFORE_AGREED[BEFORE_AGREED.index(State.DIALOGUE) :])
CLAUSES_CLOSED = frozenset({State.OFFERED})
"""An offer holds exactly the clauses of its version: they rest until it is taken back to terms (T18) or agreed to."""


def lock_talk(candidacy: Candidacy) -> Candidacy:
    """The talk's row, locked. Raises StepRefused where nothing may be written in it."""
    locked = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if locked.state not in TALKING:
        raise StepRefused(Refusal("state", f"いまは「{locked.label}」のため、書き込めません。担当者へご連絡ください。"))
    return locked


def _lock_clauses(candidacy: Candidacy) -> Candidacy:
    locked = lock_talk(candidacy)
    if locked.state in CLAUSES_CLOSED:
        raise StepRefused(
            Refusal(
                "offered",
                "正式な条件をご提示中のため、合意事項は変えられません。「直してほしい」とお伝えいただくと、話し合いに戻ります。",
            )
        )
    return locked


def side_of(by: Actor, speaks_for: Party | None) -> Party:
    """The side whose words these are; a coordinator writes only on behalf of one."""
    side = speaks_for if by.party is Party.COORDINATOR else by.party
    if side not in (Party.PHYSICIAN, Party.INSTITUTION):
        raise StepRefused(Refusal("party", "どちらの側のことばか、お選びください。"))
    return side


@transaction.atomic
def ask(
    *,
    candidacy: Candidacy,
    by: Actor,
    text: str,
    key: uuid.UUID,
    speaks_for: Party | None = None,
    bank: str = "",
    let_pass: bool = False,
) -> Question:
    """Ask the other side. The same key again returns the question that stands. bank: the entry it began with.

    let_pass: a coordinator has looked at what seems to be a name or an address. Raises StepRefused for such words else.
    """
    if found := standing(Question, key, candidacy=candidacy):
        return found
    look_at_words(candidacy, text, by=by, let_pass=let_pass)
    lock_talk(candidacy)
    words = {**said(by, side_of(by, speaks_for), text), "bank": bank if bank in BY_KEY else "", "due_on": answer_due()}
    question, created = keep_once(Question, key, {"candidacy": candidacy}, words)
    if created:
        record(by=by, action="ask", object_type="candidacy", object_number=candidacy.number, question=question.pk)
        settle_turn(candidacy)
        announce(candidacy, to=[other(question.side)])
    return question


@transaction.atomic
def answer(
    *,
    question: Question,
    by: Actor,
    text: str,
    key: uuid.UUID,
    speaks_for: Party | None = None,
    confirmer: str = "",
    let_pass: bool = False,
) -> Answer:
    """Answer the other side's question. Raises StepRefused if one's own side asked it; let_pass as in `ask`."""
    if found := standing(Answer, key, question=question):
        return found
    look_at_words(question.candidacy, f"{text}\n{confirmer}", by=by, let_pass=let_pass)
    candidacy = lock_talk(question.candidacy)
    side = side_of(by, speaks_for)
    if side == question.side:
        raise StepRefused(Refusal("own", "ご自分の側の質問には、お相手がお答えになります。"))
    words = {**said(by, side, text), "confirmer": confirmer.strip()}
    row, created = keep_once(Answer, key, {"question": question}, words)
    if created:
        record(by=by, action="answer", object_type="candidacy", object_number=candidacy.number, question=question.pk)
        settle_turn(candidacy)
        announce(candidacy, to=[other(side)])
    return row


@transaction.atomic
def propose_clause(*, candidacy: Candidacy, by: Actor, text: str, question: Question | None = None) -> Clause:
    """Put a sentence forward as a clause; the proposing side has accepted it with that, a coordinator nobody.

    The same sentence put forward twice by one side (a double click, a page sent again) stands once.
    """
    look_at_words(candidacy, text, by=by, let_pass=False)
    locked = _lock_clauses(candidacy)
    standing = locked.clauses.filter(
        withdrawn_at=None, question=question, text=text.strip(), proposed_by=by.party
    ).first()
    if standing is not None:
        return standing
    last = locked.clauses.aggregate(last=Max("no"))["last"] or 0
    moment = now()
    clause = Clause.objects.create(
        candidacy=locked,
        question=question,
        no=last + 1,
        text=text.strip(),
        proposed_by=by.party,
        accepted_by_physician_at=moment if by.party is Party.PHYSICIAN else None,
        accepted_by_institution_at=moment if by.party is Party.INSTITUTION else None,
    )
    record(by=by, action="propose_clause", object_type="candidacy", object_number=candidacy.number, clause=clause.no)
    announce(candidacy, to=[side for side in BOTH if side is not by.party])
    return clause


@transaction.atomic
def accept_clause(*, clause: Clause, by: Actor, speaks_for: Party | None = None) -> Clause:
    """One side accepts; accepting twice changes nothing."""
    _lock_clauses(clause.candidacy)
    side = side_of(by, speaks_for)
    if Clause.objects.filter(pk=clause.pk).exclude(withdrawn_at=None).exists():
        raise StepRefused(Refusal("withdrawn", "この文は取り下げられました。新しい文をご確認ください。"))
    field = "accepted_by_physician_at" if side is Party.PHYSICIAN else "accepted_by_institution_at"
    accepted = Clause.objects.filter(pk=clause.pk, withdrawn_at=None, **{field: None}).update(**{field: now()})
    clause.refresh_from_db()
    record(
        by=by, action="accept_clause", object_type="candidacy", object_number=clause.candidacy.number, clause=clause.no
    )
    if accepted:
        announce(clause.candidacy, to=[other(side)])
    return clause


@transaction.atomic
def withdraw_clause(*, clause: Clause, by: Actor) -> Clause:
    """Drop a clause (objected to, or replaced by a better sentence). Its number is not used again.

    What both sides agreed to, neither can drop alone: the coordinator does it after speaking with both.
    """
    _lock_clauses(clause.candidacy)
    clause.refresh_from_db()
    if clause.is_agreed and by.party is not Party.COORDINATOR:
        raise StepRefused(Refusal("agreed", "双方が合意した事項です。見直したいときは、担当者へご連絡ください。"))
    Clause.objects.filter(pk=clause.pk, withdrawn_at=None).update(withdrawn_at=now())
    clause.refresh_from_db()
    record(
        by=by,
        action="withdraw_clause",
        object_type="candidacy",
        object_number=clause.candidacy.number,
        clause=clause.no,
    )
    announce(clause.candidacy, to=[side for side in BOTH if side is not by.party])
    return clause


@transaction.atomic
def replace_clause(*, clause: Clause, by: Actor, text: str) -> Clause:
    """Object to a draft with a better sentence: the draft is dropped and the new one put forward, in one act."""
    if text.strip() == clause.text:
        raise StepRefused(Refusal("same", "文が変わっていません。直したい所を書きかえてお送りください。"))
    withdraw_clause(clause=clause, by=by)
    return propose_clause(candidacy=clause.candidacy, by=by, text=text, question=clause.question)


def look_at_words(candidacy: Candidacy, text: str, *, by: Actor, let_pass: bool) -> None:
    """Raises StepRefused for a name or an address in the words while the name is not shown; only a coordinator lets it pass."""
    if not (let_pass and by.party is Party.COORDINATOR):
        refuse_giveaways(candidacy, [text], by=by)


def answer_due() -> date:
    """Until when a question asked now is to be answered."""
    return add_working_days(today(), ANSWER_WITHIN_WORKING_DAYS)


def other(side: str) -> Party:
    return Party.INSTITUTION if side == Party.PHYSICIAN else Party.PHYSICIAN
