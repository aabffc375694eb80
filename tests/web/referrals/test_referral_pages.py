"""Referrals on their pages: chosen, agreed to on the own screen or on paper, handed over, taken back; files that come in."""

import json
import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from enishi.desk.models import PaperSheet
from enishi.notices.models import Notice
from enishi.openings.advertisements import draft_from_advertisement
from enishi.openings.models import Advertisement, Opening
from enishi.physicians.models import Physician
from enishi.referrals import partners
from enishi.referrals.models import Arrived, Provision, Referral
from enishi.referrals.signing import sign
from meta import acts_referrals as told


def test_from_the_doctors_page_to_the_signed_file_and_back(world):
    partners.make_our_key(by=world.office())
    bank, physician = told.partner(world), world.physician(phone="09011112222")
    miura, doctor = world.signed_in(world.ms_miura), world.signed_in(world.actor(physician))
    refer = f"/desk/doctors/{physician.number}/refer?partner={bank.pk}&level=identity"
    page = miura.get(refer).content.decode()
    assert "090-1111-2222" in page and "印のあるものだけが伝わります" in page
    asked = miura.post(refer, {"key": str(uuid.uuid4()), "facts": ["family_name", "phone"]})
    referral = Referral.objects.get()
    mine = doctor.get(f"/my/referrals/{referral.number}").content.decode()
    assert "090-1111-2222" in mine and bank.address in mine and physician.identity.given_name not in mine
    refused = miura.post(f"{asked.url}/hand", {"way": "file"}, follow=True).content.decode()
    assert "有効なご同意がない" in refused and not Provision.objects.exists()
    doctor.post(f"/my/referrals/{referral.number}/yes")
    sent = miura.post(f"{asked.url}/hand", {"way": "file"})
    facts = json.loads(sent.content)["body"]["facts"]
    assert [f["key"] for f in facts] == ["family_name", "phone"] and "attachment" in sent["Content-Disposition"]
    assert miura.post(f"{asked.url}/hand", {"way": "fax"}).content.startswith(b"%PDF")
    good = world.signed_in(world.ms_miura).get(f"/c/{referral.code}").content.decode()
    assert "有効です" in good and physician.identity.family_name not in good
    doctor.post(f"/my/referrals/{referral.number}/withdraw")
    assert "いまは有効でありません" in miura.get(f"/c/{referral.code}").content.decode()
    assert miura.get(f"{asked.url}/withdrawal/pdf").content.startswith(b"%PDF")
    miura.post(f"{asked.url}/told")
    assert Referral.objects.get().withdrawn_told_at and Provision.objects.count() == 2


def test_a_referral_without_a_partner_is_asked_again_and_keeps_the_level(world):
    bank, physician = told.partner(world), world.physician()
    miura, here = world.signed_in(world.ms_miura), f"/desk/doctors/{physician.number}/refer"
    opened = miura.get(here).content.decode()
    assert "紹介先をお選びください" not in opened and 'name="asked"' in opened
    silent = miura.get(here, {"asked": "1", "level": "identity"}).content.decode()
    assert "紹介先をお選びください" in silent
    assert re.search(r'value="identity"[^>]* checked', silent) and bank.name in silent
    assert (
        "印のあるものだけが伝わります"
        in miura.get(here, {"asked": "1", "partner": bank.pk, "level": "identity"}).content.decode()
    )


def test_an_opening_without_a_partner_is_asked_again(world):
    told.partner(world)
    here = f"/desk/openings/{world.opening().number}/refer"
    miura = world.signed_in(world.ms_miura)
    assert "紹介先をお選びください" not in miura.get(here).content.decode()
    assert "紹介先をお選びください" in miura.get(here, {"asked": "1"}).content.decode()


def test_the_consent_on_paper_is_typed_twice_and_recorded_as_paper(world):
    found = told.asked(world)
    miura = world.signed_in(world.ms_miura)
    made = miura.post(f"/desk/referrals/out/{found.number}/paper")
    assert miura.post(f"/desk/referrals/out/{found.number}/paper").url == made.url
    sheet = PaperSheet.objects.get()
    assert miura.get(f"{made.url}/sheet.pdf").content.startswith(b"%PDF")
    miura.post(made.url, {"act": "receive", "channel": "fax"})
    unsigned = miura.post(made.url, {"act": "type", "time": "1", "answer": "yes", "signed_on": "2026-11-20"})
    assert "署名がない" in unsigned.content.decode()
    typed = {"act": "type", "answer": "yes", "signature": "北川", "signed_on": "2026-11-20"}
    miura.post(made.url, typed | {"time": "1"})
    miura.post(made.url, typed | {"time": "2"})
    miura.post(made.url, {"act": "finish"})
    found.refresh_from_db()
    sheet.refresh_from_db()
    assert (found.consent_channel, sheet.state) == ("fax", "done") and found.heard_by_id == world.ms_miura.user_id


