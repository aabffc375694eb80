"""Nothing personal in logs and addresses."""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from enishi.common.access import public
from meta.tour import everything_logged


def test_no_address_of_any_page_holds_something_personal(tour):
    """Links, forms, redirects: what stands in an address stands in histories and in logs of servers on the way."""
    assert len(tour.personal) >= 12
    found = []
    for visit in [*tour.visits, *tour.links]:
        targets = [*re.findall(r'(?:href|src|action)="([^"]*)"', visit.html), visit.location, visit.path]
        for target in targets:
            if not target.startswith(("tel:", "mailto:")):
                found += [f"{visit.line}: {target}" for text in tour.personal if text in target]
    assert not found, "\n".join(sorted(set(found)))


def test_no_log_line_of_the_tour_holds_something_personal(tour):
    found = [line for line in tour.log if any(text in line for text in tour.personal)]
    assert not found, "\n".join(found)


@public
def broken(request: HttpRequest) -> HttpResponse:
    """A view that fails while it holds a person's data in its hands."""
    physician_name, phone = "北川 誠", "09011112222"
    raise RuntimeError(f"could not save {len(physician_name) + len(phone)} characters")


urlpatterns = [path("broken", broken)]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_fault_is_logged_without_what_was_typed(db, method):
    """The page says sorry; the log names the fault and the line, never the fields that were sent."""
    lines: list[str] = []
    client = Client(raise_request_exception=False)
    with override_settings(ROOT_URLCONF=__name__), everything_logged(lines):
        response = getattr(client, method)(
            "/broken", {"name": "北川 誠", "phone": "09011112222", "mail": "k@mail.example.jp"}
        )
    assert response.status_code == 500
    text = "\n".join(lines)
    assert "could not save" in text
    for personal in ("北川", "09011112222", "k@mail.example.jp"):
        assert personal not in text
        assert personal not in response.content.decode()


def test_a_person_is_written_as_a_number(world):
    """What %s of an object gives is what reaches logs."""
    physician = world.physician()
    identity = physician.identity
    for thing in (physician, identity, physician.user):
        for personal in (identity.family_name, identity.given_name, identity.mail, identity.phone):
            assert personal not in str(thing) and personal not in repr(thing)
