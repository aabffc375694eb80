"""The button beside a message: one press takes the act back, for who did it and for half an hour."""

import re
import uuid
from datetime import timedelta

import pytest

from enishi.aftercare.enums import TaskKind
from enishi.aftercare.models import CareTask
from enishi.aftercare.steps import open_task
from enishi.common.clock import ago, now, today
from enishi.desk import own_times
from enishi.desk.covering import set_deputy
from enishi.desk.enums import CallResult
from enishi.desk.models import CallbackRequest, Deputy, DeskNote, NextAction, OwnTime, WordTemplate
from enishi.desk.next_actions import set_next
from enishi.desk.records import subject_of
from enishi.desk.writing_rules import Use
from enishi.desk.writings import write_template
from enishi.merging.models import KeptApart
from enishi.physicians import contact
from enishi.physicians.actions import add_shield, verify_licence
from enishi.physicians.models import Physician, ShieldEntry
from enishi.web.desk.seen import fingerprint


def token_on(page):
    return re.search(r'action="/desk/undo".*?name="token" value="([^"]+)"', page.content.decode(), re.DOTALL)[1]


def finished(world, client):
    """次にすること that was said to be done by a press on the page."""
    house = world.institution()
    made = set_next(subject=subject_of(house), by=world.ms_miura, words="町の回答を待つ", due=today())
    page = client.post(f"/desk/records/{house.number}/next", {"done": "1", "seen": made.pk}, follow=True)
    return made, token_on(page)


def test_what_was_said_to_be_done_is_to_be_done_again(world):
    client = world.signed_in(world.ms_miura)
    made, token = finished(world, client)
    assert NextAction.objects.get(pk=made.pk).done_at
    for _ in range(2):  # pressed twice: once
        page = client.post("/desk/undo", {"token": token}, follow=True)
        assert page.status_code in (200, 404)
    assert NextAction.objects.get(pk=made.pk).done_at is None


def test_nobody_else_a_forged_word_and_an_old_one_change_nothing(world):
    client = world.signed_in(world.ms_miura)
    made, token = finished(world, client)
    assert world.signed_in(world.coordinator()).post("/desk/undo", {"token": token}).status_code == 404
    assert client.post("/desk/undo", {"token": token + "x"}, follow=True).status_code == 200
    with ago(timedelta(minutes=-31)):
        assert "30分" in client.post("/desk/undo", {"token": token}, follow=True).content.decode()
    assert NextAction.objects.get(pk=made.pk).done_at
    assert client.get("/desk/undo").status_code == 405


def test_what_was_decided_since_is_not_overwritten(world):
    client = world.signed_in(world.ms_miura)
    made, token = finished(world, client)
    set_next(subject=subject_of(made.record), by=world.ms_miura, words="面談の日程", due=today())
    page = client.post("/desk/undo", {"token": token}, follow=True)
    assert "そのあとに" in page.content.decode()
    assert NextAction.objects.get(pk=made.pk).done_at


def _call(world, client):
    row = world.callback(phone="09055558888")
    page = client.post(f"/desk/callbacks/{row.number}", {"result": CallResult.SPOKE}, follow=True)
    return page, lambda: CallbackRequest.objects.get(pk=row.pk).done_at is None


def _deputy(world, client):
    absent = world.user(world.ms_miura)
    other = world.user(world.coordinator())
    row = set_deputy(absent=absent, deputy=other, from_on=today(), until_on=today(), by=world.ms_miura)
    page = client.post(f"/desk/caseload/deputies/{row.pk}/end", follow=True)
    return page, lambda: Deputy.objects.get(pk=row.pk).ended_at is None


def _apart(world, client):
    one, other = world.institution("かもめ会 病院"), world.institution("かもめ会病院")
    page = client.post(f"/desk/duplicates/{one.number}/{other.number}/apart", follow=True)
    return page, lambda: not KeptApart.objects.exists()


def _deputy_set(world, client):
    absent, other = world.ms_miura.user_id, world.coordinator().user_id
    days = {"from_on": today().isoformat(), "until_on": today().isoformat()}
    page = client.post("/desk/caseload/deputies", {"absent": absent, "deputy": other, **days}, follow=True)
    return page, lambda: not Deputy.objects.filter(ended_at=None).exists()


def _next_set(world, client):
    house = world.institution()
    first = set_next(subject=subject_of(house), by=world.ms_miura, words="町の回答を待つ", due=today())
    given = {"words": "面談の日程", "due": today().isoformat(), "owner": world.ms_miura.user_id, "seen": first.pk}
    page = client.post(f"/desk/records/{house.number}/next", given, follow=True)
    return page, lambda: NextAction.objects.get(done_at=None).pk == first.pk


