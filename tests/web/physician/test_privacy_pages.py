"""The pages about what is shown to whom: the shield, consents, the outline with its meter, and who read what."""

import re
from datetime import timedelta

import pytest
from django.utils.html import escape

from enishi.accounts.roles import Role
from enishi.audit.models import Entry
from enishi.candidacies.actions import raise_disclosure
from enishi.candidacies.summary import outline_of_physician
from enishi.common.clock import ago, today
from enishi.institutions.models import ListedFacility
from enishi.notices.models import Notice
from enishi.office.concerns import raise_concern
from enishi.physicians.access import identity_of
from enishi.physicians.actions import add_shield
from enishi.physicians.anonymity import write_anonymous_detail
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import AnonymousDetail


@pytest.fixture
def my(world):
    """A physician and what he or she reads at an address; POST follows to the next page."""

    class My:
        def __init__(self, **how):
            self.physician = world.physician(**how)
            self.actor = world.actor(self.physician)
            self.client = world.signed_in(self.physician)

        def read(self, path, status=200):
            response = self.client.get(path)
            assert response.status_code == status, path
            return response.content.decode()

        def send(self, path, **data):
            response = self.client.post(path, data, follow=True)
            assert response.status_code == 200
            return response.content.decode()

    return My


def test_an_institution_is_found_by_name_looked_at_and_hidden_from(world, my):
    me = my()
    hospital = world.institution("しおさい病院", corporation="医療法人しおさい会")
    sister = world.institution("うしお診療所", corporation="医療法人しおさい会")
    world.opening(hospital)
    world.opening(sister)
    found = me.read("/my/privacy/shield?q=しおさい")
    assert f"institution={hospital.number}" in found
    seen = me.read(f"/my/privacy/shield/choose?institution={hospital.number}")
    assert "同じ法人・グループの1か所" in seen and sister.name in seen
    assert not me.physician.shield.exists(), "looking changes nothing"
    after = me.send("/my/privacy/shield/choose", institution=hospital.number)
    assert "しおさい病院" in after and me.physician.shield.get().institution == hospital
    entry = me.physician.shield.get()
    assert "外しますか" in me.read(f"/my/privacy/shield/{entry.pk}/end")
    me.send(f"/my/privacy/shield/{entry.pk}/end")
    assert not me.physician.shield.filter(ended_at=None).exists()
    me.read(f"/my/privacy/shield/{entry.pk}/end", 404)


def test_a_customer_without_openings_in_public_is_not_given_away_by_the_search(world, my):
    me = my()
    hidden = world.institution("ひみつの森病院")
    assert hidden.number not in me.read("/my/privacy/shield?q=ひみつの森")
    assert "お名前をさがして" in me.send("/my/privacy/shield/choose", institution=hidden.number)
    assert not me.physician.shield.exists()


def test_a_hospital_of_the_national_list_can_be_hidden_from_before_it_ever_registers(world, my):
    me = my()
    facility = ListedFacility(
        number="0311", name="こだま総合病院", corporation="医療法人こだま会", prefecture_id="03", municipality_id="03207",
        address="見本町1", edition="2025-06-01", source="見本",
    )  # fmt: skip
    facility.fold()
    facility.save()
    assert "listed=0311" in me.read("/my/privacy/shield?q=こだま")
    assert "当てはまるところがありません" in me.read("/my/privacy/shield/choose?listed=0311")
    assert "こだま総合病院" in me.send("/my/privacy/shield/choose", listed="0311")


def test_an_area_a_department_and_a_group_are_hidden_from_in_words_a_person_reads(world, my):
    me = my()
    there = world.institution(affiliations=["見本大学第二内科"])
    world.opening(there)
    assert "市町村" in me.read("/my/privacy/shield")
    town = there.municipality
    assert town.name in me.read("/my/privacy/shield/area?prefecture=03")
    shown = me.send("/my/privacy/shield/area", prefecture="03", place=f"m{town.code}")
    assert f"岩手県{town.name}（地域）" in shown and there.name in shown
    shown = me.send("/my/privacy/shield", kind="department", name="見本大学 第二内科")
    assert "見本大学 第二内科（医局）" in shown
    assert "＊お名前を2字以上で" in me.send("/my/privacy/shield", kind="group", name="青")
    assert "＊" in me.send("/my/privacy/shield/area", prefecture="03", place="m47201")
    assert me.physician.shield.count() == 2


def test_before_a_shield_ends_a_running_talk_the_physician_is_told(world, my):
    me = my()
    talk = world.candidacy("dialogue", physician=me.physician)
    place = talk.opening.institution
    seen = me.read(f"/my/privacy/shield/choose?institution={place.number}")
    assert "進んでいる" in seen and "取り下げ" in seen
    me.send("/my/privacy/shield/choose", institution=place.number)
    assert "医療機関から見えません" in me.read(f"/my/talks/{talk.number}")
    assert "伏せる相手ですので" in me.read(f"/my/talks/{talk.number}/as-seen")


