"""定年カレンダー on the screen: the physician's alone, ticked, taken along, and gently reminded of."""

from datetime import date, timedelta

import pytest

from enishi.common.clock import today
from enishi.physicians.models import RetirementPlan
from enishi.physicians.retirement import choose_reminders, remind_all, retirement_of, set_last_day, tick

NEXT_SPRING = date(today().year + 2, 3, 31)


@pytest.mark.parametrize(
    "typed", [f"{NEXT_SPRING.year}年3月", f"令和{NEXT_SPRING.year - 2018}年3月31日", f"{NEXT_SPRING.year}/3"]
)
def test_a_month_is_enough_and_the_plan_stands(world, typed):
    physician = world.physician()
    client = world.signed_in(physician)
    assert "定年の<wbr>日を<wbr>教えて" in client.get("/my/calendar").content.decode()
    assert client.post("/my/calendar", {"act": "set", "last_day": typed}).status_code == 302
    assert retirement_of(physician).retires_on == NEXT_SPRING.isoformat()
    page = client.get("/my/calendar").content.decode()
    assert "任意継続を申し出る" in page and f"{NEXT_SPRING.year}年4月20日" in page and "健康保険法37条" in page


def test_a_day_that_cannot_be_is_asked_again(world):
    client = world.signed_in(world.physician())
    for typed in ("そのうち", "2001年3月", "2099年3月"):
        page = client.post("/my/calendar", {"act": "set", "last_day": typed}).content.decode()
        assert "＊" in page and f'value="{typed}"' in page
    assert not RetirementPlan.objects.exists()


def test_ticks_stay_when_the_day_moves_and_nobody_else_sees_the_plan(world):
    physician = world.physician()
    client = world.signed_in(physician)
    client.post("/my/calendar", {"act": "tick", "code": "checkup"})  # a stale tab, before there is a plan
    set_last_day(physician=physician, last_day=NEXT_SPRING)
    client.post("/my/calendar", {"act": "tick", "code": "checkup"})
    client.post("/my/calendar", {"act": "tick", "code": "no_such_step"})
    set_last_day(physician=physician, last_day=NEXT_SPRING + timedelta(days=30))
    assert retirement_of(physician).done == ["checkup"]
    client.post("/my/calendar", {"act": "untick", "code": "checkup"})
    assert retirement_of(physician).done == []
    page = world.signed_in(world.ms_miura).get(f"/desk/doctors/{physician.number}").content.decode()
    assert "定年" not in page
    client.post("/my/calendar", {"act": "forget"})
    assert retirement_of(physician) is None


def test_the_calendar_file_tells_a_neighbour_nothing_unless_asked(world):
    physician = world.physician()
    client = world.signed_in(physician)
    assert client.get("/my/calendar/file").status_code == 404
    set_last_day(physician=physician, last_day=NEXT_SPRING)
    tick(physician=physician, code="checkup", done=True)
    made = client.get("/my/calendar/file")
    assert made["Content-Type"].startswith("text/calendar")
    text = made.content.decode().replace("\r\n ", "")
    assert "私用の確認 1" in text and "checkup" not in text
    for word in ("退職", "定年", "年金", "縁", "enishi", "last_day", physician.number.lower()):
        assert word not in text.casefold()
    named = client.get("/my/calendar/file?titles=1").content.decode().replace("\r\n ", "")
    assert "任意継続を申し出る" in named


def test_mails_are_off_until_chosen_and_at_most_three_a_year(world):
    physician = world.physician()
    set_last_day(physician=physician, last_day=NEXT_SPRING)
    year = NEXT_SPRING.year
    days = [date(year - 1, 1, 1) + timedelta(days=n) for n in range(0, 365, 5)]
    assert not any(remind_all(day) for day in days)
    client = world.signed_in(physician)
    client.post("/my/calendar", {"act": "remind"})
    for day in [*days, *days]:
        remind_all(day)
    mails = [notice for notice in world.messages(physician) if notice.kind == "E60"]
    assert 1 <= len(mails) <= 3
    assert all("定年" not in m.subject + m.body and "退職" not in m.subject + m.body for m in mails)
    choose_reminders(physician=physician, wanted=False)
    assert remind_all(date(year, 3, 1)) == []
