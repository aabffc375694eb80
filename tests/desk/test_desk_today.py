"""Today's list: what stands on it, why, and always in the same order."""

import re
import uuid
from datetime import timedelta

import pytest

from enishi.candidacies import dialogue
from enishi.common.clock import ago, today
from enishi.desk.next_rules import Band
from enishi.desk.notes import write_note
from enishi.desk.records import subject_of
from enishi.desk.today import Kind, counts, todays_list


def kinds(tasks):
    return [t.kind for t in tasks]


def test_a_new_registration_stands_on_the_list_with_the_day_that_was_promised(world):
    new = world.physician(state="registered", licence=False)
    (task,) = todays_list(world.ms_miura, today())
    assert task.kind is Kind.CALL
    assert task.due == new.contact_by
    assert "お約束" in task.reason
    assert task.href == f"/desk/doctors/{new.number}"
    assert task.title({new.pk: "北川"}) == "北川先生に最初のご連絡"


def test_a_side_that_is_silent_is_listed_only_after_its_date(world):
    with ago(timedelta(days=20)):
        asked = world.candidacy("physician_asked")
    fresh = world.candidacy("physician_asked")
    listed = {t.number: t for t in todays_list(world.ms_miura, today()) if t.kind is Kind.SILENT}
    assert set(listed) == {asked.number}
    assert "お返事" in listed[asked.number].reason
    assert fresh.number not in listed


def test_a_late_question_takes_the_place_of_its_candidacy_and_says_who_must_answer(world):
    with ago(timedelta(days=14)):
        talk = world.candidacy("dialogue")
        dialogue.ask(
            candidacy=talk, by=world.actor(talk.physician), text="夜間の呼び出しはありますか", key=uuid.uuid4()
        )
    rows = [t for t in todays_list(world.ms_miura, today()) if t.number == talk.number]
    assert kinds(rows) == [Kind.QUESTION]
    assert re.search(r"期日を\d+日過ぎても、.+への回答がありません。", rows[0].reason)
    assert rows[0].title({}) == f"{talk.opening.institution.name}に回答をお願い"
    assert "夜間の呼び出し" in rows[0].reason


def test_an_answered_question_is_no_task(world):
    with ago(timedelta(days=14)):
        talk = world.candidacy("dialogue")
        asked = dialogue.ask(candidacy=talk, by=world.actor(talk.physician), text="当直は", key=uuid.uuid4())
        dialogue.answer(question=asked, by=world.actor(talk.opening.institution), text="ありません", key=uuid.uuid4())
    assert Kind.QUESTION not in kinds(todays_list(world.ms_miura, today()))


@pytest.mark.parametrize(("days", "listed"), [(30, False), (31, True), (45, True), (46, True)])
def test_an_opening_is_to_be_reconfirmed_from_day_31(world, days, listed):
    opening = world.opening(confirmed_days_ago=days)
    found = [t for t in todays_list(world.ms_miura, today()) if t.number == opening.number]
    assert bool(found) is listed
    if listed:
        assert f"{days}日" in found[0].reason
        assert ("あと" in found[0].reason) == (days <= 45)


def test_who_is_interviewed_but_not_accepted_waits_on_the_list(world):
    with ago(timedelta(days=10)):
        waiting = world.physician(state="interviewing")
    (task,) = todays_list(world.ms_miura, today())
    assert (task.kind, task.number) == (Kind.REGISTRATION, waiting.number)
    assert task.due < today()


def test_work_that_is_not_due_within_five_working_days_is_not_listed(world):
    world.candidacy("on_hold")  # resumes in thirty days
    assert todays_list(world.ms_miura, today()) == []


def test_the_order_is_by_reason_then_by_date_then_by_kind_then_by_number_and_the_same_every_time(world):
    with ago(timedelta(days=20)):
        world.candidacy("physician_asked")
        world.candidacy("institution_asked")
    world.physician(state="registered", licence=False)
    world.opening(confirmed_days_ago=33)
    world.candidacy("suggested")
    world.candidacy("suggested")
    tasks = todays_list(world.ms_miura, today())
    order = list(Kind)
    assert len(tasks) == 6
    assert tasks == sorted(tasks, key=lambda t: (t.band(today()), t.due, order.index(t.kind), t.number))
    assert tasks == todays_list(world.ms_miura, today())
    assert tasks[0].band(today()) is Band.WAITING  # somebody's answer, before openings that are older
    assert tasks[-1].band(today()) is Band.AHEAD


def test_a_coordinator_sees_the_own_work_and_nobodys_but_not_a_colleagues(world):
    mine = world.candidacy("suggested")
    colleague = world.coordinator("桐生 薫")
    assert mine.owner_id == world.ms_miura.user_id
    assert todays_list(colleague, today()) == []
    mine.physician.coordinator = None
    mine.physician.state = "registered"
    mine.physician.save()
    assert kinds(todays_list(colleague, today())) == [Kind.CALL]
    assert mine.number in {t.number for t in todays_list(world.supervisor(), today())}


def test_the_counts_say_what_is_due_and_how_many_answers_are_awaited(world):
    with ago(timedelta(days=20)):
        world.candidacy("physician_asked")
    world.candidacy("institution_asked")
    tasks = todays_list(world.ms_miura, today())
    found = counts(world.ms_miura, tasks, today())
    assert (found.due, found.waiting) == (1, 2)


def test_the_list_takes_the_same_queries_however_long_it_is(world, django_assert_num_queries):
    for shown in (9, 18):
        for _ in range(3):
            world.candidacy("suggested")
            world.opening(confirmed_days_ago=33)
            world.physician(state="registered", licence=False)
        with django_assert_num_queries(27):
            assert len(todays_list(world.ms_miura, today())) == shown


def test_who_rests_past_the_year_of_the_application_is_named_with_what_to_do(world):
    with ago(timedelta(days=400)):
        resting, heard, renewed = (world.physician(state="paused") for _ in range(3))
    day = today()
    for physician, until in (
        (resting, day - timedelta(days=3)),
        (heard, day - timedelta(days=3)),
        (renewed, day + timedelta(days=200)),
    ):
        physician.accepted_on, physician.valid_until = until - timedelta(days=365), until
        physician.paused_until = day + timedelta(days=150)
        physician.save()
    write_note(subject=subject_of(heard), by=world.ms_miura, text="春まで休みたいとのこと", key=uuid.uuid4())
    told = {t.number: t for t in todays_list(world.ms_miura, day) if t.kind is Kind.FOLLOW}
    assert set(told) == {resting.number}
    assert (
        "求職の有効期間は" in told[resting.number].reason
        and "再開なさると、その日から1年" in told[resting.number].reason
    )
    assert "再開・お休み・退会" in told[resting.number].title({resting.pk: "北川"})
    page = world.signed_in(world.ms_miura).get(f"/desk/doctors/{resting.number}").content.decode()
    assert "求職の有効期間のことをお伝えし" in page
