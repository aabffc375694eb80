"""おたより: free words in a talk, and words that wait until the coordinator has looked at a name or an address in them."""

import uuid

from django.db import transaction

from enishi.audit.actions import record
from enishi.candidacies.dialogue import answer_due, lock_talk, look_at_words, other, side_of
from enishi.candidacies.models import Answer, Candidacy, HeldMessage, Message, Question
from enishi.candidacies.news import BOTH, announce, settle_turn
from enishi.candidacies.once import keep_once, said, standing
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Channel, Party, Refusal, StepRefused

KINDS = ("question", "answer", "letter")


@transaction.atomic
def write_letter(
    *,
    candidacy: Candidacy,
    by: Actor,
    text: str,
    key: uuid.UUID,
    speaks_for: Party | None = None,
    confirmer: str = "",
    let_pass: bool = False,
) -> Message:
    """Free words to the other side; a coordinator writes for a side, or (speaks_for None) to both in his or her own name.

    The same key again returns the letter that stands. let_pass as in `dialogue.ask`.
    """
    if found := standing(Message, key, candidacy=candidacy):
        return found
    look_at_words(candidacy, f"{text}\n{confirmer}", by=by, let_pass=let_pass)
    lock_talk(candidacy)
    own = by.party is Party.COORDINATOR and speaks_for is None
    side = Party.COORDINATOR if own else side_of(by, speaks_for)
    words = {**said(by, side, text), "confirmer": confirmer.strip()}
    letter, created = keep_once(Message, key, {"candidacy": candidacy}, words)
    if created:
        record(by=by, action="write_letter", object_type="candidacy", object_number=candidacy.number, letter=letter.pk)
        announce(candidacy, to=BOTH if own else [other(side)])
    return letter


@transaction.atomic
def hold_for_coordinator(
    *,
    candidacy: Candidacy,
    by: Actor,
    kind: str,
    text: str,
    key: uuid.UUID,
    question: Question | None = None,
    confirmer: str = "",
) -> HeldMessage:
    """The sender thinks that the words may go as they are: the coordinator decides, and until then nobody else reads them."""
    if by.party not in BOTH or kind not in KINDS:
        raise ValueError(f"{by.party} cannot leave a {kind} with the coordinator")
    locked = lock_talk(candidacy)
    if kind == "answer" and (question is None or question.side == by.party):
        raise StepRefused(Refusal("own", "ご自分の側の質問には、お相手がお答えになります。"))
    words = {
        "kind": kind,
        "question": question,
        "side": by.party,
        "author_id": by.user_id,
        "confirmer": confirmer.strip(),
        "text": text.strip(),
    }
    held, created = keep_once(HeldMessage, key, {"candidacy": locked}, words)
    if created:
        record(by=by, action="hold_words", object_type="candidacy", object_number=candidacy.number, held=held.pk)
        announce(candidacy, to=[])
    return held


@transaction.atomic
def decide_held(*, held: HeldMessage, by: Actor, passes: bool) -> HeldMessage:
    """The coordinator lets the words pass as the sender's own, or gives them back unread by anybody else.

    Raises StepRefused if a colleague has decided already.
    """
    candidacy = lock_talk(held.candidacy)
    held = HeldMessage.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if held.decided_at:
        raise StepRefused(Refusal("decided", "このことばは、ほかの担当者が先に確かめました。"))
    held.decided_at, held.decided_by_id, held.passed = now(), by.user_id, passes
    held.save(update_fields=["decided_at", "decided_by", "passed"])
    record(
        by=by,
        action="pass_words" if passes else "give_back_words",
        object_type="candidacy",
        object_number=candidacy.number,
        held=held.pk,
    )
    side = Party(held.side)
    if passes:
        _deliver(held, candidacy)
        settle_turn(candidacy)
        announce(candidacy, to=[other(side)])
    else:
        announce(candidacy, to=[side])
    return held


def _deliver(held: HeldMessage, candidacy: Candidacy) -> None:
    """What the sender wrote, as the sender's: with the key of the form, so that it cannot stand twice."""
    words = {"side": held.side, "author_id": held.author_id, "channel": Channel.WEB, "text": held.text}
    if held.kind == "question":
        keep_once(Question, held.key, {"candidacy": candidacy}, {**words, "due_on": answer_due()})
    elif held.question is not None:
        keep_once(Answer, held.key, {"question": held.question}, {**words, "confirmer": held.confirmer})
    else:
        keep_once(Message, held.key, {"candidacy": candidacy}, words)
