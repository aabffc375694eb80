"""Registration in four steps: everything is stored, nothing typed is lost, and nobody learns who is known."""

from datetime import timedelta

import pytest
from django.test import Client

from enishi.areas.models import Municipality
from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.common.japanese.postcodes import addresses_at
from enishi.common.workflow import Channel, StepRefused
from enishi.notices.models import Notice
from enishi.outreach.actions import add_society, open_campaign
from enishi.outreach.models import VisitCount
from enishi.physicians import actions
from enishi.physicians.enums import ConsentKind
from enishi.physicians.models import Physician, RegistrationDraft
from enishi.physicians.wishes import approve_wishes

CONTACT = {
    "family_name": "北川",
    "given_name": "誠",
    "mail": "kitagawa@mail.example.jp",
    "phone": "０９０−１２３４−５６７８",
}
ABOUT = {
    "specialty": "内科",
    "detail": "循環器科、在宅診療",
    "birth_date": "昭和33年4月5日",
    "present": "employed",
    "postcode": "100-0001",
}
WISHES = {
    "employment": ["part_time", "talk"],
    "days": "few",
    "available_from": "令和99年4月",
    "prefectures": ["03", "02"],
    "avoid": ["night_duty", "relocation", "weekend"],
    "note": "母の通院の日は休みたい。",
}
PROMISE = {
    "employer": "中央病院",
    "employer_corporation": "医療法人若草会",
    "shield": "青葉会\n若葉病院",
    "channel": "phone",
    "days": ["tue", "thu"],
    "hours": ["am"],
    "per_week": "2",
    "delivery": "paper",
    "consent_placement": "on",
    "consent_research": "on",
}
STEPS = {1: CONTACT, 2: ABOUT, 3: WISHES, 4: PROMISE}


@pytest.fixture
def coordinator(world):
    return world.ms_miura


def send(client: Client, steps: dict[int, dict]) -> None:
    for number, typed in steps.items():
        response = client.post(f"/register/{number}", typed)
        assert response.status_code == 302, response.content.decode()


def registered(client: Client) -> Physician:
    assert client.post("/register/confirm").url == "/register/done"
    return Physician.objects.latest("id")


def test_four_steps_store_everything(client, coordinator):
    send(client, STEPS)
    physician = registered(client)
    identity, sheet = physician.identity, physician.wishes
    assert (identity.full_name, identity.family_kana) == ("北川 誠", "きたがわ")
    assert (identity.phone, identity.birth_date) == ("09012345678", "1958-04-05")
    assert identity.address.startswith("東京都千代田区")
    assert sheet.municipality.code == "13101"
    assert sheet.specialties == ["内科", "循環器内科", "在宅医療"]
    assert (sheet.employment, sheet.days_min, sheet.days_max) == (["part_time"], 1, 2)
    assert sorted(sheet.prefectures) == ["02", "03"]
    assert (sheet.night_duty, sheet.on_call, sheet.relocation) == ("no", "negotiable", "no")
    assert sheet.wishes == {"no_weekend": "must"}
    assert sheet.note == "母の通院の日は休みたい。"
    assert {(e.name, e.is_employer) for e in physician.shield.all()} == {
        ("中央病院", True),
        ("医療法人若草会", True),
        ("青葉会", False),
        ("若葉病院", False),
    }
    promise = physician.contact_promise
    assert (promise.channel, promise.days, promise.hours, promise.per_week) == ("phone", ["tue", "thu"], ["am"], 2)
    assert {c.text.kind for c in physician.consents.all()} == {"placement", "research"}
    assert physician.delivery.method == "paper"
    assert physician.coordinator_id == coordinator.user_id


def test_the_done_page_names_the_coordinator_and_the_day(client, coordinator):
    send(client, STEPS)
    physician = registered(client)
    page = client.get("/register/done").content.decode()
    assert "三浦 早苗" in page
    assert f"{physician.contact_by.month}月{physician.contact_by.day}日" in page
    assert physician.number in page
    assert 'href="/login?next=/my"' in page and "ご登録のメールアドレスを入れる" in page


