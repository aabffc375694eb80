"""/inst/readiness: two people answer apart, by the room or by a link; the outcome is theirs until they share it."""

import re
from datetime import timedelta

import pytest

from enishi.common.clock import ago
from enishi.institutions.models import Readiness
from enishi.institutions.readiness import open_link
from enishi.institutions.readiness_items import GROUPS
from web.institution.clinic import text_of


def fill(browser, base, standing="done", **otherwise):
    for group in GROUPS:
        answers = {item.code: otherwise.get(item.code, standing) for item in group.items}
        assert browser.post(f"{base}/{group.code}", answers).status_code == 302


def test_the_clerk_answers_the_doctor_answers_by_a_link_and_the_clerk_reads_both_together(clinic, client):
    page = clinic.clerk.post("/inst/readiness/link").content.decode()
    link = re.search(r"/q/([\w-]{20,})", page)[0]
    assert link not in clinic.clerk.get("/inst/readiness").content.decode(), "told once, stored nowhere"
    fill(clinic.clerk, "/inst/readiness/office")
    assert "24問より多く" in text_of(clinic.clerk.get("/inst/readiness"))
    assert "青浜町立診療所の医師として" in text_of(client.get(link))
    fill(client, link, cover="todo")
    page = text_of(clinic.clerk.get("/inst/readiness"))
    assert "はじめに伝える強み" in page and "休みの代診を取り決める" in page and "見方が違う所（1）" in page
    assert clinic.clerk.get("/inst/readiness/paper")["Content-Type"] == "application/pdf"
    assert "回答済み" in text_of(client.get(link)) and "強み" not in text_of(client.get(link))


def test_the_same_person_does_not_answer_for_both_and_what_was_chosen_stays(clinic):
    fill(clinic.clerk, "/inst/readiness/office")
    refused = clinic.clerk.post("/inst/readiness/physician/support", {"cover": "half"})
    assert "別の方か" in text_of(refused) and re.search(r'value="half" checked', refused.content.decode())
    assert Readiness.objects.get().physician == {}
    fill(clinic.approver, "/inst/readiness/physician")
    assert clinic.clerk.get("/inst/readiness/paper").status_code == 200


def test_a_new_link_ends_the_one_before_and_fourteen_days_end_it_too(clinic, client):
    with ago(timedelta(days=15)):
        _, old = open_link(institution=clinic.institution, by=clinic.clerk_person)
    assert client.get(f"/q/{old}").status_code == client.get(f"/q/{old}/support").status_code == 404
    _, former = open_link(institution=clinic.institution, by=clinic.clerk_person)
    _, token = open_link(institution=clinic.institution, by=clinic.clerk_person)
    assert client.get(f"/q/{former}").status_code == client.post(f"/q/{former}/support").status_code == 404
    assert client.get(f"/q/{token}").status_code == 200


@pytest.mark.parametrize("answers", [{"cover": "splendid"}, {"reach": "done"}, {"cover": ""}])
def test_what_is_no_answer_counts_as_not_known(clinic, answers):
    assert clinic.clerk.post("/inst/readiness/office/support", answers).status_code == 302
    assert Readiness.objects.get().office == {}


def test_the_desk_reads_it_only_while_it_is_shared_and_a_sister_never(world, clinic):
    fill(clinic.clerk, "/inst/readiness/office")
    fill(clinic.approver, "/inst/readiness/physician")
    desk, address = world.signed_in(world.ms_miura), f"/desk/institutions/{clinic.institution.number}/readiness"
    assert "共有されていません" in text_of(desk.get(address)) and "強み" not in text_of(desk.get(address))
    clinic.clerk.post("/inst/readiness/share", {"shared": "yes"})
    assert "はじめに伝える強み" in text_of(desk.get(address))
    clinic.clerk.post("/inst/readiness/share", {"shared": "no"})
    assert "共有されていません" in text_of(desk.get(address))
    assert "はじめに伝える強み" not in text_of(clinic.sister.get("/inst/readiness"))
    assert clinic.sister.get("/inst/readiness/paper").status_code == 404
