"""Who may open which address: the table, the views and the running pages say the same."""

import pytest

from enishi.accounts.roles import Role
from enishi.common.answering import answers_get
from meta.addresses import ROLES, addresses, table


def test_the_table_lists_exactly_the_addresses_of_the_project():
    known = [address.name for address in addresses()]
    assert len(known) == len(set(known)), "a URL name stands twice"
    assert sorted(known) == sorted(table())


def test_every_view_declares_the_rule_of_the_table():
    declared = {address.name: address.rule for address in addresses()}
    assert declared == {name: entry.rule for name, entry in table().items()}


def test_the_table_names_only_roles_that_exist_and_says_what_each_variable_part_is():
    roles = {str(role) for role in Role}
    for address in addresses():
        entry = table()[address.name]
        assert entry.open_to in (("public",), ("signed_in",)) or set(entry.open_to) <= roles, address.name
        assert len(entry.about) == len(address.parameters), address.name
        assert set(entry.methods) <= {"GET", "POST"} and entry.methods, address.name


def test_what_a_view_says_of_get_is_what_the_table_says():
    """Sign-in and the page of 405 lead by it (common.answering); Django keeps these methods where only a closure shows them."""
    said = {address.name: answers_get(address.view) for address in addresses()}
    assert said == {name: "GET" in entry.methods for name, entry in table().items()}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_open_a_page_gets_it_and_nobody_else_does(tour, role):
    wrong = [visit.line for visit in tour.of(role) if not visit.is_right]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_another_persons_object_does_not_exist(tour, role):
    """404 (410 for a link used up) and never 403, on GET and on POST; nothing is written."""
    foreign = [visit for visit in tour.of(role) if visit.whose == "foreign" and visit.allowed]
    asked = [visit for visit in foreign if visit.method in table()[visit.name].methods]
    told = [
        visit.line
        for visit in asked
        if visit.status not in (404, 410, *table()[visit.name].may_answer) or visit.changes
    ]
    assert not told, "\n".join(told)


def test_the_tour_really_opened_pages_of_every_role_and_met_foreign_objects(tour):
    """The promises above would hold of an empty tour too."""
    for role in ROLES:
        opened = [visit for visit in tour.of(role) if visit.method == "GET" and visit.status == 200]
        assert len(opened) >= 10, role
    for role in (Role.PHYSICIAN, Role.INSTITUTION_STAFF, Role.INSTITUTION_APPROVER, Role.INSTITUTION_ADMIN):
        assert sum(visit.whose == "foreign" and visit.allowed for visit in tour.of(role)) >= 5, role


def test_every_page_with_a_get_was_opened_by_somebody(tour):
    opened = {visit.name for visit in tour.visits if visit.method == "GET" and visit.status < 400}
    expected = {name for name, entry in table().items() if "GET" in entry.methods}
    assert sorted(expected - opened - NEED_A_MOMENT) == []


NEED_A_MOMENT = {
    # These answer only in the middle of signing in, or to whom has set up a key; see tests/web/sign_in.
    "mfa_remove_webauthn", "mfa_edit_webauthn",
}  # fmt: skip
