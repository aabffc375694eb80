"""The telephone under the promise, letters from the desk, the ledger, talks: the acts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from enishi.audit.models import Entry
from enishi.common.clock import ago, now, today
from enishi.common.workflow import Channel, StepRefused
from enishi.notices.actions import send_notice
from enishi.notices.models import Notice
from enishi.physicians import actions, contact, half_yearly, interviews
from enishi.physicians.contact_log import figures, figures_of_year, ledger
from enishi.physicians.contact_rules import Outcome
from enishi.physicians.leaving import erase_and_close, pause, resume
from enishi.physicians.models import ContactEvent, TalkWay
from enishi.physicians.wishes import save_own_wishes

TUESDAY = datetime(2027, 2, 2, 14, tzinfo=ZoneInfo("Asia/Tokyo"))


def at(moment: datetime = TUESDAY):
    return ago(timezone.now() - moment)


@pytest.fixture
def called_on_tuesdays(world):
    physician = world.physician()
    contact.save_promise(
        physician=physician, by=world.actor(physician), channel=Channel.PHONE, days=["tue"], hours=["pm"], per_week=1
    )
    return physician


def test_inside_the_promise_the_call_is_written_down_before_it_is_dialled(world, called_on_tuesdays):
    with at():
        event = contact.start_call(physician=called_on_tuesdays, by=world.ms_miura, about="ご様子")
        assert event.kept and event.outcome == Outcome.OPEN
        again = contact.start_call(physician=called_on_tuesdays, by=world.ms_miura, about="ご様子")
        assert again.pk == event.pk  # a double press
        contact.close_call(event=event, by=world.ms_miura, outcome=Outcome.ABSENT)
        with pytest.raises(StepRefused) as refused:
            contact.start_call(physician=called_on_tuesdays, by=world.ms_miura, about="もう一度")
    assert refused.value.codes == {"weekly"}


def test_two_coordinators_never_call_at_once(world, called_on_tuesdays):
    with at():
        contact.start_call(physician=called_on_tuesdays, by=world.ms_miura, about="ご様子")
        with pytest.raises(StepRefused) as refused:
            contact.start_call(physician=called_on_tuesdays, by=world.coordinator(), about="ご様子")
    assert refused.value.codes == {"running"}


def test_outside_the_promise_only_a_reason_opens_the_telephone_and_the_supervisor_hears_of_it(
    world, called_on_tuesdays
):
    supervisor = world.supervisor()
    with at(TUESDAY + timedelta(days=1)):
        with pytest.raises(StepRefused) as refused:
            contact.start_call(physician=called_on_tuesdays, by=world.ms_miura, about="日程")
        assert refused.value.codes == {"window"}
        assert not ContactEvent.objects.exists()
        event = contact.start_call(
            physician=called_on_tuesdays, by=world.ms_miura, about="日程", override="雪で見学が中止になったため"
        )
    assert not event.kept
    (told,) = world.messages(supervisor)
    assert told.kind == "E56" and "雪" not in told.body
    lines = ledger(called_on_tuesdays)
    assert figures(lines).outside == 1 and lines[0].override == "雪で見学が中止になったため"


def test_a_workplace_is_never_called_not_even_with_a_reason(world):
    world.institution(phone="0194-55-0123")
    physician = world.physician(phone="0194550123")
    with at(), pytest.raises(StepRefused) as refused:
        contact.start_call(physician=physician, by=world.ms_miura, about="ご様子", override="急ぎの用件のため")
    assert refused.value.codes == {"workplace"}


def test_who_asks_for_a_call_is_called_once_though_mail_comes_first(world):
    physician = world.physician()
    with at():
        contact.ask_for_call(physician=physician, by=world.actor(physician), about="")
        contact.ask_for_call(physician=physician, by=world.actor(physician), about="")
        assert ContactEvent.objects.count() == 1
        event = contact.start_call(physician=physician, by=world.ms_miura, about="かけ直し")
        contact.close_call(event=event, by=world.ms_miura, outcome=Outcome.TALKED)
        with pytest.raises(StepRefused):
            contact.start_call(physician=physician, by=world.ms_miura, about="もう一度")


def test_without_mail_notices_wait_for_the_desk_and_are_told_in_a_call_or_posted_once(world):
    physician = world.physician(mail="")
    waiting = contact.for_the_desk(physician)
    assert [n.kind for n in waiting] == ["E02", "E07"] and {n.way for n in waiting} == {"letter"}
    with at():
        contact.ask_for_call(physician=physician, by=world.ms_miura, about="")
        event = contact.start_call(physician=physician, by=world.ms_miura, about="お知らせ")
        contact.close_call(event=event, by=world.ms_miura, outcome=Outcome.TALKED, told=[waiting[0].pk])
    assert [n.kind for n in contact.for_the_desk(physician)] == ["E07"]
    first = contact.post_letters(physician=physician, by=world.ms_miura, notices=[n.pk for n in waiting])
    assert first.told == [waiting[1].pk]
    assert contact.post_letters(physician=physician, by=world.ms_miura, notices=[n.pk for n in waiting]) is None
    assert not Notice.objects.for_the_desk().exists()


def test_what_waits_follows_the_way_that_is_chosen_now(world):
    physician = world.physician()
    mine = Notice.objects.filter(person=physician.number)
    assert set(mine.values_list("way", flat=True)) == {"mail"}
    contact.save_promise(physician=physician, by=world.actor(physician), channel=Channel.PAPER)
    # the explanations of the law keep the way that was chosen for them
    assert [n.kind for n in mine.filter(status="waiting")] == ["E07"]
    assert {n.way for n in contact.for_the_desk(physician)} >= {"letter"}
    contact.save_promise(physician=physician, by=world.actor(physician), channel=Channel.MAIL)
    assert not mine.filter(status="by_hand").exists()


def test_the_ledger_holds_exactly_the_mails_that_left_and_the_contacts_of_the_desk(world):
    talk = world.candidacy("dialogue")
    physician = talk.physician
    with at():
        for notice in Notice.objects.filter(recipient=physician.user).order_by("id"):
            send_notice(notice_id=notice.pk)
        contact.record_contact(physician=physician, by=world.ms_miura, channel=Channel.FAX, about="履歴書")
    lines = ledger(physician)
    mails = [line for line in lines if line.channel is Channel.MAIL]
    left = Notice.objects.filter(recipient=physician.user, status="sent", joined_to=None)
    assert len(mails) == left.count() == figures(lines).mails
    told = "、".join(line.about for line in mails)
    assert all(n.subject in told for n in Notice.objects.filter(recipient=physician.user, status="sent"))
    assert sum(line.incoming for line in lines) == 1 and figures(lines).outside == 0
    assert figures_of_year(2027).mails == len(mails)


def test_a_mail_the_coordinator_wrote_stands_in_the_ledger_and_a_call_does_not_pass_for_one(world):
    physician = world.physician()
    before = figures(ledger(physician)).mails
    with at():
        for _ in range(2):  # a second press
            contact.record_sent(physician=physician, by=world.ms_miura, channel=Channel.MAIL, about="はじめのご連絡")
        with pytest.raises(StepRefused, match="手紙・ファクス・メール"):
            contact.record_sent(physician=physician, by=world.ms_miura, channel=Channel.PHONE, about="はじめのご連絡")
    (line,) = [line for line in ledger(physician) if line.about == "はじめのご連絡"]
    assert (line.how, line.incoming, line.kept) == ("メール", False, True)
    assert figures(ledger(physician)).mails == before + 1 and figures_of_year(2027).mails == 1


def test_a_time_is_chosen_once_and_a_replaced_offer_is_gone(world):
    physician = world.physician()
    doctor = world.actor(physician)
    slots = [now() + timedelta(days=2), now() + timedelta(days=3)]
    first = interviews.offer_slots(physician=physician, by=world.ms_miura, way=TalkWay.PHONE, slots=slots)
    second = interviews.offer_slots(physician=physician, by=world.ms_miura, way=TalkWay.PHONE, slots=slots[:1])
    with pytest.raises(StepRefused):
        interviews.choose_slot(interview=first, by=doctor, slot=slots[0])
    with pytest.raises(StepRefused):
        interviews.choose_slot(interview=second, by=doctor, slot=slots[1])
    interviews.choose_slot(interview=second, by=doctor, slot=slots[0])
    interviews.choose_slot(interview=second, by=doctor, slot=slots[0])
    assert Notice.objects.filter(kind="E05", person=physician.number).count() == 1
    with pytest.raises(StepRefused):
        interviews.fix_interview(physician=physician, by=world.ms_miura, way=TalkWay.VISIT, at=now())


def test_a_page_left_open_fixes_no_talk_for_a_time_that_is_over(world):
    physician = world.physician()
    slots = [now() - timedelta(days=1), now() + timedelta(days=1)]
    with ago(timedelta(days=3)):
        offer = interviews.offer_slots(physician=physician, by=world.ms_miura, way=TalkWay.PHONE, slots=slots)
    with pytest.raises(StepRefused) as refused:
        interviews.choose_slot(interview=offer, by=world.actor(physician), slot=slots[0])
    assert refused.value.codes == {"past"}
    interviews.choose_slot(interview=offer, by=world.actor(physician), slot=slots[1])


def test_the_day_before_is_told_once_however_often_the_job_runs(world):
    physician = world.physician()
    interviews.fix_interview(physician=physician, by=world.ms_miura, way=TalkWay.PHONE, at=TUESDAY + timedelta(days=1))
    with at():
        assert (interviews.remind_of_tomorrow(), interviews.remind_of_tomorrow()) == (1, 1)
    assert Notice.objects.filter(kind="E05", person=physician.number).count() == 2
    with at(TUESDAY - timedelta(days=3)):
        assert interviews.remind_of_tomorrow() == 0


def test_half_a_year_after_the_last_word_it_is_asked_once_unless_it_was_declined(world):
    physician, silent, fresh = world.physician(), world.physician(), world.physician()
    contact.save_promise(physician=silent, by=world.actor(silent), half_yearly=False)
    later = timezone.now() + timedelta(days=190)
    with at(later - timedelta(days=20)):
        actions.save_wishes(physician=fresh, by=world.actor(fresh), wishes={"days_max": 2})
    with at(later):
        assert half_yearly.ask_whether_wishes_hold() == 1
        assert half_yearly.ask_whether_wishes_hold() == 0
    assert Notice.objects.get(kind="E09").person == physician.number
    with at(later + timedelta(days=185)):
        assert {p.pk for p in half_yearly.due()} == {physician.pk, fresh.pk}


def test_an_application_goes_on_while_the_registration_does_and_one_that_rests_begins_anew(world):
    active, resting, gone = world.physician(), world.physician(), world.physician()
    end = active.valid_until
    pause(physician=resting, by=world.actor(resting), until=None)
    erase_and_close(physician=gone, by=world.actor(gone), keep_until=end)
    with ago(timedelta(days=-364)):
        assert half_yearly.renew_applications(today()) == 0
    with ago(timedelta(days=-365)):  # the last day of the year
        assert today() == end
        assert [half_yearly.renew_applications(today()) for _ in range(2)] == [1, 0]
    with ago(timedelta(days=-400)):
        assert half_yearly.renew_applications(today()) == 0
        resume(physician=resting, by=world.actor(resting))
        back = today()
    for one in (active, resting, gone):
        one.refresh_from_db()
    assert active.valid_until == end + timedelta(days=365)
    assert resting.valid_until == back + timedelta(days=365)
    assert gone.valid_until == today()  # it ended with the registration
    (renewed,) = Entry.objects.filter(action="renew")
    assert (renewed.object_number, renewed.data) == (active.number, {"valid_until": active.valid_until.isoformat()})


def test_every_notice_of_the_registration_is_called_forth_by_its_event(world):
    physician = world.physician(state="interviewing")
    doctor, miura = world.actor(physician), world.ms_miura
    actions.save_wishes(physician=physician, by=miura, wishes={"days_max": 2})
    save_own_wishes(physician=physician, by=doctor, wishes={"days_max": 3}, seen=2)  # and with that accepted
    actions.assign_coordinator(physician=physician, coordinator=world.user(world.coordinator()), by=world.supervisor())
    actions.give_consent(physician=physician, kind="news", by=doctor)
    actions.MACHINE.perform(physician, "P4", by=doctor)
    actions.MACHINE.perform(physician, "P5", by=miura)
    told = [(n.kind, n.counts) for n in world.messages(physician)]
    assert told == [
        ("E02", False), ("E06", True), ("E07", True), ("E04", True), ("E08", False), ("E10", False), ("E10", False),
    ]  # fmt: skip
    explained = next(n for n in world.messages(physician) if n.kind == "E07")
    assert "【苦情の処理に関する事項】" in explained.body and "手数料" in explained.body


def test_a_registration_on_paper_gets_the_explanations_on_paper_though_mail_is_used(world):
    physician = world.physician(delivery="paper")
    ways = {n.kind: n.way for n in world.messages(physician)}
    assert ways["E07"] == "letter" and ways["E02"] == "mail"


def test_handing_over_to_the_same_person_tells_nobody(world):
    physician = world.physician()
    before = len(world.messages(physician))
    actions.assign_coordinator(physician=physician, coordinator=physician.coordinator, by=world.supervisor())
    assert len(world.messages(physician)) == before
