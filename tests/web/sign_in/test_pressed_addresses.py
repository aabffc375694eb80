"""An address behind a button, opened like a page: after signing in again, from a bookmark, by another letter size."""

import re

import pytest
from django.test import Client

from web.look.pages import words


def test_who_pressed_a_button_after_the_session_ended_reads_so_and_comes_back_to_the_page_of_it(world):
    opening = world.opening()
    pressed = f"/inst/openings/{opening.number}/close"
    away = Client().post(pressed, {"reason": "filled"})
    assert away.headers["Location"] == f"/login?next=%2Finst%2Fopenings%2F{opening.number}&undone=1"
    assert "いま押されたことは行っていません" in words(Client().get(away.headers["Location"]).content.decode())
    clerk = world.signed_in(opening.institution)
    assert clerk.get(f"/inst/openings/{opening.number}").status_code == 200
    opening.refresh_from_db()
    assert opening.state == "published"


def test_who_only_opens_a_closed_page_reads_nothing_about_what_was_pressed(world):
    away = Client().get("/my/wishes?from=mail").headers["Location"]
    assert away == "/login?next=%2Fmy%2Fwishes%3Ffrom%3Dmail"
    assert "押されたこと" not in Client().get(away).content.decode()


def test_a_form_sent_without_a_session_leads_back_to_that_form(world):
    assert Client().post("/my/privacy", {}).headers["Location"] == "/login?next=%2Fmy%2Fprivacy&undone=1"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_bookmark_of_a_button_is_a_page_that_leads_to_the_one_above(world, method):
    opening = world.opening()
    clerk = world.signed_in(opening.institution)
    answer = getattr(clerk, method)(f"/inst/openings/{opening.number}/publish")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert answer.headers["Cache-Control"] == "no-store"
    if method == "get":
        page = answer.content.decode()
        assert "まだ行っていません" in words(page) and "もう一度" in words(page)
        assert f'href="/inst/openings/{opening.number}"' in page and 'href="/home"' in page


def test_the_page_leads_only_to_what_its_reader_may_open(world):
    """A visitor at a button of everybody has no page above it and no page of their own."""
    page = Client().get("/settings/letters").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "まだ行っていません" in main and "前の画面へ" not in main and "/home" not in main and 'href="/"' in main


def test_programs_still_read_the_bare_status_for_other_verbs(world):
    physician = world.signed_in(world.physician())
    assert physician.put("/my").status_code == 405 and physician.put("/my").content == b""
    assert physician.post("/openings").content == b""


def test_the_letter_size_on_a_refused_form_leads_to_a_page_that_opens(world):
    desk, physician = world.signed_in(world.ms_miura), world.physician()
    refused = desk.post(f"/desk/records/{physician.number}/next", {"text": ""})
    (back,) = re.findall(r'name="next" value="([^"]+)"', refused.content.decode())
    assert desk.get(back).status_code == 200 and back == f"/desk/records/{physician.number}"


def test_on_public_pages_whoever_is_signed_in_finds_the_way_to_their_own(world):
    opening = world.opening()
    pages = ("/", "/regions/map", f"/openings/{opening.number}")
    for who in (world.ms_miura, world.physician(), opening.institution, world.society_member("見本の学会")):
        browser = world.signed_in(who)
        for path in pages:
            assert 'href="/home">ご自分のページ</a>' in browser.get(path).content.decode(), (who, path)
    assert "ご自分のページ" not in world.signed_in(world.ms_miura).get("/desk").content.decode()
    for path in pages:
        shown = Client().get(path)
        assert "ご自分のページ" not in shown.content.decode()
        assert "public" not in shown.headers.get("Cache-Control", "")