def test_an_error_keeps_what_was_typed_and_says_how_to_mend_it(client, coordinator):
    response = client.post("/register/1", {"family_name": "髙﨑", "given_name": "", "mail": "taro.example.jp"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="髙﨑"' in page
    assert 'value="taro.example.jp"' in page
    assert "「@」" in page
    assert 'role="alert"' in page
    again = client.get("/register/1").content.decode()
    assert 'value="taro.example.jp"' in again


def test_a_way_to_be_reached_is_needed_but_only_one(client, coordinator):
    name = {"family_name": "北川", "given_name": "誠"}
    assert client.post("/register/1", name).status_code == 200
    assert client.post("/register/1", name | {"phone": "0312345678"}).status_code == 302


@pytest.mark.parametrize("missing", ["consent_placement", "delivery"])
def test_without_the_consent_or_the_delivery_nobody_is_registered(client, coordinator, missing):
    send(client, {n: STEPS[n] for n in (1, 2, 3)})
    typed = {k: v for k, v in PROMISE.items() if k != missing}
    page = client.post("/register/4", typed)
    assert page.status_code == 200
    assert client.post("/register/confirm").url == "/register/4"
    assert not Physician.objects.exists()


def test_optional_consents_are_never_ticked_beforehand(client, coordinator):
    page = client.get("/register/4").content.decode()
    boxes = [part.split(">")[0] for part in page.split("<input") if 'name="consent_' in part]
    assert len(boxes) == len(ConsentKind)
    assert not any("checked" in box for box in boxes)
    assert page.count("全文を読む") == len(ConsentKind)


def test_the_same_draft_sent_twice_makes_one_physician(client, coordinator):
    send(client, STEPS)
    registered(client)
    assert client.post("/register/confirm").url == "/register/done"
    assert client.post("/register/1", CONTACT).url == "/register/done"
    assert Physician.objects.count() == 1


def test_two_windows_of_one_browser_make_one_physician(client, coordinator):
    send(client, STEPS)
    other = Client()
    other.cookies = client.cookies.copy()
    registered(client)
    assert other.post("/register/confirm").url == "/register/done"
    assert Physician.objects.count() == 1


def test_after_the_first_step_one_may_go_on_by_telephone(client, coordinator):
    assert client.post("/register/1", CONTACT | {"go": "call"}).url == "/register/call"
    assert "090-1234-5678" in client.get("/register/call").content.decode()
    assert client.post("/register/call", {"days": ["tue", "thu"], "hours": ["pm"]}).url == "/register/done"
    physician = Physician.objects.get()
    assert physician.identity.phone == "09012345678"
    assert not physician.consents.exists()
    assert (physician.contact_promise.channel, physician.contact_promise.days) == ("phone", ["tue", "thu"])
    assert physician.contact_by.weekday() in (1, 3)
    assert f"{physician.contact_by.day}日" in client.get("/register/done").content.decode()
    assert "お電話でのご登録" in Notice.objects.get(recipient_id=coordinator.user_id).body
    actions.begin_interview(physician=physician, by=coordinator)
    actions.complete_identity(
        physician=physician, by=coordinator, fields={"address": "岩手県久慈市", "birth_date": "1958-04-05"}
    )
    sheet = actions.save_wishes(physician=physician, by=coordinator, wishes={"specialties": ["内科"]})
    with pytest.raises(StepRefused) as refused:
        actions.accept_physician(physician=physician, by=coordinator)
    assert refused.value.codes == {"missing:consent", "missing:approval"}
    actions.give_consent(physician=physician, kind=ConsentKind.PLACEMENT, by=coordinator)
    approve_wishes(physician=physician, by=coordinator.by(Channel.PHONE), no=sheet.no)
    assert physician.state == "active"


def test_who_wants_a_call_gives_a_number(client, coordinator):
    page = client.post("/register/1", CONTACT | {"phone": "", "go": "call"})
    assert "お電話をさしあげる番号" in page.content.decode()
    assert client.get("/register/call").url == "/register/1"
    assert not Physician.objects.exists()


def test_another_persons_draft_is_not_shown(client, coordinator):
    send(client, {1: CONTACT, 2: ABOUT})
    stranger = Client()
    assert "北川" not in stranger.get("/register/1").content.decode()
    assert stranger.get("/register/confirm").url == "/register/1"
    assert stranger.get("/register/done").url == "/register"
    stranger.cookies["registration"] = "made-up-key"
    assert stranger.get("/register/confirm").url == "/register/1"


def test_nothing_is_lost_when_the_session_ends(client, coordinator):
    send(client, {1: CONTACT, 2: ABOUT})
    later = Client()
    later.cookies["registration"] = client.cookies["registration"].value
    assert later.get("/register").url == "/register/3"
    assert 'value="北川"' in later.get("/register/1").content.decode()


def test_what_is_typed_is_kept_before_a_step_is_sent(client, coordinator):
    assert client.post("/register/1/keep", {"family_name": "北川"}).status_code == 200
    assert 'value="北川"' in client.get("/register/1").content.decode()


def test_a_shared_computer_forgets(client, coordinator):
    send(client, {1: CONTACT})
    client.post("/register/forget")
    assert "北川" not in client.get("/register/1").content.decode()
    assert RegistrationDraft.objects.get().data == ""


def test_looking_writes_nothing(client, coordinator):
    before = Entry.objects.count()
    for path in (
        "/register",
        "/register/1",
        "/register/2",
        "/register/3",
        "/register/4",
        "/register/confirm",
        "/register/done",
    ):
        client.get(path)
    assert not RegistrationDraft.objects.exists()
    assert Entry.objects.count() == before


def test_a_known_address_looks_the_same_and_joins_nobody(client, coordinator, world):
    known = world.physician(mail=CONTACT["mail"])
    new, old = client, Client()
    send(new, STEPS)
    first = registered(new)
    send(old, STEPS | {1: CONTACT | {"mail": "unknown@mail.example.jp"}})
    second = registered(old)
    pages = [c.get("/register/done").content.decode().replace(p.number, "") for c, p in ((new, first), (old, second))]
    assert _without_tokens(pages[0]) == _without_tokens(pages[1])
    assert first.user is None
    assert known.user.physician == known
    assert second.user is not None


def _without_tokens(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_guessed_readings_are_shown_for_correction(client, coordinator):
    send(client, STEPS)
    page = client.get("/register/confirm").content.decode()
    assert "きたがわ（お名前から書きました" in page
    assert 'href="/register/1#id_family_kana"' in page
    send(client, {1: CONTACT | {"family_kana": "キタカワ"}})
    assert registered(client).identity.family_kana == "きたかわ"


def test_a_step_mended_from_the_confirmation_returns_there(client, coordinator):
    send(client, STEPS)
    assert client.post("/register/3", WISHES | {"days": "most"}).url == "/register/confirm"
    assert registered(client).wishes.days_max == 4


def test_several_towns_at_a_postcode_are_asked_once(client, coordinator):
    digits = "4520961"  # 愛知県清須市春日: many towns
    places = addresses_at(digits)
    assert len(places) > 1
    send(client, {1: CONTACT})
    page = client.post("/register/2", ABOUT | {"postcode": digits})
    assert page.status_code == 200
    assert places[1].text in page.content.decode()
    send(client, {2: ABOUT | {"postcode": digits, "town_asked": "1", "town": "1"}, 3: WISHES, 4: PROMISE})
    assert registered(client).identity.address == places[1].text


def test_a_town_that_was_not_chosen_is_not_shown_as_chosen(client, coordinator):
    digits = "4520961"
    send(client, STEPS | {2: ABOUT | {"postcode": digits, "town_asked": "1"}})
    page = client.get("/register/confirm").content.decode()
    first = addresses_at(digits)[0]
    assert f"{first.prefecture}{first.city}" in page
    assert first.text not in page


def test_no_town_chosen_still_keeps_the_municipality(client, coordinator):
    digits = "4520961"
    send(client, STEPS | {2: ABOUT | {"postcode": digits, "town_asked": "1"}})
    physician = registered(client)
    assert physician.wishes.municipality == Municipality.objects.get(code=addresses_at(digits)[0].municipality_code)


def test_an_unknown_postcode_is_no_error(client, coordinator):
    send(client, STEPS | {2: ABOUT | {"postcode": "999-9999", "address": "岩手県久慈市"}})
    physician = registered(client)
    assert (physician.identity.address, physician.wishes.municipality) == ("岩手県久慈市", None)


def test_six_prefectures_are_one_too_many_and_anywhere_excludes_them(client, coordinator):
    send(client, {1: CONTACT, 2: ABOUT})
    six = client.post("/register/3", WISHES | {"prefectures": ["01", "02", "03", "04", "05", "06"]})
    assert "現在6つ" in six.content.decode()
    both = client.post("/register/3", WISHES | {"anywhere": "on"})
    assert "どちらか一方" in both.content.decode()


def test_a_societys_link_counts_the_visit_and_goes_with_the_registration(client, coordinator):
    society = add_society(name="見本循環器学会", by=coordinator)
    campaign = open_campaign(
        society=society, code="jams_1", occasion="会報", by=coordinator, message="会員の皆さまへ。"
    )
    page = client.get("/s/jams_1", headers={"user-agent": "Mozilla/5.0"}).content.decode()
    assert "会員の皆さまへ。" in page
    assert "/register/1?from=jams_1" in page
    client.get("/s/jams_1", headers={"user-agent": "examplebot/1.0"})
    assert VisitCount.objects.get(campaign=campaign).count == 1
    assert 'name="from" value="jams_1"' in client.get("/register/1?from=jams_1").content.decode()
    send(client, STEPS | {1: CONTACT | {"from": "jams_1"}})
    assert registered(client).campaign_code == "jams_1"


def test_a_closed_campaign_still_registers_and_an_unknown_one_shows_the_way(client, coordinator):
    society = add_society(name="見本学会", by=coordinator)
    campaign = open_campaign(society=society, code="old_2", occasion="総会", by=coordinator)
    campaign.closed_on = today() - timedelta(days=400)
    campaign.save()
    assert client.get("/s/old_2").status_code == 200
    unknown = client.get("/s/nothing")
    assert unknown.status_code == 404
    assert 'href="/register"' in unknown.content.decode()
    send(client, STEPS | {1: CONTACT | {"from": "nothing"}})
    assert registered(client).campaign_code == ""


def test_an_employed_physician_who_names_no_employer_is_told_that_nobody_can_be_hidden_from(client, coordinator, world):
    send(client, STEPS | {4: {k: v for k, v in PROMISE.items() if not k.startswith("employer")}})
    assert "まだ伏せられません" in client.get("/register/confirm").content.decode().replace("<wbr>", "")
    page = world.signed_in(coordinator).get(f"/desk/doctors/{registered(client).number}").content.decode()
    assert "まだ伏せられていません" in page


def test_the_pages_ask_for_at_most_nine_answers(client, coordinator):
    send(client, STEPS)
    needed = [client.get(f"/register/{n}").content.decode().count("※必須") for n in (1, 2, 3, 4)]
    assert needed == [2, 3, 1, 2]
    assert sum(needed) + 1 == 9  # and one of mail or telephone


def test_at_most_nine_answers_are_required():
    from enishi.web.registration.person_forms import ContactForm, SelfForm
    from enishi.web.registration.wishes_form import WishesForm

    required = [f for form in (ContactForm, SelfForm, WishesForm) for f in form.base_fields.values() if f.required]
    # and one of mail or telephone, the consent, the delivery
    assert len(required) + 3 == 9


def test_a_start_in_the_past_is_asked_again(client, coordinator):
    send(client, {1: CONTACT, 2: ABOUT})
    page = client.post("/register/3", WISHES | {"available_from": f"{today().year - 1}年4月"})
    assert "過ぎているようです" in page.content.decode()
