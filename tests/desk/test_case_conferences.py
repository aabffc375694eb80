"""Hard cases are told without a name, decided together, and every decision is somebody's next step with a date."""

from datetime import timedelta

import pytest
from django.http import Http404

from enishi.candidacies import actions as candidacies
from enishi.candidacies.enums import DeclineReason
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.desk import conferences
from enishi.desk.conference_rules import MOST_CASES, Why, leaks, letter_of
from enishi.desk.next_actions import next_of
from enishi.desk.records import subject_of
from enishi.desk.timeline import timeline_of
from meta.acts_cases import decide, held, planned, put
from meta.acts_team import complain


def test_a_decision_is_the_next_step_of_the_record_with_person_and_date_and_stands_on_its_timeline(world):
    case = put(world)
    decide(case, world)
    subject = subject_of(case.candidacy)
    standing = next_of(subject)
    assert standing.words == "案内をお渡しする" and standing.owner == world.user(world.ms_miura)
    told = [e for e in timeline_of(subject, world.ms_miura) if e.head == "ケース会議で決めたこと"]
    assert [e.words for e in told] == ["ご家族向けの案内を先にお渡しする"]


@pytest.mark.parametrize("words", ["{name}先生のこと", "090-1111-2222 へ", "{house}の当直"])
def test_neither_a_name_nor_a_telephone_number_nor_the_institution_comes_onto_the_paper(world, words):
    talk = world.candidacy("dialogue")
    text = words.format(name=talk.physician.identity.family_name, house=talk.opening.institution.name)
    with pytest.raises(StepRefused, match="載せません"):
        put(world, record=talk, question=text)
    with pytest.raises(StepRefused, match="載せません"):
        decide(put(world, record=talk), world, decided=text)


def test_the_brief_names_nobody(world):
    case = put(world)
    identity, house = case.candidacy.physician.identity, case.candidacy.opening.institution
    for word in (identity.family_name, identity.given_name, house.name, case.candidacy.physician.number):
        assert word not in case.brief
    assert "段階：" in case.brief and "岩手県の" in case.brief


def test_a_case_stands_once_a_meeting_may_be_taken_off_and_put_on_again(world):
    case = put(world)
    again = put(world, conference=case.conference, record=case.candidacy, question="別の問い")
    assert again.pk == case.pk and again.question == "別の問い"
    conferences.drop_case(case=case, by=world.ms_miura)
    assert put(world, conference=case.conference, record=case.candidacy).pk != case.pk
    with pytest.raises(StepRefused, match="外されました"):
        decide(case, world)


def test_a_meeting_takes_no_more_than_can_be_spoken_of(world):
    meeting = planned(world)
    for _ in range(MOST_CASES):
        put(world, conference=meeting, record=world.physician())
    with pytest.raises(StepRefused, match="件まで"):
        put(world, conference=meeting, record=world.physician())


def test_a_meeting_ends_on_its_day_with_somebody_there_and_nothing_undecided_and_then_stands(world):
    def hold(meeting, people=None):
        who = [world.user(world.ms_miura)] if people is None else people
        return conferences.hold_conference(conference=meeting, attended=who, by=world.ms_miura)

    with pytest.raises(StepRefused, match="会議の日が来てから"):
        hold(planned(world, on=today() + timedelta(days=1)))
    case = put(world)
    with pytest.raises(StepRefused, match="1人以上"):
        hold(case.conference, [])
    with pytest.raises(StepRefused, match="1件あります"):
        hold(case.conference)
    meeting = held(world)
    for act in (
        lambda: put(world, conference=meeting),
        lambda: decide(meeting.cases.get(), world),
        lambda: hold(meeting),
    ):
        with pytest.raises(StepRefused, match="開き終えています"):
            act()


def test_a_decision_from_a_stale_page_is_refused(world):
    case = put(world)
    decide(case, world)
    with pytest.raises(StepRefused, match="先に直されました"):
        decide(case, world, seen=0)


def test_what_a_meeting_says_is_for_the_desk_alone(world):
    meeting = held(world)
    for who in (world.office(), world.member(world.institution()), world.actor(world.physician())):
        with pytest.raises(Http404):
            conferences.conference_for(who, meeting.number)
        assert conferences.conferences_for(who) == []


def test_three_refusals_within_half_a_year_are_suggested_and_older_ones_are_not(world):
    physician = world.physician()
    for days in (200, 20, 10, 5):
        with ago(timedelta(days=days)):
            talk = world.candidacy("physician_asked", physician=physician)
            candidacies.decline(
                candidacy=talk, by=world.actor(physician), step_id="T6", reason=DeclineReason.choices()[0][1],
                reason_code=DeclineReason.choices()[0][0],
            )  # fmt: skip
    meeting, chief = planned(world), world.supervisor()
    (found,) = [s for s in conferences.suggested(chief, meeting) if s.number == physician.number]
    assert found.why is Why.REFUSED and "3回" in found.words
    put(world, conference=meeting, record=physician)
    assert physician.number not in [s.number for s in conferences.suggested(chief, meeting)]
    assert conferences.suggested(world.coordinator(), meeting) == []  # another's caseload


def test_that_somebody_complained_is_suggested_to_a_supervisor_alone_and_never_to_the_one_complained_of(world):
    physician, chief, other = world.physician(), world.supervisor(), world.supervisor()
    complain(world, user=physician.user_id, about=other.user_id)
    meeting = planned(world)
    assert physician.number in [s.number for s in conferences.suggested(chief, meeting)]
    assert conferences.suggested(other, meeting) == [] == conferences.suggested(world.ms_miura, meeting)


def test_letters_and_names():
    assert [letter_of(n) for n in (0, 25, 26)] == ["Ａ", "Ｚ", "27"]
    assert (
        leaks("みさき丘 病院の件", ["みさき丘病院", "他"]) == ["みさき丘病院"]
        and leaks("町の診療所", ["みさき丘病院"]) == []
    )
