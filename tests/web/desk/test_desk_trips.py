"""/desk/trips: several places on one way, with costs, undone as easily as done."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from enishi.common.clock import today
from enishi.desk.agenda import entries_between
from enishi.physicians.access import identity_of
from enishi.visits.models import Trip

DAY = today() + timedelta(days=20)
SAID = f"{DAY.year}年{DAY.month}月{DAY.day}日"


@pytest.fixture
def desk(world):
    return world.signed_in(world.ms_miura)


def plan(desk, **more):
    key = desk.get("/desk/trips/new").context["form"]["key"].value()
    sent = {"key": key, "title": "県北の病院", "starts_on": SAID, "town": "盛岡市", "words": "", **more}
    answer = desk.post("/desk/trips/new", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert desk.post("/desk/trips/new", sent).status_code == 302  # pressed twice
    return Trip.objects.latest("pk")


def go(desk, trip, name, arrives, leaves, **more):
    trip.refresh_from_db()
    sent = {
        "seen": trip.version, "where": "institution", "name": name, "day": SAID, "arrives": arrives, "leaves": leaves,
        "means": "car", **more,
    }  # fmt: skip
    return desk.post(f"/desk/trips/{trip.number}/stops/new", sent)


def test_a_trip_to_three_places_is_planned_priced_printed_and_stands_in_the_calendar(world, desk):
    talk = world.candidacy("dialogue")
    house, other = talk.opening.institution, world.institution("はるかぜ病院", place="宮古市")
    trip = plan(desk)
    assert Trip.objects.count() == 1
    assert go(desk, trip, other.number, "10時", "11時").status_code == 302
    assert go(desk, trip, house.number, "14時", "15時", talk=talk.number, limit="1").status_code == 302
    assert go(desk, trip, "県庁", "17時", "18時", where="elsewhere", town="盛岡市").status_code == 302
    here = f"/desk/trips/{trip.number}"
    page = desk.get(here)
    assert "目安" in page.content.decode() and house.name in page.content.decode()
    stop = trip.stops.get(institution=house)
    cost = {"act": "cost", "kind": "train", "words": "往復", "yen": "1.5", "payer": f"stop:{stop.pk}"}
    key = page.context["cost_form"]["key"].value()
    for _ in range(2):
        assert desk.post(here, {**cost, "key": key}).status_code == 302
    shown = desk.get(here).content.decode()
    assert trip.costs.count() == 1 and "上限を超えています" in shown and "5,000円" in shown
    pages = PdfReader(io.BytesIO(desk.get(f"{here}/pack.pdf").content)).pages
    text = "".join("".join(p.extract_text() for p in pages).split())
    assert len(pages) == 3 and "引き継ぎ" not in pages[0].extract_text()
    assert identity_of(talk.physician, by=world.ms_miura).family_name in text and "県庁" in text
    [entry] = [e for e in entries_between({world.ms_miura.user_id}, DAY, DAY) if e.kind == "trip"]
    assert entry.busy and entry.neutral == f"出張（{trip.number}）" and entry.begins.hour == 10


def test_places_costs_order_and_the_trip_itself_are_undone(world, desk):
    trip = plan(desk)
    here = f"/desk/trips/{trip.number}"
    for place, arrives, leaves in (("宮古市", "9時", "10時"), ("盛岡市", "12時", "13時"), ("釜石市", "15時", "16時")):
        go(desk, trip, place, arrives, leaves, where="elsewhere", town=place)
    times = list(trip.stops.values_list("pk", "arrives_at"))
    assert "移動の少ない順に並べました" in desk.post(here, {"act": "order"}, follow=True).content.decode()
    assert list(trip.stops.values_list("pk", "arrives_at")) != times
    desk.post(here, {"act": "back"})
    assert sorted(trip.stops.values_list("pk", "arrives_at")) == sorted(times)
    pk = times[0][0]
    desk.post(here, {"act": "drop", "pk": pk})
    assert "外した行き先（1）" in desk.get(here).content.decode()
    desk.post(here, {"act": "take", "pk": pk})
    assert trip.stops.filter(dropped_at=None).count() == 3
    desk.post(here, {"act": "cancel"})
    assert "取りやめました" in desk.get(here).content.decode()
    assert entries_between({world.ms_miura.user_id}, DAY, DAY) == []
    refused = desk.post(here, {"act": "order"}, follow=True).content.decode()
    assert "取りやめています" in refused
    desk.post(here, {"act": "restore"})
    trip.refresh_from_db()
    assert trip.cancelled_at is None


def test_with_another_day_all_places_move_along_and_a_stale_page_is_refused(world, desk):
    trip = plan(desk)
    here = f"/desk/trips/{trip.number}"
    go(desk, trip, "県庁", "10時", "11時", where="elsewhere", town="")
    trip.refresh_from_db()
    later = DAY + timedelta(days=1)
    sent = {"act": "change", "key": trip.key, "title": "県北", "starts_on": later.isoformat(), "town": "", "words": ""}
    stale = desk.post(here, {**sent, "seen": trip.version - 1})
    assert stale.status_code == 200 and "この画面を開いたあとに" in stale.content.decode()
    assert desk.post(here, {**sent, "seen": trip.version}).status_code == 302
    assert entries_between(None, later, later)[0].kind == "trip"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"leaves": "9時"}, "出る時刻は、着く時刻より後"),
        ({"name": "ない病院"}, "見つかりませんでした"),
        ({"name": "こもれび"}, "番号でご入力ください"),
        ({"talk": "C-2026-9999"}, "お話の番号ではありません"),
        ({"where": "elsewhere", "name": "役場", "town": "ない市"}, "見つかりませんでした"),
        ({"day": "2020年1月1日"}, "2週間まで"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(world, desk, changed, told):
    world.institution("こもれび病院"), world.institution("こもれび診療所")
    only = world.institution("せせらぎ病院")
    trip = plan(desk)
    page = go(desk, trip, **{"name": only.number, "arrives": "10時", "leaves": "11時", "purpose": "お礼", **changed})
    assert page.status_code == 200 and told in page.content.decode() and "お礼" in page.content.decode()


def test_a_trip_of_another_is_read_but_not_changed(world, desk):
    trip = plan(desk)
    here = f"/desk/trips/{trip.number}"
    other = world.signed_in(world.coordinator("桐生 薫"))
    page = other.get(here)
    assert page.status_code == 200 and "行き先を加える" not in page.content.decode()
    assert other.post(here, {"act": "cancel"}).status_code == 404
    assert other.get(f"{here}/stops/new").status_code == 404
    assert world.signed_in(world.supervisor()).get(f"{here}/stops/new").status_code == 200
