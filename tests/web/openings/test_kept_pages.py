"""Pages that are the same for everybody are drawn once, are never stale, and nobody has documents drawn without end."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.openings.actions import confirm_opening
from enishi.web.openings import views
from web.institution.clinic import text_of


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["pages"].clear()


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["/regions", "/regions/03"])
def test_a_region_is_worked_out_once_and_anew_when_an_opening_appears(world, client, path):
    first, again = queries(client, path), queries(client, path)
    assert again < first
    before = text_of(client.get(path))
    world.opening()
    assert text_of(client.get(path)) != before


def test_the_printed_sheet_is_drawn_once_for_each_state_of_the_opening(world, client, monkeypatch):
    drawn = []
    draw = views.pdf
    monkeypatch.setattr(views, "pdf", lambda *given: drawn.append(1) or draw(*given))
    opening = world.opening()
    path = f"/openings/{opening.number}/print"
    pages = [client.get(path).content for _ in range(3)]
    assert len(drawn) == 1 and len(set(pages)) == 1 and pages[0].startswith(b"%PDF")
    confirm_opening(opening=opening, by=world.actor(opening.institution), confirmed_by="院長")
    assert client.get(path).content != pages[0] and len(drawn) == 2


def test_one_address_has_so_many_drawn_an_hour_and_what_is_kept_still_opens(world, client, settings):
    settings.DRAWINGS_AN_HOUR = {"opening_print": 1, "sitemap": 1}
    first, second = world.opening(), world.opening()
    paths = [f"/openings/{o.number}/print" for o in (first, second)]
    assert [client.get(path).status_code for path in (paths[0], paths[0], paths[1], paths[0])] == [200, 200, 429, 200]
    assert client.get(paths[1], REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/sitemap.xml").status_code == 200
    world.opening()
    refused = client.get("/sitemap.xml")
    assert refused.status_code == 429 and "少し時間をおいてください" in text_of(refused)
