"""Who may open the desk, and that what is read there is logged."""

import pytest
from django.urls import reverse

from enishi.audit.models import Entry
from enishi.common.access import rule_of
from enishi.web.desk import urls

ADDRESSES = ["/desk", "/desk/board", "/desk/doctors", "/desk/openings", "/desk/institutions"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_physicians_and_institutions_are_refused_at_the_desk(world, address):
    assert world.signed_in(world.physician()).get(address).status_code == 403
    assert world.signed_in(world.institution()).get(address).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_coordinators_reception_and_supervisors_read_the_lists(world, address):
    for person in (world.coordinator(), world.desk(), world.supervisor()):
        assert world.signed_in(person).get(address).status_code == 200


def test_the_office_and_visitors_do_not_come_in(world, client):
    assert world.signed_in(world.office()).get("/desk").status_code == 403
    assert client.get("/desk").status_code == 302


def test_no_address_of_the_desk_is_open_to_a_role_that_is_not_of_the_desk():
    for pattern in urls.urlpatterns:
        rule = rule_of(pattern.callback)
        assert rule is not None, pattern.name
        assert not rule.public and not rule.signed_in
        assert rule.roles <= {"coordinator", "desk", "supervisor"}


def test_the_reception_completes_an_identity_but_does_not_propose(world):
    reception = world.signed_in(world.desk())
    pair = world.candidacy("suggested")
    page = reception.get(reverse("desk_candidacy", args=[pair.number]))
    assert page.status_code == 200
    assert reverse("desk_propose", args=[pair.number]) not in page.content.decode()
    assert reception.post(reverse("desk_propose", args=[pair.number])).status_code == 403
    assert reception.get(reverse("desk_doctor_identity", args=[pair.physician.number])).status_code == 200
    pair.refresh_from_db()
    assert pair.state == "suggested"


def test_reading_a_physicians_page_writes_who_read_whose_identity(world, desk):
    physician = world.physician()
    desk.get(reverse("desk_doctor", args=[physician.number]))
    entry = Entry.objects.get(action="read:identity", object_number=physician.number)
    assert (entry.actor_id, entry.level) == (world.ms_miura.user_id, 3)


def test_every_name_on_a_list_leaves_an_entry_and_opening_a_list_of_openings_leaves_none(world, desk):
    shown = [world.physician(), world.physician()]
    desk.get("/desk/doctors")
    logged = Entry.objects.filter(action="read:identity").values_list("object_number", flat=True)
    assert sorted(logged) == sorted(p.number for p in shown)
    before = Entry.objects.count()
    desk.get("/desk/openings")
    assert Entry.objects.count() == before


def test_searching_by_name_reads_the_caseload_and_says_so_in_the_log(world, desk, words):
    world.physician(family_name="鷹取", given_name="渉")
    world.physician(family_name="北川", given_name="誠")
    page = words(desk.get("/desk/doctors", {"q": "鷹取 渉"}))
    assert "鷹取 渉" in page and "北川" not in page
    assert Entry.objects.filter(action="read:identity_search", level=3).count() == 1


def test_searching_by_number_reads_nobody_else(world, desk, words):
    one, other = world.physician(), world.physician()
    page = words(desk.get("/desk/doctors", {"q": one.number.lower()}))
    assert one.number in page and other.number not in page
    assert not Entry.objects.filter(action="read:identity_search").exists()


def test_an_unknown_number_is_404(desk):
    for name in ("desk_doctor", "desk_opening", "desk_institution", "desk_candidacy"):
        assert desk.get(reverse(name, args=["X-2026-9999"])).status_code == 404


@pytest.mark.parametrize("address", ["/desk", "/desk/board", "/desk/doctors", "/desk/openings", "/desk/institutions"])
def test_a_list_takes_the_same_number_of_queries_for_one_row_and_for_five(world, desk, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def taken() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert desk.get(address).status_code == 200
        return len(caught)

    world.candidacy("suggested")
    world.opening(confirmed_days_ago=33)
    taken()  # what is kept for the process is read now
    few = taken()
    for _ in range(4):
        world.candidacy("suggested")
        world.opening(confirmed_days_ago=33)
    assert taken() == few
