"""A survey from draft to closing: two people, fixed versions, links cut, answers kept as long as was said."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from enishi.common import clock
from enishi.common.actor import SYSTEM
from enishi.common.clock import today
from enishi.common.holdings import Stage, holdings
from enishi.common.workflow import Channel, StepRefused
from enishi.notices.models import Notice
from enishi.physicians.actions import give_consent, withdraw_consent
from enishi.physicians.enums import ConsentKind
from enishi.surveys import actions, answering, inviting
from enishi.surveys.access import paper_code_for, seat_by_token, seats_of, version_in_use
from enishi.surveys.enums import Standing, Way
from enishi.surveys.files import answers_csv, coarse, codebook_csv
from enishi.surveys.jobs import watch
from enishi.surveys.models import Survey, SurveySeat
from enishi.surveys.panel import chosen, consenting, told
from enishi.surveys.results import answered_of, results_of
from factories.surveys import ANSWERS, QUESTIONS, seat_in, survey_in


@pytest.fixture
def panel(world):
    """Six with the consent for research, one without."""
    people = [world.physician() for _ in range(6)]
    for physician in people:
        give_consent(physician=physician, kind=ConsentKind.RESEARCH, by=world.actor(physician))
    world.physician()
    return people


def test_who_wrote_a_survey_does_not_open_it(world):
    survey = survey_in(world, "waiting")
    assert survey.standing is Standing.WAITING
    with pytest.raises(StepRefused) as refused:
        actions.open_version(survey=survey, seen=1, by=world.researcher())
    assert refused.value.codes == {"role"}
    office = world.office()
    survey.made_by_id = office.user_id
    survey.save()
    with pytest.raises(StepRefused) as refused:
        actions.open_version(survey=survey, seen=1, by=office)
    assert refused.value.codes == {"self"}
    assert actions.open_version(survey=survey, seen=1, by=world.supervisor()).standing is Standing.OPEN


def test_what_is_not_sound_or_was_changed_meanwhile_is_not_opened(world):
    survey, writer = survey_in(world), world.researcher()
    broken = [replace(QUESTIONS[0], options=QUESTIONS[0].options[:1])]
    draft = actions.save_questions(survey=survey, questions=broken, seen=1, by=writer)
    with pytest.raises(StepRefused) as refused:
        actions.ask_opening(survey=survey, by=writer)
    assert refused.value.codes == {"works"}
    with pytest.raises(StepRefused) as refused:
        actions.save_questions(survey=survey, questions=QUESTIONS, seen=1, by=writer)
    assert refused.value.codes == {"newer"}
    actions.save_questions(survey=survey, questions=QUESTIONS, seen=draft.changes, by=writer)
    actions.ask_opening(survey=survey, by=writer)
    with pytest.raises(StepRefused) as refused:
        actions.save_questions(survey=survey, questions=QUESTIONS, seen=3, by=writer)
    assert refused.value.codes == {"waiting"}
    with pytest.raises(StepRefused) as refused:
        actions.open_version(survey=survey, seen=2, by=world.office())
    assert refused.value.codes == {"newer"}
    actions.return_draft(survey=survey, word="目的を短く", by=world.office())
    survey.refresh_from_db()
    assert (survey.standing, survey.returned_word) == (Standing.DRAFT, "目的を短く")


def test_the_database_refuses_to_alter_or_remove_a_version_in_use(world):
    version = version_in_use(survey_in(world, "open"))
    version.questions = []
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()


def test_who_has_begun_goes_on_with_the_version_he_or_she_began(world):
    survey, writer = survey_in(world, "open"), world.researcher()
    early = seat_in(survey, {"works": "yes"}, sent=False)
    second = actions.begin_version(survey=survey, by=writer)
    assert second.no == 2 and second.questions == version_in_use(survey).questions
    assert actions.begin_version(survey=survey, by=writer) == second
    actions.save_questions(survey=survey, questions=QUESTIONS[:1], seen=0, by=writer)
    actions.ask_opening(survey=survey, by=writer)
    actions.open_version(survey=survey, seen=1, by=world.office())
    with pytest.raises(StepRefused) as refused:
        answering.send_answers(seat=early, by=SYSTEM)
    assert refused.value.codes == {"days", "matters", "content"}
    assert seat_in(survey, {"works": "no"}).version.no == 2


def test_answers_are_saved_page_by_page_and_a_branch_left_is_dropped(world):
    survey = survey_in(world, "open")
    seat = seat_in(survey, ANSWERS, sent=False)
    answering.save_page(seat=seat, given={"works": "no"}, codes={"works"}, by=SYSTEM)
    seat.refresh_from_db()
    assert answering.answers_of(seat)["days"] == 3  # still there, should the person come back to yes
    sent = answering.send_answers(seat=seat, by=SYSTEM)
    assert "days" not in answering.answers_of(sent)
    for again in (answering.send_answers, answering.decline):
        with pytest.raises(StepRefused) as refused:
            again(seat=seat, by=SYSTEM)
        assert refused.value.codes == {"sent"}
    with pytest.raises(StepRefused):
        answering.save_page(seat=seat_in(survey), given={"works": "maybe"}, codes={"works"}, by=SYSTEM)


def test_only_people_with_the_consent_for_research_are_asked_and_only_in_classes(world, panel):
    assert len(consenting()) == 6
    assert {trait for person in consenting() for trait in person.traits} == {"post", "age", "region", "work"}
    assert chosen(consenting(), {"age": ["u50"]}) == []
    assert [told(n) for n in (0, 4, 5, 9, 43)] == ["5名未満", "5名未満", "5〜9名", "5〜9名", "40〜44名"]
    survey = survey_in(world, "open", way=Way.INVITED)
    assert inviting.invite(survey=survey, by=world.researcher()) == 6
    mails = Notice.objects.filter(kind="E54")
    assert mails.count() == 6 and all(mail.counts for mail in mails)
    seat = survey.seats.get(physician=panel[0])
    mail = mails.get(person=panel[0].number)
    assert f"/survey/{seat.token}" in mail.body and seat.token not in mail.key + mail.about
    assert seat_by_token(seat.token) == seat
    with pytest.raises(StepRefused) as refused:
        inviting.invite(survey=survey, by=world.researcher())
    assert refused.value.codes == {"few"}


def test_nobody_is_asked_to_more_than_two_surveys_a_year(world, panel):
    for _ in range(2):
        inviting.invite(survey=survey_in(world, "open", way=Way.INVITED), by=world.researcher())
    with pytest.raises(StepRefused) as refused:
        inviting.invite(survey=survey_in(world, "open", way=Way.INVITED), by=world.researcher())
    assert refused.value.codes == {"few"}


def test_who_takes_the_consent_back_is_asked_nothing_more_and_what_was_said_goes(world, panel):
    survey = survey_in(world, "open", way=Way.INVITED)
    inviting.invite(survey=survey, by=world.researcher())
    half, whole, third = (survey.seats.get(physician=person) for person in panel[:3])
    answering.save_page(seat=half, given=ANSWERS, codes=set(ANSWERS), by=world.actor(panel[0]))
    answering.save_page(seat=whole, given=ANSWERS, codes=set(ANSWERS), by=world.actor(panel[1]))
    answering.send_answers(seat=whole, by=world.actor(panel[1]))
    answering.type_paper(seat=third, given=ANSWERS, by=world.coordinator())
    assert seats_of(world.actor(panel[0])).count() == 1 and paper_code_for(world.coordinator(), panel[0].number)
    assert watch()["withdrawn"] == 0
    for person in panel[:3]:
        withdraw_consent(physician=person, kind=ConsentKind.RESEARCH, by=world.actor(person))
    assert not seats_of(world.actor(panel[0])).exists() and paper_code_for(world.coordinator(), panel[0].number) == ""
    for act in (
        lambda: answering.begin(seat=half, language="ja", by=world.actor(panel[0])),
        lambda: answering.send_answers(seat=half, by=world.actor(panel[0])),
        lambda: answering.type_paper(seat=third, given=ANSWERS, by=world.coordinator()),
    ):
        with pytest.raises(StepRefused) as refused:
            act()
        assert refused.value.codes == {"consent"}
    answering.decline(seat=half, by=world.actor(panel[0]))  # to be left alone needs no consent
    assert watch()["withdrawn"] == 2 and watch()["withdrawn"] == 0
    for seat in (half, whole, third):
        seat.refresh_from_db()
        assert (seat.answers, seat.typed, seat.sent_at) == ("", "", None)
    give_consent(physician=panel[1], kind=ConsentKind.RESEARCH, by=world.actor(panel[1]))
    answering.save_page(seat=whole, given=ANSWERS, codes=set(ANSWERS), by=world.actor(panel[1]))
    assert not answering.send_answers(seat=whole, by=world.actor(panel[1])).stopped_at


def test_two_reminders_at_most_and_none_to_who_answered_declined_or_took_the_consent_back(world, panel, monkeypatch):
    survey = survey_in(world, "open", way=Way.INVITED, closes_on=today() + timedelta(days=90))
    inviting.invite(survey=survey, by=world.researcher())
    seats = {seat.physician_id: seat for seat in survey.seats.all()}
    first, second, third, *rest = (seats[p.pk] for p in panel)
    answering.save_page(seat=first, given=ANSWERS, codes=set(ANSWERS), by=SYSTEM)
    answering.send_answers(seat=first, by=SYSTEM)
    answering.decline(seat=second, by=SYSTEM)
    withdraw_consent(physician=panel[2], kind=ConsentKind.RESEARCH, by=world.actor(panel[2]))
    assert inviting.remind(survey=survey, by=SYSTEM) == 0  # too soon
    for _ in range(4):
        SurveySeat.objects.update(invited_at=clock.now() - timedelta(days=11))
        SurveySeat.objects.exclude(reminded_at=None).update(reminded_at=clock.now() - timedelta(days=11))
        watch()
    assert Notice.objects.filter(kind="E54r").count() == 2 * len(rest)
    assert set(
        survey.seats.filter(physician__in=[s.physician_id for s in rest]).values_list("reminders", flat=True)
    ) == {2}
    third.refresh_from_db()
    assert third.reminders == 0


def test_closing_cuts_every_link_and_removes_what_was_not_sent_or_not_agreed_to_any_more(world, panel):
    survey = survey_in(world, "open", way=Way.INVITED)
    inviting.invite(survey=survey, by=world.researcher())
    token = ""
    for at, seat in enumerate(survey.seats.order_by("physician")):
        token = seat.token
        answering.save_page(seat=seat, given=ANSWERS, codes=set(ANSWERS), by=SYSTEM)
        if at:
            answering.send_answers(seat=seat, by=SYSTEM)
    withdraw_consent(physician=panel[1], kind=ConsentKind.RESEARCH, by=world.actor(panel[1]))
    survey = actions.close_survey(survey=survey, by=world.office())
    assert survey.seats.count() == 6
    assert not survey.seats.exclude(physician=None, token_digest=None, paper_code=None).exists()
    assert {seat.token for seat in survey.seats.all()} == {""}
    assert survey.seats.exclude(sent_at=None).count() == 4
    assert {bool(seat.answers) for seat in survey.seats.filter(sent_at=None)} == {False}
    with pytest.raises(Http404):
        seat_by_token(token)
    assert actions.close_survey(survey=survey, by=world.office()).closed_at == survey.closed_at


def test_what_a_running_survey_holds_of_a_person_is_handed_out_and_goes_when_he_or_she_leaves(world, panel):
    survey = survey_in(world, "open", way=Way.INVITED)
    inviting.invite(survey=survey, by=world.researcher())
    seat = survey.seats.get(physician=panel[0])
    answering.save_page(seat=seat, given=ANSWERS, codes=set(ANSWERS), by=SYSTEM)
    (holding,) = [h for h in holdings() if h.model is SurveySeat]
    (row,) = holding.export(panel[0])
    assert '"days": 3' in row["answers"] and "token" not in row
    assert holding.erase(panel[0], Stage.AT_ONCE) == 1
    assert survey.seats.count() == 5


def test_answers_go_when_the_time_told_to_those_who_answered_is_over(world):
    survey = survey_in(world, "open", kept_months=1)
    seat_in(survey, ANSWERS)
    survey = actions.close_survey(survey=survey, by=SYSTEM)
    assert watch()["erased"] == 0
    survey.closed_at = clock.now() - timedelta(days=40)
    survey.save()
    assert watch()["erased"] == 1
    assert survey.seats.get().answers == "" and watch()["erased"] == 0


def test_a_survey_closes_by_the_clock_when_its_last_day_is_over(world):
    survey = survey_in(world, "open")
    survey.closes_on = today() - timedelta(days=1)
    survey.save()
    with pytest.raises(StepRefused):
        answering.take_seat(survey=survey, by=SYSTEM)
    assert watch()["closed"] == 1
    survey.refresh_from_db()
    assert survey.standing is Standing.CLOSED


def test_a_paper_is_taken_in_once_two_typings_in_a_row_say_the_same(world):
    seat, desk = seat_in(survey_in(world, "open")), world.desk()
    assert answering.type_paper(seat=seat, given={"works": "yes", "days": 3}, by=desk) == []
    assert answering.type_paper(seat=seat, given={"works": "yes", "days": 5}, by=desk) == ["days"]
    seat.refresh_from_db()
    assert not seat.is_sent
    assert answering.type_paper(seat=seat, given={"works": "yes", "days": 5}, by=desk) == []
    seat.refresh_from_db()
    assert seat.is_sent and seat.channel == Channel.PAPER
    assert answering.answers_of(seat) == {"works": "yes", "days": 5} and not seat.typed


def test_figures_are_told_after_the_closing_only_and_never_below_five(world):
    survey = survey_in(world, "open")
    for at in range(12):
        seat_in(
            survey,
            ANSWERS | {"works": "no" if at < 3 else "yes", "content": str(1 + at % 5)},
            age="60s" if at < 6 else "70s",
        )
    assert results_of(survey) is None and answered_of(survey) == []
    survey = actions.close_survey(survey=survey, by=SYSTEM)
    results = results_of(survey)
    assert results.n == 12 and results.effective == pytest.approx(12)
    by_code = {one.question.code: one for one in results.figures}
    (works,) = by_code["works"].tables
    assert [line.count for line in works.lines] == [None, None]  # three would be told by subtraction
    assert by_code["days"].mean.n == 9
    assert not by_code["words"].themes


def test_known_margins_weigh_and_a_class_without_anybody_is_told_and_not_weighed(world):
    survey = survey_in(world, "open")
    for at in range(20):
        seat_in(survey, ANSWERS | {"works": "yes" if at < 12 else "no"}, age="60s" if at < 10 else "70s")
    office = world.researcher()
    with pytest.raises(StepRefused) as refused:
        actions.keep_margins(survey=survey, margins={"age": {"60s": 20, "70s": 70}}, source="見本", by=office)
    assert refused.value.codes == {"age"}
    actions.keep_margins(survey=survey, margins={"age": {"60s": 20, "70s": 80}}, source="見本の統計", by=office)
    survey = actions.close_survey(survey=survey, by=SYSTEM)
    results = results_of(survey)
    yes = results.figures[0].tables[0].lines[0]
    assert results.weighted and results.effective < 20
    assert yes.plain.point == pytest.approx(0.6)
    assert yes.weighted.point == pytest.approx(0.2 + 0.8 * 0.2)
    survey.margins = {"age": {"60s": 20, "50s": 80}}
    results = results_of(survey)
    assert not results.weighted and results.empty == (("age", "50s"),)


def test_the_file_of_answers_holds_no_words_and_no_class_that_fewer_than_five_share(world):
    survey = survey_in(world, "open")
    for at in range(6):
        seat_in(survey, ANSWERS | {"words": "当直が多いです"}, age="60s", region="tohoku" if at else "shikoku")
    assert answers_csv(survey)[1] == 0  # it runs
    survey = actions.close_survey(survey=survey, by=SYSTEM)
    file, rows = answers_csv(survey)
    text = file.decode("utf-8-sig")
    assert rows == 6 and "当直" not in text and "shikoku" not in text
    assert sum("tohoku" in line for line in text.splitlines()) == 5
    assert text.splitlines()[0].endswith(
        "works,days,matters__time,matters__pay,matters__team,content,parts__home,parts__night"
    )
    assert sorted(map(len, coarse(answered_of(survey)))) == [0, 4, 4, 4, 4, 4]
    assert "Do you practise now?" in codebook_csv(survey).decode("utf-8-sig")


def test_whoever_may_open_a_survey_as_a_second_person_is_told_that_it_waits_once_each_time(world):
    supervisor, office, writer = world.supervisor(), world.office(), world.researcher()
    survey = survey_in(world)
    told = Notice.objects.filter(kind="E54w")
    actions.ask_opening(survey=survey, by=writer)
    actions.ask_opening(survey=survey, by=writer)
    mine = {supervisor.user_id, office.user_id}
    assert mine <= {n.recipient_id for n in told} and told.filter(recipient=office.user_id).count() == 1
    assert not told.filter(recipient=writer.user_id).exists()
    assert f"/research/surveys/{survey.number}" in told.first().body or told.first().about == survey.number
    assert world.signed_in(office).get(f"/research/surveys/{survey.number}").status_code == 200
    actions.return_draft(survey=survey, word="目的を短く", by=office)
    Survey.objects.filter(pk=survey.pk).update(made_by=supervisor.user_id)
    actions.ask_opening(survey=Survey.objects.get(pk=survey.pk), by=writer)
    assert told.filter(recipient=office.user_id).count() == 2
    assert told.filter(recipient=supervisor.user_id).count() == 1  # who wrote it opens nothing of it
