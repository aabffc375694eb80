"""From a registration to 求職受理, on the screens of the desk."""

from datetime import timedelta

from django.urls import reverse

from enishi.common.clock import today
from enishi.web.desk.seen import SOMEBODY_WAS_FIRST


def page_of(desk, physician):
    return desk.get(reverse("desk_doctor", args=[physician.number]))


def identity_of_form(desk, physician, **changed):
    """What the browser would send back, from the page as it stands."""
    page = desk.get(reverse("desk_doctor_identity", args=[physician.number]))
    return {"family_name": "北川", "given_name": "誠", "seen": page.context["form"].fingerprint} | changed


def wishes_as_shown(desk, physician, **changed):
    """What the browser would send back from the form as it stands."""
    form = desk.get(reverse("desk_doctor_wishes", args=[physician.number])).context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", []):
            sent[bound.name] = value
    return sent | changed


def test_accepting_without_an_address_says_everything_that_is_missing(world, desk, words):
    physician = world.physician(state="interviewing", address="", birth_date="")
    shown = words(page_of(desk, physician))
    assert "ご住所" in shown and "求職管理簿に必要な「生年月日」" in shown
    answer = desk.post(reverse("desk_doctor_accept", args=[physician.number]), follow=True)
    assert "求職管理簿に必要な「ご住所」" in words(answer) and "求職管理簿に必要な「生年月日」" in words(answer)
    physician.refresh_from_db()
    assert physician.state == "interviewing"


def test_once_the_missing_is_filled_in_the_physician_is_accepted(world, desk, words):
    physician = world.physician(state="interviewing", address="", birth_date="")
    sent = identity_of_form(
        desk, physician, birth_date="昭和33年4月5日", address="岩手県久慈市見本町1-1", licence_number="123456"
    )
    assert desk.post(reverse("desk_doctor_identity", args=[physician.number]), sent).status_code == 302
    answer = desk.post(reverse("desk_doctor_accept", args=[physician.number]), follow=True)
    assert "求職を受理しました" in words(answer)
    physician.refresh_from_db()
    assert (physician.state, physician.accepted_on) == ("active", today())
    assert physician.identity.birth_date == "1958-04-05"


def test_a_birth_date_that_cannot_be_read_keeps_everything_that_was_typed(world, desk):
    physician = world.physician(state="interviewing")
    sent = identity_of_form(desk, physician, birth_date="さんじゅう三年", address="見本県見本市5-5")
    answer = desk.post(reverse("desk_doctor_identity", args=[physician.number]), sent)
    assert answer.status_code == 200
    assert "さんじゅう三年" in answer.content.decode() and "見本県見本市5-5" in answer.content.decode()


def test_a_new_telephone_number_is_found_again_as_a_double(world, desk, words):
    first = world.physician(phone="09011112222")
    second = world.physician()
    assert "同じ方かもしれない" not in words(page_of(desk, second))
    desk.post(
        reverse("desk_doctor_identity", args=[second.number]), identity_of_form(desk, second, phone="090-1111-2222")
    )
    shown = words(page_of(desk, second))
    assert "同じ方かもしれない" in shown and first.number in shown


def test_of_two_who_write_the_same_the_second_sees_both_and_then_decides(world, desk, words):
    physician = world.physician(address="見本町1")
    address = reverse("desk_doctor_identity", args=[physician.number])
    mine = identity_of_form(desk, physician, address="見本町3")
    desk.post(address, identity_of_form(desk, physician, address="見本町2"))
    answer = desk.post(address, mine)
    assert "ほかの方が先に直されました" in words(answer) and "いまの内容は「見本町2」です" in words(answer)
    assert 'value="見本町3"' in answer.content.decode()
    physician.identity.refresh_from_db()
    assert physician.identity.address == "見本町2"
    assert desk.post(address, mine | {"seen": answer.context["form"].data["seen"]}).status_code == 302
    physician.identity.refresh_from_db()
    assert physician.identity.address == "見本町3"


