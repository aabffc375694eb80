"""The pages of a visit in three rooms, and papers that say to each reader only what he or she may know."""

import io
from datetime import datetime, time, timedelta

import pytest
from django.utils.timezone import get_default_timezone
from pypdf import PdfReader

from enishi.common.clock import today
from enishi.desk.own_times import keep_own_time
from enishi.physicians.access import identity_of
from enishi.physicians.enums import DisclosureLevel
from enishi.visits import actions as visits
from enishi.visits.models import Reflection, Visit
from enishi.visits.reflection_questions import FAMILY_QUESTIONS, PHYSICIAN_QUESTIONS

DAY = today() + timedelta(days=20)
TIMES = {"day1": f"{DAY.month}月{DAY.day}日", "at1": "午前10時", "words": ""}
OPEN = {"act": "open", "kind": "tour", "length": "day", "with_family": "on", **TIMES}


@pytest.fixture
def talk(world):
    return world.candidacy("dialogue")


@pytest.fixture
def my(world, talk):
    return world.signed_in(talk.physician)


@pytest.fixture
def inst(world, talk):
    return world.signed_in(world.actor(talk.opening.institution))


def page(talk, room="my/talks"):
    return f"/{room}/{talk.number}/visit"


def text(response):
    found = "".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)
    return "".join(found.split())


def test_a_time_is_asked_for_chosen_and_put_into_both_calendars(world, talk, my, inst):
    assert "日程のご希望" in my.get(page(talk)).content.decode()
    assert my.post(page(talk), OPEN).status_code == 302
    visit = Visit.objects.get()
    shown = inst.get(page(talk, "inst/talks")).content.decode()
    assert f"{DAY.month}月{DAY.day}日" in shown and "午前10時" in shown
    assert inst.post(page(talk, "inst/talks"), {"act": "choose", "time": visit.times.get().pk}).status_code == 302
    assert "決まりました" in my.get(page(talk)).content.decode()
    own = my.get(f"{page(talk)}/calendar.ics").content.decode()
    house, number = talk.opening.institution.name, talk.number
    assert "SUMMARY:予定" in own and house not in own and number not in own  # the family reads this calendar
    assert house in my.get(f"{page(talk)}/calendar.ics?names=1").content.decode().replace("\r\n ", "")
    theirs = inst.get(f"{page(talk, 'inst/talks')}/calendar.ics").content.decode().replace("\r\n ", "")
    assert number in theirs and identity_of(talk.physician, by=world.ms_miura).family_name not in theirs
    my.post(page(talk), {"act": "move", "reason": "雪"})
    assert "METHOD:CANCEL" in my.get(f"{page(talk)}/calendar.ics").content.decode()


def test_what_was_typed_comes_back_with_a_sentence(talk, my):
    shown = my.post(page(talk), OPEN | {"at1": "", "words": "水曜は避けて"}).content.decode()
    assert "＊候補1の時刻をご入力ください" in shown and "水曜は避けて" in shown
    shown = my.post(page(talk), OPEN | {"day1": "2020/1/1"}).content.decode()
    assert "過ぎた日時" in shown


def test_the_itineraries_say_to_each_reader_what_is_theirs(world):
    talk = world.candidacy("visit_fixed")
    visit = talk.visits.get()
    house = talk.opening.institution
    plan = {
        "place": f"{house.name}の玄関",
        "lodging": "町の宿",
        "family": "住まいのご案内",
        "reach": "総務課 0194-00-0000",
    }
    visits.save_plan(visit=visit, by=world.actor(house), plan=plan)
    visits.save_costs(visit=visit, by=world.actor(house), costs={"travel": {"payer": "institution", "yen": 32000}})
    Visit.objects.update(with_family=True)
    my, inst = world.signed_in(talk.physician), world.signed_in(world.actor(house))
    identity = identity_of(talk.physician, by=world.ms_miura)
    own = text(my.get(f"{page(talk)}/itinerary.pdf"))
    assert house.name in own and "3万2,000円" in own and identity.family_name in own
    family = text(my.get(f"{page(talk)}/family.pdf"))
    assert "住まいのご案内" in family
    assert all(word not in family for word in (house.name, identity.family_name, "3万2,000円", talk.number, "総務課"))
    assert house.name in text(my.get(f"{page(talk)}/family.pdf?names=1"))
    driver = text(inst.get(f"/inst/talks/{talk.number}/visit/driver.pdf"))
    assert "玄関" in driver and talk.number in driver and "ご家族もごいっしょ" in driver
    assert all(word not in driver for word in (identity.family_name, "3万2,000円", "見学", "診療"))
    assert my.get(f"{page(talk)}/driver.pdf").status_code == 404
    host = text(inst.get(f"/inst/talks/{talk.number}/visit/itinerary.pdf"))
    assert identity.family_name in host and "みさき" not in host.replace(house.name, "") and "ご自宅" not in host


def test_the_host_of_an_anonymous_physician_reads_a_number(world):
    talk = world.candidacy("visit_fixed", level=DisclosureLevel.L2)
    inst = world.signed_in(world.actor(talk.opening.institution))
    host = text(inst.get(f"/inst/talks/{talk.number}/visit/itinerary.pdf"))
    identity = identity_of(talk.physician, by=world.ms_miura)
    assert talk.number in host and identity.family_name not in host and identity.given_name not in host


