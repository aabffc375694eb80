"""The signposts lead where Django's own search through the same patterns would have led."""

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, include, path, re_path
from django.urls.resolvers import RoutePattern
from hypothesis import given
from hypothesis import strategies as st

from enishi.config.signposts import Signposts
from enishi.config.urls import by_readers
from meta.addresses import addresses

ONE_BY_ONE = URLResolver(RoutePattern(""), by_readers)
SIGNPOSTS = Signposts(by_readers)
ROUTES = sorted({address.route.removeprefix("/") for address in addresses()})
PARTS = sorted({part for route in ROUTES for part in route.split("/") if "<" not in part})
VALUES = ["1", "999999", "new", "C-2026-0001", "a.b", "日本", " ", "", "x\n", *PARTS]


def led(resolver, asked):
    try:
        match = resolver.resolve(asked)
    except Resolver404:
        return None
    return match.func, match.args, match.kwargs, match.url_name, match.route, match.view_name


def filled(route, value):
    return "/".join(
        part.partition("<")[0] + value + part.rpartition(">")[2] if "<" in part else part for part in route.split("/")
    )


@pytest.mark.parametrize("value", ["1", "C-2026-0001", "new", "日本"])
def test_every_address_is_found_as_by_asking_one_pattern_after_the_other(value):
    found = {route: led(SIGNPOSTS, filled(route, value)) for route in ROUTES}
    assert found == {route: led(ONE_BY_ONE, filled(route, value)) for route in ROUTES}
    assert sum(map(bool, found.values())) > 500


@given(st.one_of(
    st.builds(filled, st.sampled_from(ROUTES), st.sampled_from(VALUES)),
    st.lists(st.sampled_from(VALUES), max_size=6).map("/".join),
    st.builds(lambda route, cut: route[:cut], st.sampled_from(ROUTES), st.integers(0, 40)),
    st.text(max_size=30),
))  # fmt: skip
def test_so_is_whatever_else_somebody_asks_for(asked):
    assert led(SIGNPOSTS, asked) == led(ONE_BY_ONE, asked)


def view(request):
    """Of nobody."""


def other(request):
    """Of nobody else."""


def test_where_two_patterns_would_do_the_first_one_does():
    inner = [
        path("/<str:name>", view, name="any"),
        path("/new", other, name="new"),
        path("/<int:no>/x", other, {"a": 1}),
    ]
    given = [
        path("a", include(inner)),
        path("<str:first>/new", other, name="wide"),
        path("", view),
        path("a/b/c", view),
    ]
    signposts, one_by_one = Signposts(given), URLResolver(RoutePattern(""), given)
    for asked in ("a/new", "a/b", "a/2/x", "a/b/c", "b/new", "", "a", "a/", "/a/new", "b/new/x"):
        assert led(signposts, asked) == led(one_by_one, asked), asked
    assert signposts.resolve("a/new").url_name == "any" and signposts.resolve("b/new").url_name == "wide"


def test_what_has_a_name_space_stays_together_and_what_is_no_route_is_refused():
    spaced = [path("room/", include(([path("<int:no>", view, name="door")], "rooms")))]
    match = Signposts(spaced).resolve("room/3")
    assert (match.view_name, match.kwargs) == ("rooms:door", {"no": 3})
    assert isinstance(Signposts([path("", include(spaced))]).url_patterns[0], URLResolver)
    with pytest.raises(TypeError, match="path"):
        Signposts([re_path("^a", view)])
    assert isinstance(Signposts([path("a", view)]).url_patterns[0], URLPattern)
