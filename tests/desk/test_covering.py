"""Who stands in, and what passes from one coordinator to another: offered, taken on, undone; nothing lost, nobody surprised."""

from datetime import timedelta

import pytest
from django.http import Http404

from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.desk.covering import load_of, offer_move, refuse_move, set_deputy, take_move, undo_move
from enishi.desk.models import CaseloadMove, Deputy
from enishi.desk.next_actions import set_next
from enishi.desk.records import subject_of
from enishi.desk.today import todays_list


@pytest.fixture
def away(world):
    """Ms Miura with a physician in an open talk and something set as next; her colleague."""
    talk = world.candidacy("suggested")
    set_next(subject=subject_of(talk.physician), by=world.ms_miura, words="お電話", due=today())
    return talk, world.coordinator("桐生 薫")


def deputy(world, other, *, first=0, days=3, by=None):
    return set_deputy(
        absent=world.user(world.ms_miura),
        deputy=world.user(other),
        from_on=today() + timedelta(days=first),
        until_on=today() + timedelta(days=first + days),
        by=by or world.ms_miura,
    )


def offer(world, talk, other, by=None):
    return offer_move(
        giver=world.user(world.ms_miura),
        taker=world.user(other),
        physicians=[talk.physician_id],
        institutions=[],
        word="お願いします",
        by=by or world.ms_miura,
    )


def test_a_deputy_sees_the_work_of_who_is_away_while_it_lasts_and_owns_nothing(world, away):
    talk, other = away
    assert talk.number not in {t.number for t in todays_list(other, today())}
    made = deputy(world, other)
    assert deputy(world, other) == made  # a second press
    assert {talk.number, talk.physician.number} <= {t.number for t in todays_list(other, today())}
    assert load_of(other.user_id).is_empty
    Deputy.objects.update(from_on=today() + timedelta(days=1))
    assert talk.number not in {t.number for t in todays_list(other, today())}


@pytest.mark.parametrize(("first", "days"), [(0, -1), (-9, 3), (0, 400)])
def test_days_that_make_no_sense_are_refused(world, away, first, days):
    with pytest.raises(StepRefused):
        deputy(world, away[1], first=first, days=days)


def test_nobody_but_the_person_and_a_supervisor_gives_work_away(world, away):
    talk, other = away
    with pytest.raises(StepRefused):
        deputy(world, other, by=other)
    with pytest.raises(StepRefused):
        offer(world, talk, other, by=other)
    assert offer(world, talk, other, by=world.supervisor()).taken_at is None


def test_nothing_passes_until_it_is_taken_on_then_everything_of_it_does_and_the_physician_is_told_once(world, away):
    talk, other = away
    move = offer(world, talk, other)
    assert offer(world, talk, other) == move  # a second press
    assert load_of(other.user_id).is_empty
    with pytest.raises(Http404):
        take_move(pk=move.pk, by=world.ms_miura)  # the giver does not take on for the other
    for _ in range(2):
        take_move(pk=move.pk, by=other)
    held = load_of(other.user_id)
    assert (held.physicians, held.candidacies, len(held.actions)) == ([talk.physician_id], [talk.pk], 1)
    assert not load_of(world.ms_miura.user_id).physicians
    assert [n.kind for n in world.messages(talk.physician)].count("E04") == 1


def test_within_two_weeks_it_returns_but_for_what_the_taker_gave_away_meanwhile(world, away):
    talk, other = away
    move = offer(world, talk, other)
    take_move(pk=move.pk, by=other)
    with pytest.raises(Http404):
        undo_move(pk=move.pk, by=world.coordinator("南 遥"))
    undo_move(pk=move.pk, by=world.ms_miura)
    assert load_of(other.user_id).is_empty
    assert load_of(world.ms_miura.user_id).candidacies == [talk.pk]
    with pytest.raises(StepRefused):
        refuse_move(pk=move.pk, by=other)


def test_after_two_weeks_it_stays(world, away):
    talk, other = away
    with ago(timedelta(days=15)):
        move = offer(world, talk, other)
        take_move(pk=move.pk, by=other)
    with pytest.raises(StepRefused):
        undo_move(pk=move.pk, by=world.supervisor())


def test_an_offer_that_was_taken_back_cannot_be_taken_on(world, away):
    talk, other = away
    move = offer(world, talk, other)
    refuse_move(pk=move.pk, by=world.ms_miura)
    with pytest.raises(StepRefused):
        take_move(pk=move.pk, by=other)
    assert CaseloadMove.objects.get().moved == {}


def test_the_page_counts_before_it_offers_and_the_other_takes_it_on_there(world, away):
    talk, other = away
    mine, theirs = world.signed_in(world.ms_miura), world.signed_in(other)
    given = {"giver": world.ms_miura.user_id, "taker": other.user_id, "physicians": [talk.physician_id]}
    counted = mine.post("/desk/caseload/moves", {**given, "step": "count"}).content.decode()
    assert "先生1人に、担当者が替わったことをお知らせします" in counted
    assert not CaseloadMove.objects.exists()
    assert "1つ以上" in mine.post("/desk/caseload/moves", given | {"physicians": [], "step": "offer"}).content.decode()
    mine.post("/desk/caseload/moves", {**given, "step": "offer"})
    move = CaseloadMove.objects.get()
    assert "引き受ける" in theirs.get("/desk/caseload").content.decode()
    assert theirs.post(f"/desk/caseload/moves/{move.pk}/take").status_code == 302
    assert load_of(other.user_id).physicians == [talk.physician_id]
    assert "元に戻す" in mine.get("/desk/caseload").content.decode()
