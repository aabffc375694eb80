"""Answers of either side, what they call forth at the desk, leaving, and the institution's own word."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404

from enishi.aftercare.enums import AUDITED, CheckKind, LeaveCause, LeaveHow, Light, Standing, StartItem, TaskKind
from enishi.aftercare.models import CareTask, CheckIn, ClauseAudit, Keeping, LeaveEvent, StartTick
from enishi.aftercare.rules import differing, light_of
from enishi.aftercare.steps import keep_day, open_task
from enishi.aftercare.waves import wave_for
from enishi.audit.actions import record
from enishi.candidacies import placement as placements
from enishi.candidacies.models import AgreementVersion, Candidacy, Placement
from enishi.candidacies.phases import phases_in
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.instrument import against
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.institutions.models import Institution
from enishi.visits.reflection_questions import Degree

Clause = tuple[str, str]


def clauses_of(placement: Placement, on: date) -> list[Clause]:
    """(key, text) of what both sides agreed to, as it was then: the clauses, and the phase of work that runs on this day.

    Phases that are over or still to come are not asked about: nobody can say of them whether they are being kept.
    """
    candidacy = placement.candidacy
    agreed = (
        AgreementVersion.objects.filter(candidacy=candidacy, content_hash=candidacy.agreed_hash).order_by("-no").first()
    )
    if agreed is None:
        return []
    begun = [phase for phase in phases_in(agreed.content) if phase.since <= on]
    running = [(f"phase{begun[-1].no}", f"{begun[-1].label}：{begun[-1].words}")] if begun else []
    return [(str(clause["no"]), clause["text"]) for clause in agreed.content.get("clauses", [])] + running


def clauses_asked(checkin: CheckIn) -> list[Clause]:
    return clauses_of(checkin.placement, checkin.due_on) if CheckKind(checkin.kind) in AUDITED else []


def _may_answer(checkin: CheckIn, by: Actor) -> None:
    if by.party is Party.COORDINATOR:
        if by.channel == Channel.WEB:
            raise StepRefused(Refusal("channel", "どの方法でお聞きになったか（お電話・用紙など）をお選びください。"))
    elif by.party != checkin.side:
        raise StepRefused(Refusal("party", "この確認は、お相手がお答えになります。"))


@transaction.atomic
def answer(
    *,
    checkin: CheckIn,
    by: Actor,
    answers: Mapping[str, str],
    standings: Mapping[str, tuple[str, str]] | None = None,
    words: str = "",
) -> CheckIn:
    """Eight answers, and for each agreed clause how it stands. standings: key → (Standing, words).

    Sent again they take the place of the former. A red answer opens a task of two working days for the coordinator; the
    other side is told nothing, ever. Raises StepRefused for the wrong side, before the day, or for an answer left out.
    """
    _may_answer(checkin, by)
    held = (
        CheckIn.objects.select_for_update(of=("self",)).select_related("placement__candidacy__owner").get(pk=checkin.pk)
    )
    if held.closed_at is not None:
        raise StepRefused(Refusal("closed", "この確認は終わっています。担当者へお電話ください。"))
    if held.due_on > today():
        raise StepRefused(Refusal("ahead", f"{held.due_on.month}月{held.due_on.day}日が来てから、お答えください。"))
    wave, given = wave_for(held.side, held.kind), dict(standings or {})
    clauses = clauses_asked(held)
    if against(wave.questions, answers) or set(given) != {key for key, _ in clauses}:
        raise StepRefused(Refusal("answers", "すべての問いに、お答えください。"))
    kept = {code: Degree(answers[code]).value for code in wave.words}
    held.answers, held.words, held.version = json.dumps(kept), words.strip(), wave.version
    held.light = light_of(kept, [standing for standing, _ in given.values()])
    held.answered_at, held.channel, held.author_id = now(), by.channel, by.user_id
    held.save()
    for key, text in clauses:
        standing, said = given[key]
        ClauseAudit.objects.update_or_create(
            checkin=held, key=key, defaults={"text": text, "standing": Standing(standing), "words": said.strip()}
        )
    candidacy = held.placement.candidacy
    keep_day(held.placement)
    record(by=by, action="answer_checkin", object_type="candidacy", object_number=candidacy.number, kind=held.kind)
    CareTask.objects.filter(checkin=held, kind=TaskKind.SILENT, done_at=None).update(done_at=now(), done_by=by.user_id)
    if held.light == Light.RED:
        open_task(
            TaskKind.RED,
            candidacy,
            f"{_who(held.side)}に、困りごとをうかがう（{CheckKind(held.kind).label}）",
            checkin=held,
        )
    _compare(held)
    return held


def _who(side: str) -> str:
    return "先生" if side == Party.PHYSICIAN else "医療機関"


def _compare(checkin: CheckIn) -> None:
    """Clauses the two sides judge differently are the coordinator's matter, and nobody else's."""
    other = CheckIn.objects.filter(placement=checkin.placement, kind=checkin.kind).exclude(pk=checkin.pk).first()
    if other is None or other.answered_at is None:
        return
    mine, theirs = (dict(c.audits.values_list("key", "standing")) for c in (checkin, other))
    if keys := differing(mine, theirs):
        first = min(checkin, other, key=lambda c: c.pk)
        words = f"約束{len(keys)}件の見方が、双方で違います（{CheckKind(checkin.kind).label}）。別々にうかがう"
        open_task(TaskKind.DIFFERENCE, checkin.placement.candidacy, words, checkin=first)


@transaction.atomic
def close_unanswered(*, checkin: CheckIn, by: Actor, note: str) -> CheckIn:
    """The coordinator ends a check-in that nobody answered, with what was tried."""
    held = CheckIn.objects.select_for_update(of=("self",)).get(pk=checkin.pk)
    if held.is_open:
        held.closed_at = now()
        held.save()
        keep_day(held.placement)
        CareTask.objects.filter(checkin=held, done_at=None).update(done_at=now(), done_by=by.user_id, note=note.strip())
        record(by=by, action="close_checkin", object_type="candidacy", object_number=held.placement.candidacy.number)
    return held


@transaction.atomic
def finish_task(*, task: CareTask, by: Actor, note: str) -> CareTask:
    """What was done about it, in the coordinator's words. Finishing twice changes nothing."""
    held = CareTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if not note.strip():
        raise StepRefused(Refusal("note", "どのようにされたかを、ひとことご記入ください。"))
    if held.done_at is None:
        held.done_at, held.done_by_id, held.note = now(), by.user_id, note.strip()
        held.save()
        record(
            by=by,
            action="finish_care_task",
            object_type="candidacy",
            object_number=held.candidacy.number,
            kind=held.kind,
        )
    return held


