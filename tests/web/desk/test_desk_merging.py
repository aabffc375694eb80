"""The desk lays two registrations side by side, makes them one, and takes it back."""

from datetime import UTC, datetime

import pytest

from enishi.audit.models import Entry
from enishi.merging.models import KeptApart, Merge
from enishi.merging.plan import plan_of
from enishi.physicians.actions import add_shield
from enishi.physicians.models import Physician


@pytest.fixture
def pair(world):
    return world.physician(phone="0312345678", address="久慈市1-1"), world.physician(
        phone="0312345678", address="盛岡市2-2"
    )


def path(kept, absorbed):
    return f"/desk/duplicates/{kept.number}/{absorbed.number}"


def sent(kept, absorbed, **more):
    plan = plan_of(kept, absorbed)
    asked = {choice.key: "kept" for choice in plan.choices}
    return {"seen": plan.token, "reason": "お電話でご本人に", **asked, "identity.address": "absorbed", **more}


def test_pairs_stand_on_their_page_with_the_reason_and_the_reading_is_logged(world, pair):
    browser = world.signed_in(world.ms_miura)
    page = browser.get("/desk/duplicates").content.decode()
    assert all(p.number in page for p in pair) and "電話番号が同じ" in page and "1組" in page
    read = Entry.objects.filter(action="read:identity", actor=world.ms_miura.user_id)
    assert {e.object_number for e in read} >= {p.number for p in pair}
    assert "同じ方かもしれない登録（1組）" in browser.get("/desk/doctors").content.decode()
    assert "見比べる" in browser.get(f"/desk/doctors/{pair[0].number}").content.decode()


def test_who_applied_before_nine_in_the_morning_applied_on_that_day(world, pair):
    Physician.objects.filter(pk=pair[0].pk).update(registered_at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    page = world.signed_in(world.ms_miura).get(path(*pair)).content.decode()
    assert "2026年4月1日" in page and "2026年3月31日" not in page


def test_a_merge_on_the_page_and_back_again(world, pair):
    kept, absorbed = pair
    talk = world.candidacy("dialogue", physician=absorbed)
    browser = world.signed_in(world.ms_miura)
    page = browser.get(path(kept, absorbed)).content.decode()
    assert "盛岡市2-2" in page and "久慈市1-1" in page and "お引き合わせ" in page
    answer = browser.post(path(kept, absorbed), sent(kept, absorbed))
    done = Merge.objects.get()
    assert answer.url == f"/desk/merged/{done.pk}"
    page = browser.get(answer.url).content.decode()
    assert "お電話でご本人に" in page and "元の二つに戻す" in page
    doctor = browser.get(f"/desk/doctors/{absorbed.number}")
    assert doctor.status_code == 302 and doctor.url == f"/desk/doctors/{kept.number}"
    page = browser.get(doctor.url).content.decode()
    assert talk.number in page and f"{absorbed.number} を" in page and "盛岡市2-2" in page
    late = browser.post(f"/desk/doctors/{absorbed.number}/shield", {"name": "つばめ会"}, follow=True)
    assert "まだ何も保存していません" in late.content.decode() and not kept.shield.exists()
    assert browser.post(path(kept, absorbed), sent(kept, absorbed)).status_code == 302 and Merge.objects.count() == 1
    back = browser.post(f"/desk/merged/{done.pk}/undo", follow=True).content.decode()
    assert "元の二つに戻しました" in back
    assert browser.get(f"/desk/doctors/{absorbed.number}").status_code == 200
    again = browser.post(f"/desk/merged/{done.pk}/undo", follow=True).content.decode()
    assert "すでに元に戻してあります" in again


def test_a_stale_page_keeps_what_was_typed_and_says_what_changed(world, pair):
    kept, absorbed = pair
    given = sent(kept, absorbed)
    add_shield(physician=absorbed, by=world.ms_miura, name="つばめ会")
    page = world.signed_in(world.ms_miura).post(path(kept, absorbed), given).content.decode()
    assert "伏せる相手が変わりました" in page and "お電話でご本人に" in page
    assert not Merge.objects.exists()


def test_no_word_of_how_it_was_made_sure_merges_nothing(world, pair):
    page = world.signed_in(world.ms_miura).post(path(*pair), sent(*pair, reason="")).content.decode()
    assert "＊" in page and not Merge.objects.exists()


def test_what_stands_against_it_stands_in_the_place_of_the_button(world):
    opening = world.opening()
    pair = [world.physician() for _ in range(2)]
    for one in pair:
        world.candidacy("dialogue", physician=one, opening=opening)
    page = world.signed_in(world.ms_miura).get(path(*pair)).content.decode()
    assert "同じ募集のお話が、両方の登録で進んでいます" in page and "に一つにする</button>" not in page


def test_two_people_are_said_to_be_two_and_numbers_may_be_typed(world, pair):
    browser = world.signed_in(world.ms_miura)
    found = browser.get("/desk/duplicates", {"one": pair[1].number.lower(), "other": f" {pair[0].number} "})
    assert found.url == path(*pair)
    page = browser.get("/desk/duplicates", {"one": "P-2020-9999", "other": pair[0].number}).content.decode()
    assert "この番号が見つかりません" in page
    page = browser.post(f"{path(*pair)}/apart", follow=True).content.decode()
    assert "別の方として記録しました" in page and "0組" in page and KeptApart.objects.count() == 1
    assert browser.get(path(pair[0], pair[0])).status_code == 404


def test_the_reception_sees_pairs_and_decides_nothing(world, pair):
    reception = world.signed_in(world.desk())
    page = reception.get("/desk/duplicates").content.decode()
    assert "電話番号が同じ" in page and "これは別の方です" not in page
    assert reception.get(path(*pair)).status_code == 403
    assert reception.post(f"{path(*pair)}/apart").status_code == 403


def test_a_telephone_number_is_told_apart_and_cannot_be_called_from_this_page(world):
    pair = world.physician(phone="0312345678"), world.physician(phone="0312349999")
    page = world.signed_in(world.ms_miura).get(path(*pair)).content.decode()
    assert "下4けたが 5678" in page and "下4けたが 9999" in page and "031234" not in page
