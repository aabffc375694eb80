"""What the clock does to talks: two kind words and an end without a reason; what rests goes on when its day has come."""

from datetime import timedelta

from enishi.candidacies.actions import suggest, take_step
from enishi.candidacies.clock import watch_talks
from enishi.candidacies.inquiries import inquire
from enishi.candidacies.models import Candidacy
from enishi.common.clock import today
from enishi.common.japanese.working_days import add_working_days


def kinds(world, candidacy):
    return [n.kind for n in world.messages(candidacy.physician) if n.about == candidacy.number]


def test_an_unanswered_proposal_is_asked_about_twice_and_then_rests(world):
    candidacy = world.candidacy("physician_asked")
    due = candidacy.due_on
    assert watch_talks(due) == (0, 0, 0)
    late = due + timedelta(days=1)
    assert watch_talks(late) == (1, 0, 0)
    assert watch_talks(late) == (0, 0, 0), "the same day again: nothing twice"
    assert watch_talks(add_working_days(due, 5)) == (0, 0, 0)
    assert watch_talks(add_working_days(due, 6)) == (1, 0, 0)
    assert watch_talks(add_working_days(due, 11)) == (0, 1, 0)
    row = candidacy.transitions.last()
    assert (row.to_state, row.party, row.reason_code) == ("physician_declined", "system", "no_answer")
    assert kinds(world, candidacy) == ["E11", "E11r", "E11r", "E15n"]


def test_whoever_waits_for_our_answer_is_not_reminded(world):
    import uuid

    candidacy = world.candidacy("physician_asked")
    inquire(candidacy=candidacy, by=world.actor(candidacy.physician), text="駐車場は", key=uuid.uuid4())
    assert watch_talks(candidacy.due_on + timedelta(days=60)) == (0, 0, 0)


def test_what_rests_goes_on_when_its_day_has_come(world):
    candidacy = world.candidacy("dialogue")
    day = today() + timedelta(days=30)
    take_step(candidacy=candidacy, step_id="T27", by=world.actor(candidacy.physician), resume_on=day)
    assert watch_talks(day - timedelta(days=1)) == (0, 0, 0)
    assert watch_talks(day) == (0, 0, 1)
    assert watch_talks(day) == (0, 0, 0)
    assert Candidacy.objects.get(pk=candidacy.pk).state == "dialogue"
    assert kinds(world, candidacy)[-2:] == ["E40", "E40r"]


def test_whoever_is_closed_by_the_desk_is_told_as_far_as_the_desk_chose(world):
    told, untold = world.candidacy("dialogue"), world.candidacy("dialogue")
    for candidacy, tell in ((told, ["physician", "institution"]), (untold, ["institution"])):
        take_step(
            candidacy=candidacy, step_id="T29", by=world.ms_miura, reason="重複", reason_code="duplicate", tell=tell
        )
    assert kinds(world, told)[-1] == "E41c"
    assert "E41c" not in kinds(world, untold)


def test_a_new_talk_of_an_ended_pair_knows_the_old_one(world):
    ended = world.candidacy("physician_declined")
    assert suggest(physician=ended.physician, opening=ended.opening, by=world.ms_miura).previous == ended
