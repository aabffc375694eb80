"""The pages of seminars: read, asked for, confirmed, given back, and the office's room."""

import re
from datetime import timedelta
from xml.etree import ElementTree

from enishi.common.clock import now, today
from enishi.notices.models import Notice
from enishi.outreach.models import Seminar, SeminarEntry
from factories.seminars import entry_in, seminar_in
from web.institution.clinic import text_of


def form(**given):
    day = today() + timedelta(days=9)
    return {
        "title": "見学の集い", "day": day.isoformat(), "begins": "午後2時", "ends": "16:00", "way": "hall", "place": "見本会館",
        "capacity": "3", "closes_on": day.isoformat(), "body": "バスで回ります。", **given,
    }  # fmt: skip


def test_from_the_draft_to_a_seat_without_an_account(world, client):
    office = world.signed_in(world.outreach())
    page = office.post("/ops/events/new", form())["Location"]
    seminar = Seminar.objects.get()
    public = f"/events/{seminar.number}"
    assert client.get(public).status_code == 404
    assert "別の方が" in text_of(office.get(page)) and f"{page}/publish" not in office.get(page).content.decode()
    office.post(f"{page}/publish", {"seen": "0"})
    assert client.get(public).status_code == 404, "whoever wrote it cannot let it out by a form of his own"
    second = world.signed_in(world.supervisor())
    assert "公開して、受付を始める" in text_of(second.get(page))
    second.post(f"{page}/publish", {"seen": "0"})
    assert "午後2時〜午後4時" in text_of(client.get(public)) and "見学の集い" in text_of(client.get("/events"))
    answer = client.post(public, {"name": "見本 太郎", "address": "taro@example.jp"}, follow=True)
    assert "まだお申し込みは済んでいません" in text_of(answer)
    link = re.search(r"/events/entry/\S+", Notice.objects.get(kind="E77").body)[0]
    client.get(link)
    assert SeminarEntry.objects.get().state == "asked"
    assert "お席があります" in text_of(client.post(link, {"what": "confirm"}, follow=True))
    assert "見本 太郎" in text_of(office.get(page))
    assert office.post(f"{page}/attendance.pdf", {"why": "contact"}).content.startswith(b"%PDF")
    assert "お取りやめになりました" in text_of(client.post(link, {"what": "cancel"}, follow=True))
    feed = ElementTree.fromstring(client.get("/feeds/events.xml").content)
    assert "見学の集い" in [found.text for found in feed.iter("title")]


def test_a_known_address_and_a_new_one_see_the_same_page(world, client):
    seminar = seminar_in(world)
    entry_in(world, seminar)
    pages = [
        text_of(client.post(f"/events/{seminar.number}", {"name": "見本", "address": address}, follow=True))
        for address in ("taro@example.jp", "new@example.jp")
    ]
    assert pages[0] == pages[1]
    words = text_of(client.post(f"/events/{seminar.number}", {"name": "見本 太郎", "address": "taro.example.jp"}))
    assert (
        "＊" in words
        and "見本 太郎"
        in client.post(f"/events/{seminar.number}", {"name": "見本 太郎", "address": ""}).content.decode()
    )


def test_how_to_join_from_a_screen_is_told_only_to_who_has_a_seat(world, client):
    seminar = seminar_in(world, capacity=1)
    seated, waiting = entry_in(world, seminar), entry_in(world, seminar, address="b@example.jp")
    assert "meet.example.jp" in text_of(client.get(f"/events/entry/{seated.token}"))
    for page in (f"/events/{seminar.number}", f"/events/{seminar.number}/event.ics", f"/events/entry/{waiting.token}"):
        assert "meet.example.jp" not in client.get(page).content.decode(), page


def test_the_calendar_file_says_when_it_was_cancelled(world, client):
    seminar = seminar_in(world)
    file = client.get(f"/events/{seminar.number}/event.ics").content.decode()
    assert "STATUS:CONFIRMED" in file and "DTSTART" in file
    office = world.signed_in(world.outreach())
    office.post(f"/ops/events/{seminar.number}/cancel", {"word": "大雪のため"})
    file = client.get(f"/events/{seminar.number}/event.ics").content.decode()
    assert "METHOD:CANCEL" in file and "SEQUENCE:1" in file
    assert "大雪のため" in text_of(client.get(f"/events/{seminar.number}"))


def test_attendance_is_marked_once_it_has_begun(world):
    office = world.signed_in(world.outreach())
    seminar = seminar_in(world)
    entry = entry_in(world, seminar)
    mark = f"/ops/events/{seminar.number}/attendance"
    assert "始まってから" in text_of(office.post(mark, {"came": [entry.pk]}, follow=True))
    Seminar.objects.update(begins_at=now() - timedelta(hours=1))
    office.post(mark, {"came": [entry.pk, "x", "9" * 30]})
    assert SeminarEntry.objects.get().attended is True and Seminar.objects.get().came_count == 1


def test_only_the_team_sees_who_comes(world, client):
    seminar = seminar_in(world)
    entry_in(world, seminar)
    for who in (world.physician(), world.coordinator()):
        assert world.signed_in(who).get(f"/ops/events/{seminar.number}").status_code == 403
    assert "見本 太郎" not in text_of(client.get(f"/events/{seminar.number}"))


def test_a_form_with_faults_keeps_what_was_typed(world):
    office = world.signed_in(world.outreach())
    answer = office.post("/ops/events/new", form(ends="午後1時", place=""))
    assert "＊終わりの時刻" in text_of(answer) and "バスで回ります" in answer.content.decode()


def test_a_correction_is_read_beside_what_is_public_and_published_by_another(world, client):
    seminar = seminar_in(world)
    page, public = f"/ops/events/{seminar.number}", f"/events/{seminar.number}"
    writer, second = world.signed_in(world.outreach()), world.signed_in(world.supervisor())
    told = form(title="新しい題", online="https://meet.example.jp/new", way="both", seen="0")
    writer.post(f"{page}/edit", told)
    assert "新しい題" not in text_of(client.get(public)) and "新しい題" in text_of(writer.get(page))
    assert 'value="新しい題"' in writer.get(f"{page}/edit").content.decode()
    assert "直した内容が、公開を待っています" in text_of(second.get("/ops/events"))
    for wrong in ("", "x", "0", "9" * 30):
        assert "先に直して" in text_of(second.post(f"{page}/publish", {"seen": wrong}, follow=True))
    second.post(f"{page}/publish", {"seen": "1"})
    assert "新しい題" in text_of(client.get(public))
