"""/desk/calendar in a browser without a script, and the file another calendar reads."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from enishi.common.clock import now, today
from enishi.desk import covering, feeds, own_times
from enishi.desk.models import OwnTime


def at(days, hour=10):
    return timezone.localtime(now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def keep(world, who, days=1, words="県庁"):
    return own_times.keep_own_time(by=who, begins_at=at(days), ends_at=at(days, 12), words=words)


def test_a_week_and_a_day_show_own_hours_with_links_and_keys(world):
    own = keep(world, world.ms_miura, days=0)
    client = world.signed_in(world.ms_miura)
    week = client.get("/desk/calendar").content.decode()
    assert f"/desk/calendar/own/{own.pk}" in week and "県庁" in week
    for key in "ptnwd":
        assert f'accesskey="{key}"' in week
    day = client.get(f"/desk/calendar?view=day&day={today()}").content.decode()
    assert "県庁" in day and "前の日" in day


def test_what_others_keep_is_only_taken_and_leads_nowhere(world):
    own = keep(world, world.ms_miura, days=0)
    page = world.signed_in(world.coordinator("桐生 薫")).get("/desk/calendar?whose=team&view=day").content.decode()
    assert "予定あり" in page and "県庁" not in page
    assert f"/desk/calendar/own/{own.pk}" not in page


def test_a_coordinator_chooses_only_among_own_those_stood_in_for_and_the_team(world):
    miura, other = world.ms_miura, world.coordinator("桐生 薫")
    client = world.signed_in(other)
    assert f"whose={miura.user_id}" not in client.get("/desk/calendar").content.decode()
    covering.set_deputy(absent=world.user(miura), deputy=world.user(other), from_on=today(), until_on=today(), by=miura)
    assert f"whose={miura.user_id}" in client.get("/desk/calendar").content.decode()


@pytest.mark.parametrize("query", ["day=2026-13-40", "day=0001-01-01", "whose=999999", "view=month", "day=%00"])
def test_an_address_that_cannot_be_read_shows_this_week(world, query):
    assert world.signed_in(world.ms_miura).get(f"/desk/calendar?{query}").status_code == 200


def test_hours_are_kept_by_the_form_changed_taken_back_and_restored(world):
    client = world.signed_in(world.ms_miura)
    page = client.get("/desk/calendar/own")
    key = page.context["form"]["key"].value()
    sent = {"key": key, "kind": "meeting", "words": "県庁", "day": "12月8日", "begins": "午前10時", "ends": "11時30分"}
    assert client.post("/desk/calendar/own", sent).status_code == 302
    assert client.post("/desk/calendar/own", sent).status_code == 302
    own = OwnTime.objects.get()
    here = f"/desk/calendar/own/{own.pk}"
    assert client.post(here, {"act": "drop"}).status_code == 302
    assert "元に戻す" in client.get(here).content.decode()
    client.post(here, {"act": "restore"})
    own.refresh_from_db()
    assert own.cancelled_at is None and own.sequence == 2
    wrong = client.post("/desk/calendar/own", {**sent, "ends": "午前9時"})
    assert wrong.status_code == 200 and "終わりは、始まりより後" in wrong.content.decode()
    missing = client.post("/desk/calendar/own", {**sent, "ends": ""}).content.decode()
    assert "「終日」に印" in missing and 'value="12月8日"' in missing


def test_two_at_once_are_kept_and_said(world):
    keep(world, world.ms_miura, days=20)
    client = world.signed_in(world.ms_miura)
    day = at(20)
    sent = {
        "key": client.get("/desk/calendar/own").context["form"]["key"].value(), "kind": "busy",
        "day": f"{day.year}年{day.month}月{day.day}日", "begins": "11時", "ends": "13時",
    }  # fmt: skip
    page = client.post("/desk/calendar/own", sent, follow=True).content.decode()
    assert "同じ時間に、ほかの予定があります" in page


def test_the_address_is_shown_once_and_answers_with_a_tag(world, client):
    caches["pages"].clear()
    desk = world.signed_in(world.ms_miura)
    keep(world, world.ms_miura)
    page = desk.post("/desk/calendar/feed/make").content.decode()
    [token] = re.findall(r"/calendar/([\w-]+)\.ics", page)
    assert token not in desk.get("/desk/calendar/feed").content.decode()
    answer = client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] and "県庁" not in answer.content.decode()
    again = client.get(f"/calendar/{token}.ics", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    keep(world, world.ms_miura, days=2)
    assert client.get(f"/calendar/{token}.ics", headers={"If-None-Match": answer["ETag"]}).status_code == 200
    desk.post("/desk/calendar/feed/end")
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_who_guesses_addresses_is_told_to_wait(world, client, settings):
    caches["pages"].clear()
    settings.DRAWINGS_AN_HOUR = {**settings.DRAWINGS_AN_HOUR, "calendar": 3}
    token = feeds.make_feed(by=world.ms_miura)
    statuses = [client.get("/calendar/guess.ics").status_code for _ in range(3)]
    assert statuses == [404] * 3
    assert client.get(f"/calendar/{token}.ics").status_code == 429
