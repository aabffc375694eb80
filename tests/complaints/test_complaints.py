"""Complaints on their own path: a second person, never the one complained of; the person sees how far it is."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from enishi.accounts.models import User
from enishi.common.japanese.working_days import working_days_between
from enishi.common.workflow import StepRefused
from enishi.complaints import actions
from enishi.complaints.access import complaint_for, complaints_for
from enishi.complaints.enums import CameBy, Outcome, Side
from enishi.complaints.models import Complaint
from enishi.notices.models import Notice
from enishi.outreach.paper_codes import shown
from enishi.physicians.actions import assign_coordinator
from meta.acts_team import complain
from web.look.pages import words


def test_a_receipt_is_promised_within_one_working_day_and_an_answer_within_ten(world):
    made = complain(world)
    day = timezone.localdate(made.received_at)
    assert working_days_between(day, made.receipt_due_on) == 1
    assert working_days_between(day, made.answer_due_on) == 10


def test_whoever_is_complained_of_neither_reads_nor_handles_it_also_as_a_supervisor(world):
    chief, office = world.supervisor(), world.office()
    made = complain(world, about=chief.user_id)
    assert list(complaints_for(office)) == [made] and not complaints_for(chief)
    with pytest.raises(Http404):
        complaint_for(chief, made.number)
    with pytest.raises(StepRefused):
        actions.acknowledge(complaint=made, told=True, by=chief)
    told = Notice.objects.filter(kind="E52s").values_list("recipient", flat=True)
    assert office.user_id in told and chief.user_id not in told
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(handler=chief.user_id)


def test_nobody_of_the_pipeline_sees_any_not_even_who_wrote_it_down(world):
    complain(world)
    for reader in (world.ms_miura, world.desk(), world.outreach(), world.admin()):
        assert not complaints_for(reader)


def test_naming_the_handler_as_the_one_complained_of_hands_it_to_somebody_else(world):
    chief, office = world.supervisor(), world.office()
    made = complain(world, far="received", by=chief)
    named = actions.name_person(complaint=made, about=User.objects.get(pk=chief.user_id), by=chief)
    assert named.handler_id == office.user_id


def test_naming_the_only_second_person_is_refused(world):
    chief = world.supervisor()
    made = complain(world)
    with pytest.raises(StepRefused) as told:
        actions.name_person(complaint=made, about=User.objects.get(pk=chief.user_id), by=chief)
    assert "nobody" in told.value.codes


def test_it_is_received_answered_and_closed_in_this_order_by_the_one_who_handles_it(world):
    chief, office = world.supervisor(), world.office()
    made = complain(world)
    with pytest.raises(StepRefused):
        actions.answer(complaint=made, text="早すぎる", told=True, by=chief)
    assert actions.acknowledge(complaint=made, told=False, by=chief)
    with pytest.raises(StepRefused):
        actions.answer(complaint=made, text="ほかの人", told=True, by=office)
    with pytest.raises(StepRefused):
        actions.close(complaint=made, outcome=Outcome.EXPLAINED, lesson="", by=chief)
    actions.answer(complaint=made, text="おわびします", told=False, by=chief)
    with pytest.raises(StepRefused):
        actions.close(complaint=made, outcome=Outcome.MENDED, lesson=" ", by=chief)
    actions.close(complaint=made, outcome=Outcome.MENDED, lesson="返事の期日を知らせる", by=chief)
    with pytest.raises(StepRefused):
        actions.take_over(complaint=made, by=office)
    assert [n.kind for n in Notice.objects.exclude(kind="E52s").order_by("id")] == ["E52i", "E52b"]


def test_who_has_no_mail_is_told_by_somebody_first(world):
    chief = world.supervisor()
    made = complain(world, mail="", phone="0194223333")
    with pytest.raises(StepRefused):
        actions.acknowledge(complaint=made, told=False, by=chief)
    assert Complaint.objects.get().receipt_at is None
    assert not actions.acknowledge(complaint=made, told=True, by=chief)


def test_a_physician_complains_of_the_coordinator_from_the_screen_and_she_cannot_read_it(world):
    chief, physician = world.supervisor(), world.physician()
    assign_coordinator(physician=physician, coordinator=User.objects.get(pk=world.ms_miura.user_id), by=chief)
    client, key = world.signed_in(physician), str(uuid.uuid4())
    given = {"text": "約束の時間にお電話がない", "about_coordinator": "on", "key": key}
    for _ in range(2):
        assert client.post("/complaints/new", given).status_code == 302
    made = Complaint.objects.get()
    assert (made.about_id, made.user_id, made.side) == (world.ms_miura.user_id, physician.user_id, Side.PHYSICIAN)
    page = words(client.get("/complaints/done").content.decode())
    assert shown(made.code) in page
    her = world.signed_in(world.ms_miura)
    assert her.get(f"/ops/complaints/{made.number}").status_code == 403
    office = world.signed_in(chief)
    assert "約束の時間にお電話がない" in words(office.get(f"/ops/complaints/{made.number}").content.decode())
    office.post(f"/ops/complaints/{made.number}/acknowledge")
    assert "E52" in [n.kind for n in world.messages(physician)]


def test_the_state_by_its_code_tells_steps_and_not_a_word(world, client):
    made = complain(world, far="received", name="見本 太郎")
    page = words(client.get(f"/complaints/{shown(made.code)}").content.decode())
    assert "調べています" in page and "お返事が遅い" not in page and "見本 太郎" not in page
    wrong = client.get("/complaints/AAAA-AAAB")
    assert wrong.status_code == 404 and "照会の番号" in words(wrong.content.decode())


def test_the_desk_writes_one_down_and_the_register_is_saved_without_names(world):
    desk, chief = world.signed_in(world.desk()), world.signed_in(world.supervisor())
    given = {
        "came_by": CameBy.PAPER, "side": Side.FAMILY, "name": "見本 花子", "text": "夜のお電話に困っています", "key": str(uuid.uuid4()),
    }  # fmt: skip
    assert desk.post("/desk/complaints", given).status_code == 302
    number = Complaint.objects.get().number
    assert number in words(chief.get("/ops/complaints").content.decode())
    sheet = chief.post("/ops/complaints/register.csv", {"why": "report"}).content.decode("utf-8-sig")
    assert number in sheet and "見本 花子" not in sheet