def test_an_interview_begins_once(world, desk, words):
    physician = world.physician(state="registered", licence=False)
    begin = reverse("desk_doctor_interview", args=[physician.number])
    assert "聞きとりを始めました" in words(desk.post(begin, follow=True))
    again = world.signed_in(world.coordinator()).post(begin, follow=True)
    assert "ご希望をうかがっています" in words(again) and "この手続きはできません" in words(again)


def test_a_licence_is_not_checked_in_the_future(world, desk, words):
    physician = world.physician(licence=False)
    send = reverse("desk_doctor_licence", args=[physician.number])
    ahead = today() + timedelta(days=3)
    refused = desk.post(send, {"on": ahead.strftime("%Y/%m/%d")})
    assert "今日か、前の日" in words(refused)
    assert desk.post(send, {"on": today().strftime("%Y/%m/%d")}).status_code == 302
    physician.refresh_from_db()
    assert physician.licence_verified_on == today()


def test_a_shield_added_by_the_desk_is_in_force_at_once(world, desk, words):
    physician = world.physician()
    desk.post(reverse("desk_doctor_shield", args=[physician.number]), {"name": "こもれび会"})
    assert "こもれび会" in words(page_of(desk, physician))
    assert physician.shield.filter(ended_at=None).count() == 1
    assert "2字以上" in words(desk.post(reverse("desk_doctor_shield", args=[physician.number]), {"name": "会"}))


def test_new_wishes_are_a_new_version_and_what_was_not_touched_stays(world, desk):
    physician = world.physician(slots=["tue_am"], skills=["内視鏡"])
    sent = wishes_as_shown(desk, physician, days_max="2.5", must=["no_weekend"], prefectures="岩手、青森県")
    assert desk.post(reverse("desk_doctor_wishes", args=[physician.number]), sent).status_code == 302
    sheet = type(physician).objects.get(pk=physician.pk).wishes
    assert (sheet.no, float(sheet.days_max)) == (2, 2.5)
    assert sheet.wishes == {"no_weekend": "must", "outpatient": "want"}
    assert sheet.prefectures == ["03", "02"]
    assert (sheet.slots, sheet.skills, sheet.municipality_id) == (["tue_am"], ["内視鏡"], world.municipality().pk)


def test_an_unknown_place_is_asked_for_with_an_example(world, desk, words):
    physician = world.physician()
    address = reverse("desk_doctor_wishes", args=[physician.number])
    assert "例：岩手県久慈市" in words(desk.post(address, wishes_as_shown(desk, physician, municipality="久慈々市")))
    assert "都道府県からご入力" in words(desk.post(address, wishes_as_shown(desk, physician, municipality="府中市")))


def test_one_wish_is_not_both_a_must_and_to_be_avoided(world, desk, words):
    physician = world.physician()
    sent = wishes_as_shown(desk, physician, must=["wards"], never=["wards"])
    answer = desk.post(reverse("desk_doctor_wishes", args=[physician.number]), sent)
    assert "どちらか1つ" in words(answer)
    assert physician.wish_sheets.count() == 1


def test_of_two_who_edit_the_same_sheet_the_second_is_told(world, desk, words):
    physician = world.physician()
    colleague = world.signed_in(world.coordinator())
    address = reverse("desk_doctor_wishes", args=[physician.number])
    mine, theirs = wishes_as_shown(desk, physician, days_max="2"), wishes_as_shown(colleague, physician, days_max="1")
    assert colleague.post(address, theirs).status_code == 302
    assert SOMEBODY_WAS_FIRST in words(desk.post(address, mine))
    assert physician.wish_sheets.count() == 2


def test_the_anonymous_text_says_that_it_was_saved(world, desk, words):
    physician = world.physician()
    address = f"/desk/doctors/{physician.number}/anonymous"
    seen = desk.get(address).context["form"].fingerprint
    sent = desk.post(address, {"text": "内科の外来を長く受け持ちました。", "seen": seen}, follow=True)
    assert "お名前を伏せたご経験を保存しました" in words(sent)
