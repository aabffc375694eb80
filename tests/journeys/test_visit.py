"""A talk that two people read at once, a visit from three times of each side, and a red answer after the first month."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from enishi.aftercare import jobs as aftercare
from enishi.aftercare.models import CareTask
from enishi.aftercare.rules import PHYSICIAN_QUESTIONS
from enishi.candidacies import dialogue
from enishi.common import clock
from enishi.notices.models import Notice
from enishi.visits import jobs as visits
from enishi.visits.reflection_questions import PHYSICIAN_QUESTIONS as AFTER_A_VISIT
from journeys.people import Sight, Someone
from journeys.streaming import streaming_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PHONE, OFFICE, DESK = (
    Sight("a telephone", 360, 740, text=2),
    Sight("an office", 1366, 768),
    Sight("the desk", 1280, 900),
)
PLACE_OF_LETTERS = "document.querySelector('#letters-h').getBoundingClientRect().top"
HALF_WRITTEN = "雪の日のことを、もう少しうかがいたく"


class Calendar:
    """Days that have passed for every thread of this process, the web server's too."""

    def __init__(self, shift: Any) -> None:
        self.shift, self.days = shift, 0

    def get(self) -> timedelta:
        return self.shift.get() - timedelta(days=self.days)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shift, name)


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    made = Calendar(clock._shift)
    monkeypatch.setattr(clock, "_shift", made)
    return made


@pytest.fixture
def server(real_world: Any) -> Iterator[str]:
    with streaming_server() as address:
        yield address


def times(*ahead: int) -> dict[str, str]:
    """What is typed for up to three times, at ten in the morning of the days so far ahead."""
    days = [clock.today() + timedelta(days=n) for n in ahead]
    typed = {f"day{n}": f"{day.month}月{day.day}日" for n, day in enumerate(days, start=1)}
    return typed | {f"at{n}": "午前10時" for n in range(1, len(days) + 1)}


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume synchronous iterators")  # as config/asgi.py
@pytest.mark.browser
def test_two_people_read_one_talk_find_a_day_meet_and_a_month_after_the_first_day_a_broken_promise_is_heard(
    chromium: Browser, server: str, real_world: Any, calendar: Calendar
) -> None:
    from playwright.sync_api import expect

    talk = real_world.candidacy("dialogue")
    house, miura = real_world.actor(talk.opening.institution), real_world.ms_miura
    clause = dialogue.propose_clause(candidacy=talk, by=house, text="夜間の呼び出しは行わない")
    dialogue.accept_clause(clause=clause, by=real_world.actor(talk.physician))

    def at(sight: Sight, actor: Any) -> Someone:
        cookies = {name: morsel.value for name, morsel in real_world.signed_in(actor).cookies.items()}
        return Someone(chromium, server, sight).carry(cookies)

    doctor, clerk, desk = at(PHONE, talk.physician), at(OFFICE, house), at(DESK, miura)
    clerk.context.route(
        "**/events*", lambda route: route.fulfill(status=204)
    )  # an old proxy that lets no stream through

    with doctor.page.expect_request("**/events*"):
        doctor.open(f"/my/talks/{talk.number}")
    doctor.page.evaluate("window.notLoadedAnew = true")
    doctor.page.evaluate("document.querySelector('#letters-h').scrollIntoView()")
    before = doctor.page.evaluate(PLACE_OF_LETTERS)
    clerk.open(f"/inst/talks/{talk.number}").send("/letters", text="院長も、お目にかかるのを楽しみにしております。")
    expect(doctor.page.locator("#letters")).to_contain_text("院長も、お目にかかるのを")
    expect(doctor.page.locator("[data-live-words]")).to_have_text("新しい書き込みを表示しました。")
    assert doctor.page.evaluate("document.activeElement === document.body")
    assert abs(doctor.page.evaluate(PLACE_OF_LETTERS) - before) < 2  # what one reads does not move
    doctor.fill("/letters", text=HALF_WRITTEN)
    clerk.send("/letters", text="駅までお迎えにまいります。")
    expect(doctor.page.locator("[data-live-words]")).to_contain_text("書き終えてから")
    own = doctor.page.locator('form[action$="/letters"] textarea')
    expect(own).to_be_focused()
    expect(own).to_have_value(HALF_WRITTEN)
    assert doctor.page.evaluate("window.notLoadedAnew")
    doctor.send("/letters", text=f"{HALF_WRITTEN}存じます。").reads("駅までお迎えにまいります。")
    assert HALF_WRITTEN not in clerk.text()
    clerk.follow("新しい書き込みがないか").reads(f"{HALF_WRITTEN}存じます。")

    doctor.follow("日程のページを開く").send("/visit", kind="tour", length="day", with_family=True, **times(10, 11, 12))
    clerk.follow("面談・見学・体験勤務の日程")
    assert clerk.page.locator("#choose button").count() == 3
    clerk.send("/visit", **times(13, 14, 17), words="その週は当直明けです")
    second = clock.today() + timedelta(days=14)
    doctor.open(f"/my/talks/{talk.number}/visit").press(f"{second.month}月{second.day}日").reads("決まりました")
    for who, room in ((doctor, "my"), (clerk, "inst")):
        for paper, beginning in (("calendar.ics", b"BEGIN:VCALENDAR"), ("itinerary.pdf", b"%PDF-")):
            got = who.context.request.get(f"{server}/{room}/talks/{talk.number}/visit/{paper}")
            assert got.ok and got.body().startswith(beginning)

    calendar.days += 15
    assert visits.close_past() == 1
    doctor.open(f"/my/talks/{talk.number}/visit").follow("ご感想を書く")
    doctor.send(
        "/reflection", **dict.fromkeys(AFTER_A_VISIT, "rather"), wish="terms", words="町の静けさが気に入りました"
    )
    desk.open(f"/desk/candidacies/{talk.number}/visit").reads("町の静けさが気に入りました")
    clerk.open(f"/inst/talks/{talk.number}").does_not_read("町の静けさ")

    talk.refresh_from_db()
    real_world.walk(talk, "contracted", via=["visited", "terms", "offered", "agreed", "contracted"])
    clerk.open(f"/inst/talks/{talk.number}/ready").send("/ready", who="事務長").reads("のうち1が済みました")
    doctor.open(f"/my/talks/{talk.number}/ready").reads("事務長").send("/ready", done_on=str(clock.today()))
    doctor.reads("のうち2が済みました")
    clerk.open(f"/inst/talks/{talk.number}").send("/start", licence_original_seen_on=str(clock.today())).reads("勤務中")

    calendar.days += 32
    aftercare.ask_due()
    mails = [n.body for n in Notice.objects.filter(kind="E48", about=talk.number).order_by("id")]
    link = re.findall(r"/my/checkins/\d+", mails[-1])[0]
    doctor.open(link).send(link, **dict.fromkeys(PHYSICIAN_QUESTIONS, "yes") | {"nights": "no"}, clause1="not_yet")
    doctor.reads("2営業日")
    desk.open("/desk/checkins").reads("困りごとをうかがう").follow("お答えを読む").reads("まだ")
    desk.send(f"/tasks/{CareTask.objects.get(done_at=None).pk}", note="お電話で当直表を確かめた")
    assert not CareTask.objects.filter(done_at=None).exists()
    for who in (doctor, clerk, desk):
        assert not who.faults
        who.context.close()
