"""Whoever opens a page that edits a record reads who else of the desk opened one of its pages a moment ago."""

from datetime import timedelta

import pytest

from enishi.audit.models import Entry
from enishi.common.clock import ago

HERE = "この記録を見ています"


def _physician(world):
    number = world.physician().number
    return f"/desk/doctors/{number}/identity", f"/desk/doctors/{number}/wishes"


def _institution(world):
    number = world.institution().number
    return f"/desk/institutions/{number}/suspend", f"/desk/institutions/{number}/family"


def _opening(world):
    number = world.opening().number
    return f"/desk/openings/{number}/check", f"/desk/openings/{number}/check"


@pytest.mark.parametrize("record", [_physician, _institution, _opening])
def test_two_at_one_record_read_of_each_other_and_nobody_of_himself(world, record):
    first, second = record(world)
    miura, other = world.signed_in(world.ms_miura), world.signed_in(world.coordinator("桐生 薫"))
    for _ in range(2):
        assert HERE not in miura.get(first).content.decode()
    told = other.get(second).content.decode()
    assert HERE in told and world.user(world.ms_miura).name in told
    assert "桐生 薫さん" in miura.get(first).content.decode()
    with ago(timedelta(minutes=-11)):
        assert HERE not in other.get(second).content.decode()


def test_another_records_page_and_another_room_tell_of_nobody(world):
    mine, others = _institution(world)[0], f"/desk/institutions/{world.institution('別の病院').number}/suspend"
    world.signed_in(world.ms_miura).get(mine)
    assert HERE not in world.signed_in(world.coordinator("桐生 薫")).get(others).content.decode()
    before = Entry.objects.filter(action="read:edit").count()
    assert world.signed_in(world.institution("外の病院")).get(mine).status_code in (403, 404)
    assert Entry.objects.filter(action="read:edit").count() == before, (
        "who may not open a page leaves no trace of having been there"
    )
