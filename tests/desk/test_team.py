"""The supervisor's view of the team: figures that lead to their rows, load and no ranking."""

import uuid
from datetime import timedelta

from enishi.accounts.models import User
from enishi.candidacies import dialogue
from enishi.common.clock import now, today
from enishi.desk import team
from enishi.physicians import contact
from enishi.physicians.actions import assign_coordinator
from meta.acts_team import complain
from web.look.pages import words

MONTH = f"{today():%Y-%m}"


def rows(world, code, actor):
    return team.rows_of(team.BY_CODE[code], today().replace(day=1), actor)


def test_a_question_counts_from_the_day_it_was_asked_to_its_first_answer(world):
    talk, chief = world.candidacy("dialogue"), world.supervisor()
    by, house = world.actor(talk.physician), world.actor(talk.opening.institution)
    asked = dialogue.ask(candidacy=talk, by=by, text="夜間は", key=uuid.uuid4())
    (row,) = rows(world, "question", chief)
    assert row.ended is None and row.number == talk.number
    dialogue.answer(question=asked, by=house, text="ありません", key=uuid.uuid4())
    (row,) = rows(world, "question", chief)
    assert row.ended is not None and row.days == 0


def test_a_call_outside_the_promise_is_counted_and_shown_with_its_reason(world):
    physician, chief = world.physician(), world.supervisor()
    call = contact.start_call(physician=physician, by=world.ms_miura, about="ご様子", override="お急ぎの件")
    (row,) = rows(world, "contact", chief)
    assert row.is_kept == call.kept
    page = words(world.signed_in(chief).get("/desk/team").content.decode())
    assert ("お急ぎの件" in page) == (not call.kept)


def test_a_proposal_that_ends_without_a_word_is_no_answer(world):
    chief = world.supervisor()
    world.candidacy("physician_asked")
    (row,) = rows(world, "proposal", chief)
    assert row.ended is None and row.given_up is None


def test_a_complaint_of_the_supervisor_is_not_among_his_rows(world):
    chief, office = world.supervisor(), world.office()
    complain(world, about=chief.user_id)
    assert rows(world, "complaint", chief) == [] and len(rows(world, "complaint", office)) == 1


def test_a_promise_whose_day_has_not_come_is_neither_kept_nor_broken():
    waiting = team.Row("C", "/", now(), due=today())
    broken = team.Row("C", "/", now() - timedelta(days=9), due=today() - timedelta(days=1))
    assert waiting.is_kept is None and broken.is_kept is False


def test_the_page_tells_loads_by_name_leads_from_a_number_to_its_rows_and_is_the_supervisors_alone(world):
    chief = world.supervisor()
    physician = world.physician()
    second = world.coordinator("安藤 恵")
    assign_coordinator(physician=physician, coordinator=User.objects.get(pk=world.ms_miura.user_id), by=chief)
    assert [row.user.name for row in team.loads(today())] == sorted(["三浦 早苗", "安藤 恵"])
    client = world.signed_in(chief)
    page = words(client.get("/desk/team").content.decode())
    assert "4件以下" in page and "成約の数は出しません" in page
    shown = words(client.get(f"/desk/team/first_call/{MONTH}").content.decode())
    assert physician.number in shown
    assert client.get("/desk/team/placements/" + MONTH).status_code == 404
    assert client.get("/desk/team/question/1999-01").status_code == 404
    sheet = client.get("/desk/team/figures.csv").content.decode("utf-8-sig")
    assert "ご登録から最初のご連絡まで" in sheet
    for other in (second, world.office(), world.desk()):
        assert world.signed_in(other).get("/desk/team").status_code == 403
