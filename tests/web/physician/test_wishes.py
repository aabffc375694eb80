"""/my/wishes: edited with a live count, approved, and never overwritten unseen."""

import re

import pytest

from enishi.physicians.actions import save_wishes
from enishi.physicians.models import WishApproval


@pytest.fixture
def room(story, world):
    return world.signed_in(story.physician)


def text(response):
    return response.content.decode()


def filled(page, **changed):
    """The form of the page as a browser would send it."""
    fields = dict(re.findall(r'<input type="(?:text|hidden|tel)" name="([^"]+)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'type="radio" name="([^"]+)" value="([^"]*)"[^>]* checked', page))
    many = re.findall(r'type="checkbox"[^>]* name="(employment|slots|prefectures)" value="([^"]*)"[^>]* checked', page)
    for name, value in many:
        fields.setdefault(name, [])
        if isinstance(fields[name], list):
            fields[name].append(value)
    fields.pop("csrfmiddlewaretoken", None)
    return fields | {"specialties": "内科", "employment": ["part_time"], "days_min": "1", "days_max": "3", "relocation": "no",
                     "night_duty": "no", "on_call": "no"} | changed  # fmt: skip


def test_counting_again_saves_nothing_and_keeps_what_is_chosen(story, room):
    page = text(room.get("/my/wishes/edit"))
    again = text(room.post("/my/wishes/edit", filled(page, count="1", days_max="2.5")))
    assert "合う募集" in again and 'value="2.5"' in again
    assert story.physician.wish_sheets.count() == 1
    fragment = text(room.post("/my/wishes/count", filled(page, specialties="眼科")))
    assert "0件" in fragment and "<html" not in fragment
    assert "外すと" in fragment
    assert story.physician.wish_sheets.count() == 1


def test_what_cannot_be_read_is_counted_as_saved(room):
    page = text(room.get("/my/wishes/edit"))
    assert "1件" in text(room.post("/my/wishes/count", filled(page, days_max="たくさん")))


def test_a_save_makes_a_version_and_says_what_changed(story, room):
    page = text(room.get("/my/wishes/edit"))
    said = text(room.post("/my/wishes/edit", filled(page, days_max="2", wish_housing="must"), follow=True))
    assert "第2版" in said and "住まいの用意" in said
    assert "週1〜3日 → <b>週1〜2日" in said
    room.post("/my/wishes/edit", filled(page, days_max="2", wish_housing="must"))  # a double press
    assert story.physician.wish_sheets.count() == 2


def test_a_later_save_of_an_older_page_shows_the_difference_first_and_loses_nothing(story, room):
    page = text(room.get("/my/wishes/edit"))
    save_wishes(physician=story.physician, by=story.coordinator, wishes={"days_max": 5})
    typed = filled(page, note="土曜は難しい")
    shown = text(room.post("/my/wishes/edit", typed | {"note": "土曜は難しい"}))
    assert "新しい版が" in shown and "週1〜3日" in shown and "週1〜5日" in shown
    assert "土曜は難しい" in shown
    assert story.physician.wish_sheets.count() == 2
    seen = re.search(r'name="shown" value="(\d+)"', shown).group(1)
    room.post("/my/wishes/edit", typed | {"shown": seen})
    assert story.physician.wish_sheets.latest("no").note == "土曜は難しい"
    assert story.physician.wish_sheets.count() == 3


def test_what_the_coordinator_wrote_waits_for_the_physicians_yes_to_exactly_that(story, room):
    save_wishes(physician=story.physician, by=story.coordinator, wishes={"days_max": 2})
    assert "ご希望を確かめる" in text(room.get("/my"))
    assert "この内容でよい" in text(room.get("/my/wishes"))
    assert "新しい版をご覧" in text(room.post("/my/wishes/approve", {"no": "1"}, follow=True))
    assert not WishApproval.objects.exists()
    for _ in range(2):
        assert "ご確認いただきました" in text(room.post("/my/wishes/approve", {"no": "2"}, follow=True))
    assert WishApproval.objects.get().sheet.no == 2
    assert "ご希望を確かめる" not in text(room.get("/my"))