def test_a_file_that_comes_is_taken_in_by_a_person_or_answered_with_one_sentence(world):
    bank = told.with_key(world)
    miura = world.signed_in(world.ms_miura)

    def upload(data):
        return miura.post("/desk/referrals/receive", {"file": SimpleUploadedFile("x.json", data)})

    assert "紹介のファイルではない" in upload(b'{"a":1}').content.decode()
    assert "大きすぎます" in upload(b"x" * 100_000).content.decode() and not Arrived.objects.exists()
    made = upload(sign(told.sheet(bank), told.SEED))
    page = miura.get(made.url).content.decode()
    assert "署名を確かめました" in page and "1958年（昭和33年）4月5日" in page
    words = {"family_name": "見本", "given_name": "三郎", "phone": "", "mail": ""}
    assert "電話番号かメールアドレス" in miura.post(f"{made.url}/take", words).content.decode()
    miura.post(f"{made.url}/take", words | {"phone": "090-7777-0001"})
    assert Physician.objects.get().identity.phone == "09077770001"
    miura.post(f"{made.url}/take", words | {"phone": "090-7777-0001"})
    assert Physician.objects.count() == 1


def test_a_partner_that_is_hidden_from_cannot_even_be_chosen(world):
    physician = world.physician(works_at="見本県立中央病院")
    bank = told.partner(world, houses=["見本県立中央病院"])
    page = world.signed_in(world.ms_miura).get(
        f"/desk/doctors/{physician.number}/refer?partner={bank.pk}&level=outline"
    )
    assert (
        "紹介できません：見本県ドクターバンク" in page.content.decode() and 'name="facts"' not in page.content.decode()
    )


def test_the_office_keeps_partners_and_keys_and_nobody_of_the_pipeline_does(world):
    office = world.signed_in(world.office())
    given = {
        "name": "見本医師会", "kind": "association", "address": "見本市1", "representative": "会長", "contact": "窓口",
        "agreed_on": "2026-04-01", "houses": "見本医師会病院\n\n見本診療所",
    }  # fmt: skip
    office.post("/ops/partners/new", given)
    assert "もう登録されています" in office.post("/ops/partners/new", given).content.decode()
    office.post("/ops/partners/key", {})
    office.post("/ops/partners/key", {})
    assert partners.SigningKey.objects.count() == 1
    assert office.get("/ops/partners/key.pdf").content.startswith(b"%PDF")
    assert partners.Partner.objects.get().houses == ["見本医師会病院", "見本診療所"]
    assert world.signed_in(world.ms_miura).get("/ops/partners").status_code == 403


def test_an_institution_says_yes_on_its_own_screen_with_its_office_and_takes_it_back(world):
    house, sister = world.institution(), world.institution()
    opening = world.opening(house)
    found = told.asked_house(world, opening)
    clerk, neighbour = world.signed_in(world.actor(house)), world.signed_in(world.actor(sister))
    here = f"/inst/referrals/{found.number}"
    assert here in clerk.get("/inst").content.decode()
    page = clerk.get(here).content.decode()
    assert "年俸1,500万円" in page and "見本県見本市1-1" in page
    assert neighbour.get(here).status_code == 404 == neighbour.post(f"{here}/yes", {"confirmer": "x"}).status_code
    assert "お尋ねしていることはありません" in neighbour.get("/inst/referrals").content.decode()
    assert "＊" in clerk.post(f"{here}/yes", {"confirmer": " "}).content.decode()
    for _ in "12":  # pressed twice, it is one yes
        clerk.post(f"{here}/yes", {"confirmer": "事務長"})
    found.refresh_from_db()
    assert (found.consent_by, found.consent_channel, found.heard_by) == ("事務長", "web", None)
    assert "事務長が同意なさいました" in clerk.get(here).content.decode()
    assert {n.kind for n in Notice.objects.filter(about=found.number)} == {"E74i", "E74c"}
    clerk.post(f"{here}/withdraw")
    found.refresh_from_db()
    assert found.withdrawn_at and "取り消されました" in clerk.get(here).content.decode()
    assert "同意なさいませんでした" not in clerk.post(f"{here}/no", follow=True).content.decode()
    assert clerk.post(f"{here}/other").status_code == 404


def test_an_opening_that_a_partner_told_of_becomes_a_draft_once_a_person_looked_at_each_fact(world):
    found, house = told.told_opening(world), world.institution("見本病院")
    miura = world.signed_in(world.ms_miura)
    page = f"/desk/referrals/in/{found.number}"
    assert 'value="見本病院"' in miura.get(page).content.decode()  # as the file names it
    assert "見つかりません" in miura.post(f"{page}/draft", {"institution": "どこにもない病院"}).content.decode()
    reading = miura.post(f"{page}/draft", {"institution": house.number})
    assert reading.url.startswith("/desk/intake/opening/") and not Opening.objects.exists()
    assert "年俸1,500万円から1,800万円" in miura.get(reading.url).content.decode()
    draft_from_advertisement(
        advertisement=Advertisement.objects.get(), place=0, by=world.ms_miura, title="内科の常勤",
        facts={"specialties": ["内科"]},
    )  # fmt: skip
    made = Opening.objects.get()
    assert made.state == "draft" and made.number in miura.get(page).content.decode()