def test_another_persons_entries_and_readings_do_not_exist(world, my):
    me, other = my(), my(shields="青葉会")
    identity_of(other.physician, by=world.ms_miura)
    me.read(f"/my/privacy/shield/{other.physician.shield.get().pk}/end", 404)
    line = re.search(r"access-log/(\d+)", other.read("/my/privacy/access-log"))[1]
    me.read(f"/my/privacy/access-log/{line}", 404)


# -- levels -------------------------------------------------------------------------------------------
def part(html):
    """「先生のこと」 of a page, byte for byte."""
    found = re.search(r'<section class="group" id="person">.*?</section>', html, re.S)
    return found[0] if found else ""


@pytest.mark.parametrize("level", ["L2", "L3"])
def test_the_physician_sees_the_very_bytes_that_the_institution_will_see(world, my, level):
    me = my(career="1988年 見本大学卒")
    write_anonymous_detail(physician=me.physician, text="外来と往診を長く", by=me.actor)
    talk = world.candidacy("physician_asked", physician=me.physician)
    house = world.signed_in(talk.opening.institution)
    before = {x: part(me.read(f"/my/proposals/{talk.number}/as-seen?level={x}")) for x in ("L1", level)}
    world.walk(talk, "institution_asked", level=DisclosureLevel(level))
    assert part(house.get(f"/inst/talks/{talk.number}").content.decode()) == before["L1"] != ""
    assert part(me.read(f"/my/talks/{talk.number}/as-seen")) == before["L1"]
    world.walk(talk, "dialogue")
    assert part(house.get(f"/inst/talks/{talk.number}").content.decode()) == before[level] != before["L1"]
    assert part(me.read(f"/my/talks/{talk.number}/as-seen")) == before[level]


def test_a_consent_that_has_run_out_shows_nothing_from_that_day(world, my):
    me = my()
    talk = world.candidacy("dialogue", physician=me.physician)
    raise_disclosure(candidacy=talk, by=me.actor, level=DisclosureLevel.L3)
    until = me.physician.disclosures.get(withdrawn_at=None).until
    assert talk.opening.institution.name in me.read("/my/privacy/disclosures")
    with ago(-(until - today() + timedelta(days=1))):
        house, again = world.signed_in(talk.opening.institution), world.signed_in(me.physician)
        assert house.get(f"/inst/talks/{talk.number}").status_code == 404
        assert "期限が過ぎました" in again.get("/my/privacy/disclosures").content.decode()
        assert part(again.get(f"/my/talks/{talk.number}/as-seen").content.decode()) == ""


def test_every_consent_stands_there_with_its_day_its_way_and_its_end(world, my):
    me = my()
    talk = world.candidacy("dialogue", physician=me.physician)
    grant = me.physician.disclosures.get(withdrawn_at=None)
    shown = me.read("/my/privacy/disclosures")
    assert "お名前と経歴" in shown and "画面でご同意" in shown
    assert "取り消しました" in me.send(f"/my/privacy/disclosures/{grant.pk}/end")
    assert "に終わりました" in me.read("/my/privacy/disclosures")
    house = world.signed_in(talk.opening.institution)
    assert house.get(f"/inst/talks/{talk.number}").status_code == 404


# -- the outline and its meter ------------------------------------------------------------------------
RARE = {"specialties": ["皮膚科"], "birth_date": "1944-04-05", "prefectures": ["39"]}


def test_the_exact_text_stands_beside_its_meter_and_can_be_narrowed_on_purpose(world, my):
    me = my(municipality=world.municipality("高知市"), **RARE)
    shown = me.read("/my/privacy/outline")
    assert escape(outline_of_physician(me.physician)) in shown
    assert re.search(r"約[\d,万千]+人", shown) and "広げてあります" in shown
    words = re.search(r'name="words" value="([^"]+)"', shown)[1]
    assert "＊" in me.send("/my/privacy/outline", act="narrow", words=words), "without the tick nothing is agreed"
    assert "新しくなりました" in me.send("/my/privacy/outline", act="narrow", words="60代・外科", sure="on")
    assert not me.physician.narrow_wordings.exists()
    assert "狭い言葉のまま" in me.send("/my/privacy/outline", act="narrow", words=words, sure="on")
    assert outline_of_physician(me.physician).startswith("70歳以上・皮膚科")
    me.send("/my/privacy/outline", act="wide")
    assert outline_of_physician(me.physician).startswith("60歳以上・皮膚科")