def _written(world, client):
    given = {"text": "駐車場は裏", "key": uuid.uuid4()}
    page = client.post(f"/desk/records/{world.institution().number}/add/note", given, follow=True)
    return page, lambda: DeskNote.objects.get().struck_at is not None


def _licence(world, client):
    physician = world.physician(licence=False)
    page = client.post(f"/desk/doctors/{physician.number}/licence", {"on": today().isoformat()}, follow=True)
    return page, lambda: Physician.objects.get(pk=physician.pk).licence_verified_on is None


def _shield(world, client):
    physician = world.physician()
    page = client.post(f"/desk/doctors/{physician.number}/shield", {"name": "つばめ会"}, follow=True)
    return (
        page,
        lambda: "つばめ会" not in {e.name for e in ShieldEntry.objects.filter(physician=physician, ended_at=None)},
    )


def _posted(world, client):
    physician = world.physician(mail="")
    waiting = [n.pk for n in contact.for_the_desk(physician)]
    page = client.post(f"/desk/letters/{physician.number}/posted", {"notice": waiting}, follow=True)
    return page, lambda: [n.pk for n in contact.for_the_desk(physician)] == waiting


def _care_task(world, client):
    task = open_task(TaskKind.SIBLING, world.candidacy("dialogue"), "続けるかをうかがう")
    page = client.post(f"/desk/checkins/tasks/{task.pk}", {"note": "続けるとのこと"}, follow=True)
    return page, lambda: CareTask.objects.get(pk=task.pk).done_at is None


def _own_time(world, client):
    begins = now() + timedelta(days=1)
    own = own_times.keep_own_time(by=world.ms_miura, begins_at=begins, ends_at=begins + timedelta(hours=1))
    page = client.post(f"/desk/calendar/own/{own.pk}", {"act": "drop"}, follow=True)
    return page, lambda: OwnTime.objects.get(pk=own.pk).cancelled_at is None


ACTS = [
    _call, _deputy, _deputy_set, _apart, _next_set, _written, _licence, _shield, _posted, _care_task, _own_time,
]  # fmt: skip


def test_a_supervisor_takes_back_another_coordinator_and_a_text_no_longer_used(world):
    physician, boss = world.physician(), world.supervisor()
    other = world.coordinator("桐生 薫").user_id
    assert physician.coordinator_id not in (None, other)
    client = world.signed_in(boss)
    page = client.post(
        f"/desk/doctors/{physician.number}/coordinator",
        {"coordinator": other, "seen": fingerprint(physician.coordinator_id)},
        follow=True,
    )
    assert Physician.objects.get(pk=physician.pk).coordinator_id == other
    client.post("/desk/undo", {"token": token_on(page)})
    assert Physician.objects.get(pk=physician.pk).coordinator_id == physician.coordinator_id
    template = write_template(by=boss, use=Use.FAX, title="送付状", text="{{今日の日付}}")
    page = client.post(f"/desk/templates/{template.pk}/retire", follow=True)
    assert WordTemplate.objects.get(pk=template.pk).retired_at
    client.post("/desk/undo", {"token": token_on(page)})
    assert WordTemplate.objects.get(pk=template.pk).retired_at is None


def test_what_followed_an_act_is_not_swept_away_by_its_undoing(world):
    """The licence was written anew, the task set anew: the button of the first act says so and changes nothing."""
    client = world.signed_in(world.ms_miura)
    page, _ = _licence(world, client)
    physician = Physician.objects.get(licence_verified_on=today())
    yesterday = today() - timedelta(days=1)
    verify_licence(physician=physician, by=world.ms_miura, on=yesterday)
    assert "そのあとに" in client.post("/desk/undo", {"token": token_on(page)}, follow=True).content.decode()
    assert Physician.objects.get(pk=physician.pk).licence_verified_on == yesterday
    page, _ = _next_set(world, client)
    newest = NextAction.objects.get(done_at=None)
    latest = set_next(subject=subject_of(newest.record), by=world.ms_miura, words="お電話", due=today())
    assert "そのあとに" in client.post("/desk/undo", {"token": token_on(page)}, follow=True).content.decode()
    assert NextAction.objects.get(done_at=None) == latest


def test_a_shield_that_stood_before_is_not_ended_by_the_undoing_of_a_second_press(world):
    client, physician = world.signed_in(world.ms_miura), world.physician()
    add_shield(physician=physician, by=world.actor(physician), name="つばめ会")
    page = client.post(f"/desk/doctors/{physician.number}/shield", {"name": "つばめ会"}, follow=True)
    assert 'action="/desk/undo"' not in page.content.decode()


@pytest.mark.parametrize("act", ACTS)
def test_each_act_offers_its_undoing(world, act):
    client = world.signed_in(world.ms_miura)
    page, is_as_before = act(world, client)
    assert not is_as_before()
    assert client.post("/desk/undo", {"token": token_on(page)}).status_code == 302
    assert is_as_before()
