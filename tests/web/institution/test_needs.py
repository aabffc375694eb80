"""Single days on which somebody is needed: written once, taken or withdrawn, shown while they are open."""

from datetime import timedelta

import pytest

from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.openings.enums import SpotPart
from enishi.openings.spots import SpotAct, add_spot_days, change_spot_day, day_words, open_days_of, upcoming
from web.institution.clinic import text_of

HERE = "/inst/needs"


def typed(opening, **more):
    day = today() + timedelta(days=8)
    return {"opening": opening.number, "first": day.isoformat(), "parts": ["am", "pm"], "what": "外来の代診", **more}


def test_days_are_written_shown_to_everybody_and_gone_once_they_are_taken(clinic, client):
    opening = clinic.opening(employment=["spot", "part_time"])
    assert clinic.clerk.post(HERE, typed(opening, weeks="2")).status_code == 302
    assert opening.spot_days.count() == 4
    public = f"/openings/{opening.number}"
    first, *_ = open_days_of([opening])[opening.pk]
    assert day_words(first) in text_of(client.get(public)) and "外来の代診" in text_of(client.get(public))
    listed = text_of(client.get("/openings?employment=spot", follow=True))
    assert f"{day_words(first)}、ほか3件" in listed
    assert clinic.clerk.post(f"{HERE}/{first.pk}/fill").status_code == 302
    assert day_words(first) not in text_of(client.get(public))
    page = clinic.clerk.get(HERE)
    assert page.context["open"] == 3 and page.context["filled"] == 1
    clinic.clerk.post(f"{HERE}/{first.pk}/open")
    clinic.clerk.post(f"{HERE}/{first.pk}/withdraw")
    assert clinic.clerk.post(f"{HERE}/{first.pk}/fill").status_code == 404
    assert upcoming([opening]).count() == 3


def test_a_form_sent_twice_writes_each_day_once(clinic):
    opening = clinic.opening(employment=["spot"])
    for _ in range(2):
        clinic.clerk.post(HERE, typed(opening))
    assert opening.spot_days.count() == 2


def test_days_that_cannot_be_are_refused_in_words_and_what_was_typed_stays(clinic):
    opening, other = clinic.opening(employment=["spot"]), clinic.opening()
    past = (today() - timedelta(days=1)).isoformat()
    page = clinic.clerk.post(HERE, typed(opening, first=past, what="往診の代わり"))
    assert "今日から1年先" in text_of(page) and "往診の代わり" in page.content.decode()
    assert "時間帯を1つ以上" in text_of(clinic.clerk.post(HERE, typed(opening, parts=[])))
    with pytest.raises(StepRefused) as caught:
        add_spot_days(opening=other, by=clinic.clerk_person, first=today(), parts=[SpotPart.AM], what="外来")
    assert caught.value.codes == {"opening"}
    assert "表示された中から" in text_of(clinic.clerk.post(HERE, typed(other)))
    assert not opening.spot_days.exists()


def test_a_neighbours_day_does_not_exist_and_an_approver_only_reads(clinic):
    opening = clinic.opening(employment=["spot"])
    clinic.clerk.post(HERE, typed(opening))
    spot = opening.spot_days.first()
    assert clinic.sister.post(f"{HERE}/{spot.pk}/fill").status_code == 404
    assert clinic.clerk.post(f"{HERE}/{spot.pk}/burn").status_code == 404
    assert (
        clinic.approver.get(HERE).status_code == 200 and clinic.approver.post(HERE, typed(opening)).status_code == 404
    )
    assert clinic.approver.post(f"{HERE}/{spot.pk}/fill").status_code == 403


def test_a_day_that_is_past_is_no_longer_offered(clinic):
    opening = clinic.opening(employment=["spot"])
    add_spot_days(opening=opening, by=clinic.clerk_person, first=today(), parts=[SpotPart.NIGHT], what="当直")
    spot = opening.spot_days.get()
    assert change_spot_day(spot=spot, by=clinic.clerk_person, act=SpotAct.OPEN).filled_at is None
    with ago(timedelta(days=-1)):
        assert open_days_of([opening]) == {}
