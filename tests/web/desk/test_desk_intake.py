"""Phone and paper at the desk: the same questions, the same rules, and the consents say how they came."""

import re

import pytest

from enishi.common.workflow import Channel
from enishi.outreach.actions import add_society, open_campaign
from enishi.physicians.models import Physician

TYPED = {
    "way": "phone",
    "read_out": "on",
    "s1-family_name": "𠮷田",
    "s1-given_name": "節子",
    "s1-phone": "０９０−１１１１−２２２２",
    "s2-specialty": "内科",
    "s2-birth_date": "S28.3.3",
    "s2-present": "retired",
    "s3-employment": ["part_time"],
    "s4-delivery": "paper",
    "s4-consent_placement": "on",
    "s4-days": ["wed"],
}
NEW = "/desk/intake/physician"


@pytest.fixture
def miura(world):
    return world.signed_in(world.ms_miura)


def key_on(page) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def test_a_call_is_typed_read_back_and_registered_once(miura, world):
    key = key_on(miura.get(NEW))
    back = miura.post(NEW, TYPED | {"key": key, "go": "check"})
    page = back.content.decode()
    assert "090-1111-2222" in page
    assert "1953年（昭和28年）3月3日" in page
    assert "読み上げて" in page
    assert not Physician.objects.exists()
    first = miura.post(NEW, TYPED | {"key": key, "go": "register"})
    again = miura.post(NEW, TYPED | {"key": key, "go": "register"})
    physician = Physician.objects.get()
    assert first.url == again.url == f"{NEW}/{physician.number}/done"
    consent = physician.consents.get()
    assert (consent.channel, consent.taken_by_id) == (Channel.PHONE, world.ms_miura.user_id)
    assert (physician.contact_promise.channel, physician.contact_promise.days) == ("phone", ["wed"])
    assert physician.contact_by.weekday() == 2
    done = miura.get(first.url).content.decode()
    assert physician.number in done
    assert "三浦 早苗" in done


def test_on_the_telephone_the_texts_are_read_out_first(miura):
    page = miura.post(NEW, {k: v for k, v in TYPED.items() if k != "read_out"} | {"go": "register"}).content.decode()
    assert "読み上げ、お返事をうかがってから" in page
    assert "同意は、いつでも取り消せます" in page
    assert 'value="𠮷田"' in page
    assert not Physician.objects.exists()


def test_the_same_sentences_as_on_the_screen_and_all_at_once(miura):
    page = miura.post(NEW, TYPED | {"s1-phone": "090-1111-222", "s2-birth_date": "昭和64年2月1日"}).content.decode()
    assert "1つ足りない" in page
    assert "昭和は64年1月7日まで" in page
    assert 'value="090-1111-222"' in page


def test_a_paper_form_brings_its_society_and_the_consents_say_paper(miura, world):
    society = add_society(name="見本学会", by=world.ms_miura)
    code = open_campaign(society=society, code="jams_9", occasion="会報", by=world.ms_miura).paper_code
    typed = {k: v for k, v in TYPED.items() if k != "read_out"} | {"way": "paper", "paper_code": code.lower()}
    miura.post(NEW, typed | {"go": "register"})
    physician = Physician.objects.get()
    assert physician.campaign_code == "jams_9"
    assert physician.consents.get().channel == Channel.PAPER
    assert miura.post(NEW, typed | {"paper_code": "ABCD-EFG0"}).status_code == 200


def test_who_takes_the_call_may_keep_the_physician(world):
    busy = world.coordinator("忙しい 担当")
    Physician.objects.bulk_create(
        Physician(number=f"P-1-{n}", coordinator_id=busy.user_id, state="active") for n in range(3)
    )
    assert world.ms_miura
    world.signed_in(busy).post(NEW, TYPED | {"mine": "on", "go": "register"})
    assert Physician.objects.get(state="registered").coordinator_id == busy.user_id


def test_a_wished_call_stands_on_todays_list_and_its_rest_is_typed_once(miura, world):
    physician = world.caller()
    today = miura.get("/desk").content.decode()
    assert "続きはお電話で" in today
    assert f'href="{NEW}/{physician.number}"' in today
    assert physician.number in miura.get("/desk/intake").content.decode()
    path = f"{NEW}/{physician.number}"
    assert f'value="{physician.identity.family_name}"' in miura.get(path).content.decode()
    typed = {k: v for k, v in TYPED.items() if k not in ("way", "s1-phone")}
    typed |= {"s1-phone": physician.identity.phone, "s1-mail": physician.identity.mail, "go": "register"}
    assert miura.post(path, typed).url == miura.post(path, typed).url == f"{path}/done"
    physician.refresh_from_db()
    assert physician.identity.birth_date == "1953-03-03"
    assert physician.wishes.specialties == ["内科"]
    assert physician.delivery.method == "paper"
    assert physician.consents.count() == 1
    assert miura.get(path).status_code == 404
    assert "続きはお電話で" not in miura.get("/desk").content.decode()


def test_the_towns_of_a_postcode_are_asked_here_too(miura):
    page = miura.post(NEW, TYPED | {"s2-postcode": "4520961", "go": "register"})
    assert "どちらの町" in page.content.decode()
    miura.post(NEW, TYPED | {"s2-postcode": "4520961", "town_asked": "1", "s2-town": "1", "go": "register"})
    assert Physician.objects.get().identity.address.startswith("愛知県清須市")
