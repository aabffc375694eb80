"""The button beside a message: one press takes the act back, for who did it and for half an hour."""

import re
from datetime import timedelta

import pytest

from enishi.common.clock import ago, today
from enishi.desk.covering import set_deputy
from enishi.desk.enums import CallResult
from enishi.desk.models import CallbackRequest, Deputy, NextAction
from enishi.desk.next_actions import set_next
from enishi.desk.records import subject_of
from enishi.merging.models import KeptApart


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


@pytest.mark.parametrize("act", [_call, _deputy, _apart])
def test_each_act_offers_its_undoing(world, act):
    client = world.signed_in(world.ms_miura)
    page, is_as_before = act(world, client)
    assert not is_as_before()
    assert client.post("/desk/undo", {"token": token_on(page)}).status_code == 302
    assert is_as_before()