def test_the_desk_writes_down_times_checks_and_the_day_of_a_trial(world, talk):
    desk = world.signed_in(world.ms_miura)
    room = page(talk, "desk/candidacies")
    desk.post(room, {"act": "trial", "length": "day", "side": "physician", "channel": "phone", **TIMES})
    shown = desk.get(room).content.decode()
    assert "免許証の原本を、医療機関がまだ確かめていません" in shown and "体験勤務の日時を決める" not in shown
    desk.post(room, {"act": "heard", "time": Visit.objects.get().times.get().pk, "channel": "phone"})
    checks = {
        "act": "checks", "contract_from": TIMES["day1"], "contract_until": TIMES["day1"], "contract_seen": "on",
        "accident_insurance_seen": "on", "liability": "own", "licence_seen_on": str(today()), "licence_seen_by": "事務長",
    }  # fmt: skip
    desk.post(room, checks)
    assert "体験勤務の日時を決める" in desk.get(room).content.decode()
    desk.post(room, {"act": "begin"})
    talk.refresh_from_db()
    assert talk.state == "trial"


def test_reflections_are_read_at_the_desk_and_never_by_the_other_side(world):
    talk = world.candidacy("visited")
    my, inst = world.signed_in(talk.physician), world.signed_in(world.actor(talk.opening.institution))
    answers = dict.fromkeys(PHYSICIAN_QUESTIONS, "rather") | {"wish": "think", "words": "夜の体制が気がかりです"}
    assert "＊" in my.post(f"{page(talk)}/reflection", answers | {"work": ""}).content.decode()
    assert my.post(f"{page(talk)}/reflection", answers).status_code == 302
    assert Reflection.objects.get().side == "physician"
    assert "夜の体制" in world.signed_in(world.ms_miura).get(page(talk, "desk/candidacies")).content.decode()
    for there in (page(talk, "inst/talks"), f"/inst/talks/{talk.number}"):
        assert "夜の体制" not in inst.get(there).content.decode()


def test_a_family_that_came_along_is_asked_through_the_physician(world):
    talk = world.candidacy("visited")
    my, inst = world.signed_in(talk.physician), world.signed_in(world.actor(talk.opening.institution))
    asked = f"{page(talk)}/reflection?side=family"
    assert my.get(asked).status_code == 404 and "ご家族のご感想" not in my.get(page(talk)).content.decode()
    Visit.objects.update(with_family=True)
    assert "ご家族のご感想を書く" in my.get(page(talk)).content.decode()
    answers = dict.fromkeys(FAMILY_QUESTIONS, "rather") | {"words": "冬の道が心配です"}
    assert "＊" in my.post(asked, answers | {"home": ""}).content.decode()
    assert my.post(asked, answers).status_code == 302
    assert (Reflection.objects.get().side, Reflection.objects.get().wish) == ("family", "")
    assert "冬の道が心配です" in world.signed_in(world.ms_miura).get(page(talk, "desk/candidacies")).content.decode()
    theirs = inst.get(
        f"{page(talk, 'inst/talks')}/reflection?side=family"
    )  # is asked for its own, not for the family's
    assert "お任せできる" in theirs.content.decode() and "冬の道" not in theirs.content.decode()


def test_a_neighbour_finds_nothing(world, talk):
    other = world.candidacy("dialogue")
    for client in (world.signed_in(other.physician), world.signed_in(world.actor(other.opening.institution))):
        for room in ("my/talks", "inst/talks"):
            assert client.get(page(talk, room)).status_code in (403, 404)


def test_the_coordinator_proposes_times_that_suit_all_three_and_what_suits_both_sides_is_fixed(world, talk, my, inst):
    my.post(page(talk), OPEN)
    visit = Visit.objects.get()
    desk = world.signed_in(world.ms_miura)
    found = desk.get(f"{page(talk, 'desk/candidacies')}/find")
    choices = [code for code, _ in found.context["form"].fields["times"].choices]
    assert "（先生のご都合）" in found.content.decode() and 3 <= len(choices) <= 9
    fresh = [code for code in choices if f"{DAY.isoformat()}T10:00" not in code][:2]
    too_many = desk.post(f"{page(talk, 'desk/candidacies')}/find", {"times": choices[:4]})
    assert "3つまで" in too_many.content.decode()
    for _ in range(2):  # pressed twice
        assert desk.post(f"{page(talk, 'desk/candidacies')}/find", {"times": fresh}).status_code == 302
    rows = list(visit.times.filter(side="coordinator", dropped_at=None))
    assert len(rows) == 2
    for room in (my, inst):
        assert "担当者からの" in room.get(page(talk, "my/talks" if room is my else "inst/talks")).content.decode()
    my.post(page(talk), {"act": "choose", "time": rows[0].pk})
    visit.refresh_from_db()
    assert visit.begins_at is None  # the other side has not answered
    heard = {"act": "heard", "time": f"{rows[0].pk}:institution", "channel": "phone"}
    desk.post(page(talk, "desk/candidacies"), heard)
    visit.refresh_from_db()
    assert visit.begins_at == rows[0].begins_at


def test_of_an_appointment_of_the_coordinator_the_desk_is_told_and_no_time_is_found_then(world, talk, my):
    own = keep_own_time(by=world.ms_miura, begins_at=midday(DAY, 9), ends_at=midday(DAY, 18), words="県庁")
    type(talk).objects.filter(pk=talk.pk).update(owner=own.owner_id)
    my.post(page(talk), OPEN)
    desk = world.signed_in(world.ms_miura)
    shown = desk.get(page(talk, "desk/candidacies")).content.decode()
    assert "この時間に予定があります" in shown
    found = desk.get(f"{page(talk, 'desk/candidacies')}/find").context["form"].fields["times"].choices
    assert not [code for code, _ in found if code.startswith(DAY.isoformat())]
    assert "予定があります（" not in my.get(page(talk)).content.decode()


def midday(day, hour):
    return datetime.combine(day, time(hour), tzinfo=get_default_timezone())