def test_a_free_text_with_telling_signs_is_kept_only_after_a_look(world, my):
    me = my(works_at="すみれ医院")
    text = "2003年に見本大学の教授となり、すみれ医院で外来を続けました。"
    shown = me.send("/my/privacy/outline/detail", text=text)
    for sign in ("2003年", "見本大学", "教授", "すみれ医院"):
        assert f"「{sign}」" in shown
    assert text in shown and not AnonymousDetail.objects.exists()
    me.send("/my/privacy/outline/detail", text=text, sure="on")
    assert AnonymousDetail.objects.get().text == text
    me.send("/my/privacy/outline/detail", text="外来と往診を長く続けてきました。")
    assert AnonymousDetail.objects.get().text.startswith("外来と往診")


def test_what_the_desk_writes_waits_for_the_physicians_own_look(world, my):
    me = my()
    write_anonymous_detail(physician=me.physician, text="往診を長く", by=world.ms_miura)
    assert "担当者が書いた案です" in me.read("/my/privacy/outline")
    talk = world.candidacy("physician_asked", physician=me.physician)
    assert "往診を長く" not in me.read(f"/my/proposals/{talk.number}/as-seen?level=L2")


# -- who read what ------------------------------------------------------------------------------------
def test_readings_of_one_person_on_one_day_are_one_line_without_the_persons_name(world, my):
    me = my()
    for _ in range(3):
        identity_of(type(me.physician).objects.get(pk=me.physician.pk), by=world.ms_miura)
    talk = world.candidacy("dialogue", physician=me.physician)
    world.signed_in(talk.opening.institution).get(f"/inst/talks/{talk.number}")
    shown = me.read("/my/privacy/access-log")
    assert "コーディネーター" in shown and "三浦" not in shown
    assert f"{talk.opening.institution.name}の方" in shown
    assert shown.count("氏名と連絡先") == 2


def test_one_page_that_shows_a_name_in_several_places_is_one_reading(world, my):
    me = my()
    talk = world.candidacy("dialogue", physician=me.physician)
    for client, path in (
        (world.signed_in(talk.opening.institution), f"/inst/talks/{talk.number}"),
        (world.signed_in(world.ms_miura), f"/desk/candidacies/{talk.number}"),
    ):
        before = Entry.objects.filter(action="read:identity", object_number=me.physician.number).count()
        assert client.get(path).status_code == 200
        assert Entry.objects.filter(action="read:identity", object_number=me.physician.number).count() == before + 1


def test_an_unexpected_reading_goes_to_somebody_else_than_the_coordinator(world, my):
    me = my()
    supervisor = world.supervisor()
    identity_of(me.physician, by=world.ms_miura)
    line = re.search(r"access-log/(\d+)", me.read("/my/privacy/access-log"))[1]
    assert "心当たり" in me.read(f"/my/privacy/access-log/{line}")
    for _ in range(2):  # sent twice
        assert "責任者が調べて" in me.send(f"/my/privacy/access-log/{line}", words="この日は連絡がありませんでした")
    told = Notice.objects.filter(kind="E55")
    assert [n.recipient_id for n in told] == [supervisor.user_id]
    assert me.physician.number in told.get().body and "この日は" in told.get().body
    me.send(f"/my/privacy/access-log/{line}", words="思い出したことがあります")  # other words are told too
    assert told.all().count() == 2 and "思い出した" in told.latest("id").body
    assert world.messages(world.ms_miura) == [n for n in world.messages(world.ms_miura) if n.kind != "E55"]


def test_where_the_only_supervisor_is_the_coordinator_a_word_about_a_reading_still_reaches_somebody(world, my):
    physician = my().physician
    supervisor = world.supervisor()
    type(physician).objects.filter(pk=physician.pk).update(coordinator=supervisor.user_id)
    physician.refresh_from_db()
    raise_concern(physician=physician, entry=1, words="", by=world.actor(physician))
    assert [n.recipient_id for n in Notice.objects.filter(kind="E55")] == [supervisor.user_id]
    officer = world.staff(Role.COMPLIANCE)
    raise_concern(physician=physician, entry=2, words="", by=world.actor(physician))
    assert Notice.objects.filter(kind="E55").latest("id").recipient_id == officer.user_id


def test_the_roles_of_a_reader_are_told_for_everybody_who_can_read(world, my):
    me = my()
    for role in (Role.DESK, Role.SUPERVISOR, Role.COMPLIANCE):
        identity_of(type(me.physician).objects.get(pk=me.physician.pk), by=world.staff(role))
    shown = me.read("/my/privacy/access-log")
    for role in (Role.DESK, Role.SUPERVISOR, Role.COMPLIANCE):
        assert f"縁の{role.label}" in shown
    add_shield(physician=me.physician, by=me.actor, name="青葉会")
    assert "青葉会" in me.read("/my/privacy")
