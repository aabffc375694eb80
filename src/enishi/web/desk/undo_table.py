"""What every press at the desk can be taken back by, and where it cannot, why. `tests/meta/test_meta_undo.py` holds the three
tables complete: each address of the desk that takes a POST stands in exactly one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from enishi.accounts.models import User
from enishi.aftercare.actions import reopen_task
from enishi.common.actor import Actor
from enishi.desk.callbacks import reopen_call
from enishi.desk.covering import end_deputy, resume_deputy
from enishi.desk.next_actions import reopen_next, take_back_set
from enishi.desk.notes import restore_note, strike_note
from enishi.desk.own_times import own_time_for, restore_own_time
from enishi.desk.records import record_for
from enishi.desk.slates import line_for, reopen_line
from enishi.desk.writings import retire_template, templates
from enishi.merging.actions import bring_together
from enishi.physicians.access import physician_for
from enishi.physicians.actions import assign_coordinator
from enishi.physicians.taking_back import take_back_licence, take_back_posting, take_back_shield


@dataclass(frozen=True, slots=True)
class Undo:
    """undo: (actor, words of the act) → nothing; back: where one is led afterwards; decides: not for the reception."""

    undo: Callable[..., object]
    back: Callable[..., str]
    said: str
    decides: bool = False


def _record(number: str, *_: object) -> str:
    return reverse("desk_record", args=[number])


def _doctor(number: str, *_: object) -> str:
    return reverse("desk_doctor", args=[number])


def _note(actor: Actor, number: str, pk: int) -> None:
    restore_note(subject=record_for(actor, number), pk=pk, by=actor)


def _written(actor: Actor, number: str, pk: int) -> None:
    strike_note(subject=record_for(actor, number), pk=pk, by=actor)


def _line(actor: Actor, pk: int, _: int) -> None:
    reopen_line(line=line_for(actor, pk), by=actor)


def _licence(actor: Actor, number: str, on: str, before: str) -> None:
    was = date.fromisoformat(before) if before else None
    take_back_licence(physician=physician_for(actor, number), on=date.fromisoformat(on), before=was, by=actor)


def _assigned(actor: Actor, number: str, before: int, after: int) -> None:
    physician = physician_for(actor, number)
    if physician.coordinator_id == after:
        assign_coordinator(physician=physician, coordinator=User.objects.get(pk=before), by=actor)


def _own_time(actor: Actor, pk: int) -> None:
    restore_own_time(own=own_time_for(actor, pk), by=actor)


def _template(actor: Actor, pk: int) -> None:
    retire_template(template=templates(retired=True).get(pk=pk), by=actor, back=True)


UNDOS = {
    "next": Undo(
        lambda actor, number, pk: reopen_next(pk=pk, by=actor),
        _record,
        "「済み」を取り消しました。",
    ),
    "next_set": Undo(
        lambda actor, number, pk, before: take_back_set(pk=pk, before=before, by=actor),
        _record,
        "決めたことを取り消しました。前に決めてあったことがあれば、元に戻っています。",
    ),
    "note": Undo(_note, _record, "控えを元に戻しました。"),
    "note_written": Undo(_written, _record, "書いた記録を取り消しました。"),
    "callback": Undo(
        lambda actor, number: reopen_call(number=number, by=actor),
        lambda number: reverse("desk_callbacks"),
        "お電話の結果を取り消しました。ご希望は、また一覧にあります。",
    ),
    "deputy": Undo(
        lambda actor, pk: resume_deputy(pk=pk, by=actor),
        lambda pk: reverse("desk_caseload"),
        "代理を続けます。",
        decides=True,
    ),
    "deputy_set": Undo(
        lambda actor, pk: end_deputy(pk=pk, by=actor),
        lambda pk: reverse("desk_caseload"),
        "代理を取りやめました。",
        decides=True,
    ),
    "slate_line": Undo(
        _line, lambda pk, slate: reverse("desk_slate", args=[slate]), "見合わせを取り消しました。", decides=True
    ),
    "apart": Undo(
        lambda actor, pk, kind: bring_together(pk=pk, by=actor),
        lambda pk, kind: f"{reverse('desk_duplicates')}?kind={kind}",
        "別々とした記録を取り消しました。組は、また一覧にあります。",
        decides=True,
    ),
    "licence": Undo(_licence, _doctor, "医籍の確認日を、元に戻しました。", decides=True),
    "shield": Undo(
        lambda actor, number, pk: take_back_shield(entry=pk, by=actor),
        _doctor,
        "加えた相手を取り消しました。取り消したことは、操作の記録に残ります。",
    ),
    "assigned": Undo(_assigned, _doctor, "担当者を元に戻しました。先生と担当者に、あらためてお知らせします。", decides=True),
    "posted": Undo(
        lambda actor, number, pk: take_back_posting(event=pk, by=actor),
        lambda number, pk: reverse("desk_letters"),
        "投函の記録を取り消しました。お手紙は、また一覧にあります。",
    ),
    "care_task": Undo(
        lambda actor, pk: reopen_task(pk=pk, by=actor),
        lambda pk: reverse("desk_checkins"),
        "「済み」を取り消しました。",
        decides=True,
    ),
    "own_time": Undo(
        _own_time, lambda pk: reverse("desk_own_time", args=[pk]), "予定を元に戻しました。", decides=True
    ),
    "template": Undo(
        _template, lambda pk: reverse("desk_word_template", args=[pk]), "文例を元に戻しました。", decides=True
    ),
}  # fmt: skip

BY_BUTTON = {
    "desk_record_next": ("next", "next_set"),
    "desk_record_note": ("note_written",),
    "desk_record_strike": ("note",),
    "desk_callback_done": ("callback",),
    "desk_deputy": ("deputy_set",),
    "desk_deputy_end": ("deputy",),
    "desk_slate_leave": ("slate_line",),
    "desk_duplicates_apart": ("apart",),
    "desk_doctor_licence": ("licence",),
    "desk_doctor_shield": ("shield",),
    "desk_doctor_assign": ("assigned",),
    "desk_letter_posted": ("posted",),
    "desk_care_task": ("care_task",),
    "desk_own_time": ("own_time",),
    "desk_word_template_retire": ("template",),
}
"""Taken back by the button beside the message, for half an hour, by whoever pressed: address to entries of UNDOS."""

ON_ITS_PAGE = {
    "desk_merge": "30 days, on /desk/merged/…",
    "desk_move": "the offer is taken back on /desk/caseload",
    "desk_move_answer": "two weeks, on /desk/caseload",
    "desk_trip": "each stop, cost, order and the trip itself have 「元に戻す」 on the trip's page",
    "desk_trip_new": "the trip is cancelled on its page",
    "desk_trip_stop_new": "the stop is dropped on the trip's page",
    "desk_trip_stop": "the form is filled in again; a dropped stop comes back on the trip's page",
    "desk_own_time_new": "dropped on its own page",
    "desk_calendar_feed_make": "ended on the same page",
    "desk_slates": "cancelled while it is reckoned; a slate binds nobody",
    "desk_slate_reopen": "the line is left again",
    "desk_institution_suspend": "taken up again on the institution's page",
    "desk_doctor_talk": "other times are offered, or the talk is ended, on the same page",
    "desk_doctor_scope_group": "a mark is set anew on the same page",
    "desk_guide": "lines are written over, each version is kept until the sheet is drafted",
    "desk_guide_keep": "as the guide",
    "desk_sheet": "a draft: written over until it is approved",
    "desk_doctor_identity": "written over; the log names the fields",
    "desk_doctor_wishes": "a new version; the earlier ones stay",
    "desk_doctor_anonymous": "written over, or withdrawn, on the same page",
    "desk_institution_family": "written over on the same page",
    "desk_word_template_new": "retired on its page",
    "desk_word_template": "a new version; the earlier ones stay",
    "desk_word_templates_begin": "each is retired on its page",
    "desk_proposal": "a draft: written over until it is sent",
    "desk_introduction": "a draft: written over until it is sent",
    "desk_terms": "written over until both sides approve",
    "desk_intake_keep": "「入力をやめる」 forgets it",
    "desk_intake_keep_rest": "the draft is written over",
    "desk_visit": "times are dropped and fixed anew on the same page",
    "desk_visit_find": "as the visit",
    "desk_openings_import": "nothing is written before the check page is confirmed",
    "desk_ad_review": "a draft opening, closed on its own page",
    "desk_intake_opening": "a draft opening, closed on its own page",
    "desk_paper": "the second typing decides; what it wrote is corrected on the record's page",
    "desk_quality": "a sample binds nobody; its items stay as they were drawn",
    "desk_shared_post": "plans are looked for anew; the newest counts",
    "desk_shared_post_adopt": "another plan is adopted on the same page",
    "desk_talk_withdraw": "the clause is proposed anew",
    "desk_opening_check": "checked anew; the check of each version is kept",
    "desk_doctor_elsewhere": "ended on the same page",
    "desk_opening_also_held": "ended on the same page",
    "desk_doctor_refer": "taken back on the referral's page until it is handed over",
    "desk_opening_refer": "as desk_doctor_refer",
    "desk_conference_put": "dropped on the conference's page until it is decided",
}
"""Taken back, or written over, on a page of its own; where that is."""

LASTING = {
    "desk_checkin": "what a side said on this day; what was heard wrong is put right at the next check-in",
    "desk_quality_item": "a second person's finding: whose work it was answers to it, and nobody writes it over",
    "desk_joint": "two talks were tied and both physicians read it; either goes on alone by its own step",
    "desk_begin_terms": "a step of the workflow, which the talk's log keeps; the talk goes on by its other steps",
    "desk_talk_common": "stands among the answers of the institution, which changes them on its own pages",
    "desk_propose": "the physician has the proposal; the talk ends by its own step, with a reason",
    "desk_search": "writes nothing but the log of what was read",
    "desk_doctor_match": "writes nothing: what was asked is only shown",
    "desk_opening_match": "writes nothing: what was asked is only shown",
    "desk_undo": "is the taking back itself",
    "desk_merged_undo": "is the taking back itself; the records can be merged again",
    "desk_complaint": "what somebody complained of is never taken away; the office corrects it in the register",
    "desk_calendar_feed_end": "an address that may have leaked must not come back; a new one is made on the same page",
    "desk_document": "a paper was handed out: what left the house is kept as it was",
    "desk_quality_mend": "says what was mended; the mending itself is done on the record",
    "desk_doctor_interview": "the first talk began: the ledger of the physician's way has no step back (P2)",
    "desk_guide_begin": "as desk_doctor_interview",
    "desk_sheet_approval": "the physician's own word; another sheet takes its place",
    "desk_sheet_paper": "a paper was printed and may have been posted",
    "desk_doctor_accept": "求職受理: a statutory entry of the seekers' ledger (職業安定法 第32条の15) with its date",
    "desk_slate_cancel": "the reckoning is gone; it is begun anew",
    "desk_slate_keep": "a talk was made, which ends by its own step with a reason",
    "desk_doctor_choose": "as desk_keep",
    "desk_keep": "a talk was made, which ends by its own step with a reason",
    "desk_intake_new": "a registration with its notices; leaving is the physician's own step",
    "desk_intake_rest": "as desk_intake_new",
    "desk_intake_forget": "what was half typed was thrown away on purpose, as it is personal",
    "desk_intake_phone": "a request or a registration with its notices",
    "desk_survey": "as desk_paper: the second typing decides",
    "desk_survey_blank": "as desk_paper_new",
    "desk_paper_new": "a printed sheet with its code may lie in somebody's letter box",
    "desk_opening_confirm": "what the institution said on this day; asked again, it is confirmed again or changed",
    "desk_openings_import_check": "openings were written as drafts or versions; each is closed or changed on its page",
    "desk_institution_check": "a finding with its day; another one follows it",
    "desk_institution_refuse": "the applicant was told; a new application starts anew",
    "desk_institution_join": "the two became one registration and both were told",
    "desk_institution_declaration": "what the institution declared on this day; a newer one takes its place",
    "desk_institution_invite": "a letter with a link left; the role is ended by its administrator",
    "desk_institution_activate": "the institution was told; 「停止する」 stops it",
    "desk_region_fact": "the institution may have been told; a mistaken one is replaced by the next",
    "desk_inquiry": "the physician has the answer",
    "desk_pass_on": "the institution has seen the outline: what was read cannot be unread",
    "desk_relay": "what a side said, dated; its next word takes its place",
    "desk_step": "a step of the workflow is taken back only by another step, which both sides see",
    "desk_start": "the placement's first day, which the ledgers count from",
    "desk_reopen": "both sides were told; the terms close again by their approval",
    "desk_visit_reflection": "a side's own words",
    "desk_doctor_call": "the telephone rang: the contact ledger keeps it",
    "desk_call_result": "the contact ledger (N7) keeps what became of a call; notices told are told",
    "desk_doctor_heard": "the contact ledger keeps what the physician said",
    "desk_doctor_talk_choose": "the physician was told the time; another is fixed on the same page",
    "desk_doctor_talk_end": "the talk took place; another is offered on the same page",
    "desk_family_answer": "the family may have read it; it is written over on the same page",
    "desk_talk_questions": "the other side was told; words of a talk are never changed (ADR 0030)",
    "desk_talk_answers": "as desk_talk_questions",
    "desk_talk_clauses": "as desk_talk_questions; a clause is withdrawn by its own button",
    "desk_talk_loose": "as desk_talk_clauses",
    "desk_talk_accept": "an acceptance before the other side; the clause is withdrawn by its own button",
    "desk_talk_letters": "as desk_talk_questions",
    "desk_talk_notes": "dropped by its own button",
    "desk_talk_note_drop": "dropped notes of a talk are gone for good, as their writer was promised",
    "desk_talk_papers": "taken back by its own button",
    "desk_talk_paper_back": "taken back for good: who asked for it was promised that nobody reads it any more",
    "desk_talk_held": "words passed on were read; words returned went back to their writer",
    "desk_doctor_elsewhere_end": "told on this day; told again, it is noted again on the same page",
    "desk_doctor_erase": "the physician's own wish: what was erased is gone, and the certificate says so",
    "desk_referral_act": "a yes, a no or a withdrawal of this day: the record of giving to others (個人情報保護法 第29条) keeps it",
    "desk_referral_hand": "the facts left the house; a withdrawal tells the partner",
    "desk_referral_receive": "what a partner sent is kept as it came, with what was decided on it",
    "desk_referral_paper": "as desk_referral_receive",
    "desk_arrived_act": "the partner is told the answer; the registration that was made has its own page",
    "desk_cases": "a day for the team, which binds nobody while no case stands on it",
    "desk_conference_drop": "the case is put on the list again on the same page",
    "desk_conference_decide": "became the next action of the record, which is taken back there",
    "desk_conference_held": "who was there and what was decided stays in the history",
}
"""Not to be taken back, and why."""
