"""The addresses of a visit, the same in every room: /visit, /visit/reflection, /visit/calendar.ics, /visit/itinerary.pdf,
/visit/driver.pdf of those who receive, /visit/family.pdf of the physician."""

from django.urls import URLPattern, path

from enishi.accounts.roles import Role
from enishi.common.workflow import Party
from enishi.web.desk.common import DECIDERS, READERS
from enishi.web.institution.access import EDITORS, MEMBERS
from enishi.web.visits.finding_page import find_of
from enishi.web.visits.pages import Place, page_of
from enishi.web.visits.papers import calendar_of, itinerary_of, reflection_of

MY = Place(
    path="/talks/<str:number>",
    base="/my/talks/{number}",
    name="my_visit",
    template="visits/page.html",
    readers=(Role.PHYSICIAN,),
    acts=(Role.PHYSICIAN,),
    side=Party.PHYSICIAN,
    crumbs=lambda c: [("今日のご案内", "/my"), (c.opening.institution.name, f"/my/talks/{c.number}")],
)
INST = Place(
    path="/talks/<str:number>",
    base="/inst/talks/{number}",
    name="inst_visit",
    template="visits/page.html",
    readers=MEMBERS,
    acts=EDITORS,
    side=Party.INSTITUTION,
    crumbs=lambda c: [("今日のご案内", "/inst"), ("候補の先生", "/inst/candidates"), (f"番号 {c.number}", f"/inst/talks/{c.number}")],
)  # fmt: skip
DESK = Place(
    path="/candidacies/<str:number>",
    base="/desk/candidacies/{number}",
    name="desk_visit",
    template="visits/desk.html",
    readers=READERS,
    acts=DECIDERS,
    side=None,
    crumbs=lambda c: [("進み具合", "/desk/board"), (c.number, f"/desk/candidacies/{c.number}")],
)


def urls_for(place: Place) -> list[URLPattern]:
    found = [
        path(f"{place.path}/visit", page_of(place), name=place.name),
        path(f"{place.path}/visit/reflection", reflection_of(place), name=f"{place.name}_reflection"),
        path(f"{place.path}/visit/calendar.ics", calendar_of(place), name=f"{place.name}_calendar"),
        path(f"{place.path}/visit/itinerary.pdf", itinerary_of(place), name=f"{place.name}_itinerary"),
    ]
    if place.is_desk:
        found.append(path(f"{place.path}/visit/find", find_of(place), name=f"{place.name}_find"))
    if place.side is not Party.PHYSICIAN:
        found.append(
            path(f"{place.path}/visit/driver.pdf", itinerary_of(place, driver=True), name=f"{place.name}_driver")
        )
    if place.side is Party.PHYSICIAN:
        found.append(
            path(f"{place.path}/visit/family.pdf", itinerary_of(place, family=True), name=f"{place.name}_family")
        )
    return found
