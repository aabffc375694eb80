"""A list costs the same number of queries however long it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.accounts.roles import Role
from enishi.candidacies import rules

STATES = ("physician_asked", "institution_asked", "dialogue", "agreed")
LISTS = {
    Role.COORDINATOR: (
        "/desk", "/desk?all", "/desk/board", "/desk/doctors", "/desk/openings", "/desk/institutions", "/desk/callbacks", "/desk/calendar", "/desk/letters",
        "/desk/calls", "/desk/duplicates", "/desk/checkins", "/desk/intake/paper", "/desk/slates", "/desk/trips", "/desk/region-facts", "/desk/caseload", "/desk/regions",
    ),
    Role.SUPERVISOR: ("/desk/team", "/desk/quality"),
    Role.COMPLIANCE: ("/ops", "/ops/ledgers/openings", "/ops/ledgers/seekers", "/ops/audit", "/ops/campaigns"),
    Role.ADMIN: ("/ops/users",),
    Role.RESEARCHER: ("/research",),
    Role.PHYSICIAN: ("/my", "/my/proposals", "/my/data/export.json"),
    Role.INSTITUTION_STAFF: ("/inst", "/inst/openings", "/inst/candidates"),
}  # fmt: skip


@pytest.fixture
def grown(world, monkeypatch):
    """A hospital and a physician with whom much goes on; call it again and there is as much again."""
    hospital = world.institution("みさき丘病院")
    physician = world.physician()
    monkeypatch.setattr(rules, "PROPOSALS_A_WEEK", 99)  # years of talks within one second

    def grow():
        for state in STATES:
            world.candidacy(state, opening=world.opening(hospital))
            if state != "physician_asked":  # at most three proposals wait at once
                world.candidacy(state, physician=physician, opening=world.opening(hospital))
        world.physician(state="registered")
        return {Role.PHYSICIAN: physician, Role.INSTITUTION_STAFF: hospital, Role.COORDINATOR: world.ms_miura}

    return grow


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(captured)


def test_three_times_the_rows_ask_the_database_no_more_often(world, grown):
    insiders = grown()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    clients = {role: world.signed_in(insiders.get(role) or world.staff(role)) for role in LISTS}
    paths = [(role, path) for role, paths in LISTS.items() for path in paths]
    for role, path in paths:
        clients[role].get(path)  # warm what is kept for ever, such as content types
    before = {path: queries(clients[role], path) for role, path in paths}
    grown()
    grown()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    after = {path: queries(clients[role], path) for role, path in paths}
    more = [f"{path}: {before[path]} → {after[path]}" for path in before if after[path] > before[path]]
    assert not more, "\n".join(more)