@transaction.atomic
def reopen_task(*, pk: int, by: Actor) -> CareTask:
    """「済み」 is taken back by whoever said it; the words of what was done go with it. A second press changes nothing."""
    held = CareTask.objects.select_for_update(of=("self",)).select_related("candidacy").filter(pk=pk).first()
    if held is None or (held.done_at is not None and held.done_by_id != by.user_id):
        raise Http404
    if held.done_at is not None:
        if CareTask.objects.filter(
            checkin=held.checkin_id, candidacy=held.candidacy_id, kind=held.kind, done_at=None
        ).exists():
            raise StepRefused(Refusal("again", "同じ用件が、もう一度立っています。そちらをお使いください。"))
        held.done_at, held.done_by, held.note = None, None, ""
        held.save(update_fields=["done_at", "done_by", "note"])
        record(
            by=by,
            action="reopen_care_task",
            object_type="candidacy",
            object_number=held.candidacy.number,
            kind=held.kind,
        )
    return held


@transaction.atomic
def record_leave(
    *, candidacy: Candidacy, by: Actor, left_on: date, cause: LeaveCause, how: LeaveHow, reason: str = ""
) -> Candidacy:
    """T24 with its cause: what figures, research and the coordinator need. The words go to the coordinator alone."""
    placement = Placement.objects.select_for_update(of=("self",)).get(candidacy=candidacy)
    placements.record_leaving(
        candidacy=candidacy, by=by, left_on=left_on, reason=reason.strip() or LeaveCause(cause).label, reason_code=cause
    )
    LeaveEvent.objects.update_or_create(placement=placement, defaults={"cause": cause, "how": how, "told_by": by.party})
    open_task(TaskKind.LEFT, candidacy, "離職のあと、双方にお話をうかがう")
    return candidacy


@transaction.atomic
def reply_to_rate(*, institution: Institution, by: Actor, text: str) -> Keeping:
    """The institution's own word beside its rate; an empty one takes it away. Raises StepRefused while there is none."""
    held = Keeping.objects.select_for_update(of=("self",)).filter(institution=institution).first()
    if held is None:
        raise StepRefused(Refusal("rate", "公開の対象になる件数に、まだ達していません。"))
    held.reply, held.replied_at, held.replied_by_id = text.strip(), now(), by.user_id
    held.save()
    record(by=by, action="reply_to_rate", object_type="institution", object_number=institution.number)
    return held


@transaction.atomic
def mark_start(
    *, placement: Placement, by: Actor, item: StartItem, done_on: date | None, who: str = ""
) -> StartTick | None:
    """Mark one thing of the first day as done (or, without a day, as not done). The licence tells when and by whom it was seen."""
    held = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if done_on is not None and done_on > today():
        raise StepRefused(Refusal("done_on", "まだ来ていない日です。済んでから、その日をご記入ください。"))
    if item is StartItem.LICENCE and done_on is not None and by.party is Party.PHYSICIAN:
        raise StepRefused(Refusal("party", "免許証の原本は、医療機関が確かめて記録します。"))
    if item is StartItem.LICENCE and done_on is not None and not who.strip():
        raise StepRefused(Refusal("who", "原本をご覧になった方の役職をご記入ください。例：事務長"))
    record(by=by, action="mark_start", object_type="candidacy", object_number=held.candidacy.number, item=str(item))
    if item is StartItem.LICENCE:
        Placement.objects.filter(pk=held.pk).update(licence_original_seen_on=done_on)
    if done_on is None:
        StartTick.objects.filter(placement=held, item=item).delete()
        return None
    fields: dict[str, Any] = {"done_on": done_on, "who": who.strip(), "side": by.party, "author_id": by.user_id}
    return StartTick.objects.update_or_create(placement=held, item=item, defaults=fields)[0]
